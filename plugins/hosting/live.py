"""Compares a live site with its manifest."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.pool import ThreadPool
from typing import Literal
from urllib.parse import quote, unquote, urljoin, urlsplit

from plugins.hosting.manifest import Manifest, ManifestFile, ManifestRedirect
from plugins.hosting.responses import UNKNOWN
from plugins.hosting.web import LiveAnswer, NoAnswerError, spelled

# Visitors get something else than was published, or only what is around the files is different:
# headers, cache rules, and how the host redirects, which not every host lets its users decide.
Kind = Literal["files", "host"]
_Found = tuple[Kind, str]
Get = Callable[[str, int], LiveAnswer]  # the answer for an address, at most so many bytes of it

THREADS = 8
_SILENT = 2 * THREADS  # addresses in a row without an answer, after which no more is asked
_OK, _NOT_FOUND = 200, 404
_HOPS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_EVER = {301, 308}
_SLACK = 1_000_000  # bytes of a body that are more than there should be
_EACH_TIME = "max-age=0,must-revalidate"  # of Cloudflare and Netlify; it means no-cache
# Names that hosts have for the same media types.
_SAME_TYPES = {
    "application/javascript": "text/javascript", "image/x-icon": "image/vnd.microsoft.icon",
    "audio/x-aac": "audio/aac", "audio/x-flac": "audio/flac", "video/x-m4v": "video/mp4",
    "text/x-vcard": "text/vcard",
}  # fmt: skip
# How media types end whose files are UTF-8 here, whether a host says so or not.
_UTF_8 = ("javascript", "json", "xml")
_SHOWN = 90  # characters of a header's value


@dataclass(frozen=True)
class Difference:
    """What is different at an address; `what` is the same for all addresses of which it is true."""

    kind: Kind
    what: str
    address: str


class LiveSite:
    """The site at `url`, without a slash at its end, that should be as `manifest` says.

    `get` asks for what is not compressed, and `get_compressed` as browsers do.
    """

    def __init__(self, manifest: Manifest, url: str, get: Get, get_compressed: Get) -> None:
        self._manifest = manifest
        self._url = spelled(url.rstrip("/"))  # as browsers and servers spell it
        self._ask = get
        self._ask_compressed = get_compressed
        self._silent = 0  # addresses without an answer since the last one
        self._files = {self._address(file): file for file in manifest.files}

    def differences(self) -> Iterator[Difference]:
        """All differences, in the order of the manifest; raises NoAnswerError.

        That is, if not even the front page has an answer.
        """
        self._get(f"{self._url}/", _SLACK)
        redirected = {f"{self._url}{quote(each.old)}" for each in self._manifest.redirects}
        redirects = [each for each in self._manifest.redirects if not each.replaced]
        files = [
            file
            for address, file in self._files.items()
            if file.is_served and address not in redirected
            and file.path != self._manifest.not_found
        ]  # fmt: skip
        with ThreadPool(THREADS) as pool:  # whose threads nobody waits for if Ctrl-C ends this one
            for found in pool.imap(self._of_file, files):
                yield from found
            for found in pool.imap(self._of_redirect, redirects):
                yield from found
        unknown = f"{self._url}/no-such-page-{self._manifest.bytes}/"
        yield from _noted(unknown, self._in_unknown(unknown))
        parts = urlsplit(self._url)
        if parts.scheme == "https" and not parts.port:  # no other port is known
            over_http = f"http://{parts.netloc}{parts.path}/"
            yield from _noted(over_http, self._in_http(over_http))

    def _get(self, address: str, most: int) -> LiveAnswer:
        return self._answer(self._ask, address, most)

    def _get_compressed(self, address: str, most: int) -> LiveAnswer:
        return self._answer(self._ask_compressed, address, most)

    def _answer(self, ask: Get, address: str, most: int) -> LiveAnswer:
        """Ask for an address, unless the host has stopped answering: each takes a minute then."""
        if self._silent >= _SILENT:
            raise NoAnswerError(f"not asked, as {_SILENT} in a row had no answer")
        try:
            answer = ask(address, most)
        except NoAnswerError:
            self._silent += 1
            raise
        self._silent = 0
        return answer

    def _address(self, file: ManifestFile) -> str:
        folder, _, name = file.path.rpartition("/")
        path = f"{folder}/".lstrip("/") if name == "index.html" else file.path
        return f"{self._url}/{quote(path)}"

    def _of_file(self, file: ManifestFile) -> list[Difference]:
        address = self._address(file)
        return _noted(address, self._in_file(file, address))

    def _in_file(self, file: ManifestFile, address: str) -> Iterator[_Found]:
        answer, end = self._followed(address, file.bytes + _SLACK)
        if answer.status in _REDIRECTS:
            yield "files", f"redirects to {_shortened(end)}"
        elif answer.status != _OK:
            yield "files", f"has the status {answer.status}, not 200"
        else:
            if answer.sha256 != file.sha256:
                yield "files", _other(answer)
            elif file.is_text:
                yield from self._in_compressed(file, end)
            around = {"Content-Type": file.type, "Cache-Control": file.cache}
            around |= self._manifest.headers | file.headers
            own = self._manifest.own_headers
            around = {name: each for name, each in around.items() if name.lower() not in own}
            yield from _in_headers(around, answer)

    def _in_compressed(self, file: ManifestFile, address: str) -> Iterator[_Found]:
        """A server may have an old .br or .gz file beside a text, which browsers get."""
        if self._get_compressed(address, file.bytes + _SLACK).sha256 != file.sha256:
            yield "files", "has other bytes than the published file if it is sent compressed"

    def _of_redirect(self, redirect: ManifestRedirect) -> list[Difference]:
        address = f"{self._url}{quote(redirect.old)}"
        return _noted(address, self._in_redirect(redirect, address))

    def _in_redirect(self, redirect: ManifestRedirect, address: str) -> Iterator[_Found]:
        page, answer = self._files.get(address), self._get(address, _SLACK)
        if answer.status not in _REDIRECTS:
            if page and answer.status == _OK and answer.sha256 == page.sha256:
                yield "host", "is a page that leads on, not a redirect"
            else:
                yield "files", f"has the status {answer.status}, and does not redirect"
            return
        target = _location(address, answer)
        wanted = {
            f"{unquote(spelled(url))}{redirect.new}" for url in (self._url, self._manifest.siteurl)
        }
        if unquote(target) not in wanted:
            yield "files", f"redirects to {_shortened(target)}"
            return
        if answer.status not in _FOR_EVER:
            yield "host", f"redirects with the status {answer.status}, not 301 or 308"
        if _origin(target) == _origin(self._url):
            end, _ = self._followed(target.partition("#")[0], _SLACK)
            if end.status != _OK:
                yield "files", f"redirects to what has the status {end.status}"

    def _in_unknown(self, address: str) -> Iterator[_Found]:
        """An address that no site has must have the status 404, and the page for that."""
        name = self._manifest.not_found
        page = next((file for file in self._manifest.files if file.path == name), None)
        answer, end = self._followed(address, _SLACK)
        if answer.status != _NOT_FOUND:
            yield "files", f"has the status {answer.status}, although there is no such page"
        elif page and answer.sha256 != page.sha256:
            yield "files", f"is not answered with {name}, although there is no such page"
        else:
            if page:
                yield from self._in_compressed(page, end)
            yield from _in_headers(self._manifest.headers, answer)

    def _in_http(self, address: str) -> Iterator[_Found]:
        """Over http, the host must redirect to https."""
        try:
            answer = self._get(address, _SLACK)
        except NoAnswerError as error:
            yield "host", f"no answer over http: {error}"
            return
        target = _location(address, answer)
        if answer.status not in _FOR_EVER or not target.startswith(f"{self._url}/"):
            yield "host", "is not redirected to https with the status 301 or 308"

    def _followed(self, address: str, most: int) -> tuple[LiveAnswer, str]:
        """The answer after redirects within the host, and the address that it, or the next, has."""
        answer = self._get(address, most)
        for _ in range(_HOPS):
            if answer.status not in _REDIRECTS:
                break
            target = _location(address, answer)
            if _origin(target) != _origin(self._url):
                return answer, target
            address = target.partition("#")[0]
            answer = self._get(address, most)
        return answer, address


def _noted(address: str, found: Iterator[_Found]) -> list[Difference]:
    """What is found at an address; no answer is a difference too."""
    noted = []
    try:
        for kind, what in found:
            noted.append(Difference(kind, what, address))
    except NoAnswerError as error:
        noted.append(Difference("files", f"no answer: {error}", address))
    return noted


def _in_headers(wanted: Mapping[str, str], answer: LiveAnswer) -> Iterator[_Found]:
    for name, value in wanted.items():
        sent = answer.headers.get(name.lower())
        if sent is None and value == UNKNOWN:
            continue  # Cloudflare sends none; without one, and with nosniff, it is only saved too
        if sent is None:
            yield "host", f"lacks the header {name}"
        elif _comparable(name, sent) != _comparable(name, value):
            yield "host", f"{name} is “{_shortened(sent)}”, not “{_shortened(value)}”"


def _other(answer: LiveAnswer) -> str:
    encoding = answer.headers.get("content-encoding", "identity")
    if encoding in {"identity", "gzip"}:
        return "has other bytes than the published file"
    return (
        f"has other bytes than the published file, or its encoding {encoding} cannot be read here"
    )


def _location(address: str, answer: LiveAnswer) -> str:
    """The address that a redirect leads to, or "" if it is none; servers may send it as UTF-8."""
    sent = answer.headers.get("location", "")
    with contextlib.suppress(UnicodeError):
        sent = sent.encode("latin-1").decode()
    with contextlib.suppress(ValueError):
        return spelled(urljoin(address, quote(sent, safe="/%:?#[]@!$&'()*+,;=~")))
    return ""


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def _comparable(name: str, value: str) -> str:
    """A header's value, without what makes no difference."""
    if name in {"Content-Type", "Cache-Control"}:
        plain = "".join(value.split()).casefold()
        if plain.removeprefix("public,") == _EACH_TIME:
            return "no-cache"
        kind, sign, encoding = plain.partition(";")
        kind = _SAME_TYPES.get(kind, kind)
        is_known = encoding == "charset=utf-8" and kind.endswith(_UTF_8)
        return kind if is_known else f"{kind}{sign}{encoding}"
    return " ".join(value.split())


def _shortened(value: str) -> str:
    plain = "".join(letter if letter.isprintable() else "?" for letter in value)
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
