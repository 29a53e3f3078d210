"""Serves the built site on this machine as a good static host would (edge: network)."""

from __future__ import annotations

import functools
import mimetypes
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.theme_support import content_security
from tools.audit.compression import compressed

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}
_TEXT = {".html", ".css", ".js", ".json", ".xml", ".txt", ".svg"}
_HASHED = re.compile(r"[.-][0-9a-f]{8,}[./-]")


class Host(BaseHTTPRequestHandler):
    """Serves the files below `site`, compressed, and cached for long if their names have hashes."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, site: Path) -> None:  # noqa: ANN401  # the server's own
        self.site = site
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Send a file, or the site's 404 page."""
        path = find(self.site, self.path)
        if path:
            self.answer(HTTPStatus.OK, path)
        else:
            self.answer(HTTPStatus.NOT_FOUND, self.site / "404.html")

    def answer(self, status: HTTPStatus, path: Path) -> None:
        """Send a response with a file."""
        body = path.read_bytes() if path.is_file() else b""
        brotli = path.suffix in _TEXT and "br" in self.headers.get("Accept-Encoding", "")
        body = compressed(body) if brotli else body
        self.send_response(status)
        for name, value in headers(path).items():
            self.send_header(name, value)
        if path.suffix == ".html" and path.is_file():
            policy = content_security.header(path.read_text("utf-8"))
            self.send_header("Content-Security-Policy", policy)
        if brotli:
            self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Log nothing."""


def find(site: Path, asked: str) -> Path | None:
    """The file for a request path; None if there is none inside the site."""
    path = site / unquote(urlsplit(asked).path).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    inside = path.resolve().is_relative_to(site.resolve())
    return path if inside and path.is_file() else None


def headers(path: Path) -> dict[str, str]:
    """The response headers for a file."""
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    cached = "public, max-age=31536000, immutable" if _HASHED.search(path.name) else "no-cache"
    return {
        "Content-Type": _TYPES.get(path.suffix, guessed),
        "Cache-Control": cached,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64  # a browser opens several connections at once

    def handle_error(self, *asked: Any) -> None:  # noqa: ANN401  # the socket and its address
        """Report errors, except those of connections that the browser has closed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*asked)


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve the folder `site`, which may be filled later; yields the server's address."""
    with _Server(("127.0.0.1", 0), functools.partial(Host, site=site)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
