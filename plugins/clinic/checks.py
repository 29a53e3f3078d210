"""Checks clinic.yaml and people.yaml against each other and against the pages of the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from plugins.clinic.facts import ClinicFacts, LocationFacts, PersonFacts
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, Severity, did_you_mean
from plugins.core.yaml_lines import KeyPath


def check(clinic: DataFile[ClinicFacts], people: DataFile[list[PersonFacts]]) -> list[Finding]:
    """Findings for people at unknown locations, and for slugs and names that are used twice."""
    places = clinic.facts.locations if clinic.facts else []
    members = people.facts or []
    found = [
        _duplicates(clinic, ("locations",), "slug", [place.slug for place in places]),
        _duplicates(people, ("people",), "slug", [person.slug for person in members]),
        _duplicates(people, ("people",), "name", [person.name for person in members]),
    ]
    if clinic.facts:
        found.append(_unknown_places(people, members, [place.slug for place in places]))
        treatments = [treatment.name for treatment in clinic.facts.treatments]
        found += [
            _unknown_treatments(clinic, "locations", places, treatments),
            _unknown_treatments(people, "people", members, treatments),
        ]
    return list(chain.from_iterable(found))


def check_menu(
    clinic: DataFile[ClinicFacts], known: Sequence[str], unread: Iterable[str]
) -> list[Finding]:
    """Findings for menu entries that are neither `known` pages nor `unread` (withheld) posts."""
    menu = clinic.facts.menu if clinic.facts else []
    return [
        clinic.finding(
            ("menu", index), "error", "clinic/unknown-page",
            f"The menu has “{name}”, which is not a page.", name_hint(name, known),
        )
        for index, name in enumerate(menu)
        if name not in {*known, *unread}
    ]  # fmt: skip


def check_home(
    clinic: DataFile[ClinicFacts], known: Sequence[str], unread: Iterable[str], severity: Severity
) -> list[Finding]:
    """Findings for articles of the home page that are neither `known` nor `unread` (withheld)."""
    if not clinic.facts:
        return []
    named: list[tuple[KeyPath, str]] = [
        *(
            (("where_it_hurts", index, "article"), each.article)
            for index, each in enumerate(clinic.facts.where_it_hurts)
        ),
        *((("start_here", index), slug) for index, slug in enumerate(clinic.facts.start_here)),
    ]
    return [
        clinic.finding(
            where, severity, "clinic/unknown-article",
            f"The home page leads to “{slug}”, which is not an article.", name_hint(slug, known),
        )
        for where, slug in named
        if slug not in {*known, *unread}
    ]  # fmt: skip


def name_hint(word: str, known: Sequence[str]) -> str:
    """The hint for an unknown name: the nearest known one, or else all of them."""
    return did_you_mean(word, known) or f"The known ones are: {', '.join(known) or 'none'}."


def _unknown_places(
    people: DataFile[list[PersonFacts]], members: Sequence[PersonFacts], known: Sequence[str]
) -> list[Finding]:
    return [
        people.finding(
            ("people", index, "clinics"), "error",
            "clinic/unknown-place",
            f"{person.name} works at “{slug}”, which is not in clinic.yaml.",
            name_hint(slug, known),
        )
        for index, person in enumerate(members)
        for slug in person.clinics
        if slug not in known
    ]  # fmt: skip


def _unknown_treatments(
    file: DataFile[ClinicFacts] | DataFile[list[PersonFacts]],
    key: str,
    offering: Sequence[LocationFacts | PersonFacts],
    known: Sequence[str],
) -> list[Finding]:
    return [
        file.finding(
            (key, index, "treatments", number), "error", "clinic/unknown-treatment",
            f"{each.name} offers “{name}”, which is not one of the `treatments` in clinic.yaml.",
            name_hint(name, known),
        )
        for index, each in enumerate(offering)
        for number, name in enumerate(each.treatments)
        if name not in known
    ]  # fmt: skip


def _duplicates(
    data_file: DataFile[ClinicFacts] | DataFile[list[PersonFacts]],
    where: tuple[str, ...],
    key: str,
    values: Sequence[str],
) -> list[Finding]:
    """A finding for each value that an earlier item has too, at the line of the later item."""
    return [
        data_file.finding(
            (*where, index, key), "error", "clinic/double",
            f"The {key} “{value}” is used twice "
            f"(first on line {data_file.line_of(*where, values.index(value), key)}).",
            f"Give each its own {key}.",
        )
        for index, value in enumerate(values)
        if value in values[:index]
    ]  # fmt: skip
