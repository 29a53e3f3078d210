"""Recognises links that can work on no site: mistyped ones, and those to a private network."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from plugins.article_body.intrasite import LinkError
from plugins.article_body.linked_files import KINDS
from plugins.article_body.url_rules import QUOTES, SOURCE_KINDS, as_browsers_read

RULE = "article-body/bad-address"

# `https://`, and what is typed for it: `htp://`, `http:/`, `https//`, `https;//`, `https:`.
_WEB = re.compile(
    r"([htps]{3,7})(?:[:;]{1,2}[/\\]{0,4}|[.,]?[/\\]{2,4})(.*)", re.IGNORECASE | re.DOTALL
)
_ON_A_DISK = re.compile(r"file:|[a-z]:[\\/]", re.IGNORECASE)
_WORDPRESS = re.compile(r"/?\?(?:attachment_id|cat|p|page_id)=\d")
_RIGHT = re.compile(r"https?://[^/\\:;]", re.IGNORECASE)
_AGAIN = re.compile(r"(?:https?(?:[:;]+/{0,3}|/{1,3}))+", re.IGNORECASE)
_WORD = r"[^\s@<>(),;:/\"\[\].]+"
_EMAIL = re.compile(rf"{_WORD}(?:\.{_WORD})*@(?:\w(?:[\w-]*\w)?\.)+[^\W\d_][\w-]+")
_EMAIL_WITHOUT_SCHEME = re.compile(
    r"/?(?:mailto\W+|e?mail\W+)?([^\s@/?#{}|<>]+@[^\s@/?#{}|<>]+)(\?.*)?", re.IGNORECASE
)
_NUMBER = re.compile(r"\+?[\d(][\d\s().\-/]*")
_AFTER_NUMBER = re.compile(r"[;,pw].*", re.DOTALL)  # an extension, or digits to dial after a pause
_DIGITS = range(3, 16)  # 111 is the shortest number that people need; ITU-T E.164 allows 15
_LABEL = re.compile(r"\w(?:[\w-]*\w)?")
# Reserved (RFC 2606, RFC 6762) or in use for networks at home and in offices.
_LOCAL = frozenset({
    "corp", "home", "internal", "invalid", "intranet", "lan", "local", "localdomain", "localhost",
    "test",
})  # fmt: skip
# With `www.` in front or a common ending, a name is a website's rather than a file's.
_ENDINGS = frozenset({
    "app", "at", "au", "be", "biz", "ca", "ch", "clinic", "com", "de", "dk", "edu", "es", "eu",
    "fi", "fr", "gov", "health", "ie", "info", "int", "io", "is", "it", "me", "net", "nhs", "nl",
    "no", "nz", "online", "org", "pl", "pt", "scot", "se", "shop", "site", "tv", "uk", "us",
    "wales",
})  # fmt: skip
_HOST = re.compile(r"/?((?:[\w-]+\.)+[a-z]{2,})(?::\d+)?([/?#].*)?", re.IGNORECASE | re.DOTALL)
_FILES = (*KINDS, *SOURCE_KINDS, ".htm", ".html")
_PORTS = 65535
_QUOTE_MARKS = tuple(QUOTES)
_QUOTED = re.compile(rf"\s[{QUOTES}]")


def check(href: str) -> None:
    """Raise LinkError if `href` can work on no site."""
    plain = as_browsers_read(href)
    if _ON_A_DISK.match(plain):
        message = f"The link “{href:.80}” is to a file on one computer."
        hint = "Put the file into the folder of the post, and write only its name."
        raise LinkError(message, hint, "article-body/private-address")
    scheme = plain.partition(":")[0].casefold()
    if plain[:1] in _QUOTE_MARKS:
        _refuse_quotes(plain)
    elif scheme == "mailto":
        _check_email(plain)
    elif scheme == "tel":
        _check_telephone(plain)
    elif match := _WEB.fullmatch(plain):
        _check_web(plain, match)
    elif plain.startswith("//"):
        _check_host(plain)
    else:
        _check_without_scheme(plain)


def dialled(href: str) -> str:
    """The link `tel:` to the number that `href` dials, without what is dialled after it."""
    return f"tel:{_AFTER_NUMBER.sub('', _number(href))}"


def _number(href: str) -> str:
    return unquote(as_browsers_read(href)[len("tel:") :]).strip()


def is_wrong(href: str) -> bool:
    """Whether `check` refuses `href`."""
    try:
        check(href)
    except LinkError:
        return True
    return False


def _wrong(href: str, why: str, hint: str, right: str = "") -> LinkError:
    return LinkError(f"The link “{href:.80}” cannot work: {why}.", hint, RULE, right=right)


def _refuse_quotes(href: str) -> None:
    """Refuse an address with the quotation marks of a word processor around it."""
    hint = f'Write `{href.strip(QUOTES):.80}` without them; around it, HTML has straight ones: ".'
    raise _wrong(href, "there are quotation marks in it", hint)


def _check_web(href: str, match: re.Match[str]) -> None:
    """Check an address that begins with `http` or `https`, or with what was meant to be one."""
    if _RIGHT.match(href) and not _AGAIN.match(href, href.index("//") + 2):
        _check_host(href)
        return
    rest = _AGAIN.sub("", match[2].lstrip("/\\:;"), count=1).lstrip("/\\")
    scheme = "http" if match[1].casefold() == "http" else "https"
    right = f"{scheme}://{rest}" if rest else ""
    hint = f"Write `{scheme}://{rest:.80}`" if rest else "Write the whole address."
    raise _wrong(href, "it does not begin with `https://` and a name", hint, right)


def _check_host(href: str) -> None:
    """Check the host of a web address."""
    if re.search(r"\s", href):
        raise _wrong(href, "there is a space in it", _hint_for_space(href))
    try:
        parts = urlsplit(href)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _wrong(href, "it is not an address", "Copy it again from the browser.") from None
    if port is not None and not 0 < port <= _PORTS:
        raise _wrong(href, f"there is no port {port}", "Copy it again from the browser.")
    if _is_private(host):
        message = f"The link “{href:.80}” works on your own computer or network only."
        hint = "Write the public address of the page, or its file: [contact](/contact/)."
        raise LinkError(message, hint, "article-body/private-address")
    labels = host.rstrip(".").split(".")
    named = len(labels) > 1 and all(map(_LABEL.fullmatch, labels))
    if not named and not _is_number(host):
        hint = "Check the name between // and the next slash; copy it again from the browser."
        raise _wrong(href, f"“{host}” is not the name of a website", hint)


def _hint_for_space(href: str) -> str:
    if _QUOTED.search(href):
        return 'Write a title in straight quotation marks: `[guide](https://... "A title")`'
    return "Delete the space, or write `%20` for it if it belongs there."


def _is_private(host: str) -> bool:
    """Whether only one computer or network reaches the host."""
    if _is_number(host):
        return not ip_address(host).is_global
    return host.rstrip(".").casefold().rpartition(".")[2] in _LOCAL


def _is_number(host: str) -> bool:
    if ":" not in host and not host[-1:].isdigit():
        return False  # most hosts are names, and raising an exception takes time
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _check_email(href: str) -> None:
    people, mark, _ = href[len("mailto:") :].partition("?")
    people = unquote(people)
    if mark and not people:  # to somebody whom the reader chooses
        return
    if not all(_is_email(one.strip()) for one in people.split(",")):
        meant = re.sub(r"\s", "", people.strip("/"))
        right = f"mailto:{meant}" if _is_email(meant) else ""
        hint = f"Write `{right or 'mailto:name@example.org'}`"
        why = f"“{people:.60}” is not an e-mail address"
        raise _wrong(href, why, hint, "" if mark else right)


def _is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text)) and text.rpartition(".")[2].casefold() not in _LOCAL


def _check_telephone(href: str) -> None:
    number = _number(href)
    short = _AFTER_NUMBER.sub("", number)
    if "(0)" in short:
        digits = re.sub(r"[^+\d]", "", short.replace("(0)", ""))
        raise _wrong(href, "nobody can dial “(0)”", f"Take the (0) out: `tel:{digits}`")
    if not _NUMBER.fullmatch(short) or sum(map(str.isdigit, short)) not in _DIGITS:
        digits = re.sub(r"(?!^\+)\D", "", short)
        mistyped = re.search(r"\d[^\W\d]|[^\W\d]\d", short)  # a letter that was to be a digit
        fits = len(digits.lstrip("+")) in _DIGITS and not mistyped
        hint = f"Write the digits only, such as `tel:{digits if fits else '+441632960101'}`"
        raise _wrong(href, f"“{number:.60}” is not a telephone number", hint)


def _check_without_scheme(href: str) -> None:
    """Check an address that a browser would look for on this site."""
    if _WORDPRESS.match(href):
        raise _wrong(href, "it is an address of WordPress", "Write the file of the post instead.")
    if (match := _EMAIL_WITHOUT_SCHEME.fullmatch(href)) and not match[1].endswith(_FILES):
        right = f"mailto:{match[1]}{match[2] or ''}" if _is_email(match[1]) else ""
        hint = f"Write `{right}`" if right else "Write it like `mailto:name@example.org`"
        raise _wrong(href, "an e-mail address needs `mailto:` before it", hint, right)
    if (match := _HOST.fullmatch(href)) and _names_website(match[1], href):
        right = f"https://{href.lstrip('/')}"
        certain = right if match[1].casefold().startswith("www.") else ""
        raise _wrong(href, "it has no `https://`", f"Write `{right:.88}`", certain)


def _names_website(host: str, href: str) -> bool:
    """Whether the host that `href` seems to begin with is one, and not the name of a file."""
    first, *_, last = host.casefold().split(".")
    if href.endswith(host) and host.endswith(_FILES):
        return False
    return first == "www" or (last in _ENDINGS and not href.startswith("/"))
