"""Pelican glue: reads the clinic's facts, gives them to every template and writes their pages."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.clinic import checks, directory, facts
from plugins.clinic.directory import Byline, Directory
from plugins.clinic.facts import ClinicFacts, PersonFacts
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, Severity, display_path
from plugins.core.models import Image
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import Picture, PictureError
from plugins.responsive_images.store import ImageStore

# Built-in list pages; the menu may name them like pages.
LISTS = ("articles", "topics", "categories", "clinics", "people")


def read_facts(pelican: Pelican) -> None:
    """Read clinic.yaml and people.yaml; without them only SITENAME is known."""
    settings = pelican.settings
    clinic, people = _clinic_file(settings), _people_file(settings)
    for findings in (clinic.findings, people.findings, checks.check(clinic, people)):
        settings["FINDINGS"].extend(findings)
    found = directory.build(
        clinic.facts or ClinicFacts(name=settings["SITENAME"]),
        people.facts or [],
        urls={"person": settings["PERSON_URL"], "location": settings["LOCATION_URL"]},
        show=_publisher(settings, clinic, people),
        complete=None not in (clinic.facts, people.facts),
    )
    settings["SITENAME"] = found.clinic.name
    settings["CLINIC_DIRECTORY"], settings["CLINIC_FILE"] = found, clinic
    settings["clinic"], settings["people"] = found.clinic, found.people


def _clinic_file(settings: dict[str, Any]) -> DataFile[ClinicFacts]:
    file = Path(settings["PATH"]) / settings["CLINIC_DATA"]
    path = display_path(file)
    if file.is_file():
        return facts.read_clinic(file.read_bytes(), path, lenient=settings["LENIENT"])
    if settings["LENIENT"]:
        return DataFile(path, ClinicFacts(name=settings["SITENAME"]))
    hint = "Write at least `name: Name of the clinic` in it; docs/adopting.md has more."
    missing = Finding(path, 0, "error", f"{facts.RULE}/missing-file", "This file is missing.", hint)
    return DataFile(path, None, findings=(missing,))


def _people_file(settings: dict[str, Any]) -> DataFile[list[PersonFacts]]:
    file = Path(settings["PATH"]) / settings["PEOPLE_DATA"]
    path = display_path(file)
    if not file.is_file():
        return DataFile(path, [])
    return facts.read_people(file.read_bytes(), path, lenient=settings["LENIENT"])


def _publisher(
    settings: dict[str, Any], clinic: DataFile[ClinicFacts], people: DataFile[list[PersonFacts]]
) -> directory.Show:
    """A function that publishes the pictures named in the two files, and reports bad ones."""
    content = Path(settings["PATH"])

    def show(image: Image, where: tuple[str | int, ...]) -> Picture | None:
        try:
            store: ImageStore = settings["PICTURES"]
            found = store.picture(store.identify(find_original(image.src, content, content)))
        except PictureError as error:
            file = people if where[0] == "people" else clinic
            line, rule = file.line_of(*where, "src"), f"{facts.RULE}/bad-picture"
            settings["FINDINGS"].add(
                Finding(file.path, line, "error", rule, error.message, error.hint)
            )
            return None
        return found.described(image.alt)

    return show


def join_articles(generator: ArticlesGenerator) -> None:
    """Give each article its bylines and locations, and each person their articles."""
    known: Directory = generator.settings["CLINIC_DIRECTORY"]
    slugs = [place.slug for place in known.clinic.locations]
    for article in chain(generator.articles, generator.translations):
        names = [str(author) for author in getattr(article, "authors", [])]
        names = names or [known.clinic.name]
        article.bylines = [_byline(name, article, generator) for name in names]
        article.credit_people = known.credited(article.credit)
        article.locations = known.locations_for(article.clinics, names)
        for slug in [slug for slug in article.clinics if slug not in slugs]:
            _report_unknown(
                generator,
                article,
                "clinics",
                f"There is no location “{slug}” in clinic.yaml.",
                slug,
                slugs,
            )
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
        _report_unknown(generator, article, "authors", message, name, names)
    return found or Byline(name)


def _report_unknown(
    generator: ArticlesGenerator,
    article: Any,  # noqa: ANN401  # untyped Pelican
    field: str,
    message: str,
    word: str,
    choices: list[str],
) -> None:
    if not generator.settings["CLINIC_DIRECTORY"].complete:
        return  # the name may be in the file that could not be read, which has its own error
    severity: Severity = "warning" if generator.settings["LENIENT"] else "error"
    line = article.field_lines.get(field, 0)
    generator.settings["FINDINGS"].add(
        Finding(
            article.source_file,
            line,
            severity,
            f"clinic/unknown-{field}",
            message,
            checks.name_hint(word, choices),
        )
    )


def check_menu(generator: PagesGenerator) -> None:
    """Report names in clinic.yaml's menu that are neither a list of the site nor a page."""
    settings = generator.settings
    known = [*LISTS, *(page.slug for page in generator.pages)]
    unread = [withheld.slug for withheld in settings["WITHHELD"]]
    settings["FINDINGS"].extend(checks.check_menu(settings["CLINIC_FILE"], known, unread))


class ClinicPages(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes a page for each person and each location, and the lists of both."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Write the pages, but no empty lists."""
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
        # `articles` is empty by default, so that the page's lastmod ignores the site's articles.
        values = {"articles": [], "url": url, **values}
        writer.write_file(f"{url}index.html", self.get_template(template), self.context, **values)


def clinic_pages(_pelican: Pelican) -> type[Generator]:
    """Return the generator class to Pelican."""
    return ClinicPages


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(read_facts)
    signals.article_generator_finalized.connect(join_articles)
    signals.page_generator_finalized.connect(check_menu)
    signals.get_generators.connect(clinic_pages)
