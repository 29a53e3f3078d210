"""Starts nginx and Caddy on ports of 127.0.0.1 with the settings that the project writes."""

import http.client
import os
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from plugins.hosting import caddy_redirects, nginx_redirects
from plugins.hosting.caddy import caddy_config
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.nginx import nginx_config
from plugins.hosting.policy import site_policy
from tools import host_servers

SECONDS = 15  # that a server may take to start or to answer
NGINX = """
load_module {module};
{user}
daemon off;
worker_processes 1;
pid {place}/nginx.pid;
error_log stderr warn;
events {{}}
http {{
    access_log off;
    # What an owner may have set for all sites must change nothing.
    autoindex on;
    charset utf-8;
    gzip on;
    add_header X-Owner 1;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    server {{
        listen 127.0.0.1:{plain};
        return 301 https://127.0.0.1:{port}$request_uri;
    }}
    server {{
        listen 127.0.0.1:{port} ssl http2;
        ssl_certificate {certificate}/certificate.pem;
        ssl_certificate_key {certificate}/key.pem;
        root "{top}";
        include snippets/site.nginx.conf;
    }}
}}
"""
CADDY = """
{{
    admin off
    auto_https off
    storage file_system {place}/storage
}}
http://127.0.0.1:{plain} {{
    redir https://127.0.0.1:{port}{{uri}} 301
}}
https://127.0.0.1:{port} {{
    tls {certificate}/certificate.pem {certificate}/key.pem
    root * "{top}"
    import site.caddy
}}
"""


@dataclass(frozen=True)
class Answer:
    """A response; each name of `headers` is in small letters, and is there once."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server: the site that it serves, the folder with it, and its ports."""

    name: str
    site: HostedSite
    folder: Path
    port: int
    plain: int
    trusted: ssl.SSLContext

    def ask(self, path, method="GET", **headers):
        """The answer to a request for a path below the site; raises AssertionError as `_answer`."""
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=SECONDS, context=self.trusted
        )
        return _answer(connection, f"{quote(self.site.below)}{path}", method, headers)

    def ask_without_tls(self, path):
        """The same, on the other port."""
        connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=SECONDS)
        return _answer(connection, path, "GET", {})


def _answer(connection, path, method, headers):
    """The answer; no header may come twice, as clients read two in different ways."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    response = connection.getresponse()
    found = [(name.lower(), value) for name, value in response.getheaders()]
    answer = Answer(response.status, dict(found), response.read())
    connection.close()
    assert len(answer.headers) == len(found), found
    return answer


def site_of(siteurl, folder):
    """The description of a site from its address and the policies of its pages."""
    pages = ((f"{path}", path.read_text("utf-8")) for path in sorted(folder.rglob("*.html")))
    return HostedSite(siteurl, site_policy(pages).header)


def make_certificate(folder):
    """Make a certificate of this machine's own address, and its key, in `folder`; returns it."""
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-addext", names,
            "-keyout", folder / "key.pem", "-out", folder / "certificate.pem",
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )  # fmt: skip
    return folder


@contextmanager
def nginx(site, top, folder, certificate, place):
    """Nginx with its settings in the folder `place`; `top` is that of the host."""
    plain, port = _free_port(), _free_port()
    user = "user root;" if os.geteuid() == 0 else ""  # its workers read folders of tests
    (place / "snippets").mkdir()
    (place / "snippets" / "site.nginx.conf").write_text(nginx_config(site), "utf-8")
    redirects = nginx_redirects.nginx_redirects(site)
    (place / "snippets" / nginx_redirects.FILE).write_text(redirects, "utf-8")
    config = NGINX.format(
        module=host_servers.MODULE, user=user, place=place, plain=plain, port=port,
        certificate=certificate, top=top,
    )  # fmt: skip
    (place / "nginx.conf").write_text(config, "utf-8")
    command = [host_servers.find("nginx"), "-e", "stderr", "-p", place, "-c", place / "nginx.conf"]
    with _running(command, place, port):
        yield Server("nginx", site, folder, port, plain, _trusting(certificate))


@contextmanager
def caddy(site, top, folder, certificate, place):
    """Caddy, with its settings and its own files in the folder `place`."""
    plain, port = _free_port(), _free_port()
    (place / "site.caddy").write_text(caddy_config(site), "utf-8")
    redirects = caddy_redirects.caddy_redirects(site)
    (place / caddy_redirects.FILE).write_text(redirects, "utf-8")
    config = CADDY.format(place=place, plain=plain, port=port, certificate=certificate, top=top)
    (place / "Caddyfile").write_text(config, "utf-8")
    command = [
        host_servers.find("caddy"), "run", "--adapter", "caddyfile",
        "--config", place / "Caddyfile",
    ]  # fmt: skip
    with _running(command, place, port):
        yield Server("caddy", site, folder, port, plain, _trusting(certificate))


@contextmanager
def _running(command, place, port):
    """Run a server, which needs no more than these variables, while it answers at a port."""
    log = place / "log"
    env = {"HOME": f"{place}", "PATH": os.environ["PATH"]}
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=place, env=env, stdout=file, stderr=file)
    try:
        _wait(process, port, log)
        yield
    finally:
        process.terminate()
        process.wait(SECONDS)


def _wait(process, port, log):
    end = time.monotonic() + SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            ended = process.poll() is not None or time.monotonic() > end
            assert not ended, log.read_text("utf-8")
            time.sleep(0.05)
        else:
            return


def _free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def _trusting(certificate):
    return ssl.create_default_context(cafile=certificate / "certificate.pem")
