"""Adds the refresh script to a page when it is served, and reads a page's language."""

from __future__ import annotations

import re
from html import escape

SCRIPT = '<script src="/_preview/reload.js" data-build="{build}" defer></script>\n'
_POLICY = re.compile(rb'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_LANGUAGE = re.compile(rb'<html[^>]*\slang="([A-Za-z-]{2,16})"')
# What the script requests: itself, the stylesheet of its overlay and the event stream.
_NEEDED = (b"script-src", b"style-src", b"connect-src")


def with_script(body: bytes, content_type: str, build: str) -> bytes:
    """`body` with the script before its last `</body>`, or at its end; HTML only.

    `build` names the build that the page is from, so that the script knows when it is outdated. The
    page's Content Security Policy is extended by what the script needs, and nothing else.
    """
    if not content_type.startswith("text/html"):
        return body
    body = _POLICY.sub(_extended, body, count=1)
    script = SCRIPT.format(build=escape(build)).encode()
    place = body.lower().rfind(b"</body")
    return body + script if place < 0 else body[:place] + script + body[place:]


def language(body: bytes) -> str:
    """The code of a page's language; `en` if the page does not say it."""
    match = _LANGUAGE.search(body)
    return match[1].decode() if match else "en"


def _extended(policy: re.Match[bytes]) -> bytes:
    parts = filter(None, map(bytes.strip, policy[0].split(b";")))
    directives = dict(part.partition(b" ")[::2] for part in parts)
    for name in _NEEDED:
        sources = dict.fromkeys([b"'self'", *directives.get(name, b"").split()])
        sources.pop(b"'none'", None)
        directives[name] = b" ".join(sources)
    return b";".join(name + b" " + value for name, value in directives.items())
