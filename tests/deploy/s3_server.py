"""An S3 store on this machine: moto's, behind a server that keeps connections."""

import http.server
import io
import threading
from contextlib import contextmanager
from urllib.parse import unquote_to_bytes

from moto.moto_server.werkzeug_app import create_backend_app

_APP = create_backend_app("s3")  # moto finds out which service is meant, at the cost of an answer
_TURN = threading.Lock()  # it answers one request after the other: its data are not for threads


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet for an answer
    disable_nagle_algorithm = True

    def handle_expect_100(self):
        """Ask for the body at once: who sends it would wait for a second."""
        goes_on = super().handle_expect_100()
        self.wfile.flush()
        return goes_on

    def answer(self):
        """Answer a request."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with _TURN:
            found = _APP(self._environ(body), self._start)
            data = b"".join(found)
            getattr(found, "close", lambda: None)()
        headers = {name.title(): value for name, value in self._headers}
        if self.command != "HEAD":
            headers["Content-Length"] = f"{len(data)}"
        for name, value in ({"Date": self.date_time_string()} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answer  # noqa: N815  # names of http.server

    def _start(self, status, headers, _error=None):
        code, _, reason = status.partition(" ")
        self._headers = headers
        self.send_response_only(int(code), reason)

    def _environ(self, body):
        path, _, query = self.path.partition("?")
        host, port = self.server.server_address
        found = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "RAW_URI": self.path,
            "REQUEST_URI": self.path,
            "QUERY_STRING": query,
            "SERVER_NAME": host,
            "SERVER_PORT": f"{port}",
            "SERVER_PROTOCOL": self.request_version,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": f"{len(body)}",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        return found | {
            f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers.items()
        }


@contextmanager
def store():
    """Start a store; its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
