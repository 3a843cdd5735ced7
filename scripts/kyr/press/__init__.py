"""The PDF side: words in, proofed PDF out."""

from kyr.press.press import press_all

__all__ = ["press_all"]
