"""The Content Security Policy of a page, and the speculation rules that it allows by hash."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?", re.IGNORECASE)
_PLAIN = re.compile(r"([^\w/.~%-])", re.ASCII)


def policy(
    siteurl: str, inline: str, *, styles: Iterable[str] = (), searching: bool = False
) -> str:
    """The policy for a page's meta element; it has no double quotes.

    `siteurl` is the prefix of the site's URLs, possibly empty; `inline` is the text of the one
    inline script, and `styles` are those of the `style` elements that are allowed, by their hashes.
    Only a page that is `searching` may run scripts.
    """
    own = _own(siteurl)
    scripts = _hash(inline)
    directives = {
        "default-src": "'none'",
        "font-src": own,
        "img-src": own,
        "style-src": " ".join([own, *map(_hash, styles)]),
        "script-src": f"{own} {scripts}" if searching else scripts,
        "connect-src": own,  # for the search, and for Lighthouse, which fetches robots.txt
        "form-action": own,
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return ";".join(f"{name} {value}" for name, value in directives.items())


def speculation_rules(siteurl: str) -> str:
    """The rules for a site at `siteurl`, as JSON for a `script` element of type speculationrules.

    They prefetch a page of the site while its link is being pressed, so that nothing is requested
    that the visitor has not chosen. Browsers without speculation rules ignore the element.
    """
    below = _PLAIN.sub(r"\\\1", urlsplit(siteurl).path.rstrip("/"))
    rule = {"where": {"href_matches": f"{below}/*"}, "eagerness": "conservative"}
    return json.dumps({"prefetch": [rule]}, separators=(",", ":"))


def _own(siteurl: str) -> str:
    """The CSP source of the site's files: the origin of `siteurl`.

    Without one, or with an origin that a policy cannot express (é), it is 'self'.
    """
    parts = urlsplit(siteurl)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin if _ORIGIN.fullmatch(origin) else "'self'"


@lru_cache(16)  # the same few texts on every page
def _hash(text: str) -> str:
    """The CSP source of an inline block with this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
