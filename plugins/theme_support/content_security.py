"""The Content Security Policy of a page, and the speculation rules that it allows by their hash."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from urllib.parse import urlsplit

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?", re.IGNORECASE)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_PLAIN = re.compile(r"([^\w/.~%-])", re.ASCII)
_HEADER_ONLY = "frame-ancestors 'none'"  # no other site shows a page within its own


def policy(siteurl: str, inline: str, *, searching: bool = False) -> str:
    """The policy of a page, without double quotes, as the content of its meta element.

    `siteurl` is what the page's addresses begin with, possibly empty; `inline` the text of the one
    inline block that is allowed, by its hash. Only a page that is `searching` may run a script.
    """
    own = _own(siteurl)
    scripts = f"'sha256-{_digest(inline)}'"
    directives = {
        "default-src": "'none'",
        "img-src": own,
        "style-src": own,
        "script-src": f"{own} 'wasm-unsafe-eval' {scripts}" if searching else scripts,
        "connect-src": own,  # no script asks, but Lighthouse fetches robots.txt in the page's name
        "form-action": own,
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return ";".join(f"{name} {value}" for name, value in directives.items())


def header(page: str) -> str:
    """The whole policy of a written page, given as its HTML, for a Content-Security-Policy header.

    It adds to the page's own what browsers heed in a header alone.
    """
    found = _META.search(page)
    return f"{found[1]};{_HEADER_ONLY}" if found else _HEADER_ONLY


def speculation_rules(siteurl: str) -> str:
    """The rules for a site at `siteurl`, as JSON for a `script` element of type speculationrules.

    Only links within the site count, and only once they are pressed: nothing is asked for that the
    visitor has not chosen. Browsers that know no such rules take them for data.
    """
    below = _PLAIN.sub(r"\\\1", urlsplit(siteurl).path.rstrip("/"))
    rule = {"where": {"href_matches": f"{below}/*"}, "eagerness": "conservative"}
    return json.dumps({"prefetch": [rule]}, separators=(",", ":"))


def _own(siteurl: str) -> str:
    """The one source of a site's files: the origin of its addresses, wherever a page is shown.

    Without an address, or with one that a policy cannot spell (é), it is the page's own origin.
    """
    parts = urlsplit(siteurl)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin if _ORIGIN.fullmatch(origin) else "'self'"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
