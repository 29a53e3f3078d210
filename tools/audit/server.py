"""Serves the built site on this machine as a good static host would (edge: network)."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.policy import site_policy
from plugins.hosting.responses import headers, media_type
from tools.audit.compression import compressed


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
        brotli = _is_text(path) and "br" in self.headers.get("Accept-Encoding", "")
        pages = [(path.name, body.decode("utf-8", "replace"))] if path.suffix == ".html" else []
        site = HostedSite(f"http://{self.headers.get('Host', '')}", site_policy(pages).header)
        body = compressed(body) if brotli else body
        self.send_response(status)
        for name, value in headers(site, path.relative_to(self.site).as_posix()).items():
            self.send_header(name, value)
        self.send_header("Vary", "Accept-Encoding")
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


def _is_text(path: Path) -> bool:
    """Whether a file is smaller when it is compressed."""
    type_ = media_type(path.name)
    return type_.startswith("text/") or type_.endswith(("json", "xml"))


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
