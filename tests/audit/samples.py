"""A small good site in two languages, as files: every test spoils one thing in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

URL = "https://kyr.library.org/rights/"

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)

HEAD = f"""<!doctype html>
<html lang="@tag" dir="@dir">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{CSP}">
<meta name="referrer" content="no-referrer">
<title>@title</title>
@links<link rel="stylesheet" href="@root/assets/kyr.css">
</head>
"""

PAGE = """<body>
<a href="#main">Skip</a>
<a id="kyr-exit" href="https://www.weather.gov/" rel="nofollow noreferrer noopener">Leave</a>
<details><summary>Languages</summary>
<a href="@root/en/@name" lang="en">English</a> <a href="@root/ar/@name" lang="ar">العربية</a>
</details>
<form role="search" hidden data-index="@root/@tag/search.js"><input id="q"></form>
<main id="main">
<h1>@title</h1>
<p>@text</p>
<h2 id="say">@title</h2>
<p><a href="tel:+12125550143"><bdi dir="ltr">1-212-555-0143</bdi></a></p>
<p><a href="@other#say">@title</a> <a href="print/card.pdf">PDF</a></p>
<p><img src="print/card-1.png" alt="" loading="lazy" srcset="print/card-1.png 1x"></p>
</main>
<script src="@root/assets/kyr.js"></script>
</body>
</html>
"""

ROOT = """<body>
<main id="main">
<h1>Choose your language</h1>
<p><a href="@en">English</a> <a href="@ar" lang="ar">العربية</a></p>
</main>
</body>
</html>
"""

TITLES = {"en": "At home", "ar": "في البيت"}
DIRECTIONS = {"en": "ltr", "ar": "rtl"}


def _fill(template: str, **values: str) -> str:
    for key, value in values.items():
        template = template.replace("@" + key, value)
    return template


def _links(name: str, rest: str) -> str:
    alternates = "".join(
        f'<link rel="alternate" hreflang="{tag}" href="{URL}{tag}/{rest}">\n' for tag in TITLES
    )
    if rest == "index.html":
        alternates += f'<link rel="alternate" hreflang="x-default" href="{URL}">\n'
    return f'<link rel="canonical" href="{URL}{name}">\n' + alternates


def good_site() -> dict[str, str]:
    """The files of the good site by path."""
    files = {
        "assets/kyr.css": "body{color:#111;background:url(data:image/gif;base64,AA)}",
        "assets/kyr.js": '(function(){"use strict";document.title=document.title})();\n',
        "_headers": f"/rights/*\n  Content-Security-Policy: {CSP}; frame-ancestors 'none'\n"
        "  Referrer-Policy: no-referrer\n  X-Content-Type-Options: nosniff\n",
        "robots.txt": f"User-agent: *\nDisallow:\nSitemap: {URL}sitemap.xml\n",
    }
    listed = [""]
    for tag, title in TITLES.items():
        entries = []
        for rest, other in (("index.html", "home.html"), ("home.html", "index.html")):
            name = f"{tag}/{rest}"
            files[name] = _fill(
                HEAD + PAGE,
                links=_links(name, rest),
                tag=tag,
                dir=DIRECTIONS[tag],
                title=title,
                root="..",
                other=other,
                name=rest,
                text=title,
            )
            listed.append(name)
            entries += [f'["{rest}","{title}",""]', f'["{rest}#say","{title}","{title}"]']
        files[f"{tag}/search.js"] = f"kyrIndex([{','.join(entries)}]);\n"
        files[f"{tag}/print/card.pdf"] = "%PDF-1.7"
        files[f"{tag}/print/card-1.png"] = "PNG"
    root = {"tag": "en", "dir": "ltr", "title": "Know your rights"}
    files["index.html"] = _fill(
        HEAD + ROOT,
        links=_links("", "index.html"),
        root=".",
        **root,
        en="en/index.html",
        ar="ar/index.html",
    )
    files["404.html"] = _fill(
        HEAD + ROOT,
        links="",
        root="/rights",
        **root,
        en="/rights/en/index.html",
        ar="/rights/ar/index.html",
    )
    locations = "".join(f"<url><loc>{URL}{name}</loc></url>" for name in listed)
    files["sitemap.xml"] = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">{locations}</urlset>'
    )
    return files


def write_site(root: Path, files: Mapping[str, str]) -> Path:
    """Write ``files`` below ``root``."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
