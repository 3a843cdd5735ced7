"""What a piece is printed with: its colours, written for a print shop's four inks or for black alone.

WeasyPrint writes every colour as RGB. Here each becomes what the edition prints with, so that no template and no
style sheet has to know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from pikepdf import Operator

from kyr.press.numbers import number

Instruction = tuple[list[Any], Operator]
Rgb = tuple[float, float, float]


class InkError(Exception):
    """A colour that the edition cannot print."""


def recolour(
    content: Sequence[Instruction], ink: Literal["colour", "cmyk", "black"]
) -> list[Instruction]:
    """``content`` in the colours of ``ink``.

    Raises:
        InkError: a colour is written in another space than RGB or grey, or ``black`` meets a hue.
    """
    if ink == "colour":
        return list(content)
    write = {"cmyk": cmyk, "black": grey}[ink]
    return [_recolour(item, write) for item in content]


def _recolour(
    item: Instruction, write: Callable[[Rgb], tuple[str, tuple[float, ...]]]
) -> Instruction:
    operands, operator = item
    name = str(operator)
    if name in ("rg", "RG"):
        red, green, blue = (float(value) for value in operands)
        found, values = write((red, green, blue))
    elif name in ("g", "G"):
        found, values = write((float(operands[0]),) * 3)
    elif name in _OTHER:
        raise InkError(f"a colour written with “{name}”")
    else:
        return item
    is_stroke = name.isupper()
    return [number(value) for value in values], Operator(found.upper() if is_stroke else found)


_OTHER = frozenset(("k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "ri"))


def cmyk(colour: Rgb) -> tuple[str, tuple[float, ...]]:
    """``colour`` in cyan, magenta, yellow and black, the grey in it wholly by black (full under-colour removal,
    ISO 32000-1, 10.3.4): so black text and its grey neighbours are black ink alone and need no register."""
    black = 1 - max(colour)
    if black >= 1:
        return "k", (0, 0, 0, 1)
    return "k", (*((1 - value - black) / (1 - black) for value in colour), black)


def grey(colour: Rgb) -> tuple[str, tuple[float, ...]]:
    """``colour`` as an amount of black ink; it must be a grey already, because a hue would print as a guess."""
    if max(colour) - min(colour) > 0.01:
        raise InkError(f"red, green, blue {', '.join(f'{value:.2f}' for value in colour)}")
    return "g", (colour[0],)
