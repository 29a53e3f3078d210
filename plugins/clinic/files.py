"""Reads clinic.yaml and people.yaml, and finds the pictures that they name (edge: disk)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from plugins.clinic import checks, directory, facts, phones
from plugins.clinic.contacts import check_contacts
from plugins.clinic.directory import Directory
from plugins.clinic.facts import ClinicFacts, PersonFacts
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, display_path
from plugins.core.models import Image
from plugins.core.yaml_lines import KeyPath
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import Picture, PictureError, WantedImage
from plugins.responsive_images.store import ImageStore
from plugins.responsive_images.svg import sanitise

# What would change the page around the drawing, or be changed by it.
_OF_PAGES = re.compile(r"<style|\s(?:class|id|style)=")
_PLAIN = 'Write colours as attributes, such as fill="#1f4b4a", or "currentColor" for that of links.'
_BETWEEN = re.compile(r">\s+<")
_HIDDEN = re.compile(r"(<svg[^>]*?) aria-hidden=\"[^\"]*\"")
_SQUARE = 'Draw it in a square, such as viewBox="0 0 32 32".'


@dataclass(frozen=True)
class ClinicFiles:
    """Both files as they were read; without clinic.yaml only the name of the site is known.

    `country` is that of the clinic, in two capitals, or "" if it is not known.
    """

    clinic: DataFile[ClinicFacts]
    people: DataFile[list[PersonFacts]]
    country: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether both files could be read."""
        return None not in (self.clinic.facts, self.people.facts)

    def images(self) -> Iterator[tuple[Image, KeyPath]]:
        """The pictures that the files name, each with its key path."""
        named: list[tuple[Image | None, KeyPath]] = []
        if clinic := self.clinic.facts:
            named += [(clinic.mark_image, ("mark",)), (clinic.hero, ("hero",))]
            named += _images("treatments", clinic.treatments, "picture")
            named += _images("locations", clinic.locations, "picture", "map_picture")
        named += _images("people", self.people.facts or [], "photo")
        yield from ((image, where) for image, where in named if image)


def _images(name: str, rows: Iterable[object], *keys: str) -> list[tuple[Image | None, KeyPath]]:
    return [
        (getattr(row, key), (name, index, key)) for index, row in enumerate(rows) for key in keys
    ]


def read(
    clinic: Path, people: Path, site_name: str, *, lang: str = "", lenient: bool
) -> ClinicFiles:
    """Read the files at two paths; a missing clinic.yaml is an error, unless in a lenient build.

    The country is that of `lang`, the site's language, unless clinic.yaml names another.
    """
    one, others = _clinic(clinic, site_name, lenient=lenient), _people(people, lenient=lenient)
    country = (one.facts.country if one.facts else "") or phones.country_of(lang)
    found = [*one.findings, *others.findings, *checks.check(one, others)]
    contacts = check_contacts(one, others, country, "warning" if lenient else "error")
    return ClinicFiles(one, others, country, [*found, *contacts])


def _clinic(file: Path, site_name: str, *, lenient: bool) -> DataFile[ClinicFacts]:
    path = display_path(file)
    if file.is_file():
        return facts.read_clinic(file.read_bytes(), path, lenient=lenient)
    if lenient:
        return DataFile(path, ClinicFacts(name=site_name))
    hint = "Write at least `name: Name of the clinic` in it; docs/adopting.md has more."
    missing = Finding(path, 0, "error", "clinic/missing-file", "This file is missing.", hint)
    return DataFile(path, None, findings=(missing,))


def _people(file: Path, *, lenient: bool) -> DataFile[list[PersonFacts]]:
    path = display_path(file)
    if not file.is_file():
        return DataFile(path, [])
    return facts.read_people(file.read_bytes(), path, lenient=lenient)


def wanted_images(files: ClinicFiles, content: Path, store: ImageStore) -> list[WantedImage]:
    """The images to encode; a picture that cannot be found is reported by `link`."""
    found = []
    for image, _where in files.images():
        try:
            found.append(store.identify(find_original(image.src, content, content)))
        except PictureError:
            continue
    return found


def link(
    files: ClinicFiles,
    content: Path,
    store: ImageStore,
    *,
    site_name: str,
    person_url: str,
    location_url: str,
) -> tuple[Directory, list[Finding]]:
    """The clinic and its people with their published pictures, and findings for bad pictures.

    The URLs are patterns with {slug}.
    """
    findings: list[Finding] = []
    found = directory.build(
        files.clinic.facts or ClinicFacts(name=site_name),
        files.people.facts or [],
        urls={"person": person_url, "location": location_url},
        show=_publisher(files, content, store, findings.append),
        country=files.country,
        complete=files.complete,
    )
    if found.clinic.mark and files.clinic.facts:
        svg = _drawing(find_original(files.clinic.facts.mark, content, content))
        svg = _HIDDEN.sub(r"\1", svg, count=1)
        svg = svg.replace("<svg", '<svg class="mark" aria-hidden="true"', 1)
        found = replace(found, clinic=replace(found.clinic, mark_svg=svg))
    return found, findings


def _drawing(original: Path) -> str:
    """The sanitised drawing in a file, without the spaces between its elements."""
    return _BETWEEN.sub("><", sanitise(original.read_bytes()).data.decode().strip())


def _check_mark(original: Path, mark: Picture) -> None:
    """Raise PictureError unless a mark is sharp at every size, and can be in icons and in pages."""
    name = original.name
    if not mark.url.endswith(".svg"):
        raise PictureError(f"The mark {name} is not an SVG drawing.", "Export it as an SVG.")
    if mark.width != mark.height:
        size = f"{mark.width} x {mark.height}"
        raise PictureError(f"The mark {name} is {size}, but icons are square.", _SQUARE)
    if found := _OF_PAGES.search(_drawing(original)):
        words = f"The mark {name} has “{found[0].strip()}”, but it stands in the middle of pages."
        raise PictureError(words, _PLAIN)


def _publisher(
    files: ClinicFiles, content: Path, store: ImageStore, report: Callable[[Finding], None]
) -> directory.Show:
    """A function that returns the published picture for one that is named in the files."""

    def show(image: Image, where: KeyPath) -> Picture | None:
        try:
            original = find_original(image.src, content, content)
            found = store.picture(store.identify(original))
            if where == ("mark",):
                _check_mark(original, found)
        except PictureError as error:
            file = files.people if where[0] == "people" else files.clinic
            rule = "clinic/bad-picture"
            report(file.finding((*where, "src"), "error", rule, error.message, error.hint))
            return None
        return found.described(image.alt, image.focus)

    return show
