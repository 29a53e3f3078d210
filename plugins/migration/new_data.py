"""The data files and icons of an adopted site; nothing in them is made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

import yaml
from PIL import Image

from plugins.core.values import slugify
from plugins.migration.old_site import Note

_GREY = (96, 96, 96)
_CLINIC = """\
# What visitors learn about you. docs/adopting.md explains each key; leave out what is not certain.
{facts}# kind:
# headline:
# disclaimer:
# phone:
# email:
# booking_url:
# locations:
"""
_PEOPLE = """\
# The authors of the old site. Keep those who work here and agree to be named; docs/adopting.md
# has the other keys, such as role. An author who is not in this list is an error.
"""
_REDIRECTS = """\
# Old addresses of lists, and the lists that are there in their place.
"""


def clinic_yaml(name: str, introduction: str) -> bytes:
    """The stub of clinic.yaml."""
    facts = {"name": name, **({"introduction": introduction} if introduction else {})}
    return _CLINIC.format(facts=_dumped(facts)).encode()


def people(names: Iterable[str], site: str, notes: list[Note]) -> dict[str, str]:
    """The slug of each author by name; not of the site itself, which may sign its posts."""
    found: dict[str, str] = {}
    for name in sorted(set(names) - {site}):
        slug = slugify(name) or f"author-{len(found) + 1}"
        while slug in found.values():
            slug += "-2"
        found[name] = slug
        notes.append(Note("person", "", name))
    return found


def people_yaml(known: Mapping[str, str]) -> bytes:
    """The stub of people.yaml: names and slugs."""
    rows = [{"name": name, "slug": slug} for name, slug in known.items()]
    return (_PEOPLE + (_dumped(rows) if rows else "")).encode()


def redirects_yaml(found: Iterable[tuple[str, str]]) -> bytes:
    """The file of redirects; empty if there are none."""
    rows = [{"from": old, "to": new} for old, new in found]
    return (_REDIRECTS + _dumped(rows)).encode() if rows else b""


def icons(given: Iterable[str], notes: list[Note]) -> dict[str, bytes]:
    """A plain square for each icon that pages need and the old site does not have in `given`."""
    made = {
        "favicon.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
        b'<rect width="1" height="1" fill="#606060"/></svg>\n',
        "favicon.ico": _square(32, "ICO"),
        "apple-touch-icon.png": _square(180, "PNG"),
    }
    lacking = {f"extra/{name}": data for name, data in made.items() if f"extra/{name}" not in given}
    notes += [Note("fact", "", f"Put your icon in the place of {name}.") for name in lacking]
    return lacking


def _square(size: int, kind: str) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (size, size), _GREY).save(buffer, kind)
    return buffer.getvalue()


def _dumped(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**9)
