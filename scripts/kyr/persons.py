"""Who can answer for a review: a person or firm with a name, never a program and never “somebody”."""

from __future__ import annotations

import re
import unicodedata

from kyr.letters import is_mixed

NO_NAMES = frozenset(
    (
        "no not none nobody noone one nil null na tba tbc tbd tdb todo fixme xxx yes ok done true false "
        "pending waiting awaiting awaited wait soon later yet now still unknown unnamed anonymous undisclosed "
        "unreviewed reviewed review reviewer checked approved missing empty blank draft progress planned "
        "someone somebody anyone anybody everyone person people human volunteer staff library librarian team "
        "lawyer lawyers attorney attorneys solicitor barrister counsel counselor esq esquire law legal firm "
        "office department dept professional expert friend mr mrs ms dr name names your our my me us we it is "
        "was be to by of at in on and or for from with the an this that has have been here who will see above "
        "determined decided announced confirmed named found added done "
        "handle nickname hi hello "
        # Whoever acts for the state has no name here either.
        "government gov federal agency ice cbp dhs uscis homeland security police usa united states america "
        # The same in other languages.
        "ninguno ninguna nadie desconocido desconocida anónimo anónima anonimo anonima alguien persona voluntario "
        "voluntaria inconnu anonyme aucun unbekannt niemand desconhecido ninguém "
        "مجهول مجهولة لا أحد احد شخص غير معروف "
        # Programs that write: nobody who can answer for a review.
        "ai ia ki bot assistant model language machine computer program software app online claude opus sonnet haiku "
        "gemini bard copilot google microsoft meta apple amazon llama mistral mixtral grok perplexity siri alexa bing "
        "qwen kimi yandex baidu papago systran translate translator translation automatic artificial intelligence "
        "inteligencia traductor traductora traducción traduccion automático automática automatico automatica máquina "
        "maquina ordenador computadora traduction automatique intelligence artificielle künstliche intelligenz "
        "ترجمة ترجمه مترجم جوجل غوغل قوقل آلة آلي آلية الة الي الية ذكاء الذكاء اصطناعي الاصطناعي"
    ).split()
)
"""Words that make no name when nothing stands beside them; some are a person's name together with another."""
NO_PERSON = frozenset(
    "chatgpt gpt gpts openai anthropic deepseek deepl chatbot llm llms autogpt tbd todo".split()
)
"""Words that no name of a person or firm holds."""
OFTEN_NAMES = frozenset("law friend blank will an claude alexa kimi".split())
"""Those of ``NO_NAMES`` that make a name when two of them stand together with capitals: “Friend Law”."""
_FIRMS = frozenset("google microsoft bing yandex baidu apple amazon".split())
_TRANSLATING = frozenset("translate translator translation traductor".split())
"""What the programs of ``_FIRMS`` are called, whatever else is said of them."""
_HAN_NO_NAME = re.compile(
    "(?:谷歌|百度|有道|必应|必應|微软|微軟|翻译|翻譯|译者|譯者|机器|機器|人|机|機|人工|智能|智慧|自动|自動|电脑|電腦|软件|軟體|匿名|无名|無名|"
    "未知|不明|不详|不詳|无|無|没有|沒有|某人|某|志愿者|志願者|审核|審核|待定)+"
)
"""The same in Chinese, which puts no spaces between words."""
_MENTION = re.compile(r"@(?:everyone|here|all|channel)\b", re.IGNORECASE)
"""What calls everybody in a chat or a thread."""
MOST_DIGITS = 4
"""A handle may end in a year; more digits are a phone number or a day."""
_NAME_WORD = re.compile(r"[^\W\d_]+")
_MARKS = frozenset(" .,'’ʼ‘`´·-‐–_@&()/+")
"""What stands in names and handles beside letters, their signs and digits."""
LONGEST = 100
"""Characters of a name."""


def names_a_person(value: str) -> bool:
    """Whether ``value`` can be somebody's name or handle, in any script."""
    # Composed, and in one width: what looks the same is judged the same.
    value = unicodedata.normalize("NFKC", value)
    if len(value) > LONGEST or not all(map(_is_of_a_name, value)) or _MENTION.search(value):
        return False
    if sum(map(str.isdigit, value)) > MOST_DIGITS:
        return False
    found = _NAME_WORD.findall(value)
    words = [word.casefold() for word in found]
    if any(map(is_mixed, found)) or NO_PERSON.intersection(words):
        return False
    if _FIRMS.intersection(words) and _TRANSLATING.intersection(words):
        return False
    if sum(word.istitle() and word.casefold() in OFTEN_NAMES for word in found) > 1:
        return True
    names = [word for word in words if word not in NO_NAMES and not _HAN_NO_NAME.fullmatch(word)]
    # One letter is an initial, or what is left of “n/a”; one sign of Chinese or Korean is a name.
    return any(map(_is_syllable, names)) or sum(len(n) for n in names if len(n) > 1 or n > "z") >= 2


def _is_syllable(word: str) -> bool:
    return len(word) == 1 and unicodedata.name(word, "").startswith(("CJK UNIFIED", "HANGUL SYL"))


def _is_of_a_name(character: str) -> bool:
    return character in _MARKS or unicodedata.category(character)[0] in "LMN"
