"""The steps between reading and writing: join posts, people, topics, cards and related articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from plugins.clinic import articles as clinic_articles
from plugins.clinic import checks, files
from plugins.clinic.directory import Directory
from plugins.clinic.translated import translate
from plugins.clinical_care.files import misspelt
from plugins.core.findings import Finding
from plugins.dead_feeds import marks
from plugins.incremental.digests import digest
from plugins.publishing import path_conflicts, templates
from plugins.publishing.build import BuildFailedError
from plugins.related_articles.articles import find_related, set_related
from plugins.responsive_images.picture import Picture
from plugins.site import clinic_words, index_process, search_index
from plugins.site.build import Build
from plugins.site.language_lists import own_articles, unused_names
from plugins.site.languages import LanguageFiles, SiteLanguage, prefix_of
from plugins.site.start import newest_first
from plugins.site.views.chrome import LISTS
from plugins.site_search.records import clinic_records, records
from plugins.structured_data.card_pictures import card_picture
from plugins.structured_data.cards import PICTURE, CardWords
from plugins.structured_data.page_graph import section_of, topics_of
from plugins.topics import introductions


def link_clinic(build: Build) -> None:
    """Set the clinic, its people and the gallery, with their pictures, which are encoded now."""
    settings, findings = build.settings, build.request.findings
    build.directory, wrong = files.link(
        build.inputs.clinic,
        build.site.content,
        build.images,
        site_name=build.site.name,
        person_url=settings["PERSON_URL"],
        location_url=settings["LOCATION_URL"],
    )
    build.gallery, bad = build.inputs.photos.gallery(build.now.date())
    findings.extend([*wrong, *bad])
    build.social_card = _site_card(build, build.directory, "site")
    for tag, texts in build.inputs.languages.items():
        build.languages[tag] = _language(build, tag, texts)


def _site_card(build: Build, known: Directory, name: str) -> Picture | None:
    clinic = known.clinic
    return _card(build, clinic.headline or clinic.name, "", name, clinic.hero)


def _language(build: Build, tag: str, texts: LanguageFiles) -> SiteLanguage:
    """What pages in a further language show of the clinic; what has no text is a finding."""
    settings, prefix = build.settings, prefix_of(tag)
    made = translate(build.inputs.clinic, texts.clinic)
    build.request.findings.extend(made.findings)
    directory, _ = files.link(  # what is wrong with a picture is known
        made.files,
        build.site.content,
        build.images,
        site_name=build.site.name,
        person_url=prefix + settings["PERSON_URL"],
        location_url=prefix + settings["LOCATION_URL"],
    )
    return SiteLanguage(
        tag=tag,
        prefix=prefix,
        directory=directory,
        social_card=_site_card(build, directory, f"site-{tag.lower()}"),
        missing=made.missing,
        topics=texts.topics,
        categories=texts.clinic.categories,
        sore_parts=texts.clinic.sore_parts,
    )


def join_articles(build: Build, articles: Sequence[Any], hidden: Sequence[Any] = ()) -> None:
    """Give the articles their people and cards, and collect what the search indexes.

    Those that are hidden are neither searched nor related to others, and have no card: only pages
    that search engines may list have one.
    """
    for known, some in _by_directory(build, [*articles, *hidden]):
        found = clinic_articles.join(known, some, build.request.severity)
        build.request.findings.extend(found)
    build.articles.extend(articles)
    if not articles:
        build.reuse.changes_at(build.now.timestamp())  # an empty feed has the time of the build
    clinic_words.check(build, articles)
    category = build.site.default_category
    if not build.request.findings.errors:  # a post that could not be read may have the category
        own, _ = own_articles(build, articles)
        names = [category, *(str(article.category) for article in own)]
        build.request.findings.extend(misspelt(build.inputs.care.categories, names))
        build.request.findings.extend(unused_names(build, [*articles, *hidden]))
    for article in articles:
        unsorted = build.language_of(article).category(category)
        topic = next(iter(topics_of(article)), section_of(article, unsorted))
        article.social_card = _card(build, article.title, topic, article.slug[:60], article.picture)
    for article in hidden:
        article.related_articles, article.social_card = [], None
    if index_process.is_wanted(build):
        build.search_records = records(articles, build.site.lang)


def _by_directory(build: Build, articles: Iterable[Any]) -> list[tuple[Directory, list[Any]]]:
    """The articles of each language of the site, with the clinic as it is described there."""
    found: dict[str, list[Any]] = {}
    for article in articles:
        found.setdefault(build.language_of(article).tag, []).append(article)
    return [(build.language(tag).directory, some) for tag, some in found.items()]


def topic_variables(
    build: Build,
    tags: dict[Any, list[Any]],
    others: Iterable[Any],
    articles: Iterable[Any] = (),
) -> dict[str, Any]:
    """What templates get: each topic with its articles, sorted by name, and the introductions.

    Pelican writes topic pages for originals only; `others`, which are translations and hidden
    articles, keep the topics that have a page. Categories of `articles` may have introductions too.
    """
    named = [tag.name for tag in tags]
    categories = {str(article.category) for article in articles}
    for article in others:
        topics = getattr(article, "tags", ())  # Pelican sets none on an article that has none
        article.tags = [tag for tag in topics if tag in tags]
        if article.status == "hidden":
            named += [*(tag.name for tag in topics), str(getattr(article, "category", ""))]
    return {
        "topics": sorted(tags.items(), key=lambda item: str(item[0]).casefold()),
        "topic_introductions": topic_introductions(build, [*named, *categories]),
    }


def with_translations(articles: Iterable[Any]) -> list[Any]:
    """Articles and their translations, in the order of the site."""
    return sorted(
        chain.from_iterable((each, *each.translations) for each in articles), key=newest_first
    )


def topic_introductions(build: Build, topics: Iterable[str]) -> dict[str, str]:
    """The introductions by topic or category; one that no post has, not even a draft, is reported.

    `topics` are the names of all those that articles have.
    """
    file = build.inputs.topics
    drafts = chain.from_iterable(withheld.topics for withheld in build.withheld)
    if not build.request.findings.errors:  # a post that could not be read may have the topic
        known = {*topics, *drafts}
        found = introductions.unknown(file, known, lenient=build.request.lenient)
        build.request.findings.extend(found)
    return {topic.name: topic.introduction for topic in file.facts or []}


def join_pages(build: Build, pages: Sequence[Any], translations: Sequence[Any]) -> None:
    """Check the menu's names, and let the search find pages, people, places and treatments."""
    _check_menu(build, pages)
    if not build.search_records:
        return
    build.search_records += records([*pages, *translations], build.site.lang, "page")
    if build.inputs.theme.missing:  # the theme may have no pages for people and places
        return
    for tag in (build.site.lang, *build.languages):
        lang = tag if tag != build.site.lang else ""
        build.search_records += clinic_records(build.language(tag).directory, lang)


def _check_menu(build: Build, pages: Iterable[Any]) -> None:
    """Report names in clinic.yaml's menu that are neither a list of the site nor a page."""
    known = [*LISTS, *(page.slug for page in pages)]
    unread = [withheld.slug for withheld in build.withheld]
    build.request.findings.extend(checks.check_menu(build.inputs.clinic.clinic, known, unread))


def relate_articles(build: Build) -> None:
    """Relate the articles, once all posts are read; the search index may be begun before."""
    build.end_reader()
    given, kept = (build.articles, build.inputs.related), build.request.kept
    if kept:  # a preview, which shows the related articles before its search finds them
        run = kept.related = find_related(*given, kept.related)
    else:
        search_index.begin_early(build)
        run = find_related(*given)
    set_related(build.articles, run)
    found = run.findings
    if build.request.lenient:
        found = [replace(each, severity="warning") for each in found]
    build.request.findings.extend(found)


def check_rendering(
    build: Build,
    posts: Sequence[Any],
    environment: Any,  # noqa: ANN401  # Jinja's
) -> None:
    """Check posts and templates; raises BuildFailedError.

    `posts` are the articles and the pages; nothing is rendered with templates that have errors.
    """
    findings, severity = build.request.findings, build.request.severity
    build.request.progress.say(marks.summary([post.dead_feeds for post in posts]))
    folder = build.site.theme / "templates"
    findings.extend(path_conflicts.misplaced(posts, severity))
    findings.extend(_check_templates(build, folder, environment))
    findings.extend(templates.check_posts(posts, folder, severity, build.inputs.theme.missing))
    if any(finding.rule.startswith(("theme/", "log/")) for finding in findings.errors):
        raise BuildFailedError


def _check_templates(build: Build, folder: Path, environment: Any) -> list[Finding]:  # noqa: ANN401  # Jinja's
    """What `templates.check` finds, unless the same templates have been checked before."""
    reuse, options = build.reuse, build.reuse.made.parts.get("JINJA_ENVIRONMENT")
    folders = (folder, *map(Path, build.settings["THEME_TEMPLATES_OVERRIDES"]))
    sources = map(reuse.cache.files.of_all, folders)
    key = digest("templates", reuse.cache.recipe, options or "", *sources)
    if options and not reuse.why_no_pages and reuse.cache.store.get(key):
        return []
    found = templates.check(folder, environment, build.inputs.theme.missing)
    if not found:
        reuse.cache.store.put(key, b"good")
    return found


def _card(
    build: Build, title: str, topic: str, name: str, picture: Picture | None
) -> Picture | None:
    """The social card of a page, or None if this build has no cards."""
    if build.cards is None:
        return None
    clinic = build.directory.clinic
    shown = card_picture(picture, PICTURE) if picture else None
    mark = clinic.mark.url if clinic.mark else ""
    return build.cards.picture(CardWords(title, topic, clinic.name, shown, mark), name)
