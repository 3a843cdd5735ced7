"""The print shop on the site: every piece with its picture, and a link to each edition of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from kyr.dates import write_date_in
from kyr.prints import Print
from kyr.site.measures import write_inches, write_size
from kyr.site.views import Site, relative


def list_pieces(site: Site, tag: str, here: str) -> str:
    """All pieces that language ``tag`` has, as HTML for the page at ``here``."""
    words = site.publications[tag].texts.site
    found = []
    # What is for patrons comes first; the order is that of the catalogue otherwise.
    pieces = site.project.catalogue.pieces.items()
    for piece_id, piece in sorted(pieces, key=lambda item: item[1].audience == "staff"):
        if site.publications[tag].can_make(piece):
            prints = [i for i in site.prints if i.piece == piece_id and i.is_for(tag)]
            found.append(_Shelf(site, tag, here).piece(piece_id, piece.name, prints))
    note = escape(words.text("pieces.not_made"))
    missing = "" if site.prints else f'<p class="kyr-missing">{note}</p>'
    return f'{missing}<div class="kyr-pieces">{"".join(found)}</div>'


class _Shelf:
    """Writes one piece for the page at ``here``."""

    def __init__(self, site: Site, tag: str, here: str) -> None:
        self.texts = site.publications[tag].texts
        self.here = here
        # The paper that this library uses stands first.
        self.papers = site.project.library.papers

    def piece(self, piece_id: str, section: str, prints: list[Print]) -> str:
        """The piece with its pictures, what to know before printing, and its files."""
        words = self.texts.site
        name = words.text(f"{section}.name")
        parts = [
            f'<h2 id="piece-{piece_id}">{self._say(name)}</h2>',
            f"<p>{self._say(words.text(f'{section}.about'))}</p>",
        ]
        if prints:
            prints = sorted(prints, key=self._is_other_paper)
            shown = next((item for item in prints if item.previews), prints[0])
            items = "".join(f"<li>{self._say(line)}</li>" for line in self._lines(shown))
            marks = "".join(
                f'<p class="kyr-mark">{self._say(words.text(key))}</p>'
                for key, is_so in (
                    ("pieces.draft", shown.draft),
                    ("notice.stale_title", shown.is_stale),
                    ("pieces.sample", shown.is_sample),
                )
                if is_so
            )
            parts += [
                self._previews(shown, name),
                f"{marks}<ul>{items}</ul>",
                self._downloads(list(self._by_edition(prints))),
            ]
        return f'<section class="kyr-piece">{"".join(parts)}</section>'

    def _is_other_paper(self, item: Print) -> bool:
        return bool(item.paper) and item.paper != self.papers[0]

    def _say(self, text: str) -> str:
        return escape(text, quote=False)

    def _word(self, key: str) -> str:
        return self._say(self.texts.site.text(f"pieces.{key}"))

    def _lines(self, item: Print) -> Iterator[str]:
        words, language = self.texts.site, self.texts.language
        width, height = (write_inches(length, language) for length in item.trim)
        yield words.text("pieces.size", width=width, height=height)
        if item.per_sheet > 1:
            yield words.text("pieces.per_sheet", count=item.per_sheet)
        yield words.text(f"pieces.{item.flip}")
        if item.fields:
            yield words.text(f"pieces.fields.{item.fields}")
        if item.reviewed:
            day, key = date.fromisoformat(item.reviewed), "notice.reviewed"
            yield words.text(key, date=write_date_in(words, key, day, language))

    def _previews(self, item: Print, name: str) -> str:
        words, (width, height) = self.texts.site, item.trim
        images = "".join(
            f'<img src="{escape(relative(self.here, path))}" width="{round(width * 96)}"'
            f' height="{round(height * 96)}" loading="lazy"'
            f' alt="{escape(words.text("pieces.preview", piece=name, side=side))}">'
            for side, path in enumerate(item.previews, 1)
        )
        return f'<div class="kyr-previews">{images}</div>' if images else ""

    def _by_edition(self, prints: list[Print]) -> Iterator[tuple[str, list[Print]]]:
        """The prints of each edition, in the order of the catalogue."""
        for edition in dict.fromkeys(item.edition for item in prints):
            yield edition, [item for item in prints if item.edition == edition]

    def _downloads(self, editions: list[tuple[str, list[Print]]]) -> str:
        """The first edition, which most people want, at hand; the others folded away, for who needs them."""
        (name, first), others = editions[0], editions[1:]
        doors = "".join(self._link(item, path, "door") for item in first for path in item.files)
        html = f'<p class="kyr-downloads">{self._word(f"editions.{name}")}<br>{doors}</p>'
        if others:
            items = "".join(f"<li>{self._edition(*group)}</li>" for group in others)
            html += f"<details><summary>{self._word('other_editions')}</summary><ul>{items}</ul></details>"
        return html

    def _edition(self, name: str, prints: list[Print]) -> str:
        links = [self._link(item, path, "") for item in prints for path in item.files]
        return f"{self._word(f'editions.{name}')}<br>{'<br>'.join(links)}"

    def _link(self, item: Print, path: str, style: str) -> str:
        words, number = self.texts.site, item.files.index(path)
        if path.endswith(".pdf"):
            label = words.text("pieces.download")
        else:
            label = words.text("pieces.picture", side=number + 1)
        paper = [self._word(f"paper_{item.paper}")] if item.paper else []
        size = write_size(item.sizes[number], self.texts.language)
        small = ", ".join([*paper, f"<bdi>{escape(size)}</bdi>"])
        href, name = escape(relative(self.here, path)), f' class="{style}"' if style else ""
        return f'<a{name} href="{href}">{self._say(label)} <small>{small}</small></a>'
