"""What a stranger could write into a page or into words, and what becomes of it.

Each row is a short id, the hostile text, and the rule that refuses it; ``None`` where it is let through because it is
harmless, as the built page shows. ``ENGLISH`` is the section that the text of a page is a translation of.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One hostile text."""

    id: str
    text: str
    rule: str | None
    language: str = "es"


ENGLISH = """\
Call {{ lifeline-988.phone }} if you want to die. Call {{ two-one-one.phone }} for food. In danger, call 911.

> **Say:** “I do not consent to a search. I want to talk to a lawyer.”

- [Find a person](../rights/detained.md#find-person)
- [Read the paper](../rights/home.md#read-warrant)

Since May 12, 2025, a “notario” is no lawyer.

[I work here](../help.md){ .door .door-staff }

!!! warning "Ask first"

    Ask a lawyer.
"""

GOOD = """\
Llame al {{ lifeline-988.phone }} si quiere morir. Llame al {{ two-one-one.phone }} por comida. Si hay peligro, al 911.

> **Diga:** “I do not consent to a search. I want to talk to a lawyer.”
>
> (No doy permiso para un registro. Quiero hablar con un abogado.)

- [Buscar a una persona](../rights/detained.md#find-person)
- [Leer el papel](../rights/home.md#read-warrant)

Desde el 12 de mayo de 2025, un “notario” no es un abogado.

[Trabajo aquí](../help.md){ .door .door-staff }

!!! warning "Pregunte primero"

    Pregunte a un abogado.
"""
"""A faithful translation of ``ENGLISH``."""

HTML = (
    Row("tag", "<script>alert(1)</script>", "html"),
    Row("tag-upper", "Texto <IMG SRC=x ONERROR=alert(1)>", "html"),
    Row("tag-open", "Texto <b", "html"),
    Row("tag-close", "Texto </article> fin", "html"),
    Row("tag-slash", "<svg/onload=alert(1)>", "html"),
    Row("tag-in-code", "`<script>alert(1)</script>`", "html"),
    Row("tag-in-escaped-code", "\\`<script>alert(1)</script>\\`", "html"),
    Row("tag-in-double-code", "`` ` `` <script>alert(1)</script>", "html"),
    Row("tag-over-lines", "<script\n>alert(1)</script\n>", "html"),
    Row("tag-in-list", "- <details open ontoggle=alert(1)>", "html"),
    Row("tag-in-quote", "> <iframe src=//elsewhere.org>", "html"),
    Row("tag-in-heading", "## Título <b onclick=x> {#title}", "html"),
    Row("tag-in-table", "| a | <b> |\n|---|---|\n| 1 | 2 |", "html"),
    Row("tag-in-notice", '!!! warning "<b onclick=x>"\n\n    Texto.', "html"),
    Row("tag-in-link", "[<b>x</b>](../help.md)", "html"),
    Row("tag-after-letters-of-markdown", "*a*<b>*c*", "html"),
    Row("comment", "<!-- nota -->", "html"),
    Row("comment-open", "Texto <!-- nota", "html"),
    Row("instruction", "<?php echo 1 ?>", "html"),
    Row("cdata", "<![CDATA[x]]>", "html"),
    Row("doctype", "<!DOCTYPE html>", "html"),
    Row("unknown-tag", "<x-y onclick=z>", "html"),
    Row("letters-of-other-scripts", "<é onclick=x>", "html"),
    Row("autolink", "<https://elsewhere.org/>", "html"),
    Row("autolink-scheme", "<javascript:alert(1)>", "html"),
    Row("automail", "<1@elsewhere>", "html"),
    Row("entity-decimal", "&#60;script&#62;", "html"),
    Row("entity-hexadecimal", "&#x3C;script&#X3e;", "html"),
    Row("entity-named", "&lt;script&gt;", "html"),
    Row("entity-of-a-direction", "Número &#x202e;321", "html"),
    Row("entity-of-a-space", "uno&nbsp;dos&shy;tres&zwj;", "html"),
    Row("entity-in-a-link", "[aquí](&#106;avascript:alert(1))", "html"),
    Row("entity-of-braces", "&#123;&#123; lifeline-988.phone }}", "html"),
    Row("snippet", '--8<-- "../../etc/passwd"', "html"),
    Row("less-than", "Son 3 < 5 y 5 > 3.", None),
    Row("fullwidth-less-than", "＜script＞alert(1)＜/script＞", None),
    Row("ampersand", "Pan & agua; AT&T", None),
    Row("math-less-than", "≺script≻ ‹b›", None),
)

FORMS = (
    Row("definition", "[aquí]: elsewhere.org", "link-target"),
    Row("definition-without-space", "[aquí]:javascript:alert(1)", "link-target"),
    Row("definition-in-quote", "> [aquí]: //elsewhere.org", "link-target"),
    Row("definition-in-list", "- [aquí]: //elsewhere.org", "link-target"),
    Row("definition-over-lines", "[aquí\n]: //elsewhere.org", "markup"),
    Row("definition-indented", "   [aquí]:\n   //elsewhere.org", "link-target"),
    Row("definition-title", '[aquí]: x "título"', "link-target"),
    Row("footnote", "Texto[^1]\n\n[^1]: Nota", "link-target"),
    Row("footnote-mark", "Texto[^1]", "markup"),
    Row("abbreviation", "*[ICE]: hielo", "link-target"),
    Row("abbreviation-without-space", "*[ICE]:hielo", "link-target"),
    Row("contents", "[TOC]", "markup"),
    Row("attributes-handler", "[aquí](../help.md){: onclick=alert(1) }", "attributes"),
    Row("attributes-with-slot", '[aquí](../help.md){: onclick="{x}" }', "attributes"),
    Row("attributes-on-paragraph", "Texto\n{: #search .kyr-exit }", "attributes"),
    Row("attributes-style", "*aquí*{ style=display:none }", "attributes"),
    Row("attributes-foreign-class", "[aquí](../help.md){ .kyr-card }", "order"),
    Row("attributes-on-heading", "## Título {#title onclick=x}", "attributes"),
    Row("attributes-id-in-text", "Texto {#open-door}", "attributes"),
    Row("attributes-on-cell", "| a { .x } | b |\n|---|---|\n| 1 | 2 |", "attributes"),
    Row("attributes-on-item", "- uno { onclick=x }", "attributes"),
    Row("attributes-of-placeholder", "{{ lifeline-988.name }}{ onclick=x }", "attributes"),
    Row("attributes-braces-in-braces", "*a*{ { .x } onclick=x }", "attributes"),
    Row("notice-attributes", '!!! warning onclick "x"\n\n    Texto.', "markup"),
    Row("notice-foreign-kind", '!!! danger "x"\n\n    Texto.', "order"),
    Row("notice-without-title", "!!! warning\n\n    Texto.", "markup"),
    Row("details", "??? warning\n\n    Texto.", "markup"),
    Row("details-open", '???+ tip "x"\n\n    Texto.', "order"),
    Row("fence", "```\ntexto\n```", "markup"),
    Row("fence-hides-heading", "~~~\n\n## Otra cosa {#other}\n\n~~~", "headings"),
    Row("code-open", "un `texto abierto", "markup"),
    Row("code-over-lines", "un `texto\nabierto` aquí", "markup"),
    Row("code-double", "un ``texto`` aquí", "markup"),
    Row("backslash", "no\\-se", "markup"),
    Row("heading-without-space", "##Otra cosa", "headings"),
    Row("heading-number", "#1 cosa", "headings"),
    Row("heading-in-list", "- ## Otra cosa", "headings"),
    Row("heading-in-quote", "> ## Otra cosa {#other}", "headings"),
    Row("heading-in-item-below", "- uno\n\n    ## Otra cosa", "headings"),
    Row("heading-underlined", "Otra cosa\n=========", "headings"),
    Row("heading-dashed", "Otra cosa\n---------", "headings"),
    Row("heading-dashed-in-quote", "> Otra cosa\n> -", "headings"),
    Row("heading-new", "## Otra cosa {#other}", "headings"),
    Row("heading-second-title", "# Otro título", "headings"),
    Row("front-matter-again", "---\ntitle: otro\n---", "headings"),
    Row("image", "![foto](foto.png)", "image"),
    Row("image-elsewhere", "![](https://elsewhere.org/x.png)", "image"),
    Row("image-reference", "![foto][1]", "image"),
    Row("image-data", "![x](data:image/svg+xml;base64,PHN2Zz4=)", "image"),
    Row("jinja", "{% include 'x' %}", "placeholder"),
    Row("jinja-expression", "{{ config.site_url }}", "placeholder"),
    Row("jinja-comment", "{# nota #}", "attributes"),
    Row("placeholder-over-lines", "{{ lifeline-988.phone\n}}", "placeholder"),
    Row("placeholder-of-lookalikes", "{{ lifеline-988.phone }}", "placeholder"),
    Row("placeholder-fullwidth", "｛｛ lifeline-988.phone ｝｝", "typed-contact"),
    Row("brackets-open", "[" * 30, "markup"),
    Row("brackets-nested", "[a [b](../help.md) c](../help.md)", "markup"),
    Row("deep-quotes", ">" * 200 + " hondo", "nesting"),
    Row("deep-items", "- " * 60 + "hondo", "nesting"),
    Row("deep-numbers", "1. " * 60 + "hondo", "nesting"),
    Row("deep-mixed", "> - 1. " * 20 + "hondo", "nesting"),
    Row("deep-spaces", " " * 60 + "- hondo", "nesting"),
    Row("deep-tabs", "\t" * 12 + "- hondo", "nesting"),
    Row("definition-list", "palabra\n:   su sentido", None),
    Row("line", "* * *", None),
    Row("strikethrough", "~~no~~ sí", None),
    Row("emphasis-many", "*a **b " * 60, None),
    Row("emoji", "Paz 🕊 y :smile:", None),
    Row("tilde-and-equals", "==a== ^^b^^ {++c++}", "attributes"),
)

LINKS = (
    Row("scheme", "[aquí](javascript:alert(1))", "link-target"),
    Row("scheme-case", "[aquí](JaVaScRiPt:alert(1))", "link-target"),
    Row("scheme-space", "[aquí]( javascript:alert(1))", "link-target"),
    Row("scheme-tab", "[aquí](java\tscript:alert(1))", "link-target"),
    Row("scheme-line", "[aquí](java\nscript:alert(1))", "link-target"),
    Row("scheme-in-angles", "[aquí](<javascript:alert(1)>)", "link-target"),
    Row("scheme-vb", "[aquí](vbscript:msgbox(1))", "link-target"),
    Row("scheme-data", "[aquí](data:text/html,x)", "link-target"),
    Row("scheme-blob", "[aquí](blob:x)", "link-target"),
    Row("scheme-file", "[aquí](file:///etc/passwd)", "link-target"),
    Row("scheme-escaped", "[aquí](java%73cript:alert(1))", "link-target"),
    Row("scheme-control", "[aquí](\x01javascript:alert(1))", "link-target"),
    Row("https", "[aquí](https://elsewhere.org/)", "link-target"),
    Row("https-angles", "[aquí](<https://elsewhere.org/>)", "link-target"),
    Row("https-title", '[aquí](https://elsewhere.org/ "rights")', "link-target"),
    Row("https-user", "[aquí](https://aclu.org@elsewhere.org/)", "link-target"),
    Row("host", "[aquí](//elsewhere.org)", "link-target"),
    Row("host-backslash", "[aquí](/\\elsewhere.org)", "link-target"),
    Row("host-backslashes", "[aquí](\\\\elsewhere.org)", "link-target"),
    Row("host-mixed", "[aquí](\\/elsewhere.org)", "link-target"),
    Row("root", "[aquí](/etc/passwd)", "link-target"),
    Row("up", "[aquí](../../../../etc/passwd)", "link-target"),
    Row("up-to-a-page", "[aquí](../../../../etc/x.md)", "link-target"),
    Row("tel", "[llame](tel:+12125550143)", "link-target"),
    Row("mailto", "[escriba](mailto:a@elsewhere.org)", "link-target"),
    Row("query", "[aquí](../help.md?utm_source=x)", "link-target"),
    Row("query-and-place", "[aquí](../help.md?fbclid=1#raid)", "link-target"),
    Row("folder", "[aquí](../help/)", "link-target"),
    Row("other-file", "[aquí](../site.yml)", "link-target"),
    Row("empty", "[aquí]()", "link-target"),
    Row("title", '[aquí](../help.md "1-800-555-0143")', "link-target"),
    Row("angles", "[aquí](<../help.md>)", "link-target"),
    Row("spaces", "[aquí]( ../help.md )", "link-target"),
    Row("other-page", "[Buscar ayuda](../rights/home.md)", "structure"),
    Row("language", "[aquí](../../en/help.md)", "structure"),
    Row("contact-address", "[ACLU]({{ lifeline-988.url }})", "structure"),
    Row("shows-a-domain", "[aclu.org]({{ lifeline-988.url }})", "typed-contact"),
    Row("shows-a-number", "[1-212-555-0143](../help.md)", "typed-contact"),
    Row("reference-style", "[aquí][help]", None),
)

NUMBERS = (
    Row("plain", "Llame al 212-555-0143.", "typed-contact"),
    Row("bold-within", "Llame al **2**12-555-0143.", "typed-contact"),
    Row("emphasis-within", "Llame al 2_1_2 5*5*5 0143.", "typed-contact"),
    Row("code-within", "Llame al `212`-`555`-`0143`.", "typed-contact"),
    Row("arabic", "٢١٢-٥٥٥-٠١٤٣", "typed-contact", "ar"),
    Row("persian", "۲۱۲ ۵۵۵ ۰۱۴۳", "typed-contact", "ar"),
    Row("devanagari", "२१२-५५५-०१४३", "typed-contact"),
    Row("bengali", "২১২-৫৫৫-০১৪৩", "typed-contact"),
    Row("myanmar", "၂၁၂-၅၅၅-၀၁၄၃", "typed-contact"),
    Row("khmer", "២១២-៥៥៥-០១៤៣", "typed-contact"),
    Row("nko", "߂߁߂-߅߅߅-߀߁߄߃", "typed-contact"),
    Row("adlam", "𞥒𞥑𞥒-𞥕𞥕𞥕-𞥐𞥑𞥔𞥓", "typed-contact"),
    Row("fullwidth", "２１２－５５５－０１４３", "typed-contact"),
    Row("mathematical", "𝟐𝟏𝟐-𝟓𝟓𝟓-𝟎𝟏𝟒𝟑", "typed-contact"),
    Row("circled", "②①② ⑤⑤⑤ ⓪①④③", "typed-contact"),
    Row("dingbats", "➋➊➋ ➎➎➎ ⓿➊➍➌", "typed-contact"),
    Row("parenthesised", "⑵⑴⑵ ⑸⑸⑸ 0⑴⑷⑶", "typed-contact"),
    Row("full-stop", "⒉⒈⒉ ⒌⒌⒌ 0⒈⒋⒊", "typed-contact"),
    Row("superscript", "²¹² ⁵⁵⁵ ⁰¹⁴³", "typed-contact"),
    Row("subscript", "₂₁₂ ₅₅₅ ₀₁₄₃", "typed-contact"),
    Row("roman", "Ⅱ Ⅰ Ⅱ Ⅴ Ⅴ Ⅴ 0 Ⅰ Ⅳ Ⅲ", "typed-contact"),
    Row("chinese", "请拨打二一二五五五零一四三", "typed-contact", "zh-Hans"),
    Row("chinese-apart", "二一二 五五五 零一四三", "typed-contact", "zh-Hans"),
    Row("chinese-financial", "贰壹贰伍伍伍零壹肆叁", "typed-contact", "zh-Hans"),
    Row("ethiopic", "፪፻፲፪ ፭፻፶፭ ፩፻፵፫", "facts-parity"),
    Row("tamil-old", "௨௰௨ ௫௱௫ ௧௪௩", "facts-parity"),
    Row("keycaps", "2️⃣1️⃣2️⃣5️⃣5️⃣5️⃣0️⃣1️⃣4️⃣3️⃣", "invisible"),
    Row("spaces", "2 1 2 5 5 5 0 1 4 3", "typed-contact"),
    Row("dots", "2.1.2.5.5.5.0.1.4.3", "typed-contact"),
    Row("middle-dots", "2·1·2·5·5·5·0·1·4·3", "typed-contact"),
    Row("commas", "2, 1, 2, 5, 5, 5, 0, 1, 4, 3", "typed-contact"),
    Row("dashes", "2—1—2—5—5—5—0—1—4—3", "typed-contact"),
    Row("letters-between", "2x1x2x5x5x5x0x1x4x3", "facts-parity"),
    Row("words-between", "2 luego 1 luego 2, 5 y 5 y 5, 0 luego 1 luego 4 luego 3", "facts-parity"),
    Row("lines", "212\n555\n0143", "typed-contact"),
    Row("items", "- 21\n- 25\n- 55\n- 01\n- 43", "typed-contact"),
    Row("paragraphs", "21\n\n25\n\n55\n\n01\n\n43", "facts-parity"),
    Row("table", "| 212 | 555 | 0143 |\n|---|---|---|\n| a | b | c |", "typed-contact"),
    Row(
        "placeholder-between",
        "21{{ lifeline-988.name }}2555{{ lifeline-988.name }}0143",
        "typed-contact",
    ),
    Row("link-between", "21[2](../help.md)5550143", "typed-contact"),
    Row("zero-width-space", "212\u200b555\u200b0143", "typed-contact"),
    Row("joiners", "212\u200d555\u200c0143", "typed-contact"),
    Row("soft-hyphens", "212\u00ad555\u00ad0143", "typed-contact"),
    Row(
        "combining",
        "2\u03011\u03012\u0301 5\u03015\u03015\u0301 0\u03011\u03014\u03013\u0301",
        "typed-contact",
    ),
    Row("local", "Llame al 555-0143.", "typed-contact"),
    Row("letters", "Llame al 1-800-ABOGADO.", "typed-contact"),
    Row("abroad", "Llame al +52 55 5342 1234.", "typed-contact"),
    Row("three-digits", "Llame al 119.", "facts-parity"),
    Row("three-arabic", "اتصل بالرقم ١١٩.", "facts-parity", "ar"),
    Row("three-chinese", "请拨打一一九。", "facts-parity", "zh-Hans"),
    Row("three-circled", "Llame al ①①⑨.", "facts-parity"),
    Row("three-fullwidth", "Llame al １１９.", "facts-parity"),
    Row("three-apart", "Llame al 1-1-9.", None),
    Row("suicide-line-typed", "Llame al 988.", "facts-parity"),
    Row("year", "En 2031.", "facts-parity"),
    Row("date-of-the-english", "El 12.05.2025", None),
    Row("number-of-the-english", "En 2025, el 911.", None),
    Row("hundred", "Son 100 días, o 1000.", None),
    Row("small", "De 9 a 17, 3 veces.", None),
)

ADDRESSES = (
    Row("bare", "Vea example.com para más.", "typed-contact"),
    Row("bare-deep", "Vea rights.aclu.org.evil.zip hoy.", "typed-contact"),
    Row("capitals", "Vea ACLUhelp.org hoy.", "typed-contact"),
    Row("www", "Vea www.elsewhere hoy.", "typed-contact"),
    Row("scheme", "Vea HTTPS://elsewhere hoy.", "typed-contact"),
    Row("scheme-fullwidth", "Vea https：／／elsewhere hoy.", "typed-contact"),
    Row("path", "Vea bit.ly/abc hoy.", "typed-contact"),
    Row("mail", "Escriba a a.person@elsewhere.org", "typed-contact"),
    Row("mail-short", "Escriba a ayuda@casa", "typed-contact"),
    Row("mail-fullwidth", "Escriba a ayuda＠casa", "typed-contact"),
    Row("mail-spelled", "Escriba a ayuda (at) casa", "typed-contact"),
    Row("handle", "Siga a @ayuda", "typed-contact"),
    Row("dot-spelled", "Vea example dot com", "typed-contact"),
    Row("dot-spelled-here", "Vea example punto com", "typed-contact"),
    Row("dot-bracketed", "Vea example[.]com", "typed-contact"),
    Row("dot-bracketed-word", "Vea example (dot) org", "typed-contact"),
    Row("dot-apart", "Vea example . com", "typed-contact"),
    Row("dot-fullwidth", "Vea ｅｘａｍｐｌｅ．ｃｏｍ", "typed-contact"),
    Row("dot-ideographic", "请看example。com", "typed-contact", "zh-Hans"),
    Row("dot-leader", "Vea example․com", "typed-contact"),
    Row("international", "Vea пример.рф", "typed-contact"),
    Row("punycode", "Vea xn--80ak6aa92e.com", "typed-contact"),
    Row("in-bold", "Vea **example**.com hoy.", "typed-contact"),
    Row("over-lines", "Vea example.\ncom hoy.", "typed-contact"),
    Row("tel", "tel:2125550143", "typed-contact"),
    Row("full-stop-without-space", "Esto.Aquello sigue.", "typed-contact"),
    Row("abbreviation", "EE.UU., p.ej. aquí; Ph.D.", None),
    Row("chinese-sentences", "不是ICE。ICE来了。", None, "zh-Hans"),
)

LETTERS = (
    Row("override", "Número \u202e3410-555-212", "invisible"),
    Row("override-arabic", "هنا \u202d321\u202c", "invisible", "ar"),
    Row("embedding", "a\u202ab\u202c", "invisible"),
    Row("isolate", "a \u2066b\u2069 c", "invisible"),
    Row("isolate-open", "هنا \u2067abc", "invisible", "ar"),
    Row("mark-in-latin", "a\u200fb", "invisible"),
    Row("mark-between-digits", "1\u200f2", "invisible", "ar"),
    Row("mark-beside-brackets", "كلمة (ICE)\u200f هنا", None, "ar"),
    Row("tags", "hola\U000e0068\U000e006f", "invisible"),
    Row("zero-width-space", "una\u200bpalabra", "invisible"),
    Row("word-joiner", "una\u2060palabra", "invisible"),
    Row("soft-hyphen", "una pala\u00adbra", "invisible"),
    Row("byte-order-mark", "una\ufeff palabra", "invisible"),
    Row("joiner-in-latin", "no\u200dsi", "invisible"),
    Row("joiner-in-arabic", "می\u200cروم", None, "ar"),
    Row("joiners-in-a-row", "می\u200c\u200cروم", "invisible", "ar"),
    Row("hangul-filler", "a\u3164b\u115fc\uffa0d", "invisible"),
    Row("braille-blank", "a\u2800b", "invisible"),
    Row("grapheme-joiner", "a\u034fb", "invisible"),
    Row("variation", "a\ufe0fb", "invisible"),
    Row("variation-supplement", "a\U000e0100b", "invisible"),
    Row("mongolian-selector", "a\u180bb", "invisible"),
    Row("annotation", "a\ufff9b\ufffac\ufffb", "invisible"),
    Row("object", "a\ufffcb", "invisible"),
    Row("lost", "a\ufffdb", "invisible"),
    Row("unassigned", "a\u0378b", "invisible"),
    Row("noncharacter", "a\ufdd0b\U0001ffffc", "invisible"),
    Row("private-use", "\ue0000\ue001", "invisible"),
    Row("private-plane", "a\U00100000b", "invisible"),
    Row("invisible-times", "2\u20622", "invisible"),
    Row("control", "a\x07b\x1bc", "invisible"),
    Row("delete", "a\x7fb", "invisible"),
    Row("start-of-text", "\x02wzxhzdk:0\x03", "invisible"),
    Row("vertical-tab", "a\x0b## Otra cosa", "invisible"),
    Row("form-feed", "a\x0c\x1c\x1d\x1eb", "invisible"),
    Row("next-line", "a\x85<b", "invisible"),
    Row("line-separator", "a\u2028b\u2029c", "invisible"),
    Row("zalgo", "n\u0300\u0301\u0302\u0303\u0304\u0305\u0306o", "invisible"),
    Row("zalgo-arabic", "ن" + "\u0651" * 20, "invisible", "ar"),
    Row("struck-out", "n\u0336o\u0336 abra", "invisible"),
    Row("enclosed", "n\u20dd o\u20e0", "invisible"),
    Row("vietnamese-apart", "Tie\u0302\u0301ng Vie\u0323\u0302t", None),
    Row("cyrillic-within", "una pаlabra", "lookalike"),
    Row("greek-within", "una pαlabra", "lookalike"),
    Row("cyrillic-whole", "es сора", "lookalike"),
    Row("cherokee-within", "una Ꮲalabra", "lookalike"),
    Row("mixed-greek-cyrillic", "слοво", "lookalike"),
    Row("armenian-within", "cօsa", "lookalike"),
    Row("russian-word", "la palabra привет", None),
    Row("prefix", "الـICE هنا", None, "ar"),
    Row("chinese-beside-latin", "不是ICE的人", None, "zh-Hans"),
)

SWAPS = (
    Row(
        "contacts-swapped",
        GOOD.replace("lifeline-988", "X")
        .replace("two-one-one", "lifeline-988")
        .replace("X", "two-one-one"),
        "order",
    ),
    Row("contact-replaced", GOOD.replace("two-one-one.phone", "lifeline-988.phone"), "structure"),
    Row("contact-dropped", GOOD.replace("{{ two-one-one.phone }}", "la línea"), "structure"),
    Row("contact-field", GOOD.replace("two-one-one.phone", "two-one-one.name"), "structure"),
    Row(
        "links-swapped",
        GOOD.replace("detained.md#find-person", "X")
        .replace("home.md#read-warrant", "detained.md#find-person")
        .replace("X", "home.md#read-warrant"),
        "order",
    ),
    Row("link-replaced", GOOD.replace("home.md#read-warrant", "home.md"), "structure"),
    Row("class-changed", GOOD.replace(".door-staff", ".door-now"), "order"),
    Row("class-dropped", GOOD.replace("{ .door .door-staff }", ""), "order"),
    Row("notice-softer", GOOD.replace("!!! warning", "!!! tip"), "order"),
    Row("notice-dropped", GOOD.replace('!!! warning "Pregunte primero"\n\n    ', ""), "order"),
    Row("negation-dropped", GOOD.replace("I do not consent", "I do consent"), "said"),
    Row("negation-doubled", GOOD.replace("I do not consent", "I do not not consent"), "said"),
    Row("negation-dropped-in-text", GOOD + "\nDiga: “I do consent to a search.”\n", "said"),
    Row("negation-dropped-without-marks", GOOD + "\nDiga: I do consent to a search.\n", "said"),
    Row("negation-dropped-in-other-marks", GOOD + '\nDiga: "I consent to a search"\n', "said"),
    Row("half-a-sentence", GOOD + "\nDiga: «consent to a search»\n", "said"),
    Row("lawyer-dropped", GOOD.replace(" I want to talk to a lawyer.", ""), "structure"),
    Row("said-again", GOOD + "\nDiga: “I want to talk to a lawyer.”\n", None),
    Row("faithful", GOOD, None),
)
