"""Which files a post can link to, and which one a mistyped name means (edge: disk)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cached_property
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from plugins.article_body.intrasite import LinkError
from plugins.article_body.linked_files import DATA, KINDS
from plugins.article_body.url_rules import SOURCE_KINDS
from plugins.core.findings import nearest

_LINK = re.compile(r"\{(filename|static|attach)\}([^?#]*)", re.DOTALL)
_ABSOLUTE = re.compile(r"/(?!/)([^?#]*)", re.DOTALL)


class LinkedPosts:
    """The files below the folder `content` that links can name."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._suggested: dict[tuple[bool, str], str] = {}

    def with_prefix(self, href: str) -> str:
        """`href` with Pelican's prefix where it needs one to lead to a file of the content folder.

        `/articles/other.md` and `/files/leaflet.pdf` name files as they lie there, and {filename}
        was once the prefix for documents too.
        """
        if (match := _LINK.match(href)) and match[1] == "filename" and _is_document(match[2]):
            return f"{{static}}{href[match.start(2) :]}"
        match = _ABSOLUTE.match(href)
        if match and (_is_document(match[1]) or _is_post(match[1])) and self._find(match[0]):
            return f"{{{'static' if _is_document(match[1]) else 'filename'}}}{href}"
        return href

    def check(self, address: str, folder: Path) -> None:
        """Raise LinkError if `address`, in a post in `folder`, names a file that is not there."""
        if (match := _LINK.match(address)) and not self._find(match[2], folder):
            raise self._missing(match[1], match[2], folder)

    def find(self, address: str, folder: Path) -> Path | None:
        """The file that `address`, with a prefix, names in a post in `folder`."""
        match = _LINK.match(address)
        return self._find(match[2], folder) if match else None

    def _find(self, name: str, folder: Path | None = None) -> Path | None:
        """The file of that name, which may be quoted, if it is below the content folder."""
        for form in dict.fromkeys((name, unquote(name), unescape(name))):
            start = self._content if form.startswith("/") or folder is None else folder
            try:
                path = start / form.lstrip("/")
                if path.is_file() and path.resolve().is_relative_to(self._root):
                    return path
            except (OSError, ValueError):  # too long, or a null character
                continue
        return None

    def _missing(self, prefix: str, name: str, folder: Path) -> LinkError:
        written = unquote(name)
        post = prefix == "filename"
        meant = self._meant(written, post=post)
        if post:
            hint = "Write the name of its file, such as `../pages/contact.md`"
            hint = f"Did you mean “{self._relative(meant, folder)}”?" if meant else hint
            return LinkError(
                f"There is no post “{written:.80}”.", hint, "article-body/missing-post"
            )
        last = _last(written)
        hint = (
            f"Put it into the folder of the post; or put it into {self._content.name}/files/ and "
            f"write `{{static}}/files/{last:.80}`"
        )
        if meant and _last(meant) == last:
            hint = f"It lies in {self._content.name}/{meant.rpartition('/')[0]}/: write "
            hint += f"`{self._short(meant, folder)}`"
        elif meant:
            hint = f"Did you mean “{self._short(meant, folder)}”? If not: {hint}"
        return LinkError(f"There is no file “{written:.80}”.", hint, "article-body/missing-file")

    def _relative(self, path: str, folder: Path) -> str:
        return Path(os.path.relpath(self._content / path, folder)).as_posix()

    def _short(self, path: str, folder: Path) -> str:
        """How to write a document: its name, if it lies beside the post."""
        relative = self._relative(path, folder)
        return relative if "/" not in relative else f"{{static}}/{path}"

    def _meant(self, written: str, *, post: bool) -> str:
        """The file that was probably meant by a name, relative to the content folder, or ""."""
        if (post, written) not in self._suggested:
            known = self._posts if post else self._documents
            name = _key(written)
            same = [path for path in known.get(name, []) if path.endswith(f"/{_last(written)}")]
            near = same or known.get(name) or known.get(nearest(name, known) or "")
            self._suggested[post, written] = near[0] if near else ""
        return self._suggested[post, written]

    @cached_property
    def _root(self) -> Path:
        return self._content.resolve()

    @cached_property
    def _files(self) -> list[str]:
        found = []
        for folder, folders, names in os.walk(self._content):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            if Path(folder) == self._content and DATA in folders:
                folders.remove(DATA)
            start = Path(folder).relative_to(self._content)
            found += [(start / name).as_posix() for name in sorted(names)]
        return found

    @cached_property
    def _posts(self) -> dict[str, list[str]]:
        return _by_key(filter(_is_post, self._files))

    @cached_property
    def _documents(self) -> dict[str, list[str]]:
        return _by_key(filter(_is_document, self._files))


def _by_key(paths: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(_key(path), []).append(path)
    return found


def _key(path: str) -> str:
    """The name of a file as it is compared: without folders, type, case and kinds of spaces."""
    return re.sub(r"[\s_-]+", "-", PurePosixPath(_last(path).casefold()).stem)


def _last(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _is_post(path: str) -> bool:
    return path.casefold().endswith(SOURCE_KINDS)


def _is_document(path: str) -> bool:
    return path.casefold().endswith(tuple(KINDS))
