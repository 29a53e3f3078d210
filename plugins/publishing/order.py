"""What a build was asked for, and whether that can be done."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

Mode = Literal["preview", "html", "publish"]
_OURS = {
    "-o": "OUTPUTDIR=...", "--output": "OUTPUTDIR=...", "-s": "CONFFILE=...",
    "--settings": "CONFFILE=...", "-r": "make serve", "--autoreload": "make serve",
    "-l": "make serve", "--listen": "make serve", "-d": "nothing: each build starts anew",
    "--delete-output-directory": "nothing: each build starts anew",
    "--relative-urls": "make publish with SITEURL=...",
}  # fmt: skip
_LOCAL = re.compile(r"^(?:localhost|.*\.localhost|127\..*|0\.0\.0\.0|::1?)$")


class OrderError(Exception):
    """An order that cannot be carried out; the message says why and what to type instead."""


@dataclass(frozen=True)
class Order:
    """A build: its mode, folders, settings file, leniency, report file and Pelican's options."""

    mode: Mode
    input: Path
    output: Path
    settings: Path
    lenient: bool = False
    report: Path | None = None
    pelican_options: tuple[str, ...] = ()


def check(order: Order, environ: Mapping[str, str]) -> None:
    """Raise OrderError for an order that cannot be carried out."""
    if not order.input.is_dir():
        raise OrderError(f"There is no folder {order.input}: set INPUTDIR to where the posts are.")
    if not order.settings.is_file():
        raise OrderError(f"There is no settings file {order.settings}: set CONFFILE to one.")
    for option in order.pelican_options:
        name = option.split("=")[0]
        if name in _OURS:
            raise OrderError(f"PELICANOPTS has {name}: use {_OURS[name]} instead.")
    if order.mode == "publish":
        check_siteurl(environ.get("SITEURL", ""))


def check_siteurl(siteurl: str) -> None:
    """Raise OrderError unless `siteurl` is an address that the public can reach."""
    example = "for example SITEURL=https://www.example.org make publish"
    if not siteurl:
        raise OrderError(f"SITEURL is not set: write the site's address, {example}")
    try:
        parts = urlsplit(siteurl)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        raise OrderError(f"SITEURL is “{siteurl}”, which is not a web address: {example}")
    if _LOCAL.match(host) or "." not in host:
        raise OrderError(f"SITEURL is “{siteurl}”, which only this machine can reach: {example}")


def split_options(text: str) -> tuple[str, ...]:
    """Pelican's options as a shell would split them; raises OrderError for an open quote."""
    try:
        return tuple(shlex.split(text))
    except ValueError as error:
        raise OrderError(f"PELICANOPTS cannot be read: {error}.") from error
