"""Every way in which Instagram or the connection can fail has its own message and does no harm."""

import gzip
import io
import logging
import socket
import time

import pytest

from tests.photo_feed.refresh.fake_instagram import (
    MEDIA,
    NEWER,
    RENEWAL,
    TOKEN,
    api_error,
    raw,
    redirecting,
    sending,
)

pytestmark = pytest.mark.slow  # together, they would keep `make check` too long

GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def bomb():
    """A small body that unpacks to 50 MB."""
    packed = gzip.compress(b" " * 50_000_000, 9)
    head = f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
    return raw(GOOD + head.encode() + packed)


ERRORS = {
    "expired": (api_error(190), 11, "it has expired or was revoked: get a new token"),
    "app removed": (api_error(190, 458), 11, "the account has removed the app"),
    "checkpoint": (api_error(190, 459), 11, "log in at instagram.com"),
    "password": (api_error(190, 460), 11, "the account's password was changed"),
    "60 days": (api_error(190, 463), 11, "its 60 days are over"),
    "unconfirmed": (api_error(190, 464), 11, "the account is not confirmed"),
    "revoked": (api_error(190, 467), 11, "it was revoked"),
    "confirm": (api_error(190, 490), 11, "the account has to be confirmed"),
    "other subcode": (api_error(190, 999), 11, "it has expired or was revoked"),
    "error with status 200": (api_error(190, status=200), 11, "Instagram refuses the token"),
    "unsupported request": (
        api_error(100, message="Unsupported request - method type: get"),
        11,
        "remove the app in its settings at instagram.com",
    ),
    "another code 100": (api_error(100), 25, "code 100"),
    "permission": (api_error(10), 12, "instagram_business_basic"),
    "other permission": (api_error(230), 12, "instagram_business_basic"),
    "the first permission": (api_error(3), 12, "instagram_business_basic"),
    "the last permission": (api_error(299), 12, "instagram_business_basic"),
    "session": (api_error(102), 13, "The login behind the token has ended"),
    "blocked": (api_error(368), 14, "Instagram has blocked the account or the app"),
    "throttled": (api_error(4), 20, "try again in an hour"),
    "user throttled": (api_error(17), 20, "asked too often"),
    "app throttled": (api_error(341), 20, "asked too often"),
    "page throttled": (api_error(32), 20, "asked too often"),
    "calls throttled": (api_error(613), 20, "asked too often"),
    "429 with an unknown code": (
        api_error(31337, status=429, Retry_After="60"),
        20,
        "try again in 60 seconds",
    ),
    "429": (sending(b"", 429, Retry_After="120"), 20, "try again in 120 seconds"),
    "429 until": (
        sending(b"<html>", 429, Retry_After="Fri, 02 Oct 2026 10:00:00 GMT"),
        20,
        "try again after Fri, 02 Oct 2026 10:00:00 GMT",
    ),
    "429 with a strange wait": (sending(b"", 429, Retry_After=TOKEN), 20, "in an hour"),
    "unknown trouble": (api_error(1, status=500), 21, "Instagram has problems of its own"),
    "not working": (api_error(2), 21, "not working"),
    "500": (sending(b"<html>oops", 500), 21, "(status 500)"),
    "503": (sending(b"", 503), 21, "(status 503)"),
    "unknown code": (api_error(31337), 25, "code 31337, “Something (access_token="),
    "a token at the end of a quotation": (api_error(31337, message="x" * 120), 25, "code 31337"),
    "endless code": (api_error(10**4000), 25, "code -1, “Something"),
    "strange code": (api_error({"a": [1]}), 25, "unknown error"),
    "404": (sending(b"<html>", 404), 24, "status 404"),
    "HTML": (sending(b"<!doctype html><p>Log in"), 24, "not the expected JSON"),
    "NaN": (sending(b'{"data": [], "x": NaN}'), 24, "cannot be read"),
    "infinity": (sending(b'{"data": [-Infinity]}'), 24, "cannot be read"),
    "key twice": (sending(b'{"data": [], "data": []}'), 24, "cannot be read"),
    "cut JSON": (sending(b'{"data": [{"id": "1", "capt'), 24, "cannot be read"),
    "deep": (sending(b'{"data":' + b"[" * 50_000 + b"]" * 50_000 + b"}"), 24, "cannot be read"),
    "too many lists": (sending(b'{"data":[' + b"[]," * 100_000 + b"[]]}"), 24, "cannot be read"),
    "long number": (sending(b'{"data": [], "x": ' + b"9" * 5000 + b"}"), 24, "cannot be read"),
    "not UTF-8": (sending(b'{"data": ["\xff"]}'), 24, "cannot be read"),
    "a list": (sending([1]), 24, "cannot be read"),
    "no list": (sending({"data": {"id": "1"}}), 24, "it has no list of posts"),
    "endless cursor": (
        sending({"data": [], "paging": {"cursors": {"after": "a" * 2001}}}),
        24,
        "cursor of its next page is too long",
    ),
    "10 GB": (
        raw(GOOD + b"Content-Length: 10000000000\r\n\r\n" + b" " * 65_536, endless=True),
        24,
        "answers with more than 12 MB",
    ),
    "10 GB unannounced": (raw(GOOD + b"\r\n" + b" " * 65_536, endless=True), 24, "more than 12 MB"),
    "gzip bomb": (bomb(), 24, "answers with more than 12 MB"),
    "cut off": (raw(GOOD + b"Content-Length: 999\r\n\r\n{"), 22, "cannot be reached"),
    "a negative chunk": (
        raw(GOOD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nab\r\n"),
        22,
        "cannot be reached",
    ),
    "no HTTP": (raw(b"220 mail.example ESMTP\r\n"), 22, "cannot be reached"),
    "hung up": (raw(b""), 22, "cannot be reached"),
    "endless headers": (raw(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 11_000, endless=True), 22, ""),
    "redirect to http": (
        redirecting("http://graph.instagram.com/"),
        24,
        "an address that is not allowed",
    ),
    "redirect to loopback": (
        redirecting("http://127.0.0.1:9/"),
        24,
        "an address that is not allowed",
    ),
    "redirect to https": (redirecting("https://127.0.0.1/"), 24, "an address that is not allowed"),
    "redirect to link-local": (
        redirecting("http://169.254.169.254/"),
        24,
        "an address that is not allowed",
    ),
    "redirect to private": (redirecting("//10.0.0.1/"), 24, "an address that is not allowed"),
    "redirect to a file": (redirecting("file:///etc/passwd"), 24, "an address that is not allowed"),
    "redirect to a stranger": (
        redirecting("https://example.com/", 307),
        24,
        "an address that is not allowed",
    ),
    "redirect for ever": (redirecting(MEDIA), 24, "redirects too often"),
    "redirect to no address": (redirecting("http://[::1"), 24, "an address that is not allowed"),
    "redirect to nowhere": (sending(b"", 302), 24, "status 302"),
}


@pytest.fixture
def filled(clinic, instagram):
    """The clinic with a snapshot of one photo, and a second one posted later."""
    instagram.post(1)
    clinic.run("refresh")
    instagram.post(2, colour="red")
    return clinic


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_one_sentence_and_changes_nothing(filled, instagram, caplog, error):
    """It has its kind's exit code, leaves every byte alone and never shows the token."""
    caplog.set_level(logging.DEBUG)
    instagram.answers[MEDIA], code, words = ERRORS[error]
    before = filled.files()

    found, said = filled.run("refresh")

    assert found == code, said
    assert words in said
    assert said.startswith("error: ")
    assert said.count("\n") == 1
    assert filled.files() == before
    for text in (said, caplog.text, str(before)):
        assert "planted" not in text


SLOW = {
    "never answers": raw(b"", slowly=b" " * 900),
    "headers byte by byte": raw(GOOD, slowly=b"X: " + b"a" * 900),
    "body byte by byte": raw(GOOD + b"Content-Length: 999\r\n\r\n", slowly=b" " * 900),
    "body without an end, byte by byte": raw(GOOD + b"\r\n", slowly=b" " * 900),
    "chunks byte by byte": raw(
        GOOD + b"Transfer-Encoding: chunked\r\n\r\n", slowly=b"1\r\n \r\n" * 200
    ),
    "redirects slowly": raw(b"HTTP/1.1 302 Found\r\nLocation: /\r\n", slowly=b"a" * 900),
}


@pytest.mark.parametrize("slow", SLOW)
def test_a_dripping_answer_times_out(filled, instagram, slow):
    """The limit is for the whole request, so a byte now and then does not extend it."""
    instagram.answers[MEDIA] = SLOW[slow]
    before = filled.files()
    start = time.monotonic()

    code, said = filled.run("refresh", seconds=0.4)

    assert code == 23
    assert time.monotonic() - start < 20  # the answers would take 90 s
    assert said == "error: 127.0.0.1 did not answer completely within 0.4 s: try again later.\n"
    assert filled.files() == before


def test_a_missing_server_is_one_sentence(filled):
    """Nothing listens, nothing changes."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    filled.environ["INSTAGRAM_API_URL"] = f"http://127.0.0.1:{port}"

    code, said = filled.run("refresh")

    assert code == 22
    assert said.startswith("error: 127.0.0.1 cannot be reached")


def test_an_error_on_a_later_page_changes_nothing(filled, instagram):
    """An incomplete list is not used."""
    instagram.page_size = 1
    page = instagram.answer

    def fail_later(handler):
        instagram.answers = {} if "after=" not in handler.path else {MEDIA: api_error(2)}
        page(handler)

    instagram.answer = fail_later
    before = filled.files()

    code, _ = filled.run("refresh")

    assert code == 21
    assert filled.files() == before


@pytest.mark.parametrize("error", ["password", "429", "500", "HTML", "10 GB", "redirect to http"])
def test_a_renewal_that_fails_changes_nothing(filled, instagram, error, tmp_path_factory):
    """Neither the file nor the dates are written when there is no newer token."""
    instagram.answers[RENEWAL], code, _ = ERRORS[error]
    out = tmp_path_factory.mktemp("secret") / "token"
    before = filled.files()

    found, said = filled.run("refresh-token", "--out", str(out))

    assert found == code
    assert "planted" not in said
    assert not out.exists()
    assert filled.files() == before


def test_a_bug_shows_no_traceback(filled, monkeypatch):
    """A traceback could show the token."""

    def broken(*_args):
        raise RuntimeError(f"access_token={TOKEN}")

    monkeypatch.setattr("plugins.photo_feed.refresh.run.newest_posts", broken)

    code, said = filled.run("refresh")

    assert code == 1
    assert said == "error: The program itself has an error (RuntimeError): report it.\n"


def test_an_interrupt_is_one_sentence(filled, monkeypatch):
    """Ctrl-C has its own code and no traceback either."""

    def stopped(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr("plugins.photo_feed.refresh.run.newest_posts", stopped)

    assert filled.run("refresh") == (130, "error: Stopped; the photos are as they were.\n")


PICTURE_ERRORS = {
    "404": sending(b"", 404),
    "empty": sending(b""),
    "HTML": sending(b"<html>"),
    "10 GB": raw(b"HTTP/1.1 200 OK\r\n\r\n" + b"\xff" * 65_536, endless=True),
    "redirect to private": redirecting("http://10.0.0.1/a.jpg"),
    "redirect to metadata": redirecting("http://169.254.169.254/latest"),
    "redirect to another port": redirecting("http://127.0.0.1:9/a.jpg"),
    "redirect to a file": redirecting("file:///etc/passwd"),
    "redirect to https": redirecting("https://scontent.cdninstagram.com/a.jpg"),
    "redirect to no address": redirecting("http://[::1"),
    "a negative chunk": raw(GOOD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nab\r\n"),
    "hung up": raw(b""),
    "drips": raw(b"HTTP/1.1 200 OK\r\n\r\n", slowly=b"a" * 900),
}


@pytest.mark.parametrize("error", PICTURE_ERRORS)
def test_a_bad_picture_does_not_affect_the_others(filled, instagram, error):
    """The post whose picture fails is named and skipped; the others are saved."""
    instagram.post(3, colour="blue")
    instagram.answers["/pictures/3.jpg"] = PICTURE_ERRORS[error]

    code, said = filled.run("refresh", seconds=2 if error == "drips" else 20)

    assert code == 0
    assert "warning: https://www.instagram.com/p/post3/ is left out: " in said
    assert "2 photos, 1 of them new" in said
    assert "planted" not in said + str(filled.files())


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/a.jpg", "http://localhost:1/a.jpg", "data:image/png;base64,AAAA", "//a"],
)
def test_a_picture_from_elsewhere_is_not_asked_for(filled, instagram, address):
    """With a server on this machine as the API, everything comes from there."""
    instagram.post(3, media_url=address)

    code, said = filled.run("refresh")

    assert code == 0
    assert "its picture is not on one of Instagram's servers" in said


def test_the_newer_token_is_not_shown(filled, tmp_path_factory, caplog):
    """The new token is in its file alone, and neither token is in the project."""
    caplog.set_level(logging.DEBUG)
    out = tmp_path_factory.mktemp("secret") / "token"

    code, said = filled.run("refresh-token", "--out", str(out))

    assert code == 0
    assert out.read_text("utf-8") == NEWER
    assert NEWER not in said + caplog.text
    assert not [data for data in filled.files().values() if b"Token" in data]


def test_the_bomb_is_small():
    """Otherwise its test would prove nothing."""
    stream = io.BytesIO()

    bomb()(type("Handler", (), {"wfile": stream})())

    assert len(stream.getvalue()) < 60_000
