"""Each rule must fail on a site with one thing spoilt, and say nothing on the good one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kyr.audit
from kyr.audit import Finding, audit
from tests.audit.samples import CSP, URL, good_site, write_site

HOME = "en/index.html"
BODY = "<p>At home</p>"
"""A paragraph of the good English home page, in whose place tests put what is bad."""

SPOILT_BODIES = [
    # privacy: what loads from elsewhere
    ("foreign-load", '<p><img src="https://elsewhere.org/a.png" alt=""></p>'),
    ("foreign-load", '<p><img src="//elsewhere.org/a.png" alt=""></p>'),
    ("foreign-load", '<p><img src="\\\\elsewhere.org/a.png" alt=""></p>'),
    ("foreign-load", '<p><img src="ht\ntps://elsewhere.org/a.png" alt=""></p>'),
    ("foreign-load", f'<p><img src="{URL}en/print/card-1.png" alt=""></p>'),
    ("foreign-load", '<p><img srcset="print/card-1.png 1x,//elsewhere.org/b.png 2x" alt=""></p>'),
    ("foreign-load", '<picture><source srcset="https://elsewhere.org/a.png"></picture>'),
    ("foreign-load", '<video src="https://elsewhere.org/a"></video>'),
    ("foreign-load", '<video poster="https://elsewhere.org/a"></video>'),
    ("foreign-load", '<audio><source src="https://elsewhere.org/a"></audio>'),
    ("foreign-load", '<video><track src="https://elsewhere.org/a"></video>'),
    ("foreign-load", '<iframe src="https://elsewhere.org/"></iframe>'),
    ("foreign-load", '<object data="https://elsewhere.org/"></object>'),
    ("foreign-load", '<embed src="https://elsewhere.org/">'),
    ("foreign-load", '<form action="https://elsewhere.org/"></form>'),
    ("foreign-load", '<form><button formaction="//elsewhere.org/">Go</button></form>'),
    ("foreign-load", '<p><a href="home.html" ping="https://elsewhere.org/">Home</a></p>'),
    ("foreign-load", '<svg><use href="https://elsewhere.org/a.svg#b"/></svg>'),
    ("foreign-load", '<svg><image xlink:href="https://elsewhere.org/a.png"/></svg>'),
    ("foreign-load", '<table background="https://elsewhere.org/a"></table>'),
    ("foreign-load", '<script src="https://elsewhere.org/a.js"></script>'),
    ("foreign-load", '<p><img src="blob:abc" alt=""></p>'),
    ("embedded", '<iframe src="home.html"></iframe>'),
    ("embedded", '<object data="print/card.pdf"></object>'),
    ("embedded", '<embed src="print/card.pdf">'),
    # privacy: outgoing links
    ("outgoing-link", '<p><a href="https://elsewhere.org/">There</a></p>'),
    ("outgoing-link", '<p><a href="http://elsewhere.org/" rel="noopener">There</a></p>'),
    ("outgoing-link", '<p><a href="//elsewhere.org/" rel="noreferrer">There</a></p>'),
    (
        "outgoing-link",
        '<p><a href="https://elsewhere.org/" rel="noreferrer noopener" target="_blank">There</a></p>',
    ),
    ("outgoing-link", '<p><a href="home.html" target="_blank">Home</a></p>'),
    ("link-scheme", '<p><a href="ftp://elsewhere.org/">There</a></p>'),
    ("link-scheme", '<p><a href="javascript:void(0)">There</a></p>'),
    ("link-scheme", '<p><a href="data:text/html,hello">There</a></p>'),
    # inline
    ("inline", "<script>1</script>"),
    ("inline", '<script src="../assets/kyr.js">1</script>'),
    ("inline", '<script type="application/json">{}</script>'),
    ("inline", "<style>p{}</style>"),
    ("inline", '<p style="color:red">Text</p>'),
    ("inline", '<p onclick="go()">Text</p>'),
    ("inline", '<p><a href=" JavaScript:go()">Text</a></p>'),
    ("inline", '<p><a href="java\nscript:go()">Text</a></p>'),
    ("inline", '<p><a href="data:text/html,hello">Text</a></p>'),
    ("inline", '<p><img src="data:image/svg+xml,x" alt=""></p>'),
    ("inline", '<iframe srcdoc="hello"></iframe>'),
    # links
    ("dead-link", '<p><a href="nowhere.html">There</a></p>'),
    ("dead-link", '<p><a href="../../index.html">There</a></p>'),
    ("dead-link", '<p><a href="../ar/">There</a></p>'),
    ("dead-link", '<p><a href="print/other.pdf">There</a></p>'),
    ("dead-link", '<p><img src="print/other.png" alt=""></p>'),
    ("dead-link", '<form data-index="../en/other.js"></form>'),
    ("dead-fragment", '<p><a href="home.html#nowhere">There</a></p>'),
    ("dead-fragment", '<p><a href="#nowhere">There</a></p>'),
    ("dead-fragment", '<p><a href="#">There</a></p>'),
    ("absolute-link", '<p><a href="/rights/en/home.html">There</a></p>'),
    ("own-address", f'<p><a href="{URL}en/home.html" rel="noreferrer noopener">There</a></p>'),
    # outline
    ("headings", "<h1>Again</h1>"),
    ("headings", "<h3>Too deep</h3>"),
    ("headings", "<h2></h2>"),
    ("duplicate-id", '<p id="say">Text</p>'),
    ("duplicate-id", '<p id="">Text</p>'),
    ("duplicate-id", '<p id="a b">Text</p>'),
    ("picture-text", '<p><img src="print/card-1.png"></p>'),
    ("markup", "<p><b>Text</p>"),
    ("markup", "<p>Text</b></p>"),
    ("markup", "<p>Text<br></br></p>"),
    ("markup", "<p/>"),
    ("markup", '<p><a href="home.html" href="index.html">Text</a></p>'),
    # leftovers
    ("leftover", "<p>{{ lifeline-988.phone }}</p>"),
    ("leftover", "<p>phone }}</p>"),
    ("leftover", "<p>{% if x %}</p>"),
    ("leftover", "<p>Call {name}.</p>"),
    ("leftover", "<h2>At the door {#open-door}</h2>"),
    ("leftover", "<p>Text {: .say }</p>"),
    ("leftover", "<p>None</p>"),
    ("leftover", "<p>Phone: None</p>"),
    ("leftover", "<p>undefined</p>"),
    ("leftover", "<p>English \ue002 words</p>"),
    ("leftover", '<p title="\ue003">Words</p>'),
    ("leftover", "<p>（**重要**）</p>"),
    ("leftover", "<p>[home](home.md)</p>"),
    ("leftover", "<p>!!! warning “Title”</p>"),
    ("leftover", '<p><a href="home.html" title="{{ x }}">Text</a></p>'),
    ("leftover", '<p><img src="print/card-1.png" alt="None"></p>'),
    # phones
    ("phone-digits", '<p><a href="tel:+12125550143" dir="ltr">1-212-555-0144</a></p>'),
    ("phone-digits", '<p><a href="tel:+12125550143" dir="ltr">Call</a></p>'),
    ("phone-digits", '<p><a href="sms:741741" dir="ltr">741742</a></p>'),
    ("phone-direction", '<p><a href="tel:988">988</a></p>'),
    ("phone-loose", "<p>Call 1-212-555-0143.</p>"),
    ("phone-loose", "<p>Call (212) 555-0143</p>"),
]

GOOD_BODIES = [
    '<p><a href="https://elsewhere.org/" rel="external noreferrer noopener">There</a></p>',
    '<p><a href="HTTPS://elsewhere.org/" rel="NoReferrer noopener">There</a></p>',
    '<p><a href="../ar/index.html#say">There</a> <a href="#top">Up</a> <a href="">Here</a></p>',
    '<p><a href="../%61r/home.html?x=1#%73ay">There</a> <a href="print/card.pdf#page=2">PDF</a></p>',
    '<p><a href="mailto:a@elsewhere.org">Write</a></p>',
    '<p><a href="sms:988?body=1" dir="ltr">988</a></p>',
    '<p><a href="tel:988" dir="ltr">٩٨٨</a></p>',
    "<p>None of this is advice. Undefined words are few.</p>",
    "<p>The law is 8 U.S.C. 1304 and the form I-200, number 212-555-01433 on 2026-11-21.</p>",
    '<p><img src="data:image/png;base64,AA" alt=""></p>',
    '<svg viewBox="0 0 1 1"><title>A drawing</title><path d="M0 0"/></svg>',
    '<blockquote cite="https://elsewhere.org/">Words</blockquote>',
    "<h2>One</h2><h3>Two</h3><h4>Three</h4><h2>Four</h2>",
    "<p><code>**kwargs</code></p>",
    '<p><span lang="ar" dir="rtl">مرحبا مرحبا مرحبا مرحبا</span></p>',
]

SPOILT_FILES = [
    # (rule, file, what to replace, with what); an empty second means the whole file
    ("csp", HOME, CSP, "default-src 'self'"),
    ("csp", HOME, "base-uri 'none'; ", ""),
    ("csp", HOME, 'http-equiv="Content-Security-Policy"', 'name="x"'),
    ("csp", HOME, '<meta charset="utf-8">', '<link rel="icon" href="../assets/a.png">'),
    ("csp", HOME, '<meta charset="utf-8">', '<script src="../assets/kyr.js"></script>'),
    (
        "csp",
        HOME,
        '<meta charset="utf-8">',
        '<meta http-equiv="content-security-policy" content="sandbox">',
    ),
    ("csp", "404.html", CSP, ""),
    ("csp", "index.html", CSP, ""),
    ("referrer", HOME, "no-referrer", "origin"),
    ("referrer", HOME, '<meta name="referrer" content="no-referrer">', ""),
    ("headers", "_headers", "frame-ancestors 'none'", ""),
    ("headers", "_headers", "Referrer-Policy: no-referrer", ""),
    ("headers", "_headers", "/rights/*", "/rights/*.html"),
    ("headers", "_headers", "/rights/*", "/elsewhere/*"),
    ("headers", "_headers", "nosniff", "nosniff" + " " * 2000),
    ("headers", "_headers", "/rights/*", "\n".join(f"/{n}\n  X-A: b" for n in range(100)) + "\n/*"),
    ("foreign-load", HOME, '"stylesheet" href="..', '"stylesheet" href="https://elsewhere.org'),
    ("foreign-load", HOME, '"canonical"', '"preconnect"'),
    ("foreign-load", HOME, '"canonical"', '"dns-prefetch"'),
    ("foreign-load", HOME, '"canonical"', '"prefetch"'),
    ("foreign-load", HOME, '"canonical"', '"modulepreload"'),
    ("foreign-load", HOME, '"canonical"', '"manifest"'),
    ("foreign-load", HOME, '"canonical"', '"icon"'),
    ("foreign-load", HOME, '"canonical"', '"canonical preload"'),
    ("foreign-load", HOME, "</head>", '<base href="https://elsewhere.org/"></head>'),
    ("foreign-load", "assets/kyr.css", "", '@import "https://elsewhere.org/a.css";'),
    ("foreign-load", "assets/kyr.css", "", "@import url(//elsewhere.org/a.css);"),
    ("foreign-load", "assets/kyr.css", "", "a{b:url('https://elsewhere.org/a.png')}"),
    ("foreign-load", "assets/kyr.css", "", "@media print{a{b:u\\72l(https://elsewhere.org/a)}}"),
    ("foreign-load", "assets/kyr.css", "", 'a{b:image-set("https://elsewhere.org/a" 1x)}'),
    ("foreign-load", "assets/kyr.css", "", "@font-face{src:local(x),url(//elsewhere.org/a)}"),
    ("foreign-load", "assets/a.svg", "", '<svg><image href="https://elsewhere.org/a"/></svg>'),
    ("embedded", HOME, "</head>", '<base href="../en/"></head>'),
    (
        "meta-refresh",
        HOME,
        "</head>",
        '<meta http-equiv="Refresh" content="0;url=home.html"></head>',
    ),
    ("inline", "assets/a.svg", "", "<svg><script>1</script></svg>"),
    ("inline", "assets/a.svg", "", '<svg onload="go()"></svg>'),
    ("dead-link", "assets/kyr.css", "", "a{b:url(a.png)}"),
    ("dead-link", "404.html", "/rights/en/index.html", "/en/index.html"),
    ("unlinked-pdf", "en/print/other.pdf", "", "%PDF-1.7"),
    ("language", HOME, 'lang="en" dir', 'lang="en-US" dir'),
    ("language", "ar/index.html", 'lang="ar" dir', 'lang="en" dir'),
    ("language", "index.html", 'lang="en" dir', "dir"),
    ("direction", "ar/index.html", 'dir="rtl"', 'dir="ltr"'),
    ("direction", HOME, 'dir="ltr">\n', 'dir="rtl">\n'),
    ("direction", HOME, ' dir="ltr">\n', ">\n"),
    ("title", HOME, "<title>At home</title>", "<title> </title>"),
    ("title", HOME, "<title>At home</title>", ""),
    ("headings", HOME, "<h1>At home</h1>", ""),
    ("canonical", HOME, f'"canonical" href="{URL}', '"canonical" href="https://elsewhere.org/'),
    ("canonical", HOME, f'"canonical" href="{URL}en/index', f'"canonical" href="{URL}en/home'),
    ("canonical", HOME, f'<link rel="canonical" href="{URL}en/index.html">', ""),
    ("alternates", HOME, 'hreflang="ar"', 'hreflang="es"'),
    ("alternates", HOME, f'hreflang="ar" href="{URL}ar/index', f'hreflang="ar" href="{URL}ar/home'),
    ("alternates", HOME, f'<link rel="alternate" hreflang="en" href="{URL}en/index.html">', ""),
    ("alternates", HOME, f'"x-default" href="{URL}"', f'"x-default" href="{URL}fr/"'),
    ("alternates", HOME, f'"x-default" href="{URL}"', '"x-default" href="https://elsewhere.org/"'),
    ("sitemap", "sitemap.xml", f"<url><loc>{URL}en/index.html</loc></url>", ""),
    ("sitemap", "sitemap.xml", "en/index.html", "en/other.html"),
    ("sitemap", "sitemap.xml", "en/index.html", "en/"),
    ("sitemap", "sitemap.xml", "en/index.html", "en/home.html"),
    ("sitemap", "sitemap.xml", "en/index.html", "404.html"),
    ("sitemap", "sitemap.xml", URL, "https://elsewhere.org/"),
    ("sitemap", "sitemap.xml", "</urlset>", ""),
    (
        "alternates",
        "sitemap.xml",
        f"<loc>{URL}en/index.html</loc>",
        f'<loc>{URL}en/index.html</loc><xhtml:link rel="alternate" hreflang="ar" '
        f'href="{URL}ar/index.html"/>',
    ),
    ("robots", "robots.txt", URL, "https://elsewhere.org/"),
    ("search-index", "en/search.js", "kyrIndex(", "go();kyrIndex("),
    ("search-index", "en/search.js", "", "kyrIndex([1]);go();"),
    ("search-index", "en/search.js", "", "kyrIndex([document.title]);"),
    ("search-entry", "en/search.js", '"index.html"', '"other.html"'),
    ("search-entry", "en/search.js", '"index.html"', '"../ar/index.html"'),
    ("search-entry", "en/search.js", "#say", "#nowhere"),
    ("search-missing", "en/search.js", "", 'kyrIndex([["index.html","",""]]);'),
    ("file-type", "en/index.md", "", "# Home"),
    ("file-type", "assets/font.woff2", "", "font"),
    ("file-type", "assets/kyr.js.map", "", "{}"),
    ("file-type", "en/.DS_Store", "", "x"),
    ("file-type", "en/_headers", "", "x"),
    ("file-name", "en/Index.html", "", "x"),
    ("file-name", "en/print/my card.png", "", "x"),
    (
        "first-load",
        "assets/kyr.js",
        "",
        "".join(f"/*{number * 7919:x}*/" for number in range(9000)),
    ),
    *(
        ("script-api", "assets/kyr.js", "", code)
        for code in (
            "localStorage.x=1",
            "window.sessionStorage",
            "indexedDB.open('x')",
            "document.cookie='x'",
            "document . cookie",
            "document['coo'+'kie']",
            "window['local'+'Storage']",
            "caches.open('x')",
            "fetch ('x')",
            "new XMLHttpRequest",
            "navigator.sendBeacon('x')",
            "new WebSocket('x')",
            "new EventSource('x')",
            "new RTCPeerConnection()",
            "navigator.serviceWorker.register('x')",
            "new Worker('x')",
            "import('x')",
            "eval('x')",
            "new Function('x')",
            "Function('x')()",
            "new Image().src='x'",
            "x.innerHTML='y'",
            "document.write('x')",
            "window.open('x')",
        )
    ),
    ("script-address", "assets/kyr.js", "", "x='https://elsewhere.org/'"),
    ("script-address", "assets/kyr.js", "", "x='//elsewhere.org/'"),
]


def found(root: Path, files: dict[str, str], url: str = URL) -> list[Finding]:
    return audit(write_site(root, files), url)


def test_good_site_has_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path, good_site()) == []


@pytest.mark.parametrize("body", GOOD_BODIES)
def test_good_bodies(tmp_path: Path, body: str) -> None:
    files = good_site()
    files[HOME] = files[HOME].replace(BODY, body)
    assert found(tmp_path, files) == []


@pytest.mark.parametrize(("rule", "body"), SPOILT_BODIES)
def test_spoilt_bodies(tmp_path: Path, rule: str, body: str) -> None:
    files = good_site()
    assert BODY in files[HOME]
    files[HOME] = files[HOME].replace(BODY, body)
    findings = found(tmp_path, files)
    assert (HOME, rule) in {(finding.page, finding.rule) for finding in findings}
    assert {finding.page for finding in findings} == {HOME}


@pytest.mark.parametrize(("rule", "name", "old", "new"), SPOILT_FILES)
def test_spoilt_files(tmp_path: Path, rule: str, name: str, old: str, new: str) -> None:
    files = good_site()
    assert old in files.get(name, "")
    files[name] = files[name].replace(old, new, 1) if old else new
    assert rule in {finding.rule for finding in found(tmp_path, files)}


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("missing-file", "404.html"),
        ("missing-file", "index.html"),
        ("missing-file", "ar/index.html"),
        ("search-missing", "ar/search.js"),
        ("dead-link", "assets/kyr.css"),
        ("dead-link", "ar/print/card.pdf"),
        ("alternates", "ar/home.html"),
    ],
)
def test_missing_files(tmp_path: Path, rule: str, name: str) -> None:
    files = good_site()
    del files[name]
    assert rule in {finding.rule for finding in found(tmp_path, files)}


def test_symlink(tmp_path: Path) -> None:
    write_site(tmp_path, good_site())
    (tmp_path / "en/print/other.pdf").symlink_to("card.pdf")
    (tmp_path / "en/out").symlink_to("/")
    findings = audit(tmp_path, URL)
    assert [(finding.page, finding.rule) for finding in findings] == [
        ("en/out", "symlink"),
        ("en/print/other.pdf", "symlink"),
    ]


def test_empty_file(tmp_path: Path) -> None:
    files = good_site()
    files["assets/kyr.css"] = ""
    assert [finding.rule for finding in found(tmp_path, files)] == ["file-type"]


def test_requests_are_counted(tmp_path: Path) -> None:
    files = good_site()
    for number in range(4):
        files[f"en/print/card-{number}.png"] = "PNG"
    pictures = [f'<img src="print/card-{number}.png" alt="">' for number in range(4)]
    files[HOME] = files[HOME].replace(BODY, "".join(pictures))
    assert [finding.rule for finding in found(tmp_path, files)] == ["first-load"]
    files[HOME] = files[HOME].replace("<img", '<img loading="lazy"')
    files[HOME] = files[HOME].replace('loading="lazy" srcset', "srcset")
    assert found(tmp_path, files) == []


def test_a_site_without_address_needs_no_canonical_addresses(tmp_path: Path) -> None:
    files = {}
    for name, text in good_site().items():
        text = re.sub(r'<link rel="canonical"[^>]*>', "", text)
        up = "../" if "/" in name else ""
        text = re.sub(rf'"{URL}(?=")', f'"{up}index.html', text)
        files[name] = text.replace(f'"{URL}', f'"{up}').replace("/rights/", "/")
        files[name] = files[name].replace("/rights", "")
    del files["sitemap.xml"], files["robots.txt"]
    assert found(tmp_path, files, "https://library.example/") == []
    assert {finding.rule for finding in found(tmp_path, files, "https://library.org/")} == {
        "canonical"
    }


def test_every_rule_is_shown_to_fail() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(kyr.audit.__file__).parent.glob("*.py")
    )
    rules = set(re.findall(r'^[A-Z_]+ = "([a-z]+(?:-[a-z]+)*)"$', source, re.MULTILINE))
    names_of_files = {"x-default", "no-referrer"}
    shown = {rule for rule, *_ in (*SPOILT_BODIES, *SPOILT_FILES)} | {"missing-file", "symlink"}
    assert rules - names_of_files == shown


def test_a_finding_says_where_what_and_what_next() -> None:
    finding = Finding("en/index.html", "title", "one title", "none", "Give the page a title.")
    assert str(finding) == (
        "en/index.html: [title] expected one title; found none. Give the page a title."
    )


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        audit(tmp_path / "nowhere", URL)
