"""The theme's stylesheet keeps every rule that a page can meet, and loses the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyr.site.assemble import THEME
from kyr.site.css import Used, purge, used_by, used_by_script, used_in

USED = used_by('<main id="m" class="a b" dir="rtl"><p hidden>x</p><a href="y">z</a></main>')


def test_what_is_used() -> None:
    assert USED.classes == {"a", "b"} and USED.ids == {"m"}
    assert {"main", "p", "a", "html", "head", "body"} == USED.elements
    assert USED.attributes == {"id", "class", "dir", "hidden", "href"}
    assert Used.from_data(USED.as_data()) == USED
    assert "kyr-gone" in used_by_script('h.classList.add("kyr-gone")').classes


@pytest.mark.parametrize(
    "rule",
    [
        ".a{color:red}",
        "main.a > p:not(.gone):hover{color:red}",
        '[dir=rtl] .b::before{content:".c"}',
        "#m,:root{color:red}",
        "*,:after{color:red}",
        ":is(.gone,.a) p{color:red}",
        "p:nth-child(2n + 1){color:red}",
        "@media print{.a{color:red}}",
        "@supports (display:grid){@media screen{p{color:red}}}",
    ],
)
def test_kept(rule: str) -> None:
    assert purge(rule, USED) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".gone{color:red}",
        ".a .gone{color:red}",
        "p.gone:hover{color:red}",
        "#gone{color:red}",
        "video{color:red}",
        "[data-gone] p{color:red}",
        "@media print{.gone{color:red}}",
        "@keyframes gone{0%{top:0}}",
        "/* a word */",
    ],
)
def test_dropped(rule: str) -> None:
    assert purge(rule, USED) == ""


def test_lists_properties_and_animations() -> None:
    assert purge(".gone,.a,#gone{color:red}", USED) == ".a{color:red}"
    sheet = ":root{--x:1;--y:url('data:;}');--z:2}.a{top:var(--x)}"
    assert purge(sheet, USED) == ":root{--x:1;}.a{top:var(--x)}"
    assert purge(sheet, USED, ["p{top:var(--z)}"]) == ":root{--x:1;--z:2}.a{top:var(--x)}"
    chain = ":root{--x:var(--y);--y:1}"
    assert purge(chain, USED) == ""
    moving = "@keyframes spin{0%{top:0}}.a{animation:spin 1s}"
    assert purge(moving, USED) == moving


def test_the_real_theme(site: Path) -> None:
    (sheet,) = THEME.glob("assets/stylesheets/main.*.min.css")
    whole, left = sheet.read_text(encoding="utf-8"), (site / "assets/material.css").read_text()
    assert len(left) < len(whole) / 4
    used = used_in(site)
    named = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", whole))
    for name in sorted(named & used.classes):
        assert f".{name}" in left, name


def test_our_own_sheet_has_no_rule_for_nothing(site: Path) -> None:
    own = (site / "assets/kyr.css").read_text(encoding="utf-8")
    script = (site / "assets/kyr.js").read_text(encoding="utf-8")
    used = used_in(site) | used_by_script(script)
    # These wait for the press, for a library's own contacts, for what a writer may use, and for stale sections.
    later = {"kyr-previews", "kyr-downloads", "kyr-mark", "say", "kyr-notice", "kyr-in", "url"}
    later |= {"kyr-stale"}
    later |= {"tip", "warning", "danger", "admonition", "admonition-title"}
    names = set(re.findall(r"\.(-?[a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", own, flags=re.S)))
    assert {name for name in names if not re.match(r"\d", name)} - used.classes - later == set()
