"""The PDF side: words in, proofed PDF out."""

from kyr.press.press import press_all, press_from_cache

__all__ = ["press_all", "press_from_cache"]
