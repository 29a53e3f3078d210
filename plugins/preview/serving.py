"""Runs the server in the background, and says in one sentence why it could not start."""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Iterator
from pathlib import Path

from plugins.preview.broadcast import Broadcast
from plugins.preview.listen_address import Endpoint
from plugins.preview.options import HIGHEST_PORT, UsageError
from plugins.preview.server import PreviewServer


@contextlib.contextmanager
def serving(endpoint: Endpoint, root: Path, broadcast: Broadcast) -> Iterator[str]:
    """Serve in the background; the value is the address to type; raises UsageError."""
    try:
        server = PreviewServer(endpoint, root, broadcast)
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
    """One sentence with the hint for a server that could not start at `endpoint`."""
    host, port = endpoint.address
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < HIGHEST_PORT else 8000
        return f"Port {port} is in use: stop the other program or run `make serve PORT={other}`."
    if error.errno == errno.EACCES:
        return f"Port {port} is for administrators: run `make serve PORT=8000`."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"This computer has no address {host}: leave BIND out or give 127.0.0.1."
    return f"Cannot serve at {host}, port {port} ({error.strerror}): try `make serve PORT=8001`."
