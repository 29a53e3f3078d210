"""Reads the files of the site besides its posts, and the options of the packages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.audit_results import results
from plugins.clinic import files as clinic_files
from plugins.clinic.contacts import check_reachable
from plugins.clinic.facts import ClinicFacts
from plugins.clinical_care import files as care_files
from plugins.clinical_care.files import CareFiles
from plugins.core import cache_folder
from plugins.core.findings import Finding
from plugins.incremental.build_cache import is_off
from plugins.photo_feed.feed import PhotoFeed
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.posts.review import LONG_OVERDUE
from plugins.publishing import content_files, redirects
from plugins.related_articles.options import RelatedArticlesOptions
from plugins.responsive_images.store import ImageStore
from plugins.site import foreign_theme, languages
from plugins.site.build import BuildRequest, BuildSettings, Inputs
from plugins.site.languages import LanguageFiles
from plugins.site_search import search_words
from plugins.site_search.search_words import SearchWords
from plugins.structured_data.options import StructuredDataOptions
from plugins.theme_support import theme_file, tokens
from plugins.theme_support.theme_file import ThemeFile
from plugins.topics import introductions


def read_inputs(
    settings: dict[str, Any], site: BuildSettings, request: BuildRequest, images: ImageStore
) -> Inputs:
    """Read everything but the posts; what is wrong is added to the findings."""
    lenient, data = request.lenient, site.content
    ignored = [*settings["IGNORE_FILES"], *content_files.LEFTOVERS]
    unreadable = content_files.unreadable_files(data, ignored)
    clinic = _clinic(settings, site, request)
    topics = introductions.read_file(data / settings["TOPICS_DATA"], lenient=lenient)
    others = _languages(settings, site, request)
    old = redirects.read_file(data / redirects.FILE, lenient=lenient)
    audit = results.read_file(data / results.FILE, lenient=lenient)
    search = _search_words(site, request)
    photo_options, wrong_photos = PhotoFeedOptions.read(settings)
    related, wrong_related = RelatedArticlesOptions.read(settings)
    structured, wrong_type = StructuredDataOptions.read(settings)
    theme, wrong_theme = _theme(settings, site)
    for found in (
        content_files.findings(unreadable, request.severity),
        topics.findings,
        old.findings,
        audit.findings,
        [*wrong_photos, *wrong_related, *wrong_type, *wrong_theme],
    ):
        request.findings.extend(found)
    return Inputs(
        unreadable,
        clinic,
        topics,
        PhotoFeed(data, photo_options, images),
        related.model_copy(update={"cache": _related_cache(settings, related)}),
        structured.location_type,
        theme,
        _care(data / settings.get("CARE_RULES", care_files.FOLDER), request, site.lang),
        old,
        audit,
        _tokens(site.theme, clinic.clinic.facts),
        others,
        search,
    )


def _clinic(
    settings: dict[str, Any], site: BuildSettings, request: BuildRequest
) -> clinic_files.ClinicFiles:
    """The clinic's files; what is wrong with them is added to the findings."""
    read = clinic_files.read(
        site.content / settings["CLINIC_DATA"],
        site.content / settings["PEOPLE_DATA"],
        site.name,
        lang=site.lang,
        lenient=request.lenient,
    )
    request.findings.extend(read.findings)
    if request.for_publication:
        why_not = settings.get("CLINIC_UNREACHABLE")
        unreachable = check_reachable(read.clinic, read.people, why_not, request.severity)
        request.findings.extend(unreachable)
    return read


def _tokens(theme: Path, clinic: ClinicFacts | None) -> str:
    """The theme's tokens.css, with the clinic's colours if it has any."""
    file = theme / "static" / "css" / tokens.NAME
    css = file.read_text("utf-8") if file.is_file() else ""
    colours = clinic.colours if clinic else None
    if not colours:
        return css
    return tokens.recoloured(css, colours.light.tokens(), colours.dark.tokens())


def _languages(
    settings: dict[str, Any], site: BuildSettings, request: BuildRequest
) -> dict[str, LanguageFiles]:
    """The files of each further language; what is wrong with them is added to the findings."""
    names, found = [settings[f"{each}_DATA"] for each in ("CLINIC", "PEOPLE", "TOPICS")], {}
    for tag in site.languages:
        found[tag], wrong = languages.read_files(site.content, names, tag, lenient=request.lenient)
        request.findings.extend(wrong)
    return found


def _search_words(site: BuildSettings, request: BuildRequest) -> SearchWords:
    """What visitors type in each language: one index has the pages of all."""
    own = site.content / search_words.FILE
    files = [own, *(languages.beside(own, tag) for tag in site.languages)]
    read = [search_words.read_file(file, lenient=request.lenient) for file in files]
    for file in read:
        request.findings.extend(file.findings)
    known = [file.facts for file in read if file.facts]
    return SearchWords(
        synonyms=[each for words in known for each in words.synonyms],
        urgent=[each for words in known for each in words.urgent],
    )


def _theme(settings: dict[str, Any], site: BuildSettings) -> tuple[ThemeFile, list[Finding]]:
    """What the theme says of itself, and what it lacks."""
    theme, wrong = theme_file.read(site.theme)
    if theme.views:
        return theme, [*wrong, _no_relative_urls()] if settings["RELATIVE_URLS"] else wrong
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], site.theme / "templates"]
    return replace(theme, missing=foreign_theme.missing_templates(map(Path, folders))), wrong


def _care(folder: Path, request: BuildRequest, lang: str) -> CareFiles:
    """The rules of clinical care; what is wrong with them is added to the findings."""
    read = care_files.read(folder, lenient=request.lenient, lang=lang)
    findings = request.findings
    findings.extend(read.findings)
    if findings.strict and read.care.review and read.care.review.refuse_overdue:
        findings.strict = {*findings.strict, LONG_OVERDUE}
    return read


def _related_cache(settings: dict[str, Any], related: RelatedArticlesOptions) -> str:
    return str(cache_of(settings, "RELATED_ARTICLES_CACHE", related.cache) or "")


def cache_of(settings: dict[str, Any], name: str, folder: str) -> Path | None:
    """The `folder` that the setting `name` names, or that of the same name among all caches.

    None if nothing of other builds is used.
    """
    if is_off():
        return None
    return Path(folder) if name in settings else cache_folder.home() / Path(folder).name


def _no_relative_urls() -> Finding:
    message = "RELATIVE_URLS is on, but all pages of this theme have the same addresses."
    hint = "Delete it, or use a theme without `views` in its theme.toml."
    return Finding("", 0, "error", "theme/relative-urls", message, hint)
