"""Another host, which nothing that is read or built may ask."""

import http.server
import threading
from contextlib import contextmanager


@contextmanager
def elsewhere():
    """Another host: its name with its port, and the list of what it was asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self):
            asked.append("a connection")
            super().handle()

        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
