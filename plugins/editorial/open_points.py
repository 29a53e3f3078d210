"""What only the clinic can say: the facts and reviews that are still missing, as a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.article_body.care_cards import ASK_FIRST, CARDS
from plugins.clinic import facts
from plugins.clinic.open_points import (
    OpenPoint,
    of_article,
    of_clinic,
    of_page,
    of_people,
    of_rules,
    of_sources,
)
from plugins.clinical_care.files import FOLDER, unread_rows
from plugins.core.findings import display_path
from plugins.posts import post
from plugins.posts.post import Post

_MEDICAL_LIST = re.compile(rf"^!!! ?(?:{'|'.join([*CARDS, ASK_FIRST])})\b", re.MULTILINE)
_TOP = """\
# Before launch

What only the clinic can say, and what the site does without until it has: each row is a key that is
empty, or says that nobody has read something. `make check-content` writes this page from the data.

| file | key | what is missing |
|---|---|---|
"""


def page(points: Iterable[OpenPoint]) -> str:
    """The page, in Markdown."""
    rows = [f"| `{point.file}` | `{point.key}` | {point.missing} |\n" for point in points]
    return _TOP + ("".join(rows) or "| | | nothing |\n")


def open_points(content: Path) -> Iterator[OpenPoint]:
    """The open points of the data files and posts below a folder; unreadable files have none."""
    clinic, people = content / "data" / "clinic.yaml", content / "data" / "people.yaml"
    if clinic.is_file():
        found = facts.read_clinic(clinic.read_bytes(), display_path(clinic)).facts
        yield from of_clinic(found, display_path(clinic)) if found else ()
    if people.is_file():
        known = facts.read_people(people.read_bytes(), display_path(people)).facts
        yield from of_people(known or [], display_path(people))
    for path, number in unread_rows(content / FOLDER):
        yield of_rules(display_path(path), number)
    yield from _of_posts(content)


def _of_posts(content: Path) -> Iterator[OpenPoint]:
    for path, read in _public_posts(content / "articles"):
        if not read.front.reviewed:
            yield of_article(display_path(path))
    for path, read in _public_posts(content / "pages"):
        if not read.front.reviewed and _MEDICAL_LIST.search(read.body):
            yield of_page(display_path(path))
    for folder in ("articles", "pages"):
        for path, read in _public_posts(content / folder):
            sources = filter(None, read.front.references)
            if unread := sum(bool(each.url) and each.read is None for each in sources):
                yield of_sources(display_path(path), unread)


def _public_posts(folder: Path) -> Iterator[tuple[Path, Post]]:
    for path in filter(Path.is_file, sorted(folder.rglob("*.md"))):
        read, findings = post.read(path.read_bytes(), "", lenient=False)
        if read and not findings and read.front.status == "published":
            yield path, read
