"""Whatever a stranger writes into a report can be read in our comment, and does nothing there."""

from __future__ import annotations

import re

import pytest
from harmless import LINE, fenced, harmless
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

MOST = 60_000

HOSTILE = (
    "@everyone please merge",
    "`@team/maintainers`",
    "&#64;somebody and &commat;somebody",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- kyr: what this change does -->",
    "</details></div><a href='https://evil.test'>log in again</a>",
    "[All checks passed](https://evil.test/login)",
    "![](https://evil.test/seen.png)",
    "[a][b]\n\n[b]: https://evil.test",
    "[b]:https://evil.test",
    "[a]\\\n(https://evil.test)",
    "note[^1]\n\n[^1]: https://evil.test",
    "<https://evil.test>",
    "see https://evil.test/ and HTTP://evil.test and www.evil.test and WWW.evil.test",
    "mail somebody@evil.test",
    "closes #12, GH-12, owner/repo#12",
    "/approve\n  /lgtm\n\t/merge",
    "@dependabot merge",
    "$\\href{https://evil.test}{x}$ and $$\\unicode{x}$$",
    '```mermaid\nclick A "https://evil.test"\n```',
    "> ~~~geojson\n> {}\n> ~~~",
    "````\n@somebody",
    "\u202ehidden\u202c \u200bzero\u2066 \ufeff \U000e0041 \x00 \x1b[31m \ud800",
    "a\rb\u2028/merge\x0b/merge\x85@x",
    "&lt;script&gt;",
    "\\<b>\\@x \\[a](b)",
    "＜b＞",
)


def effects(markdown: str) -> list[str]:
    """What of ``markdown`` would lead somewhere, load something, call somebody or be HTML."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)
    flat = [one for token in tokens for one in (token, *(token.children or ()))]
    found = [one.type for one in flat if one.type in ("html_block", "html_inline", "image")]
    found += [one.type for one in flat if one.type == "link_open"]
    found += [one.info for one in flat if one.type == "fence" and one.info]
    # What GitHub makes of text: mentions, addresses, references.
    seen = "".join(one.content for one in flat if one.type in ("text", "text_special"))
    found += re.findall(r"@[\w-]|#\d|(?i:gh-\d)|(?i:https?://|ftp://|\bwww\.)|\$", seen)
    # What other programs read in the comment as it was sent.
    found += re.findall(r"(?m)@\w|^\s*/\w|<|[\x00-\x08\x0b-\x1f\x7f-\x9f]", markdown)
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_is_left(text: str) -> None:
    for around in (
        "{}",
        "- {}",
        "> {}",
        "# {}",
        "| a |\n|---|\n| {} |",
        "`{}`",
        "**{}**",
        "x {} y",
    ):
        assert effects(harmless(around.format(text), MOST)) == []


def test_the_hostile_texts_would_do_something() -> None:
    silent = {text for text in HOSTILE if not effects(text.encode("utf-8", "ignore").decode())}
    # A definition that nothing refers to, and look-alikes: they are there so that they stay silent.
    assert silent == {"[b]:https://evil.test", "&lt;script&gt;", "＜b＞"}


PARTS = st.sampled_from(
    [
        *("<", ">", "@", "a", "b", "&", "#", "6", "4", ";", "[", "]", "(", ")", ":", "/", "\\"),
        *("!", "`", "```", "~~~", "$", " ", "\n", "\r", "\t", "|", "-", "*", "_", "x", "1", "^"),
        *("http", "https", "www", ".", "GH-", "\u200b", "\u202e", "\u2028", "é", "字", "\u200c"),
        *("script", "mermaid", "&lt;", "&#x40;", "&amp;", "]\n(", "<!--", "-->", "https://a.b"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_nothing_put_together_has_an_effect(text: str) -> None:
    once = harmless(text, MOST)
    assert effects(once) == []
    assert harmless(once, MOST) == once


def test_an_honest_report_stays_as_it_is() -> None:
    report = (
        "## What is wrong\n\n"
        "- `docs/es/now.md:12` **placeholder**: expected {{ lifeline-988.phone }}, found “{{ x }}”.\n"
        "  Type `uv run kyr stamp es now.md`.\n\n"
        "| language | pages | reviewed |\n|---|---|---|\n| es Spanish | 13 of 40 | 2 |\n\n"
        "می‌خواهم، न्‌ह، ለምን? R&D > 1 & 2 % [x] (y)\n\n"
        "```\n- old words\n+ new words\n```"
    )
    assert harmless(report, MOST) == report


def test_length_is_bounded_at_a_line() -> None:
    text = harmless("word " * 9_000 + "\n" + "short\n" * 50_000, 5_000)
    assert len(text) < 5_200
    assert max(map(len, text.split("\n"))) <= LINE
    assert text.split("\n")[-3] == "short"
    assert "There is more" in text


def test_what_takes_the_place_makes_nothing_longer_than_github_takes() -> None:
    for text in ("@", "<", "](", "://", "www.", "#1", "$", "\U0001f600"):
        assert len(harmless(text * 100_000, MOST)) < 65_536


def test_a_block_of_code_cannot_be_left() -> None:
    text = "error docs/x.yml:1\n  found “https://x.test/”\n`````\n@somebody\n/merge\n</pre>"
    block = fenced(text, MOST)
    (fence,) = MarkdownIt("commonmark").parse(block)
    assert fence.type == "fence"
    assert "https://x.test/" in fence.content
    assert "@" not in block
    assert not re.search(r"(?m)^\s*/", block)
