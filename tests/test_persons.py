"""Who can answer for a review: every name that a person has, and no program, office or nobody."""

from __future__ import annotations

import unicodedata

import pytest

from kyr.persons import names_a_person


@pytest.mark.parametrize(
    "name",
    [
        *("Google Translate", "Google Translate Pro", "DeepL", "Ana with DeepL", "Bing Translator"),
        *("Yandex", "Microsoft Translator", "Machine translation", "IA", "AI", "KI", "ＡＩ"),
        *("Inteligencia Artificial", "traductor automático", "谷歌翻译", "百度翻译", "机器"),
        *("机器翻译", "機器翻譯", "匿名", "无", "ترجمة جوجل", "مجهول", "ninguno", "nadie"),
        *("desconocido", "anónimo", "anonymous", "unknown", "US Government ICE", "@everyone hi"),
        *("@everyone Ana", "Ana reviewed 2026-11-01 by Bob", "your name or handle"),
        *("Ana 2125550143", "Ana 212-555-0143", "Ana ٢١٢٥٥", "a friend", "my friend", "law firm"),
        *("Law Firm", "n/a", "Claude", "Claude Opus", "-", ""),
    ],
)
def test_nobody_is_taken_for_a_person(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert not names_a_person(unicodedata.normalize(form, name))


@pytest.mark.parametrize(
    "name",
    [
        *("李", "김", "J. R. Ortiz", "Claude Dupont", "Friend Law", "Will Law", "@ana-r2", "Ana R"),
        *(
            "Bo Li",
            "Nguyễn Văn A",
            "Ai Weiwei",
            "Ia Genberg",
            "王芳",
            "آنا",
            "ليلى أحمد",
            "Ice Cole",
        ),
        *("@mei2026", "Smith & Partners", "Fiona Apple", "Zoë de la Cruz", "Ninguno Pérez"),
    ],
)
def test_a_person_is_taken_for_one(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert names_a_person(unicodedata.normalize(form, name))
