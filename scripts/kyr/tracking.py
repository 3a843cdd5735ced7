"""Addresses that tell somebody who came from where: by their parameters, or by going round by a counter of clicks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote_plus

TRACKING_PARAMETERS = re.compile(
    "|".join(
        (
            r"utm_.*|(pk|mtm|piwik|matomo)_.*|_openstat",  # Urchin and its like, Matomo, Openstat
            # Any name that ends so: gclid, fbclid, msclkid, irclickid, ttclid …
            r"\w*cl(ic)?k_?id|\w+clid|tblci|dicbo|ef_id",
            r"gclsrc|[gw]braid|gad|gad_.*|gcl_.*|_ga|_gac|_gl|srsltid",  # Google
            r"fb_(action|comment|ref|source).*|mibextid|sfnsn|igsh|igshid|__(tn|cft|xts)__.*",  # Meta
            r"ref|ref_|ref_(src|url)|referrer|referer|guce_.*|guccounter",  # who sent the visitor
            r"li_fat_id|trk|trk_?info|trackingid|lipi|licu",  # LinkedIn
            r"rdt_cid|sccid|sc_cid|epik|tt_(medium|content)|share_id",  # Reddit, Snapchat, Pinterest, TikTok
            r"mc_[ce]id|__?hs(enc|mi|sc|tc|fp)|hsctatracking|__s|_ke|_kx|mkt_tok|elq.*|vero_.*|ck_subscriber_id|"
            r"oly_(anon|enc)_id|vgo_ee|_bta_.*|sfmc_.*|et_[rc]id|sp(mailing|user|job|report)id|emci|emdi|ceid|"
            r"ml_subscriber.*|bbeml|bsft_.*",  # senders of mail
            r"s_cid|s_kwcid|wt\..*|at_.*|xtor|ns_(campaign|mchannel|source|linkname|fee)",  # measurers of campaigns
            r"cmp|cmpid|icid|ncid|ocid|ito|smid|smtyp|wickedid",  # newspapers
            r"aff|affid|aff_.*|affiliate_?id|awc|irgwc",  # who is paid for it
            # Whose visit it was; a bare “session” or “sessionid” is a legislature's.
            r"jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken",
        )
    )
)
"""Names, in small letters and with “_” for “-”, of parameters that say where a visitor came from or who opened a mail.

The families are those that browsers and their filters take away: the lists of Firefox (query stripping) and Brave,
AdGuard's filter of tracking parameters and the rules of ClearURLs, as far as they hold for every site.
"""

SHORTENERS = frozenset(
    (
        "bit.ly j.mp t.co goo.gl tinyurl.com ow.ly buff.ly is.gd v.gd lnkd.in t.ly rb.gy cutt.ly rebrand.ly tiny.cc "
        "shorturl.at dlvr.it trib.al fb.me amzn.to lnks.gd l.facebook.com lm.facebook.com l.instagram.com "
        "l.messenger.com out.reddit.com slack-redir.net urldefense.com urldefense.proofpoint.com links.govdelivery.com "
        "click.actionnetwork.org"
    ).split()
)
"""Hosts that count a click and send the visitor on."""

_DETOUR = re.compile(
    r"(www\.)?google\.[a-z.]+/url|(www\.)?youtube\.com/redirect|(www\.)?facebook\.com/l\.php|"
    r"[\w.-]+\.safelinks\.protection\.outlook\.com/.*|[\w.-]+\.list-manage\.com/track/.*"
)
"""Host and path of pages that do the same."""


def has_tracking(parts: SplitResult) -> bool:
    """Whether an address has a parameter that tracks."""
    return any(TRACKING_PARAMETERS.fullmatch(name) for name in _names(parts))


def is_detour(parts: SplitResult) -> bool:
    """Whether an address counts the click and sends the visitor on to another one."""
    host = (parts.hostname or "").removesuffix(".")
    return host.removeprefix("www.") in SHORTENERS or bool(_DETOUR.fullmatch(host + parts.path))


def _names(parts: SplitResult) -> Iterator[str]:
    """The plain names of parameters: behind “?”, also without a value, and with one behind “#” and in the path.

    Decoded twice, because whoever sends visitors on decodes once more; so an address within the address is seen too.
    """
    for item in re.split("[&;?]", parts.query):
        yield _plain(item.partition("=")[0])
    for text in (parts.path.partition(";")[2], parts.query, parts.fragment):
        for item in re.split("[&;?#]", _decoded(text)):
            key, equals, _ = item.partition("=")
            if equals:
                yield _plain(key)


def _plain(name: str) -> str:
    return _decoded(name).strip().lower().replace("-", "_")


def _decoded(text: str) -> str:
    return unquote_plus(unquote_plus(text))
