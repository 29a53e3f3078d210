"""Measures nginx and Caddy under load with the published site: `python -m bench.hosts`.

    python -m bench.hosts [--seconds 60] [--connections 32] [--output output]

Serves the site that `make publish` has written, with compressed neighbours (`make precompress`),
the settings of its release folder and TLS, on 127.0.0.1. The server has the first core, and wrk
(Debian's package) asks from the second one for all pages in turn: as they are, with gzip and with
brotli. Prints a table for docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.hosting import manifest, precompressed
from plugins.hosting.manifest import Manifest
from plugins.publishing.staging import release_folder
from tests.hosts import real_servers
from tools import host_servers

_ENCODINGS = {"none": "identity", "gzip": "gzip", "brotli": "br"}
_SERVERS = {"nginx": real_servers.nginx, "Caddy": real_servers.caddy}
# All paths in turn, with one header; in wrk's own language.
_ASK = """
wrk.headers["Accept-Encoding"] = {encoding}
local paths, at = {paths}, 0
function request()
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
end
"""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}  # in milliseconds


class Load(NamedTuple):
    """What wrk has measured: requests a second, milliseconds by percentile, bytes, and errors."""

    requests: float
    latencies: dict[str, float]
    megabytes: float
    errors: int


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60, metavar="N")
    parser.add_argument("--connections", type=int, default=32, metavar="N")
    parser.add_argument("--output", type=Path, default=Path("output"), metavar="DIR")
    options = parser.parse_args()
    listed = release_folder(options.output) / manifest.FILE_NAME
    if not listed.is_file():
        sys.exit(f"error: there is no {listed}: publish the site first.")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)  # the servers' workers are nobody's processes
        site = manifest.from_json(listed.read_bytes())
        precompressed.write(options.output, place / "site", site)
        rows = _measured(site, place, options.connections, options.seconds)
        print("| server | compressed by | requests/s | median, ms | 99 %, ms | MB/s | errors |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for row in rows:
            print(f"| {' | '.join(row)} |", flush=True)


def _measured(
    site: Manifest, place: Path, connections: int, seconds: int
) -> Iterator[tuple[str, ...]]:
    """The cells of each row, when it has been measured."""
    certificate = real_servers.make_certificate(place)
    described = real_servers.site_of(site.siteurl, place / "site")
    paths = [f"/{file.path.removesuffix('index.html')}" for file in site.files if _is_page(file)]
    all_cores = os.sched_getaffinity(0)
    first, *others = sorted(all_cores)
    for name, serving in _SERVERS.items():
        folder = place / name
        folder.mkdir()
        os.sched_setaffinity(0, {first})  # of the server, which is started now
        with serving(described, place / "site", place / "site", certificate, folder) as server:
            os.sched_setaffinity(0, others or all_cores)
            for encoding, header in _ENCODINGS.items():
                script = place / "ask.lua"
                listed = f"{{{', '.join(map(json.dumps, paths))}}}"
                script.write_text(_ASK.format(encoding=json.dumps(header), paths=listed), "utf-8")
                load = _load(server.port, script, connections, seconds)
                took = (f"{load.latencies[share]:.1f}" for share in ("50", "99"))
                rate = f"{load.megabytes / seconds:.0f}"
                yield name, encoding, f"{load.requests:,.0f}", *took, rate, str(load.errors)
        os.sched_setaffinity(0, all_cores)


def _is_page(file: manifest.ManifestFile) -> bool:
    return file.path.endswith("/index.html") or file.path == "index.html"


def _load(port: int, script: Path, connections: int, seconds: int) -> Load:
    """What wrk measures; raises CalledProcessError, and ValueError for an unknown report."""
    command = [
        host_servers.find("wrk") or "wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s",
        "-s", str(script), f"https://127.0.0.1:{port}/",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return read_report(done.stdout)


def read_report(text: str) -> Load:
    """What a report of wrk says; raises ValueError for another text."""
    rate = re.search(r"^Requests/sec: +([\d.]+)", text, re.MULTILINE)
    total = re.search(r"requests in [\d.]+\w+, ([\d.]+)([KMGT]?)B read", text)
    found = re.findall(r"^ +(50|75|90|99)% +([\d.]+)(us|ms|s|m)$", text, re.MULTILINE)
    if not (rate and total and found):
        raise ValueError(f"wrk says something else:\n{text}")
    latencies = {share: float(value) * _UNITS[unit] for share, value, unit in found}
    scale = {"": 1e-6, "K": 1024e-6, "M": 1.048576, "G": 1073.741824, "T": 1_099_511.627776}
    of_sockets = re.search(r"Socket errors: (.*)", text)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = sum(map(int, re.findall(r"\d+", of_sockets[1]))) if of_sockets else 0
    errors += int(refused[1]) if refused else 0
    return Load(float(rate[1]), latencies, float(total[1]) * scale[total[2]], errors)


if __name__ == "__main__":
    main()
