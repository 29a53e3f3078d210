"""Adds the refresh script to a page on its way to the browser: bytes in, bytes out."""

from __future__ import annotations

from html import escape

SCRIPT = '<script src="/_preview/reload.js" data-build="{build}" defer></script>\n'


def with_script(body: bytes, content_type: str, build: str) -> bytes:
    """`body` with the script before its last `</body>`, or at its end; HTML only.

    `build` names the good build the page is from, so that the script knows when it is out of date.
    """
    if not content_type.startswith("text/html"):
        return body
    script = SCRIPT.format(build=escape(build)).encode()
    place = body.lower().rfind(b"</body")
    return body + script if place < 0 else body[:place] + script + body[place:]
