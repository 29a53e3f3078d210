"""The HTTP server: serves the built pages, each with the refresh script, and the event stream.

It uses threads and http.server, not asyncio, which would need an HTTP parser of our own. An editor
has a few tabs open, and a waiting thread for each costs little.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import socket
import socketserver
import sys
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from plugins.desk.served import ServedDesk
from plugins.form.answers import MOST_BYTES, Form, FormAnswer
from plugins.preview.broadcast import GREETING, PING, Broadcast
from plugins.preview.connections import Connections, DeadlineReader
from plugins.preview.files import SiteFile, content_type, exists, find
from plugins.preview.listen_address import (
    BadRequestError,
    Endpoint,
    RequestPath,
    host_is_allowed,
    parse_target,
)
from plugins.preview.options import HIGHEST_PORT, UsageError
from plugins.preview.pages import language, with_script

STATIC = Path(__file__).parent / "static"
ASSETS = frozenset({"reload.js", "overlay.css"})
TEXT = "text/plain; charset=utf-8"


class PreviewServer(ThreadingHTTPServer):
    """Serves the folder `root` and the states of `broadcast` at `endpoint`; raises OSError.

    `form` has its pages below /edit/, and `desk` below /desk/, if there are any.
    """

    allow_reuse_address = os.name != "nt"  # Windows would let two servers have the same port
    request_queue_size = 64
    head_seconds = 10.0  # in which a whole request must arrive
    most_connections = 64  # each has one thread

    def __init__(
        self,
        endpoint: Endpoint,
        root: Path,
        broadcast: Broadcast,
        form: Form | None = None,
        desk: ServedDesk | None = None,
        ping_every: float = 15.0,
    ) -> None:
        self.root = root
        self.form = form
        self.broadcast = broadcast
        self.hosts = endpoint.hosts
        self.ping_every = ping_every
        self.desk = desk
        self.connections = Connections(self.most_connections)
        self.address_family = endpoint.family
        super().__init__(endpoint.address, Handler)

    def server_bind(self) -> None:
        """Bind without the DNS lookup of HTTPServer, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        # A browser may close a connection before it is accepted; then accept() must not block, or
        # the server could not stop.
        self.socket.settimeout(1)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def process_request(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]  # TCP only
        """Answer one connection in a new thread; if there are too many, close another one."""
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        """Close one connection."""
        self.connections.remove(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing about a browser that closed the connection during an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers one request and closes the connection, so that none outlives the server."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "preview"
    sys_version = ""
    timeout = 30  # seconds for which a browser may not read

    def setup(self) -> None:
        """Set a deadline for the request, also on connections that browsers open in advance."""
        super().setup()
        self.rfile.close()
        self.rfile = io.BufferedReader(DeadlineReader(self.connection, self.server.head_seconds))

    def parse_request(self) -> bool:
        """Parse the request; from then on `timeout` is the limit for each write."""
        parsed = super().parse_request()
        self.connection.settimeout(self.timeout)
        self.server.connections.answer(self.connection)
        return parsed

    def do_GET(self) -> None:
        """Answer with a file, a redirect, the event stream or the site's 404 page."""
        address = self._address()
        if address is None:
            return
        if address.parts[:1] == ("_preview",):
            self._own(address)
        elif self.server.form and address.parts[:1] == ("edit",):
            self._edit(self.server.form, address)
        elif self.server.desk and address.parts[:1] == ("desk",):
            self._desk(self.server.desk, address)
        else:
            self._page(address)

    def do_POST(self) -> None:
        """Answer what the form sends."""
        address = self._address()
        if address is None:
            return
        size = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json":
            # Of other types, a page of another site could send something without being asked first.
            self._text(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Only the form sends something here.")
        elif not re.fullmatch("[0-9]{1,10}", size) or int(size) > MOST_BYTES:
            self._text(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is too long.")
        else:
            body = self.rfile.read(int(size))
            form = self.server.form if address.parts[:1] == ("edit",) else None
            self._answer(form.post("/".join(address.parts[1:]), body) if form else None)

    def do_HEAD(self) -> None:
        """Answer like GET, without the body."""
        self.do_GET()

    def log_message(self, *_arguments: object) -> None:
        """Print nothing: the terminal is for the builds."""

    def _address(self) -> RequestPath | None:
        """The path of the request; None if that was refused."""
        if not host_is_allowed(self.headers.get("Host"), self.server.hosts):
            self._text(HTTPStatus.FORBIDDEN, "This preview answers to localhost only.")
            return None
        try:
            return parse_target(self.path)
        except BadRequestError as refusal:
            self._text(HTTPStatus.BAD_REQUEST, str(refusal))
            return None

    def _page(self, address: RequestPath) -> None:
        build = self.server.broadcast.state.build  # read first: the page may be newer, never older
        found = find(self.server.root, address)
        if found and found.needs_slash:
            location = address.with_slash()
            self._text(HTTPStatus.MOVED_PERMANENTLY, location, Location=location)
            return
        if found:
            self._file(HTTPStatus.OK, found, build)
        elif not exists(self.server.root):
            waiting = SiteFile((STATIC / "waiting.html").read_bytes(), content_type("waiting.html"))
            self._file(HTTPStatus.SERVICE_UNAVAILABLE, waiting, build)
        elif lost := find(self.server.root, RequestPath(("404.html",), folder=False)):
            self._file(HTTPStatus.NOT_FOUND, lost, build)
        else:
            self._text(HTTPStatus.NOT_FOUND, "There is no such page.")

    def _file(self, status: HTTPStatus, found: SiteFile, build: str) -> None:
        body = with_script(found.body, found.content_type, build)
        self._send(status, found.content_type, body)

    def _desk(self, desk: ServedDesk, address: RequestPath) -> None:
        shown = self.server.broadcast.state.desk  # read first, as for other pages
        page = desk.page(address.parts[1:], address.query)
        if page is None:
            self._text(HTTPStatus.NOT_FOUND, "The desk has no such page.")
        elif page.content_type.startswith("text/html") and not address.folder:
            location = address.with_slash()
            self._text(HTTPStatus.MOVED_PERMANENTLY, location, Location=location)
        else:
            body = with_script(page.body, page.content_type, shown)
            policy = {"Content-Security-Policy": page.policy}
            self._send(HTTPStatus.OK, page.content_type, body, **policy)

    def _own(self, address: RequestPath) -> None:
        name = "/".join(address.parts[1:])
        if name == "events":
            self._events()
        elif name == "findings":
            desk = self.server.desk or ServedDesk()  # a preview of the public site has none
            body = desk.findings(address.query)
            self._send(HTTPStatus.OK, content_type("findings.json"), body)
        elif name in ASSETS:
            self._send(HTTPStatus.OK, content_type(name), (STATIC / name).read_bytes())
        else:
            self._text(HTTPStatus.NOT_FOUND, "There is no such file.")

    def _edit(self, form: Form, address: RequestPath) -> None:
        if address.parts == ("edit",) and not address.folder:
            location = address.with_slash()
            self._text(HTTPStatus.MOVED_PERMANENTLY, location, Location=location)
            return
        home = find(self.server.root, RequestPath((), folder=True))
        name = "/".join(address.parts[1:])
        desk = self.server.desk.latest.state.values if self.server.desk else None
        people = desk.people if desk else ()
        self._answer(form.get(name, language(home.body if home else b""), people))

    def _answer(self, answer: FormAnswer | None) -> None:
        if answer is None:
            self._text(HTTPStatus.NOT_FOUND, "There is no such file.")
        else:
            self._send(
                HTTPStatus(answer.status), answer.content_type, answer.body, **answer.headers
            )

    def _events(self) -> None:
        broadcast = self.server.broadcast
        if not self.server.connections.stream(self.connection):
            self._text(HTTPStatus.SERVICE_UNAVAILABLE, "Too many tabs are open; close some.")
            return
        self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8")
        if self.command == "HEAD":
            return
        self.wfile.write(GREETING)
        seen = -1
        while not broadcast.closed:
            state = broadcast.wait(seen, self.server.ping_every)
            # This write fails once the browser has gone, which ends the thread.
            self.wfile.write(state.event(broadcast.run) if state else PING)
            seen = state.serial if state else seen

    def _text(self, status: HTTPStatus, text: str, **headers: str) -> None:
        self._send(status, TEXT, f"{text}\n".encode(), **headers)

    def _send(self, status: HTTPStatus, content_type: str, body: bytes, **headers: str) -> None:
        self._begin(status, content_type, **{"Content-Length": str(len(body))}, **headers)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, status: HTTPStatus, content_type: str, **headers: str) -> None:
        self.send_response(status)
        always = {"Cache-Control": "no-store", "Connection": "close"}
        always |= {"Content-Type": content_type, "X-Content-Type-Options": "nosniff"}
        for name, value in (always | headers).items():
            self.send_header(name, value)
        self.end_headers()


@contextlib.contextmanager
def serving(
    endpoint: Endpoint,
    root: Path,
    broadcast: Broadcast,
    form: Form | None = None,
    desk: ServedDesk | None = None,
) -> Iterator[str]:
    """Serve in a thread and give the address for a browser; raises UsageError."""
    try:
        server = PreviewServer(endpoint, root, broadcast, form, desk)
    except OSError as error:
        raise UsageError(why_not(error, endpoint)) from None
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield endpoint.url(server.server_port)
    finally:
        broadcast.close()
        server.shutdown()
        server.server_close()
        thread.join()


def why_not(error: OSError, endpoint: Endpoint) -> str:
    """Why the server could not start at `endpoint`, and what to do, in one sentence."""
    host, port = endpoint.address
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < HIGHEST_PORT else 8000
        return f"Port {port} is in use: stop the other program or run `make serve PORT={other}`."
    if error.errno == errno.EACCES:
        return f"Port {port} is for administrators: run `make serve PORT=8000`."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"This computer has no address {host}: leave BIND out or give 127.0.0.1."
    return f"Cannot serve at {host}, port {port} ({error.strerror}): try `make serve PORT=8001`."
