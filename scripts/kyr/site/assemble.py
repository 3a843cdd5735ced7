"""What belongs to all languages together: stylesheets, script, chooser, 404 page, and the files for hosts."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

import material.templates  # type: ignore[import-untyped]
from jinja2 import Environment, FileSystemLoader

from kyr.site.css import Used, purge, used_by, used_by_script
from kyr.site.lent import write_marks
from kyr.site.views import CSP, HOME, Site, absolute, page_path
from kyr.writing import OUTSIDE

THEME = Path(material.templates.__file__).parent

_OFF = (
    "accelerometer ambient-light-sensor autoplay battery bluetooth camera display-capture encrypted-media fullscreen "
    "gamepad geolocation gyroscope hid idle-detection interest-cohort magnetometer microphone midi payment "
    "picture-in-picture publickey-credentials-get screen-wake-lock serial speaker-selection usb web-share "
    "xr-spatial-tracking browsing-topics"
).split()
"""Features of browsers that no page here uses (Permissions Policy, W3C registry)."""


def assemble(site: Site, out: Path, used: Used) -> None:
    """Write what all languages share into ``out``, whose pages use ``used``.

    Raises:
        OSError: a file cannot be read or written.
    """
    pages = {"index.html": _chooser(site), "404.html": _not_found(site)}
    for name, text in pages.items():
        _write(out / name, text)
        used |= used_by(text)
    _assets(site, out, used)
    _write(out / "_headers", headers_file(site))
    _write(out / "robots.txt", _robots(site))
    _write(out / ".nojekyll", "")
    # Without an address of its own the site cannot say where its pages are, so there is no sitemap then.
    if not site.project.is_placeholder:
        _write(out / "sitemap.xml", sitemap(site))


def copy_file(source: Path, target: Path) -> None:
    """Copy one file, with its folders."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _assets(site: Site, out: Path, used: Used) -> None:
    source = site.project.docs / "assets"
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.is_symlink():
            copy_file(path, out / "assets" / path.relative_to(source))
    script = (source / "kyr.js").read_text(encoding="utf-8")
    own = (source / "kyr.css").read_text(encoding="utf-8")
    sheets = sorted(THEME.glob("assets/stylesheets/main.*.min.css"))
    theme = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    _write(out / "assets/material.css", purge(theme, used | used_by_script(script), [own]))


def environment(site: Site) -> Environment:
    """The templates that stand above all languages; what they fill in is escaped by itself."""
    return Environment(
        loader=FileSystemLoader(site.project.root / "overrides"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(site: Site, template: str, root: str) -> str:
    text = (
        environment(site)
        .get_template(template)
        .render(
            csp=CSP,
            outside=OUTSIDE,
            root=root,
            publications=list(site.publications.values()),
            library=site.project.library,
            english=site.project.source.site,
            site_url="" if site.project.is_placeholder else site.project.site_url,
            alternates=site.alternates("en", HOME) if not site.project.is_placeholder else (),
        )
    )
    return write_marks(text) + "\n"


def _chooser(site: Site) -> str:
    """The first page of all: every language in its own script. It sends nobody anywhere by itself."""
    return _render(site, "chooser.html", "")


def _not_found(site: Site) -> str:
    """The page for a wrong address. Hosts show it at any depth, so its links begin at the root of the host."""
    return _render(site, "not-found.html", _base(site))


def _base(site: Site) -> str:
    """The path below which the site stands on its host, also where that host is only an example: ``/rights/``."""
    return urlsplit(site.project.site_url).path


def _robots(site: Site) -> str:
    lines = ["User-agent: *", "Disallow:"]
    if not site.project.is_placeholder:
        lines.append(f"Sitemap: {absolute(site.project, 'sitemap.xml')}")
    return "\n".join(lines) + "\n"


def sitemap(site: Site) -> str:
    """All pages with the languages that really have them (sitemaps.org 0.9, with xhtml:link as search engines read it).

    There is no ``lastmod``: the day of a build says nothing about a page.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
        f"<url><loc>{escape(site.project.site_url)}</loc></url>",
    ]
    for tag, publication in site.publications.items():
        for name in publication.pages:
            lines.append(f"<url><loc>{escape(absolute(site.project, page_path(tag, name)))}</loc>")
            lines.extend(
                f'<xhtml:link rel="alternate" hreflang="{item.hreflang}" href={quoteattr(item.href)}/>'
                for item in site.alternates(tag, name)
            )
            lines.append("</url>")
    return "\n".join([*lines, "</urlset>"]) + "\n"


def headers_file(site: Site) -> str:
    """Headers for hosts that read a ``_headers`` file (Netlify, Cloudflare Pages).

    Pages are not to be kept by the browser, so that their text does not stay on a shared computer.
    """
    path = _base(site)
    rules = {
        f"{path}*": {
            # Only what a meta element cannot say: the pages carry the rest themselves, and a stricter policy
            # sent with a PDF keeps a browser's own reader from showing it.
            "Content-Security-Policy": "frame-ancestors 'none'",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF),
            "Cross-Origin-Opener-Policy": "same-origin",
        },
    }
    no_store = {"Cache-Control": "no-store"}
    rules |= {path: no_store, f"{path}index.html": no_store}
    rules |= {f"{path}{tag}/*": no_store for tag in site.publications}
    return "".join(
        f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for pattern, headers in rules.items()
    )
