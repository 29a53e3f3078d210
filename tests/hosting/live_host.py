"""A host on this machine that serves the made-up site as its manifest says, or with a fault."""

import gzip
import http.server
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

import brotli

from tests.hosting.made_up import FILES, HEADERS, NEVER, PAGE, REDIRECTS

BELOW = "/clinic"
PACK = {"gzip": gzip.compress, "br": brotli.compress}


@dataclass
class Answers:
    """What the host sends; tests change it. `asked` are the requests so far.

    `faults` are the statuses of the first answers for a path, before the right one. `compressed`
    has the encoding of a file's neighbour, by its path, and the bytes that this decodes to.
    `stalled` is a path without an answer.
    """

    files: dict = field(default_factory=lambda: dict(FILES))
    headers: dict = field(default_factory=lambda: {**HEADERS, "Cache-Control": NEVER})
    redirects: dict = field(default_factory=lambda: {each.old: each.new for each in REDIRECTS})
    status_of_redirects: int = 301
    status_of_unknown: int = 404
    encoding: str = ""
    faults: dict = field(default_factory=dict)
    compressed: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    stalled: str = ""
    is_stalling: threading.Event = field(default_factory=threading.Event)

    def to(self, path, accepted=""):
        """The status, headers and body for a path of the site, and the encodings accepted."""
        if self.faults.get(path):
            return self.faults[path].pop(0), {}, b""
        if path in self.redirects:
            target = self.redirects[path]
            target = target if "://" in target else f"{BELOW}{quote(target, safe='/#')}"
            return self.status_of_redirects, {"Location": target}, b""
        name = f"{path}index.html".lstrip("/") if path.endswith("/") else path.lstrip("/")
        status = 200 if name in self.files else self.status_of_unknown
        body = self.files.get(name, self.files.get("404.html", b""))
        kind = PAGE if name.endswith(".html") or status != 200 else "application/xml"
        headers = {"Content-Type": kind, **self.headers}
        found = name if name in self.files else "404.html"
        encoding, other = self.compressed.get(found, ("", b""))
        if encoding and encoding in accepted:
            headers["Content-Encoding"] = encoding
            body = PACK[encoding](other)
        if self.encoding:
            headers["Content-Encoding"] = self.encoding
            body = gzip.compress(body) if self.encoding == "gzip" else body[::-1]
        return status, headers, body


@contextmanager
def live_host():
    """Start the host; yields the address of the site, and what it answers."""
    answers = Answers()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each body waits for 40 ms

        def do_GET(self):
            answers.asked.append((self.path, dict(self.headers)))
            path = unquote(self.path)
            if answers.stalled and path == f"{BELOW}{answers.stalled}":
                answers.is_stalling.set()
                self.rfile.read(1)  # until nobody waits for the answer
                return
            if path.startswith(f"{BELOW}/"):
                accepted = self.headers["Accept-Encoding"]
                status, headers, body = answers.to(path.removeprefix(BELOW), accepted)
            else:
                status, headers, body = 404, {}, b"Another site's"
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_given: None  # somebody has ended the connection
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{BELOW}", answers
        finally:
            server.shutdown()
            thread.join()
