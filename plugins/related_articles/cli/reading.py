"""A folder of Pelican-style posts as documents, leniently: what is odd is a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plugins.article_body.pipeline import ArticleBody
from plugins.article_body.plain_text import strip_markup
from plugins.core import visibility
from plugins.core.findings import Finding, typed_path
from plugins.front_matter import attributes, post
from plugins.front_matter.supervised import SupervisedReader
from plugins.related_articles import pins
from plugins.related_articles.cli.file_slugs import file_slug
from plugins.related_articles.cli.folders import find_posts
from plugins.related_articles.cli.site_settings import SiteSettings
from plugins.related_articles.documents import Document
from plugins.responsive_images.picture import Picture

# What no link depends on; a build tells of it.
_OF_NO_MATTER = {"front-matter/unknown-key", "front-matter/missing-alt"}
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


class _AnySiteContext:
    """Lets every picture and link of a body be: only its words are wanted."""

    def picture(self, src: str) -> Picture:
        return Picture(src, 1, 1)

    def link(self, href: str) -> str:
        return href


@dataclass(frozen=True)
class _Read:
    """A post that was read; `dated` is false where its document's date is a stand-in."""

    document: Document
    dated: bool = True


def read_folder(
    folder: Path, site: SiteSettings, now: datetime
) -> tuple[list[Document], list[Finding]]:
    """The articles in `folder` by language and slug, drafts among them, and all warnings.

    The words are those that a build has. Of two posts with one slug the published one counts, then
    the first by path. A published post without a date counts as the oldest one here.
    """
    found = find_posts(folder, site.articles)
    findings = list(found.findings)
    reads: list[_Read] = []
    reader = SupervisedReader(site.post_max_bytes)
    for path in found.posts:
        read, warnings = _read(path, site, now, reader)
        findings += warnings
        reads += [read] if read else []
    reader.close()
    documents, doubles = _each_once(_all_dated(reads))
    findings += [*doubles, *pins.check(documents, site.options.count)]
    documents.sort(key=lambda document: (document.lang, document.slug))
    return documents, [replace(finding, severity="warning") for finding in findings]


def _read(
    path: Path, site: SiteSettings, now: datetime, reader: SupervisedReader
) -> tuple[_Read | None, list[Finding]]:
    name = typed_path(path)
    try:
        file = reader.markdown(path, lenient=True)
    except OSError as error:
        return None, [_warning(name, 0, "not-read", f"This cannot be read: {error.strerror}.", "")]
    found = file.post
    findings = [finding for finding in file.findings if finding.rule not in _OF_NO_MATTER]
    if found is None:
        return None, findings
    stand_ins = {key: to for key, to in _own(path).items() if not _stands(key, found, findings)}
    front = found.front.model_copy(update=stand_ins)
    found = post.dated(replace(found, front=front), path.stem)
    moment = _aware(found.front.date or found.front.modified, site)
    shown = visibility.decide(found.front.status, moment, now=now, preview=True)
    if not shown.shown:
        return None, findings
    body, why_not = reader.body(found, file.html, name, _AnySiteContext())
    if body is None:
        return None, [*findings, *why_not]
    if not found.front.date and not shown.mark:
        hint = "Write `date: ...`; here `modified` counts, else the day of the oldest post."
        findings.append(_warning(name, 1, "no-date", "There is no date to go by.", hint))
    document = _document(found, body, path, site)
    document = replace(document, date=moment or now, published=not shown.mark)
    return _Read(document, dated=bool(moment or shown.mark)), findings


def _own(path: Path) -> dict[str, Any]:
    """What stands for a title or date that cannot be read: the file's name, and no date."""
    words = path.stem.replace("-", " ").replace("_", " ").strip()
    return {"title": words[:1].upper() + words[1:], "date": None}


def _stands(key: str, found: post.Post, findings: Iterable[Finding]) -> bool:
    """Whether the post's `key` is what its editor wrote, not a stand-in."""
    line = found.lines.get((key,))
    return line is not None and not any(
        (finding.rule == "front-matter/bad-value" and finding.line == line)
        or (finding.rule == "front-matter/missing-key" and f"“{key}”" in finding.message)
        for finding in findings
    )


def _aware(moment: datetime | None, site: SiteSettings) -> datetime | None:
    return moment.replace(tzinfo=moment.tzinfo or site.zone) if moment else None


def _document(found: post.Post, body: ArticleBody, path: Path, site: SiteSettings) -> Document:
    """The document of a post, as the build's; the day is still to be decided."""
    front = found.front
    return Document(
        slug=front.slug or file_slug(path.stem),
        lang=attributes.other_language(front.lang, site.lang) or site.lang,
        date=_NO_DATE,
        title=front.title,
        text=body.text,
        headings=tuple(heading.text for heading in body.headings),
        description=strip_markup(front.description),
        topics=tuple(front.topics),
        category=front.category or site.category,
        pins=tuple(front.related),
        exclude=tuple(front.related_exclude),
        path=typed_path(path),
        lines=attributes.field_lines(found),
    )


def _all_dated(reads: list[_Read]) -> Iterator[Document]:
    oldest = min((read.document.date for read in reads if read.dated), default=_NO_DATE)
    for read in reads:
        yield read.document if read.dated else replace(read.document, date=oldest)


def _each_once(documents: Iterable[Document]) -> tuple[list[Document], list[Finding]]:
    """The documents, each slug once in a language, and a warning for every other one of it."""
    first: dict[tuple[str, str], Document] = {}
    findings = []
    for document in sorted(documents, key=lambda each: (not each.published, each.path)):
        kept = first.setdefault((document.lang, document.slug), document)
        if kept is not document:
            line = document.lines.get("slug", 0)
            told = f"The slug “{document.slug}” is that of {kept.path} too; this post is left out."
            hint = "Give one of the two another `slug`."
            findings.append(_warning(document.path, line, "double-slug", told, hint))
    return list(first.values()), findings


def _warning(path: str, line: int, rule: str, message: str, hint: str) -> Finding:
    return Finding(path, line, "warning", f"related-articles/{rule}", message, hint)
