"""Addresses as Hugo makes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

_FORMATS = {
    "year": "%Y", "month": "%m", "monthname": "%B", "day": "%d", "weekday": "%w",
    "weekdayname": "%A", "yearday": "%j",
}  # fmt: skip
_TOKEN = re.compile(r":([a-z]+)")
_KEPT = frozenset("./\\_#+~-@")


def segment(words: str, *, kept: frozenset[str] = _KEPT) -> str:
    """`words` as a part of an address: lower case, a hyphen for spaces, other signs left out."""
    made = ""
    for letter in words.strip():
        if letter.isspace():
            made += "" if made.endswith(("-", " ")) else " "
        elif letter.isalnum() or letter in kept or unicodedata.category(letter)[0] == "M":
            made = made.removesuffix(" ") + letter if letter == "-" else made + letter
    return made.strip().replace(" ", "-").lower()


@dataclass(frozen=True)
class HugoAddresses:
    """How a site makes addresses: `permalinks` by section, and whether they end in .html."""

    permalinks: Mapping[str, str] = field(default_factory=dict)
    ugly: bool = False

    def of(self, path: str, front: Mapping[str, Any], date: datetime | None) -> str:
        """The address, without a slash before it, of the post in the file `path` below content/."""
        if written := str(front.get("url") or ""):
            return written.lstrip("/")
        at = PurePosixPath(path)
        bundle = at.stem == "index"
        folders = list(at.parent.parts[:-1] if bundle else at.parent.parts)
        name = at.parent.name if bundle else at.stem
        section = at.parts[0] if len(at.parts) > 1 else ""
        template = self.permalinks.get(section, "")
        slug = str(front.get("slug") or "")
        if not template:
            parts = [*map(segment, folders), segment(slug or name)]
            return self._ended("/".join(parts))
        title, slug, name = (
            segment(text, kept=_KEPT - {"+", "#"})
            for text in (str(front.get("title") or name), slug, name)
        )
        moment = date or datetime(1, 1, 1)  # noqa: DTZ001  # as Hugo has it
        values = {key: moment.strftime(form).lower() for key, form in _FORMATS.items()}
        values |= {
            "section": segment(section), "sections": "/".join(map(segment, folders)),
            "title": title, "slug": slug or title, "filename": name, "contentbasename": name,
            "slugorfilename": slug or name, "slugorcontentbasename": slug or name,
        }  # fmt: skip
        made = _TOKEN.sub(lambda found: values.get(found[1], found[0]), template)
        return self._ended(re.sub(r"/{2,}", "/", made).strip("/"))

    def _ended(self, path: str) -> str:
        if path.endswith((".html", ".htm")):
            return path
        return f"{path}.html" if self.ugly else f"{path}/"

    def pattern(self, section: str) -> str:
        """The same for Pelican's settings; "" if there is none."""
        template = self.permalinks.get(section, f"/{segment(section)}/:slug/")
        values = {key: f"{{date:{form}}}" for key, form in _FORMATS.items()}
        names = ("title", "slug", "filename", "contentbasename")
        values |= dict.fromkeys((*names, "slugorfilename", "slugorcontentbasename"), "{slug}")
        values["section"] = segment(section)
        if not set(_TOKEN.findall(template)) <= values.keys() or "{" in template:
            return ""
        return self._ended(_TOKEN.sub(lambda found: values[found[1]], template).strip("/"))


def file_at(url: str) -> str:
    """The file that Hugo writes for an address."""
    if url.endswith("/") or not url:
        return f"{url}index.html"
    return url if PurePosixPath(url).suffix in {".html", ".htm"} else f"{url}/index.html"
