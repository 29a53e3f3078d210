"""What only the clinic can say: the facts and reviews that are still missing, as a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.article_body.care_cards import ASK_FIRST, CARDS
from plugins.clinic import facts
from plugins.clinic.facts import ClinicFacts, PersonFacts
from plugins.clinical_care.files import FOLDER, unread_rows
from plugins.core.findings import display_path
from plugins.posts import post
from plugins.posts.post import Post

_CLINIC = {"phone": "the telephone number", "email": "the e-mail address"}
_CLINIC |= {"booking_url": "where to book", "instagram_url": "the account on Instagram"}
# What British law asks a website for; docs/clinic-facts.md says where it stands.
_RULES = "([the rules](clinic-facts.md#who-runs-the-website))"
_OPERATOR = {
    "name": f"the name of who runs the website: SI 2002/2013, 6(1)(a); UK GDPR, 13(1)(a) {_RULES}",
    "address": f"the postal address of who runs it: SI 2002/2013, 6(1)(b) {_RULES}",
    "email": f"their e-mail address: SI 2002/2013, 6(1)(c); UK GDPR, 13(1)(a) {_RULES}",
}
_LOCATION = {"address": "street and number", "postcode": "the postcode"}
_LOCATION |= {"phone": "the telephone number", "hours": "when it is open"}
_LOCATION |= {"directions": "how to get there", "map_url": "a map"}
_LOCATION |= {"step_free": "whether there are steps", "parking": "where to park"}
_LOCATION |= {"treatments": "what is offered there"}
_PERSON = {
    "treatments": "what they offer",
    "credentials": "training and registration",
    "photo": "a photograph",
}
_MEDICAL_LIST = re.compile(rf"^!!! ?(?:{'|'.join([*CARDS, ASK_FIRST])})\b", re.MULTILINE)
_TOP = """\
# Before launch

What only the clinic can say, and what the site does without until it has: each row is a key that is
empty, or says that nobody has read something. `make check-content` writes this page from the data.

| file | key | what is missing |
|---|---|---|
"""


class OpenPoint(NamedTuple):
    """A key without a value: its file, its name there, and what it is for."""

    file: str
    key: str
    missing: str


def page(points: Iterable[OpenPoint]) -> str:
    """The page, in Markdown."""
    rows = [f"| `{point.file}` | `{point.key}` | {point.missing} |\n" for point in points]
    return _TOP + ("".join(rows) or "| | | nothing |\n")


def open_points(content: Path) -> Iterator[OpenPoint]:
    """The open points of the data files and posts below a folder; unreadable files have none."""
    clinic, people = content / "data" / "clinic.yaml", content / "data" / "people.yaml"
    if clinic.is_file():
        found = facts.read_clinic(clinic.read_bytes(), display_path(clinic)).facts
        yield from _of_clinic(found, display_path(clinic)) if found else ()
    if people.is_file():
        known = facts.read_people(people.read_bytes(), display_path(people)).facts
        yield from _of_people(known or [], display_path(people))
    for path, number in unread_rows(content / FOLDER):
        missing = f"a clinician who has read the rules (unread: {number:,})"
        yield OpenPoint(display_path(path), "clinician", missing)
    yield from _unreviewed(content / "articles", "a review by a clinician, of words and pictures")
    review = "a review by a clinician: the page has lists of signs, or of who should ask first"
    yield from _unreviewed(content / "pages", review, _MEDICAL_LIST)
    for folder in ("articles", "pages"):
        for path, read in _public_posts(content / folder):
            sources = filter(None, read.front.references)
            if unread := sum(bool(each.url) and each.read is None for each in sources):
                missing = f"somebody who has read the sources (unread: {unread:,})"
                yield OpenPoint(display_path(path), "references: read", missing)


def _unreviewed(
    folder: Path, missing: str, having: re.Pattern[str] | None = None
) -> Iterator[OpenPoint]:
    """The public posts in a folder that nobody has reviewed; only those `having` something."""
    for path, read in _public_posts(folder):
        if not read.front.reviewed and (having is None or having.search(read.body)):
            yield OpenPoint(display_path(path), "reviewed", missing)


def _public_posts(folder: Path) -> Iterator[tuple[Path, Post]]:
    for path in filter(Path.is_file, sorted(folder.rglob("*.md"))):
        read, findings = post.read(path.read_bytes(), "", lenient=False)
        if read and not findings and read.front.status == "published":
            yield path, read


def _of_clinic(clinic: ClinicFacts, file: str) -> Iterator[OpenPoint]:
    for key, missing in _CLINIC.items():
        if not getattr(clinic, key):
            yield OpenPoint(file, key, missing)
    for key, missing in _OPERATOR.items():
        if not getattr(clinic.operator, key):
            yield OpenPoint(file, f"operator: {key}", missing)
    for place in clinic.locations:
        for key, missing in _LOCATION.items():
            if not getattr(place, key):
                yield OpenPoint(file, f"locations: {place.slug}: {key}", missing)


def _of_people(people: Sequence[PersonFacts], file: str) -> Iterator[OpenPoint]:
    for person in people:
        for key, missing in _PERSON.items():
            if not getattr(person, key):
                yield OpenPoint(file, f"{person.slug}: {key}", missing)
