"""Terms as the glossary writes them, and the spellings by which they are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.glossary import read_glossary
from kyr.languages import make_language
from kyr.pages import read_page

PAGE = """---
title: G
description: G
{forms}---

# G

## {title} {{#t}}

A **[paper](x.md)** from a `court` &amp; more,
on two lines.

More.
"""


@pytest.mark.parametrize(
    ("tag", "title", "forms", "found"),
    [
        ("en", "Warrant", "", ("Warrant", "warrant")),
        ("en", "ICE", "", ("ICE",)),
        ("en", "A-number", "", ("A-number",)),
        ("en", "Signal", "forms: {t: [Signal]}\n", ("Signal",)),
        ("en", "Data", "forms: {t: []}\n", ()),
        (
            "en",
            "Warrant",
            "forms: {t: [warrant, warrants]}\n",
            ("warrant", "warrants", "Warrant", "Warrants"),
        ),
        ("tr", "İzin belgesi", "", ("İzin belgesi", "izin belgesi")),
        ("tr", "Işık", "forms: {t: [ışık, iz]}\n", ("ışık", "iz", "Işık", "İz")),
        ("de", "Haftbefehl", "", ("Haftbefehl", "haftbefehl")),
        ("de", "x", "forms: {t: [ßx]}\n", ("ßx",)),
        ("zh-Hans", "法院令状", "", ("法院令状",)),
    ],
)
def test_spellings(
    tmp_path: Path, tag: str, title: str, forms: str, found: tuple[str, ...]
) -> None:
    path = tmp_path / "glossary.md"
    path.write_text(PAGE.format(title=title, forms=forms), encoding="utf-8")
    (term,) = read_glossary(read_page(path, "glossary.md"), make_language(tag))
    assert term.forms == found
    assert term.definition == "A paper from a court & more, on two lines."
