"""Markdown as our pages use it: without HTML, without links that lead elsewhere than they say, without pictures.

Python-Markdown passes HTML through as it stands. Here it is text like any other, on the site and on paper, so that a
page can run nothing and load nothing even where no check has looked.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

BEFORE = ("html_block",)
BLOCKS = ("reference",)
INLINE = (
    "html",
    "entity",
    "autolink",
    "automail",
    "reference",
    "short_reference",
    "image_link",
    "image_reference",
    "short_image_ref",
)


class PlainExtension(Extension):
    """Takes away what pages do not use: HTML, references, addresses that become links by themselves, and pictures."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Deregister the parts that write them."""
        for registry, names in (
            (md.preprocessors, BEFORE),
            (md.parser.blockprocessors, BLOCKS),
            (md.inlinePatterns, INLINE),
        ):
            for name in names:
                registry.deregister(name)
