"""Links and contacts stand in the order of the English: who swaps two hotlines of one section changes what each is for.

That each is there is for the rule of the structure; here it is whether each stands in its place, from the first line of
a section to its last, and so do the classes of buttons and the kinds of notices.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kyr.checks.pairs import Pair, compared
from kyr.checks.structure import OWN_WORDS
from kyr.placeholders import PLACEHOLDER
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "order"

_LEADS = re.compile(rf"\]\(([^)\s]{{1,200}})\)|{PLACEHOLDER.pattern}")
_DRESS = re.compile(r"\{((?: \.[a-z-]+)+) \}|^[ \t>]*+(!!! [a-z]+|\?\?\?\+? [a-z]+)", re.MULTILINE)
_HINTS = {_LEADS: ("](", "{{"), _DRESS: ("{ ", "!!! ", "???")}
"""What each of the two has within: to search for that is quick."""


def check(project: Project) -> Iterator[Problem]:
    """Units in which links, contacts or classes do not stand as in English."""

    def compare(pair: Pair) -> Iterator[Problem]:
        if found := out_of_place(pair.source.text, pair.own.text):
            yield Problem(
                pair.own.path,
                pair.own.line,
                RULE,
                f"{shorten(found[0])} here, as in English under {pair.own.key}",
                shorten(found[1]) if found[1] else "nothing more",
                "Keep links and contacts in the order of the English page. If your language needs another order, "
                "make two sentences of it.",
            )

    return compared(project, compare)


def out_of_place(english: str, text: str) -> tuple[str, str] | None:
    """The first link, contact or class that ``english`` has in another place than ``text``, and what stands there.

    Nothing where one has what the other lacks: that is another fault.
    """
    for form in (_LEADS, _DRESS):
        wanted, given = _sequence(form, english), _sequence(form, text)
        if wanted != given and (form is _DRESS or Counter(wanted) == Counter(given)):
            for one, two in zip(wanted, [*given, ""], strict=False):
                if one != two:
                    return one, two
            return "nothing more", given[len(wanted)]
    return None


@lru_cache(maxsize=1 << 14)
def _sequence(form: re.Pattern[str], text: str) -> list[str]:
    """What ``form`` finds in ``text``, in order; kept, because many translations have the same English."""
    if not any(hint in text for hint in _HINTS[form]):
        return []
    found = (next(filter(None, match.groups()), "").strip() for match in form.finditer(text))
    return [item for item in found if not item.startswith(OWN_WORDS)]
