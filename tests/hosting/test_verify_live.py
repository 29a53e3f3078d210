"""`verify-live` finds what is different on a live site, and only that."""

import hashlib
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from unittest.mock import Mock

import pytest

from plugins.hosting import web
from plugins.hosting.__main__ import main
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.live import LiveSite
from plugins.hosting.manifest import manifest_of, to_json
from plugins.hosting.web import LiveAnswer, NoAnswerError, Web, without_password, wrong_url
from tests.building import ROOT
from tests.hosting.live_host import live_host
from tests.hosting.made_up import (
    FILES,
    HEADERS,
    NEVER,
    PAGE,
    SITEURL,
    made_up_file,
    made_up_manifest,
)
from tests.other_host import other_host

CHANGED = {"Content-Security-Policy": "default-src *"}


@pytest.fixture
def host(monkeypatch):
    """A host that serves the site as published: its address, and what it answers."""
    monkeypatch.setattr(web, "_PAUSE", 0.01)
    with live_host() as served:
        yield served


@pytest.fixture
def verify(tmp_path, host, capsys):
    """Runs the command; returns its exit code and the lines that it printed."""
    file = tmp_path / "manifest.json"
    file.write_bytes(to_json(made_up_manifest()))

    def run(url=host[0]):
        code = main(["verify-live", "--manifest", str(file), "--url", url])
        printed = capsys.readouterr()
        return code, (printed.out + printed.err).splitlines()

    return run


def test_a_site_that_is_as_published(host, verify):
    """Each file that is served is asked for as it is, and texts compressed, once; below a path."""
    code, lines = verify()

    asked = [path for path, _ in host[1].asked]
    feed = [headers for path, headers in host[1].asked if path == "/clinic/feeds/all.atom.xml"]
    assert (code, len(lines)) == (0, 1)
    assert [each["Accept-Encoding"] for each in feed] == ["identity", "br, gzip"]
    assert not [path for path in asked if "_headers" in path or "nojekyll" in path]


def test_a_slash_at_the_end_of_the_address_makes_no_difference(host, verify):
    """People copy it from the browser."""
    assert verify(f"{host[0]}/")[0] == 0


def change_file(answers):
    answers.files["stairs/index.html"] = b"Something else"


def remove_file(answers):
    del answers.files["feeds/all.atom.xml"]


def lengthen(answers):
    answers.files["stairs/index.html"] = b"x" * 3_000_000


def break_for_good(answers):
    answers.faults["/stairs/"] = [503] * 99


def lead_elsewhere(answers):
    answers.redirects["/old/stairs/"] = "/"


def lead_to_nothing(answers):
    del answers.files["tag/søvn.html"]


def lead_away(answers):
    answers.redirects["/stairs/"] = "https://elsewhere.example.org/"


def drop_redirect(answers):
    del answers.redirects["/gammel/søvn"]


def show_home_for_unknown(answers):
    answers.status_of_unknown = 200


def own_404_page(answers):
    answers.files["404.html"] = b"nginx"


def redirect_in_a_circle(answers):
    answers.redirects["/stairs/"] = "/stairs/"


FILES_DIFFER = (
    change_file, remove_file, lengthen, break_for_good, lead_elsewhere, lead_to_nothing, lead_away,
    drop_redirect, show_home_for_unknown, own_404_page, redirect_in_a_circle,
)  # fmt: skip


@pytest.mark.parametrize("fault", FILES_DIFFER, ids=lambda fault: fault.__name__)
def test_visitors_who_get_something_else_are_reported(host, verify, fault):
    """With the exit code 1, whatever the host sends around it."""
    fault(host[1])

    code, lines = verify()

    assert code == 1
    assert lines[0].startswith("Not what was published")


def pages_as_redirects(answers):
    del answers.redirects["/old/stairs/"]


HOST_DIFFERS = {
    "no header": lambda answers: answers.headers.pop("X-Content-Type-Options"),
    "another header": lambda answers: answers.headers.update(CHANGED),
    "another rule": lambda answers: answers.headers.update({"Cache-Control": "max-age=600"}),
    "another type": lambda answers: answers.headers.update({"Content-Type": "text/plain"}),
    "temporary redirects": lambda answers: setattr(answers, "status_of_redirects", 302),
    "pages instead of redirects": pages_as_redirects,
}


@pytest.mark.parametrize("fault", HOST_DIFFERS.values(), ids=HOST_DIFFERS)
def test_what_only_the_host_decides_is_reported_apart(host, verify, fault):
    """With the exit code 3: some hosts let nobody set headers."""
    fault(host[1])

    code, lines = verify()

    assert code == 3
    assert lines[0].startswith("Around the files")


def test_the_same_difference_is_one_line(host, verify):
    """With the first addresses, and the number of the others; these are not repeated."""
    host[1].headers.clear()

    _, lines = verify()

    for name in ("X-Content-Type-Options", "Content-Security-Policy", "Cache-Control"):
        assert len([line for line in lines if line.endswith(f" {name}")]) == 1
    addresses = [line for line in lines if line.startswith("    http")]
    assert len(addresses) == len({*addresses}) + 3  # Cache-Control is not that of the 404 page
    assert [line for line in lines if "2 more" in line]


def test_spaces_and_capitals_of_a_header_make_no_difference(host, verify):
    """Servers write `charset=UTF-8` too."""
    del host[1].headers["X-Content-Type-Options"]
    host[1].headers |= {"Cache-Control": "No-Cache", "x-content-type-options": " nosniff "}
    host[1].headers["Content-Security-Policy"] = "default-src   'none'"

    assert verify()[0] == 0


@pytest.mark.parametrize(
    "sent", ["public, max-age=0, must-revalidate", "max-age=0,must-revalidate"]
)
def test_what_cloudflare_and_netlify_send_for_pages_is_no_difference(host, verify, sent):
    """It means no-cache, and no line of ours replaces it."""
    host[1].headers["Cache-Control"] = sent

    assert verify()[0] == 0


def test_capitals_of_a_policy_make_a_difference(host, verify):
    """Addresses and digests in it have some."""
    host[1].headers["Content-Security-Policy"] = "default-src 'None'"

    assert verify()[0] == 3


def test_what_is_compressed_without_being_asked_is_decoded(host, verify):
    """Some hosts send nothing else."""
    host[1].encoding = "gzip"

    assert verify()[0] == 0


@pytest.mark.parametrize("encoding", ["gzip", "br"])
@pytest.mark.parametrize("path", ["feeds/all.atom.xml", "404.html"])
def test_an_old_compressed_neighbour_is_reported(host, verify, path, encoding):
    """Browsers would get it, although the file itself is right."""
    host[1].compressed[path] = encoding, b"An old one"

    code, lines = verify()

    assert code == 1
    assert lines[0].startswith("Not what was published")
    assert "compressed" in lines[1]


def test_a_compressed_neighbour_that_is_right_is_no_difference(host, verify):
    """As a server of one's own sends it."""
    for path, data in FILES.items():
        host[1].compressed[path] = "br", data

    assert verify()[0] == 0


def test_an_owners_rule_in_place_of_ours_is_no_difference(host, tmp_path):
    """Wherever it leads; a host that does not read it has ours."""
    file = tmp_path / "manifest.json"
    file.write_bytes(to_json(made_up_manifest(replaced={"/old/stairs/"})))
    given = ["verify-live", "--manifest", str(file), "--url", host[0]]
    assert main(given) == 0

    host[1].redirects["/old/stairs/"] = "https://elsewhere.example.org/"

    assert main(given) == 0


@pytest.mark.parametrize("name", ["Cache-Control", "Content-Type"])
def test_a_header_of_the_owners_is_not_compared(host, tmp_path, name):
    """Only hosts that read `_headers` send it; others send ours."""
    file = tmp_path / "manifest.json"
    file.write_bytes(to_json(made_up_manifest(own_headers={name.lower()})))
    given = ["verify-live", "--manifest", str(file), "--url", host[0]]
    assert main(given) == 0

    host[1].headers[name] = "text/own"

    assert main(given) == 0


def in_types(path, wanted, sent):
    """What is found of a file that should be sent with one media type, and is with another."""
    manifest = manifest_of(
        HostedSite("https://a.org", ""), {}, [made_up_file(path, b"x", type=wanted)]
    )
    headers = {"cache-control": NEVER} | ({"content-type": sent} if sent else {})
    answer = LiveAnswer(200, headers, hashlib.sha256(b"x").hexdigest(), 1)
    live = LiveSite(manifest, "https://a.org", lambda *_: answer, lambda *_: answer)

    return [each.what for each in live.differences() if path in each.address]


@pytest.mark.parametrize(
    ("path", "wanted", "sent"),
    [
        ("favicon.ico", "image/vnd.microsoft.icon", "image/x-icon"),
        ("favicon.ico", "image/x-icon", "image/vnd.microsoft.icon"),
        ("a.vcf", "text/vcard; charset=utf-8", "text/x-vcard;charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8", "application/javascript"),
        ("a.json", "application/json", "application/json; charset=utf-8"),
        ("a.unknown", "application/octet-stream", None),
    ],
)
def test_other_names_of_a_media_type_are_no_difference(path, wanted, sent):
    """Hosts choose types by lists of their own."""
    assert in_types(path, wanted, sent) == []


@pytest.mark.parametrize(
    ("path", "wanted", "sent"),
    [
        ("a.js", "text/javascript; charset=utf-8", "text/javascript; charset=iso-8859-1"),
        ("a.txt", "text/plain; charset=utf-8", "text/plain"),
        ("a.html", PAGE, None),
    ],
)
def test_another_encoding_is_a_difference(path, wanted, sent):
    """Browsers would guess, and show other letters."""
    assert len(in_types(path, wanted, sent)) == 1


def test_an_encoding_that_cannot_be_read_is_told(host, verify):
    """The bytes may be right."""
    host[1].encoding = "zebra"

    code, lines = verify()

    assert code == 1
    assert any("zebra" in line for line in lines)


@pytest.mark.parametrize("statuses", [[503], [502, 429], [500]])
def test_a_server_that_is_busy_is_asked_again(host, verify, statuses):
    """A single failure says nothing."""
    host[1].faults["/stairs/"] = statuses

    assert verify()[0] == 0


def test_no_request_goes_to_another_host(host, verify):
    """Whatever a redirect says."""
    with other_host() as (other, requests):
        host[1].redirects |= {"/stairs/": f"http://{other}/", "/": f"http://{other}/"}

        assert verify()[0] == 1
        assert requests == []


def test_nothing_that_answers_is_an_error_of_its_own(verify):
    """With the exit code 2: nothing is known of the files."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    assert verify(f"http://127.0.0.1:{port}")[0] == 2


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org", "ftp://127.0.0.1", "www.example.org", "https://", "https://a:b/",
        "https://me:secret@www.example.org", "https://www.example.org/?a", "http://[::1", "",
    ],
)  # fmt: skip
def test_an_address_that_must_not_be_asked_is_refused(url):
    """Without TLS anybody on the way could answer; this machine is an exception."""
    assert wrong_url(url)
    assert "secret" not in without_password(url)
    assert not wrong_url("https://www.example.org/clinic")
    assert not wrong_url("http://127.0.0.1:8000")


@pytest.mark.parametrize("data", [None, b"{}", b"\xff"])
def test_a_missing_or_foreign_manifest_is_an_error(tmp_path, capsys, data):
    """With a sentence, and the exit code 2."""
    file = tmp_path / "manifest.json"
    if data is not None:
        file.write_bytes(data)

    assert main(["verify-live", "--manifest", str(file)]) == 2
    assert str(file) in capsys.readouterr().err


def live(answers):
    """The differences of a site on another machine; `answers` are by address."""
    found = {}
    for path, data in FILES.items():
        address = f"{SITEURL}/{path.removesuffix('index.html')}".replace("ø", "%C3%B8")
        kind = PAGE if path.endswith(".html") else "application/xml"
        headers = {"content-type": kind, "cache-control": NEVER}
        headers |= {name.lower(): value for name, value in HEADERS.items()}
        found[address] = LiveAnswer(200, headers, hashlib.sha256(data).hexdigest(), len(data))
    unknown = LiveAnswer(404, found[f"{SITEURL}/"].headers, found[f"{SITEURL}/404.html"].sha256, 0)
    moved = {"/old/stairs/": "/stairs/#top", "/gammel/s%C3%B8vn": "/tag/søvn.html"}
    for old, new in moved.items():
        location = f"{SITEURL}{new}".encode().decode("latin-1")
        found[f"{SITEURL}{old}"] = LiveAnswer(301, {"location": location}, "", 0)

    def get(address, _most):
        answer = {**found, **answers}.get(address, unknown)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return [*LiveSite(made_up_manifest(), SITEURL, get, get).differences()]


HTTP = SITEURL.replace("https", "http") + "/"


@pytest.mark.parametrize(
    ("status", "location", "count"),
    [
        (301, f"{SITEURL}/", 0), (308, f"{SITEURL}/", 0), (302, f"{SITEURL}/", 1),
        (301, "https://elsewhere.example.org/clinic/", 1), (301, "http://[", 1), (200, "", 1),
    ],
)  # fmt: skip
def test_http_must_redirect_to_https(status, location, count):
    """For ever, and to the same address; what it sends itself is of no interest."""
    found = live({HTTP: LiveAnswer(status, {"location": location}, "", 0)})

    assert [each.kind for each in found] == ["host"] * count


@pytest.mark.parametrize(
    "url", ["https://b\u00fccher.example/\u00f8", "https://B\u00dcCHER.example/%c3%b8/"]
)
def test_an_address_with_letters_is_compared_as_servers_spell_it(url):
    """Those in the host are Punycode, those in the path codes."""
    sent = "https://xn--bcher-kva.example/%C3%B8"
    moved = {
        f"{sent}/".replace("https", "http"): f"{sent}/",
        f"{sent}/old/stairs/": f"{sent}/stairs/#top",
        f"{sent}/gammel/s%C3%B8vn": f"{sent}/tag/s%C3%B8vn.html",
    }

    asked = []

    def get(address, _most):
        asked.append(address)
        location = {"location": moved[address]} if address in moved else {}
        return LiveAnswer(301 if location else 200, location, "", 0)

    found = [*LiveSite(made_up_manifest(), url, get, get).differences()]

    assert {*moved} <= {*asked}
    assert not {each.address for each in found} & {*moved}


def test_a_host_without_http_is_reported():
    """Old links and browsers begin with it."""
    found = live({HTTP: NoAnswerError("timed out")})

    assert [(each.kind, each.address) for each in found] == [("host", HTTP)]


def test_a_file_without_an_answer_is_different():
    """The others are still compared."""
    moved = {HTTP: LiveAnswer(301, {"location": f"{SITEURL}/"}, "", 0)}

    found = live(moved | {f"{SITEURL}/stairs/": NoAnswerError("timed out")})

    assert {(each.kind, each.address) for each in found} == {
        ("files", f"{SITEURL}/stairs/"), ("files", f"{SITEURL}/old/stairs/"),
    }  # fmt: skip


def test_a_body_is_read_up_to_a_limit(host):
    """The digest of what is longer is not known."""
    host[1].files["index.html"] = b"x" * 5_000

    found = [Web(1).get(f"{host[0]}/", most) for most in (5_000, 4_999)]

    assert [(each.size, bool(each.sha256)) for each in found] == [(5_000, True), (0, False)]


def test_a_server_that_sends_nothing_is_given_up(monkeypatch):
    """After a while, and after it was asked again."""
    monkeypatch.setattr(web, "_PAUSE", 0.01)
    monkeypatch.setattr(web, "_READ", 0.1)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(NoAnswerError, match="timed out"),
    ):
        Web(1).get(f"http://127.0.0.1:{silent.getsockname()[1]}/", 10)


def test_an_address_where_nothing_is_differs_from_a_slow_server(monkeypatch):
    """A refused connection, an unknown name, and no name server: each needs something else."""
    monkeypatch.setattr(web, "_PAUSE", 0.01)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    why = [_why(f"http://127.0.0.1:{port}/")]
    for code in (socket.EAI_NONAME, socket.EAI_AGAIN):
        error = socket.gaierror(code, "No address")
        monkeypatch.setattr(socket, "getaddrinfo", Mock(side_effect=error))
        why.append(_why("http://localhost/"))

    assert len({*why, "timed out"}) == 4


def _why(url):
    with pytest.raises(NoAnswerError) as failed:
        Web(1).get(url, 10)
    return str(failed.value)


ENDLESS = {
    "body": (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
    "header": (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
    "status": (b"HTTP/1.1 200 ", b"O"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize(("start", "more"), ENDLESS.values(), ids=ENDLESS)
def test_a_server_that_never_ends_is_given_up(monkeypatch, start, more):
    """However little it sends at a time, so that no step takes long."""
    monkeypatch.setattr(web, "_TRIES", 1)
    monkeypatch.setattr(web, "_ALL", 0.2)
    with _dripping(start, more) as (url, sent):
        with pytest.raises(NoAnswerError, match="timed out"):
            Web(1).get(url, 10_000)

        assert len(sent) < 50


@contextmanager
def _dripping(start, more):
    """A server whose answers never end; yields its address, and a list that grows with each part.

    It sends up to 100 parts, or until nobody reads.
    """
    sent = []

    def answer():
        with suppress(OSError):
            connection, _ = server.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(start)
                while len(sent) < 100 and not ended.is_set():
                    connection.sendall(more)
                    sent.append(more)
                    time.sleep(0.02)

    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor() as pool:
        pool.submit(answer)
        yield f"http://127.0.0.1:{server.getsockname()[1]}", sent
        ended.set()


@pytest.mark.parametrize("where", ["front page", "files"])
def test_ctrl_c_ends_the_command_within_seconds(tmp_path, where):
    """Whatever the server does; the exit code is that of shells, and there is no traceback."""
    file = tmp_path / "manifest.json"
    file.write_bytes(to_json(made_up_manifest()))
    with live_host() as (url, answers):
        answers.stalled = "/stairs/" if where == "files" else "/"
        words = [sys.executable, "-m", "plugins.hosting", "verify-live", "--manifest", str(file)]
        command = subprocess.Popen(
            [*words, "--url", url], stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert answers.is_stalling.wait(20)
        command.send_signal(signal.SIGINT)
        errors = command.communicate(timeout=10)[1]

    assert command.returncode == 130
    assert len(errors.splitlines()) == 1


def test_a_host_that_stops_answering_is_not_asked_for_each_file():
    """It takes a minute to give one up."""
    files = {f"files/{number}.xml": b"x" for number in range(500)}
    asked = []

    def get(address, _most):
        asked.append(address)
        if address == f"{SITEURL}/":
            return LiveAnswer(200, {}, "", 0)
        raise NoAnswerError("timed out")

    found = [*LiveSite(made_up_manifest(**files), SITEURL, get, get).differences()]

    assert len(asked) < 60
    assert {f"{SITEURL}/{path}" for path in files} <= {each.address for each in found}
