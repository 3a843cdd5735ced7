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
        # Programs that write: nobody who can answer for a review.
        "ai bot assistant model language machine computer program software claude opus sonnet haiku gemini "
        "bard copilot google microsoft meta llama mistral mixtral grok perplexity siri alexa bing qwen kimi"
    ).split()
)
"""Words that make no name when nothing stands beside them; some are a person's name together with another."""
NO_PERSON = frozenset(
    "chatgpt gpt gpts openai anthropic deepseek chatbot llm llms autogpt tbd todo".split()
)
"""Words that no name of a person or firm holds."""
_NAME_WORD = re.compile(r"[^\W\d_]+")
_MARKS = frozenset(" .,'’ʼ‘`´·-‐–_@&()/+")
"""What stands in names and handles beside letters, their signs and digits."""
LONGEST = 100
"""Characters of a name."""


def names_a_person(value: str) -> bool:
    """Whether ``value`` can be somebody's name or handle, in any script."""
    if len(value) > LONGEST or not all(map(_is_of_a_name, value)):
        return False
    if any(is_mixed(word) for word in _NAME_WORD.findall(value)):
        return False
    words = [word.casefold() for word in _NAME_WORD.findall(value)]
    # One letter is an initial, or what is left of “n/a”; in scripts without capitals it can be a name.
    names = [word for word in words if word not in NO_NAMES and (len(word) > 1 or word > "z")]
    return sum(map(len, names)) >= 2 and not NO_PERSON.intersection(words)


def _is_of_a_name(character: str) -> bool:
    return character in _MARKS or unicodedata.category(character)[0] in "LMN"
