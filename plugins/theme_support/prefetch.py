"""The next page, asked for while its link is being pressed: a page's speculation rules."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

_PLAIN = re.compile(r"([^\w/.~%-])", re.ASCII)


def speculation_rules(siteurl: str) -> str:
    """The rules for a site at `siteurl`, as JSON for a `script` element of type speculationrules.

    Only links within the site count, and only once they are pressed: nothing is asked for that the
    visitor has not chosen. Browsers that know no such rules take them for data.
    """
    below = _PLAIN.sub(r"\\\1", urlsplit(siteurl).path.rstrip("/"))
    rule = {"where": {"href_matches": f"{below}/*"}, "eagerness": "conservative"}
    return json.dumps({"prefetch": [rule]}, separators=(",", ":"))
