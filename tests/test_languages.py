"""Any BCP 47 tag works, and what we say of a language agrees with CLDR."""

from __future__ import annotations

import babel
import pytest

from kyr.languages import Language, UnknownLanguageError, make_language, name_is_of


@pytest.mark.parametrize(
    ("tag", "name", "script", "direction", "line_break"),
    [
        ("en", "", "Latn", "ltr", "spaces"),
        ("ar", "", "Arab", "rtl", "spaces"),
        ("ur", "", "Arab", "rtl", "spaces"),
        ("zh-Hans", "", "Hans", "ltr", "cjk"),
        ("zh-Hant", "", "Hant", "ltr", "cjk"),
        ("ja", "", "Jpan", "ltr", "cjk"),
        ("ko", "", "Kore", "ltr", "spaces"),
        ("km", "", "Khmr", "ltr", "icu"),
        ("my", "", "Mymr", "ltr", "icu"),
        ("pa", "", "Guru", "ltr", "spaces"),
        ("pt-BR", "", "Latn", "ltr", "spaces"),
        ("prs", "", "Arab", "rtl", "spaces"),
        ("ckb", "", "Arab", "rtl", "spaces"),
        ("hmn", "Hmoob", "Latn", "ltr", "spaces"),
        ("mam", "Mam", "Latn", "ltr", "spaces"),
        ("rhg", "", "Rohg", "rtl", "spaces"),
        ("ksw", "ကညီကျိာ်", "Mymr", "ltr", "icu"),
        ("aii", "ܐܬܘܪܝܐ", "Syrc", "rtl", "spaces"),
        ("ps-Latn", "", "Latn", "ltr", "spaces"),
    ],
)
def test_what_a_tag_means(
    tag: str, name: str, script: str, direction: str, line_break: str
) -> None:
    language = make_language(tag, name)
    assert (language.script, language.direction, language.line_break) == (
        script,
        direction,
        line_break,
    )
    assert language.name and language.english


@pytest.mark.parametrize(
    "tag", ["", "xx", "english", "en_US", "zh-hans", "EN", "../en", "qqq", "e"]
)
def test_unknown_tags_are_refused(tag: str) -> None:
    with pytest.raises(UnknownLanguageError):
        make_language(tag)


def test_the_usual_form_is_offered() -> None:
    with pytest.raises(UnknownLanguageError, match="zh-Hans"):
        make_language("zh-hans")


def test_directions_agree_with_cldr() -> None:
    wrong = []
    for identifier in babel.localedata.locale_identifiers():
        locale = babel.Locale.parse(identifier)
        if locale.territory or locale.variant:
            continue
        tag = "-".join(part for part in (locale.language, locale.script) if part)
        try:
            language: Language = make_language(tag)
        except UnknownLanguageError:
            continue
        if language.direction != locale.text_direction:
            wrong.append(tag)
    # Mongolian script runs from top to bottom; CLDR calls that right-to-left, its letters are left-to-right (UAX #9).
    assert wrong == ["mn-Mong"]


@pytest.mark.parametrize(
    ("tag", "name", "other"),
    [
        *(("es", "English", "en"), ("fr", "Español", "es"), ("vi", "中文", "zh")),
        ("ht", "Français", "fr"),
        # The same name is right for these, or it is no other language's.
        *(("es", "Español", ""), ("es-419", "Español", ""), ("yue", "中文", "")),
        *(
            ("arz", "العربية", ""),
            ("nb", "Norsk", ""),
            ("prs", "فارسی", ""),
            ("fil", "Tagalog", ""),
        ),
        *(("hmn", "Hmoob", ""), ("nhe", "Nāhuatl", ""), ("zh-Hant", "中文", "")),
        *(("mam", "Qyol Mam", ""), ("en", "English", ""), ("ckb", "کوردی", "")),
        *(("ksw", "ကညီကျိာ်", ""), ("sr-Latn", "Srpski", ""), ("quc", "K’iche’", "")),
    ],
)
def test_whose_name_it_is(tag: str, name: str, other: str) -> None:
    assert name_is_of(name, tag) == other
