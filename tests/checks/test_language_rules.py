"""The rules on how a language is written: tables of good, bad and ignored pairs, in many scripts at once.

Every row is one text of site.yml, in English and in a language; one look at the project serves all rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kyr import checks
from kyr.problems import Level, Problem
from kyr.translation.lock import Origin
from kyr.translation.stamp import stamp
from tests.sandbox import Sandbox

LANGUAGES = {
    "es": "Español",
    "ar": "العربية",
    "zh-Hans": "简体中文",
    "fr": "Français",
    "el": "Ελληνικά",
    "hi": "हिन्दी",
    "km": "ខ្មែរ",
    "my": "မြန်မာ",
    "th": "ไทย",
    "ru": "Русский",
    "ko": "한국어",
    "vi": "Tiếng Việt",
}
OWN = frozenset({"es", "ar", "zh-Hans"})
"""Those that the project has already."""


@dataclass(frozen=True)
class Row:
    rule: str
    tag: str
    english: str
    bad: str
    good: str


ROWS = (
    Row("facts-parity", "es", "Call within 24 hours.", "Llame en 48 horas.", "Llame en 24 horas."),
    Row("facts-parity", "ar", "It is form I-200.", "هذه استمارة I-205.", "هذه استمارة I-200."),
    Row("facts-parity", "ar", "It is 100 miles.", "هي ٢٠٠ ميل.", "هي ١٠٠ ميل."),
    Row("facts-parity", "hi", "See 18 USC 1071.", "18 USC १०७२ देखें।", "18 USC १०७१ देखें।"),
    Row("facts-parity", "my", "Open from 9 to 5.", "၉ မှ ၆ အထိ ဖွင့်သည်။", "၉ မှ ၅ အထိ ဖွင့်သည်။"),
    Row("facts-parity", "fr", "It costs $1,500.", "Cela coûte 2 500 $.", "Cela coûte 1 500 $."),
    Row("facts-parity", "es", "Make two copies.", "Haga 3 copias.", "Haga 2 copias."),
    Row(
        "facts-parity",
        "es",
        "A memo of May 12, 2025.",
        "Una nota del 12 de junio de 2025.",
        "Una nota del 12 de mayo de 2025.",
    ),
    Row(
        "facts-parity",
        "ru",
        "A memo of May 12, 2025.",
        "Записка от 12 июня 2025 года.",
        "Записка от 12 мая 2025 года.",
    ),
    Row(
        "facts-parity",
        "zh-Hans",
        "A memo of May 25, 2025.",
        "二〇二六年五月二十五日的备忘录。",
        "二〇二五年五月二十五日的备忘录。",
    ),
    Row("negation", "es", "Do not open the door.", "Abra la puerta.", "No abra la puerta."),
    Row("negation", "ar", "You do not have to answer.", "عليك أن تجيب.", "ليس عليك أن تجيب."),
    Row("negation", "zh-Hans", "Do not open the door.", "请打开您的门。", "不要开门。"),
    Row("negation", "vi", "Do not sign anything.", "Hãy ký tất cả.", "Đừng ký gì cả."),
    Row("negation", "ru", "Do not run away.", "Бегите отсюда.", "Не убегайте."),
    Row("negation", "fr", "Never lie to them.", "Mentez-leur.", "Ne leur mentez jamais."),
    Row("negation", "es", "Open the window.", "No abra la ventana.", "Abra la ventana."),
    Row(
        "wrong-script",
        "ar",
        "Tell your family tonight.",
        "Dígalo a su familia esta noche.",
        "أخبر عائلتك الليلة.",
    ),
    Row(
        "wrong-script",
        "ru",
        "Tell your family tonight.",
        "Skazhite vashey semye segodnya.",
        "Скажите вашей семье сегодня.",
    ),
    Row(
        "wrong-script",
        "km",
        "Tell your family tonight.",
        "กรุณาบอกครอบครัวของคุณคืนนี้",
        "សូមប្រាប់គ្រួសាររបស់អ្នកយប់នេះ។",
    ),
    Row(
        "wrong-script",
        "zh-Hans",
        "Ask the staff for help with this.",
        "請問圖書館員關於這個問題與幫助。",
        "请图书馆员帮助您处理这个问题。",
    ),
    Row(
        "punctuation",
        "es",
        "Do you have a question?",
        "Tiene una pregunta?",
        "¿Tiene una pregunta?",
    ),
    Row("punctuation", "ar", "Do you have a question?", "هل لديك سؤال?", "هل لديك سؤال؟"),
    Row("punctuation", "zh-Hans", "Do you have a question?", "您有问题吗?", "您有问题吗？"),
    Row("punctuation", "el", "Do you have a question?", "Έχετε ερώτηση?", "Έχετε ερώτηση;"),
    Row("punctuation", "hi", "Stay calm.", "शांत रहें.", "शांत रहें।"),
    Row("punctuation", "km", "Stay calm.", "សូមរក្សាភាពស្ងប់ស្ងាត់.", "សូមរក្សាភាពស្ងប់ស្ងាត់។"),
    Row("punctuation", "th", "Stay calm.", "ขอให้ใจเย็นๆ.", "ขอให้ใจเย็นๆ"),
    Row("punctuation", "es", "Stay calm.", "Mantenga la calma?", "Mantenga la calma."),
    Row("double-word", "es", "Close the door.", "Cierre la la puerta.", "Cierre la puerta."),
    Row("double-word", "ru", "Close the door.", "Закройте дверь дверь.", "Закройте дверь."),
    Row("double-space", "es", "Close the door.", "Cierre  la puerta.", "Cierre la puerta."),
    Row("double-space", "ar", "Close the door.", "أغلق  الباب.", "أغلق الباب."),
    Row(
        "term-missing",
        "es",
        "Ask for a court warrant.",
        "Pida el papel.",
        "Pida una orden judicial.",
    ),
    Row(
        "term-banned",
        "es",
        "An immigration court sent it.",
        "La envió un tribunal de inmigración.",
        "La envió una corte de inmigración.",
    ),
    Row("term-kept", "ru", "Tell ICE nothing.", "Не говорите полиции.", "Не говорите ICE ничего."),
)

IGNORED = ("negation", "punctuation", "wrong-script", "double-word", "term-missing")
"""Rules of which one bad row is ignored, with a reason."""


def key(number: int, kind: str) -> str:
    return f"row_{number}_{kind}"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[Problem]]:
    """What is found, by language and key."""
    sandbox = Sandbox(tmp_path_factory.mktemp("rows"))
    entries = ""
    for tag, name in LANGUAGES.items():
        if tag not in OWN:
            entries += f"        - {{locale: {tag}, name: {name}}}\n"
            (sandbox.root / "docs" / tag).mkdir()
    sandbox.edit(
        "mkdocs.yml",
        "        - {locale: zh-Hans, name: 简体中文}\n",
        f"        - {{locale: zh-Hans, name: 简体中文}}\n{entries}",
    )
    texts: dict[str, dict[str, str]] = {tag: {} for tag in ("en", *LANGUAGES)}
    ignore: dict[str, list[dict[str, str]]] = {}
    seen = set()
    for number, row in enumerate(ROWS):
        for kind in ("bad", "good", "ignored"):
            texts["en"][key(number, kind)] = row.english
            if kind != "ignored":
                texts[row.tag][key(number, kind)] = getattr(row, kind)
            elif row.rule in IGNORED and row.rule not in seen:
                seen.add(row.rule)
                texts[row.tag][key(number, kind)] = row.bad
                ignore.setdefault(row.tag, []).append(
                    {
                        "check": row.rule,
                        "where": f"site.yml#{key(number, kind)}",
                        "reason": "tried in a table",
                    }
                )
    for tag, words in texts.items():
        path = sandbox.root / "docs" / tag / "site.yml"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        added = yaml.safe_dump(words, allow_unicode=True, sort_keys=False, width=10_000)
        path.write_text(f"{before}\n{added}", encoding="utf-8")
    for tag, entries_of in ignore.items():
        path = sandbox.root / "docs" / tag / "language.yml"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        added = yaml.safe_dump({"ignore": entries_of}, allow_unicode=True)
        path.write_text(f"{before}\n{added}", encoding="utf-8")
    project = sandbox.load()
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in checks.run(project):
        tag = problem.path.parent.name
        if problem.path.name == "site.yml" and tag in project.texts:
            site = project.texts[tag].site
            for one in site:
                if site.line(one) == problem.line:
                    found.setdefault((tag, one), []).append(problem)
        elif problem.rule.startswith("ignore"):
            found.setdefault((tag, "ignore"), []).append(problem)
    return found


def rules(told: dict[tuple[str, str], list[Problem]], tag: str, name: str) -> set[str]:
    return {problem.rule for problem in told.get((tag, name), ())}


@pytest.mark.parametrize(
    ("number", "row"), list(enumerate(ROWS)), ids=lambda item: getattr(item, "rule", "")
)
def test_bad_is_told_and_good_is_not(
    told: dict[tuple[str, str], list[Problem]], number: int, row: Row
) -> None:
    assert row.rule in rules(told, row.tag, key(number, "bad")), row
    assert row.rule not in rules(told, row.tag, key(number, "good")), row
    for problem in told[row.tag, key(number, "bad")]:
        assert problem.expected and problem.found and problem.next_step.endswith((".", ")"))


def test_what_is_ignored_with_a_reason_is_not_told(
    told: dict[tuple[str, str], list[Problem]],
) -> None:
    for (tag, name), problems in told.items():
        if name.endswith("_ignored"):
            assert ROWS[int(name.split("_")[1])].rule not in {one.rule for one in problems}
        assert name != "ignore", [str(one) for one in problems if tag]


@pytest.mark.parametrize(
    ("entry", "rule", "expected"),
    [
        ("check: structure, where: now.md#top, reason: why", "ignore-unknown", "negation"),
        ("check: typed-contact, where: now.md#top, reason: why", "ignore-unknown", "negation"),
        ("check: nonsense, where: now.md#top, reason: why", "ignore-unknown", "negation"),
        ("check: negation, where: now.md#nowhere, reason: why", "ignore-unknown", "headings"),
        ("check: negation, where: now.md#top, reason: why", "ignore-needless", "negation"),
    ],
)
def test_only_what_is_found_and_may_be_ignored_is(
    tmp_path: Path, entry: str, rule: str, expected: str
) -> None:
    sandbox = Sandbox(tmp_path)
    line = sandbox.append("docs/es/language.yml", f"ignore:\n  - {{{entry}}}") + 1
    (problem,) = [item for item in checks.run(sandbox.load()) if item.rule.startswith("ignore")]
    assert (problem.rule, problem.line) == (rule, line)
    assert expected in problem.expected


@pytest.mark.parametrize("missing", ["reason", "where", "check"])
def test_an_ignore_needs_its_reason(tmp_path: Path, missing: str) -> None:
    sandbox = Sandbox(tmp_path)
    parts = {"check": "negation", "where": "now.md#top", "reason": "why"}
    del parts[missing]
    entry = ", ".join(f"{name}: {value}" for name, value in parts.items())
    sandbox.append("docs/es/language.yml", f"ignore:\n  - {{{entry}}}")
    with pytest.raises(Exception, match=missing):
        sandbox.load()


def test_every_rule_of_language_has_its_rows() -> None:
    tried = {row.rule for row in ROWS}
    assert tried >= checks.IGNORABLE - {"wrong-language", "consistency"}


def test_the_same_words_are_said_the_same_way(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.append("docs/en/site.yml", "one_word: Open the map\nother_word: Open the map")
    line = sandbox.append("docs/es/site.yml", "one_word: Abrir el mapa\nother_word: Ver el plano")
    (problem,) = [item for item in checks.run(sandbox.load()) if item.rule == "consistency"]
    assert problem.path.name == "site.yml" and problem.line in (line, line + 1)


def test_a_step_that_is_still_in_english_is_told(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)

    def step(tag: str) -> str:
        lines = (
            (sandbox.root / f"docs/{tag}/rights/home.md").read_text(encoding="utf-8").split("\n")
        )
        return next(line for line in lines if line.startswith("4. **"))

    line = sandbox.edit("docs/es/rights/home.md", step("es"), step("en"))
    (problem,) = [item for item in checks.run(sandbox.load()) if item.rule == "same-as-source"]
    assert (problem.line, problem.level) == (line, Level.ERROR)
    # Stamped just so, it is meant so.
    stamp(sandbox.load(), "es", ["rights/home.md"], Origin.PERSON)
    assert "same-as-source" not in {item.rule for item in checks.run(sandbox.load())}


def test_a_page_in_another_language_is_told(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    french = (
        "Vous avez le droit de garder le silence et de parler avec un avocat. Ne signez rien avant de lui avoir "
        "parlé. Si les agents sont dans la rue, demandez si vous êtes libre de partir. S’ils disent oui, partez "
        "dans le calme. Vous pouvez dire que vous ne voulez pas de fouille. Les papiers que les agents ont avec eux "
        "ne sont pas toujours ceux d’un tribunal, et il faut les lire avec soin avant de faire quoi que ce soit."
    )
    path = sandbox.root / "docs/es/rights/work.md"
    text = path.read_text(encoding="utf-8")
    head = text[: text.index("\n---", 4) + 4]
    path.write_text(f"{head}\n\n# Au travail\n\n{french}\n\n{french}\n", encoding="utf-8")
    found = [item for item in checks.run(sandbox.load()) if item.path == path]
    assert "wrong-language" in {item.rule for item in found}
    assert {item.level for item in found if item.rule == "wrong-language"} == {Level.ERROR}
