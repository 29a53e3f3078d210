"""Glue: reads the clinic's facts, gives them to every template and writes their pages."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator

from plugins.clinic import directory, facts
from plugins.clinic.directory import Byline, Directory
from plugins.findings import Finding, Severity, did_you_mean, typed_path
from plugins.front_matter.model import Image
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import Picture, PictureError


def read_facts(pelican: Pelican) -> None:
    """Read clinic.yaml and people.yaml; without them the site has its SITENAME only."""
    settings = pelican.settings
    clinic, people = _clinic(settings), _people(settings)
    path = typed_path(Path(settings["PATH"]) / settings["PEOPLE_DATA"])
    settings["FINDINGS"].extend(directory.check(clinic, people, path))
    urls = {"person": settings["PERSON_URL"], "location": settings["LOCATION_URL"]}
    found = directory.build(clinic, people, urls=urls, show=lambda image: _show(image, settings))
    settings["SITENAME"] = clinic.name
    settings["CLINIC_DIRECTORY"] = found
    settings["clinic"], settings["people"] = found.clinic, found.people


def _clinic(settings: dict[str, Any]) -> facts.ClinicFacts:
    path = Path(settings["PATH"]) / settings["CLINIC_DATA"]
    unknown = facts.ClinicFacts(name=settings["SITENAME"])
    if not path.is_file():
        if not settings["LENIENT"]:
            settings["FINDINGS"].add(
                Finding(
                    typed_path(path), 0, "error", "clinic/missing-file", "This file is missing.",
                    "Write at least `name: Name of the clinic` in it; docs/adopting.md has more.",
                )
            )  # fmt: skip
        return unknown
    clinic, findings = facts.read_clinic(path.read_bytes(), typed_path(path))
    settings["FINDINGS"].extend(findings)
    return clinic or unknown


def _people(settings: dict[str, Any]) -> list[facts.PersonFacts]:
    path = Path(settings["PATH"]) / settings["PEOPLE_DATA"]
    if not path.is_file():
        return []
    people, findings = facts.read_people(path.read_bytes(), typed_path(path))
    settings["FINDINGS"].extend(findings)
    return people


def _show(image: Image, settings: dict[str, Any]) -> Picture | None:
    content = Path(settings["PATH"])
    try:
        found = settings["PICTURES"].publish(find_original(image.src, content, content))
    except PictureError as error:
        path = typed_path(content / "data")
        settings["FINDINGS"].add(
            Finding(path, 0, "error", "clinic/bad-picture", error.message, error.cure)
        )
        return None
    return Picture(found.url, found.width, found.height, image.alt)


def join_articles(generator: ArticlesGenerator) -> None:
    """Give each article its bylines and places, and each person the articles."""
    known: Directory = generator.settings["CLINIC_DIRECTORY"]
    slugs = [place.slug for place in known.clinic.locations]
    for article in chain(generator.articles, generator.translations):
        names = [str(author) for author in getattr(article, "authors", [])]
        names = names or [known.clinic.name]
        article.bylines = [_byline(name, article, generator) for name in names]
        article.credit_people = known.credited(article.credit)
        article.locations = known.to_visit(article.clinics, names)
        for slug in set(article.clinics) - set(slugs):
            _complain(generator, article, "clinics", f"There is no place “{slug}”.", slug, slugs)
        for person in known.people:
            if person.name in names:
                person.articles.append(article)
            elif person in article.credit_people:
                person.credited.append(article)


def _byline(name: str, article: Any, generator: ArticlesGenerator) -> Byline:  # noqa: ANN401  # untyped Pelican
    known: Directory = generator.settings["CLINIC_DIRECTORY"]
    found = known.byline(name)
    if found is None:
        names = [known.clinic.name, *(person.name for person in known.people)]
        message = f"The author “{name}” is not in people.yaml."
        _complain(generator, article, "authors", message, name, names)
    return found or Byline(name)


def _complain(
    generator: ArticlesGenerator,
    article: Any,  # noqa: ANN401  # untyped Pelican
    field: str,
    message: str,
    word: str,
    choices: list[str],
) -> None:
    cure = did_you_mean(word, choices) or f"Known are: {', '.join(choices)}."
    severity: Severity = "warning" if generator.settings["LENIENT"] else "error"
    line = article.field_lines.get(field, 0)
    generator.settings["FINDINGS"].add(
        Finding(article.source_file, line, severity, f"clinic/unknown-{field}", message, cure)
    )


class ClinicPages(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes a page for each person and each place, and the lists of both."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Write the pages that there is something to say on."""
        known: Directory = self.settings["CLINIC_DIRECTORY"]
        if known.people:
            self._write(writer, self.settings["PEOPLE_URL"], "authors")
        for person in known.people:
            self._write(writer, person.url, "author", person=person, articles=person.articles)
        if known.clinic.locations:
            self._write(writer, self.settings["LOCATIONS_URL"], "clinics")
        for location in known.clinic.locations:
            self._write(writer, location.url, "clinic", location=location)

    def _write(self, writer: Any, url: str, template: str, **values: object) -> None:  # noqa: ANN401  # untyped Pelican
        writer.write_file(
            f"{url}index.html", self.get_template(template), self.context, url=url, **values
        )


def clinic_pages(_pelican: Pelican) -> type[Generator]:
    """Hand Pelican the generator."""
    return ClinicPages


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(read_facts)
    signals.article_generator_finalized.connect(join_articles)
    signals.get_generators.connect(clinic_pages)
