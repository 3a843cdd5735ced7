"""What the law of each state says on four questions, read once from ``docs/states.yml``.

A weak row is never a fact: it holds no citation and no text, only what was looked for, and is shown as not confirmed.
The texts of the file are English; the words around them (answers, confidence) are each language's own, ``more.states``
in its site.yml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from kyr.contacts import Day, Frozen, check_address
from kyr.pages import Page, Source, SourceTitle
from kyr.placeholders import QUESTIONS
from kyr.problems import Problem, ProblemError
from kyr.words import MORE, Words
from kyr.yamlfile import YamlFile, validate

STATES: Mapping[str, str] = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}
"""Names of the states and the District of Columbia by their USPS codes (Publication 28, appendix B)."""
CODES = frozenset(STATES)

FOLDER = "states/"
TEMPLATE = f"{FOLDER}_state.md"
"""The page from which a language's page of each state is made."""
INDEX = f"{FOLDER}index.md"

GROUP = f"{MORE}.states"
"""Where the words for all this stand in site.yml."""

NAME = "{{ state.name }}"
"""What stands for the state's name in the front matter of ``TEMPLATE``."""


def _check_text(value: str) -> str:
    if not value.strip():
        raise ValueError("words")
    return value


Text: TypeAlias = Annotated[str, AfterValidator(_check_text)]


class Confidence(StrEnum):
    """How far a row can be trusted; the head of docs/states.yml says what each means."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class RowSource(Frozen):
    """Where a row comes from; ``seen`` where that is not the day of the whole state."""

    title: SourceTitle
    url: Annotated[str, AfterValidator(check_address)] | None = None
    seen: Day | None = None


def _kind_of_source(value: Any) -> str | None:
    if isinstance(value, str):
        return "name"
    return "own" if isinstance(value, dict | RowSource) else None


NamedSource: TypeAlias = Annotated[
    Annotated[str, Tag("name")] | Annotated[RowSource, Tag("own")],
    Discriminator(
        _kind_of_source,
        custom_error_type="source",
        custom_error_message="the name of a source below “shared”, or “title:” and “url:” of a source of its own",
    ),
]


class Row(Frozen):
    """One question in one state. ``sources`` are names below ``shared``, or sources of its own."""

    citation: Text | None = None
    text: Text | None = None
    looked: Text | None = None
    confidence: Confidence
    sources: tuple[NamedSource, ...] = ()

    @model_validator(mode="after")
    def _weak_is_no_fact(self) -> Row:
        if self.is_confirmed:
            if self.looked:
                raise ValueError("“looked” in a weak row only (write what the law says as “text”)")
            if not self.sources:
                raise ValueError("sources for a row that is shown as a fact, or confidence: weak")
        elif self.citation or self.text:
            raise ValueError("no citation and no text in a weak row: it must not look like a fact")
        return self

    @property
    def is_confirmed(self) -> bool:
        """Whether it may be shown as a fact."""
        return self.confidence is not Confidence.WEAK

    @property
    def answers(self) -> tuple[str, ...]:
        """The keys of the answer."""
        raise NotImplementedError


class Answered(Row):
    """A row with one answer."""

    answer: str

    @property
    def answers(self) -> tuple[str, ...]:
        """The key of the answer."""
        return (self.answer,)


Opening: TypeAlias = Literal[
    "court-order",
    "subpoena",
    "court-subpoena",
    "legislative-subpoena",
    "warrant",
    "emergency",
    "officer",
    "other-law",
    "custodian",
    "lawful-compulsion",
    "exemption",
    "none-named",
    "not-found",
]


class Records(Row):
    """Library records: what the law names as opening them. A subpoena is not a court order."""

    kind: Literal["statute", "attorney-general-opinion"]
    opens: Annotated[tuple[Opening, ...], Field(min_length=1)]
    citation: Text
    text: Text

    @model_validator(mode="after")
    def _nothing_stands_alone(self) -> Records:
        if len(self.opens) > 1 and {"none-named", "not-found"} & set(self.opens):
            raise ValueError("none-named or not-found alone, or what the law names")
        if len(set(self.opens)) < len(self.opens):
            raise ValueError("each of “opens” once")
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """What the law names."""
        return self.opens


class Names(Answered):
    """Giving a name to state or local police in a stop. No state law of this kind is for federal officers."""

    answer: Literal[
        "duty",
        "can-be-offense",
        "ask-only",
        "ask-and-hold",
        "ask-no-arrest",
        "loitering",
        "infraction",
        "local-rule",
        "traffic",
        "city-police",
        "probable-cause",
        "drivers-and-arrest",
        "unclear",
        "none-found",
    ]


class Recording(Answered):
    """Recording the sound of a talk that one takes part in: who has to agree."""

    answer: Literal["one-party", "all-party", "mixed"]
    citation: Text


class Enforcement(Answered):
    """Laws that limit what libraries and other bodies do for immigration enforcement, as far as we found any.

    Laws that forbid such limits were not collected. ``none-found`` never means that there is none.
    """

    answer: Literal[
        "libraries-named",
        "some-libraries",
        "libraries-not-named",
        "unclear",
        "none-found",
    ]
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None

    @model_validator(mode="after")
    def _not_found_is_weak(self) -> Enforcement:
        if (self.answer in ("unclear", "none-found")) == self.is_confirmed:
            raise ValueError("confidence: weak with unclear or none-found, and with nothing else")
        return self


def _check_code(value: str) -> str:
    if value not in CODES:
        raise ValueError("the two capital letters of a state or DC, such as OH")
    return value


class State(Frozen):
    """One state, or the District of Columbia."""

    code: Annotated[str, AfterValidator(_check_code)]
    name: Text
    seen: Day
    records: Records
    names: Names
    recording: Recording
    enforcement: Enforcement

    @model_validator(mode="after")
    def _name_is_of_the_code(self) -> State:
        if self.name != STATES[self.code]:
            raise ValueError(f"“{STATES[self.code]}” as the name of {self.code}")
        return self

    @property
    def page_name(self) -> str:
        """Its page, such as ``states/new-york.md``."""
        return f"{FOLDER}{self.name.lower().replace(' ', '-')}.md"

    def row(self, question: str) -> Row:
        """The row of one of ``QUESTIONS``.

        Raises:
            KeyError: there is no such question.
        """
        if question not in QUESTIONS:
            raise KeyError(question)
        row: Row = getattr(self, question)
        return row


class _File(Frozen):
    shared: Annotated[
        Mapping[str, RowSource], BeforeValidator(lambda value: {} if value is None else value)
    ] = {}
    states: tuple[object, ...]


@dataclass(frozen=True)
class States(Mapping[str, State]):
    """All states by code, in the order of the file."""

    file: YamlFile
    by_code: Mapping[str, State]
    shared: Mapping[str, RowSource]

    def __getitem__(self, key: str) -> State:
        return self.by_code[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_code)

    def __len__(self) -> int:
        return len(self.by_code)

    @cached_property
    def by_page(self) -> Mapping[str, State]:
        """The states by the name of their page."""
        return {state.page_name: state for state in self.values()}

    def sources(self, state: State) -> tuple[Source, ...]:
        """The sources of all rows of ``state``, each once."""
        found: dict[Source, None] = {}
        for question in QUESTIONS:
            for item in state.row(question).sources:
                source = self.shared[item] if isinstance(item, str) else item
                seen = source.seen or state.seen
                found.setdefault(Source(title=source.title, url=source.url, seen=seen))
        return tuple(found)

    def page(self, template: Page, name: str) -> Page:
        """The page ``name`` of a state, made from a language's ``template``.

        Raises:
            KeyError: no state has a page of that name.
        """
        state, front = self.by_page[name], template.front
        made = front.model_copy(
            update={
                "title": front.title.replace(NAME, state.name),
                "description": front.description.replace(NAME, state.name),
                "sources": (*front.sources, *self.sources(state)),
            }
        )
        return replace(template, name=name, front=made)


def read_states(file: YamlFile) -> States:
    """The states of ``file``.

    Raises:
        ProblemError: one problem for each fault, with its line; each state has to be there exactly once.
    """
    whole = validate(_File, file, "state")
    found: dict[str, State] = {}
    problems: list[Problem] = []

    def fault(location: tuple[str | int, ...], expected: str, was: str, next_step: str) -> None:
        problems.append(file.problem(location, "state", expected, was, next_step))

    for index, part in enumerate(file.parts("states")):
        try:
            state = validate(State, part, "state")
        except ProblemError as error:
            problems.extend(error.problems)
            continue
        where = ("states", index)
        if state.code in found:
            fault((*where, "code"), "each state once", f"“{state.code}” again", "Remove one.")
        found[state.code] = state
        for question in QUESTIONS:
            for place, item in enumerate(state.row(question).sources):
                if isinstance(item, str) and item not in whole.shared:
                    fault(
                        (*where, question, "sources", place),
                        "the name of a source below “shared”, or a title",
                        f"“{item}”",
                        "Correct the name, or write “title:” before it.",
                    )
    missing = sorted(CODES - set(found))
    if missing and not problems:
        fault(
            ("states",),
            f"all {len(CODES)} states, the District of Columbia among them",
            f"no {', '.join(missing)}",
            "Restore them: a reader there would find nothing.",
        )
    if problems:
        raise ProblemError(problems)
    return States(file, found, whole.shared)


@dataclass(frozen=True, slots=True)
class Summary:
    """One row in short: ``question``, ``answer`` and ``confidence`` in a language's words.

    ``citation`` is English, and empty where nothing is confirmed.
    """

    key: str
    question: str
    answer: str
    citation: str
    confidence: str
    is_confirmed: bool


def summarize(state: State, words: Words) -> tuple[Summary, ...]:
    """The four rows of ``state`` in short, with the words of site.yml ``words``.

    Raises:
        KeyError: the language has no words for the states.
    """
    return tuple(
        Summary(
            key,
            words.text(f"{GROUP}.{key}.title"),
            answer_of(state, key, words),
            state.row(key).citation or "",
            words.text(f"{GROUP}.confidence.{state.row(key).confidence}"),
            state.row(key).is_confirmed,
        )
        for key in QUESTIONS
    )


def answer_of(state: State, question: str, words: Words) -> str:
    """The short answer to ``question``; of a weak row only that it is not confirmed.

    Raises:
        KeyError: the language has no words for the states.
    """
    row = state.row(question)
    if not row.is_confirmed:
        none = isinstance(row, Enforcement) and row.answer == "none-found"
        return words.text(f"{GROUP}.{'none_found' if none else 'not_confirmed'}")
    found = [words.text(f"{GROUP}.{question}.{key.replace('-', '_')}") for key in row.answers]
    return words.text(f"{GROUP}.separator").join(found)
