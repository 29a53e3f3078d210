"""A second local HTTP server that records requests; built pages must make none to it."""

import http.server
import threading
from contextlib import contextmanager


@contextmanager
def other_host():
    """Start the server; yields its host with port, and the list of requests received so far."""
    requests = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self):
            requests.append("a connection")
            super().handle()

        def do_GET(self):
            requests.append(self.path)
            self.send_error(404)

        def log_message(self, *_args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}", requests
        finally:
            server.shutdown()
            thread.join()
