"""A QR code as one SVG path, from the matrix of the qrcode library.

Level M, a quiet zone of four modules (ISO/IEC 18004) and modules of at least 0.40 mm: below that, codes on
paper failed the tests with blur and poor light.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4
"""Modules of white around the code."""
MIN_MODULE_MM = 0.40
MAX_LENGTH = 120
"""Bytes of an address: at level M this is version 7, 45 modules, and 21.2 mm with its quiet zone."""
_MM = 25.4


class AddressError(ValueError):
    """The address cannot stand in a code on paper; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code. ``modules`` counts one side without the quiet zone; ``path`` is in modules, from its corner."""

    address: str
    modules: int
    path: str

    @property
    def extent(self) -> int:
        """Modules of one side with the quiet zone."""
        return self.modules + 2 * QUIET

    def module_mm(self, width: float) -> float:
        """Millimetres of one module where the code is ``width`` inches wide with its quiet zone."""
        return width * _MM / self.extent


@lru_cache(maxsize=512)
def make_code(address: str, width: float) -> Code:
    """The code of ``address``, to be printed ``width`` inches wide with its quiet zone.

    Raises:
        AddressError: the address carries parameters, is too long, or its modules would be too small.
    """
    parts = urlsplit(address)
    if parts.query or parts.fragment or "?" in address or "#" in address:
        raise AddressError("an address without parameters (“?”, “#”)")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise AddressError("an address that begins with https://")
    if len(address.encode()) > MAX_LENGTH:
        raise AddressError(f"an address of at most {MAX_LENGTH} characters")
    maker = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    maker.add_data(address)
    maker.make(fit=True)
    rows = maker.get_matrix()
    code = Code(address, len(rows), "".join(_row(y + QUIET, row) for y, row in enumerate(rows)))
    if code.module_mm(width) < MIN_MODULE_MM:
        raise AddressError(
            f"an address short enough for modules of {MIN_MODULE_MM:.2f} mm in a code {width:g} in wide"
        )
    return code


def _row(y: int, row: list[bool]) -> str:
    """One path for each run of dark modules in ``row``: fewer, longer pieces leave no seams between modules."""
    parts = []
    x = 0
    while x < len(row):
        if not row[x]:
            x += 1
            continue
        end = x
        while end < len(row) and row[end]:
            end += 1
        parts.append(f"M{x + QUIET} {y}h{end - x}v1H{x + QUIET}z")
        x = end
    return "".join(parts)
