"""JSON-LD as a page holds it: a block of data that nothing in it can end or turn into markup."""

from __future__ import annotations

import json
from typing import Any

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(graph: dict[str, Any]) -> str:
    """The `script` element around `graph`; browsers do not run it, so a strict CSP allows it."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>'
