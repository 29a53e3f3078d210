"""Checks what the clinic's data files say: the home page's links, and claims about services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plugins.clinic import checks
from plugins.clinical_care.clinic_texts import ClinicText, SorePartLink, claims, sore_parts
from plugins.incremental.digests import digest
from plugins.site.build import Build
from plugins.site.language_lists import own_articles


def check(build: Build, articles: Sequence[Any]) -> None:
    """Report links of the home page to the wrong articles, and claims in the data files.

    What had no findings is not checked again until it or the rules change.
    """
    findings, severity = build.request.findings, build.request.severity
    if not findings.errors:  # an article that could not be read may have the slug
        slugs = [article.slug for article in own_articles(build, articles)[0]]
        withheld = [post.slug for post in build.withheld]
        clinic = build.inputs.clinic.clinic
        findings.extend(checks.check_home(clinic, slugs, withheld, severity))
    texts, links = list(_texts(build)), list(_sore_parts(build, articles))
    words = [repr(each[1:]) for each in (*texts, *links)]
    reuse, care = build.reuse, build.inputs.care.json
    key = digest("clinic words", reuse.cache.recipe, care, *words)
    if not care or reuse.cache.store.get(key):
        return
    from plugins.clinical_care.checks import checks_of  # noqa: PLC0415  # not needed by most builds

    rules = checks_of(care)
    found = [*claims(texts, rules), *sore_parts(links, rules, severity)]
    findings.extend(found)
    if not found:
        reuse.cache.store.put(key, b"good")


def _texts(build: Build) -> Iterator[ClinicText]:
    """What clinic.yaml, people.yaml and topics.yaml say in sentences."""
    clinic, people = build.inputs.clinic.clinic, build.inputs.clinic.people
    if facts := clinic.facts:
        for key in ("headline", "introduction"):
            yield ClinicText(clinic, (key,), getattr(facts, key))
        for index, each in enumerate(facts.treatments):
            yield ClinicText(clinic, ("treatments", index, "summary"), each.summary, each.name)
        for index, place in enumerate(facts.locations):
            yield ClinicText(clinic, ("locations", index, "introduction"), place.introduction)
    for index, person in enumerate(people.facts or []):
        yield ClinicText(people, ("people", index, "introduction"), person.introduction)
    topics = build.inputs.topics
    for index, topic in enumerate(topics.facts or []):
        where = ("topics", index, "introduction")
        yield ClinicText(topics, where, topic.introduction, topic.name)


def _sore_parts(build: Build, articles: Sequence[Any]) -> Iterator[SorePartLink]:
    file = build.inputs.clinic.clinic
    for index, each in enumerate(file.facts.where_it_hurts if file.facts else []):
        for article in articles:
            if article.slug == each.article:  # the versions in all languages
                where = ("where_it_hurts", index, "article")
                # Pelican keeps its `content`, in which pages and files cannot be linked yet.
                html = vars(article).get("_content") or ""
                yield SorePartLink(file, where, each.part, article.title, html)
