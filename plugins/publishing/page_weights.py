"""Weighs the pages of a written site against the budgets, without a browser (edge: disk).

Text is compressed with zlib, which takes a hundredth of brotli's time. Its result is at most a
fifth larger, so a page is reported only if it is sure to exceed a budget with brotli too. What
depends on a browser's layout, such as which lazy pictures are in the first view, is left to the
audit.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from plugins.publishing import budgets
from plugins.publishing.links import DeadLink, tag_values, target_of
from plugins.publishing.phone_pictures import loaded_on_phone

# Bytes of zlib for each of brotli, at most. Of the first clinic's and the made-up one's site, the
# pages from 20 kB on have 1.13 to 1.17, and the scripts 1.13 to 1.18.
_ZLIB = 1.2
# Lower case, as themes write it: ignoring case takes three times as long.
_BLOCK = re.compile(r"<(s(?:tyle|cript))\b([^>]*)>")
_TAG = re.compile(r"""<(link|img|source)\b((?:[^"'>]+|"[^"]*"|'[^']*')*)>""")
_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
_FONTS = {".woff2", ".woff", ".ttf", ".otf"}
_CODE = {"", "module", "text/javascript", "application/javascript"}  # types of script elements


@dataclass(frozen=True)
class Excess:
    """What a page exceeds: the id of the rule, bytes (or files), and the limit.

    The size of text is the least that it can have with brotli. `largest` is the largest file of
    those that were weighed, or "".
    """

    page: str
    rule: str
    size: int
    limit: int
    largest: str = ""

    @property
    def share(self) -> float:
        """How many times the budget the page takes."""
        return self.size / self.limit


@dataclass
class _Page:
    """What the tags of a page name: its inline blocks, and paths of files in the site."""

    text: str
    styles: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    stylesheets: set[str] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)  # that are loaded before any scroll


class PageScale:
    """Weighs pages below `folder`, the site at `siteurl`; each file and each text is read once.

    `searching` are the paths of the pages that may have the scripts of a search.
    """

    def __init__(self, folder: Path, siteurl: str, searching: Collection[str] = ()) -> None:
        self._folder = folder
        self._siteurl = siteurl
        self._searching = searching
        self._texts: dict[str, str] = {}  # by path
        self._fonts: dict[tuple[str, str], set[str]] = {}  # by path and CSS

    def excesses(self, names: Iterable[str]) -> Iterator[Excess]:
        """What each page exceeds; pages that are missing exceed nothing."""
        for name in names:
            if (self._folder / name).is_file():
                yield from self._of_page(name)

    def _of_page(self, name: str) -> Iterator[Excess]:
        page = self._read(name)
        linked = sorted(page.stylesheets)
        sheets = [self._text(path) for path in linked]
        least = round(self._first_flight(page, sheets) / _ZLIB)
        css = [*((name, style) for style in page.styles), *zip(linked, sheets, strict=True)]
        fonts = {font for file, text in css for font in self._fonts_in(file, text)}
        code = sum(map(_packed, [*page.code, *map(self._text, page.scripts)]))
        most = budgets.SEARCH_SCRIPTS if name in self._searching else budgets.SCRIPTS
        excess = partial(self._excess, name)
        yield from excess("budgets/html", least, budgets.FIRST_FLIGHT, page.stylesheets)
        yield from excess("budgets/scripts", round(code / _ZLIB), most, page.scripts)
        yield from excess("budgets/fonts", self._size(fonts), budgets.FONTS, fonts)
        yield from excess("budgets/font-files", len(fonts), budgets.FONT_FILES, fonts)
        if page.pictures:
            loaded = least + self._size(fonts | page.pictures)
            yield from excess("budgets/pictures", loaded, budgets.TRANSFER, page.pictures)

    def _excess(
        self, name: str, rule: str, size: int, limit: int, files: Collection[str]
    ) -> Iterator[Excess]:
        if size > limit:
            largest = max(sorted(files), key=lambda path: self._size([path]), default="")
            yield Excess(name, rule, size, limit, largest)

    def _read(self, name: str) -> _Page:
        page = _Page(self._text(name, keep=False))

        rest, at = [], 0
        while match := _BLOCK.search(page.text, at):
            end = page.text.find(f"</{match[1]}", match.end())
            end = len(page.text) if end < 0 else end
            is_style = match[1] == "style"
            rest.append(page.text[at : match.start() if is_style else end])
            self._add_block(page, name, match, page.text[match.end() : end])
            at = end
        page.text = "".join([*rest, page.text[at:]])
        source = ("", "")
        for tag, written in _TAG.findall(page.text):
            if tag == "source":
                values = tag_values(written)
                source = (
                    source if source[0] else (values.get("srcset", ""), values.get("sizes", ""))
                )
            elif tag == "img":
                if 'loading="lazy"' not in written:
                    self._add_picture(page, name, tag_values(written), source)
                source = ("", "")
            elif "stylesheet" in written:
                values = tag_values(written)
                path = self._path(name, values.get("href", ""))
                page.stylesheets.update([path] if path else [])
        return page

    def _add_block(self, page: _Page, name: str, match: re.Match[str], inside: str) -> None:
        """Add a style or script element; those with data are part of the HTML."""
        if match[1] == "style":
            page.styles.append(inside)
            return
        values = tag_values(match[2])
        if values.get("type", "").lower() not in _CODE:
            return
        if "src" not in values:
            page.code.append(inside)
        elif path := self._path(name, values["src"]):
            page.scripts.add(path)

    def _add_picture(
        self, page: _Page, name: str, values: dict[str, str], source: tuple[str, str]
    ) -> None:
        """Add the file of an image, of the first `source` of its picture element if it has any."""
        srcset, sizes = source if source[0] else _candidates(values)
        path = self._path(name, loaded_on_phone(srcset, sizes, values.get("src", "")))
        page.pictures.update([path] if path else [])

    def _first_flight(self, page: _Page, sheets: list[str]) -> int:
        """The compressed size of HTML and CSS, or more than it if both are sure to be small."""
        linked = sum(map(_packed, sheets))
        most = linked + sum(map(_packed, page.styles)) + len(zlib.compress(page.text.encode(), 1))
        if most <= budgets.FIRST_FLIGHT * _ZLIB:
            return most
        return linked + len(zlib.compress("".join([*page.styles, page.text]).encode(), 9))

    def _text(self, path: str, *, keep: bool = True) -> str:
        if path in self._texts:
            return self._texts[path]
        text = (self._folder / path).read_text("utf-8", "replace")
        if keep:
            self._texts[path] = text
        return text

    def _size(self, paths: Iterable[str]) -> int:
        return sum((self._folder / path).stat().st_size for path in paths)

    def _fonts_in(self, file: str, css: str) -> set[str]:
        """The fonts that the CSS in a file of the site may load."""
        where = file.rpartition("/")[0]
        if (where, css) not in self._fonts:
            named = (self._path(file, address) for address in _URL.findall(css))
            self._fonts[where, css] = {path for path in named if Path(path).suffix in _FONTS}
        return self._fonts[where, css]

    def _path(self, page: str, address: str) -> str:
        """The path in the site of an address on a page; "" if it is no file of the site."""
        target = target_of(DeadLink(page, address, ""), self._siteurl)
        return target[0] if target and (self._folder / target[0]).is_file() else ""


def _candidates(values: dict[str, str]) -> tuple[str, str]:
    """The srcset and sizes of a tag."""
    return values.get("srcset", ""), values.get("sizes", "")


@lru_cache(256)
def _packed(text: str) -> int:
    """The compressed size of a text that several pages have."""
    return len(zlib.compress(text.encode(), 9))
