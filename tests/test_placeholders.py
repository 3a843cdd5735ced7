"""The fixed substitution: names, nothing that runs."""

from __future__ import annotations

import pytest

from kyr.placeholders import Reference, parse_reference, replace_placeholders


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("lifeline-988.phone", Reference("contact", "lifeline-988", "phone")),
        ("lifeline-988.phone.text", Reference("contact", "lifeline-988", "phone", "text")),
        ("nnirr-hotlines.link", Reference("contact", "nnirr-hotlines", "link")),
        ("print.red_card.title", Reference("print", "red_card.title")),
        ("print.red_card.rules*", Reference("print", "red_card.rules", "*")),
        ("list.pieces", Reference("list", "pieces")),
    ],
)
def test_names(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "phone",
        "a.fax",
        "a.link.x",
        "list.all",
        "a.b()",
        "''.__class__",
        "config.site_name",
        "a|b",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_reference(text)


def test_replacing() -> None:
    written = replace_placeholders("call {{a.phone}} or {{ b.phone }}", lambda r: r.name.upper())
    assert written == "call A or B"
