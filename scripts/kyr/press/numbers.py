"""Numbers as they are written into a PDF."""

from __future__ import annotations

from decimal import Decimal


def number(value: float) -> Decimal:
    """``value`` to a thousandth: of a point, far finer than any printer."""
    return Decimal(f"{value:.3f}").normalize() + Decimal(0)
