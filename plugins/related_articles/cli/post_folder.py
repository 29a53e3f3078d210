"""Reads a folder of Pelican-style posts as documents; problems are warnings (edge: disk)."""

from __future__ import annotations

import fnmatch
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from plugins.article_body.plain_text import strip_markup
from plugins.core import clock, visibility
from plugins.core.findings import Finding, display_path
from plugins.core.values import slugify
from plugins.posts import attributes, post
from plugins.posts.model import FrontMatter
from plugins.posts.questions import AnySiteContext
from plugins.posts.result import ReadPost
from plugins.posts.supervised import SupervisedReader
from plugins.publishing.content_files import LEFTOVERS
from plugins.related_articles import pins
from plugins.related_articles.cli.site_posts import SitePosts, check_folder
from plugins.related_articles.cli.site_settings import SiteSettings, read_site_settings
from plugins.related_articles.documents import Document

_MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mdown"})
_OTHER_FORMATS = frozenset({".rst", ".html", ".htm"})
_NO_ARTICLES = frozenset({"pages", "data", "extra", "images"})  # in the top folder only
# Findings that have no influence on links; a build reports them.
_IGNORED_RULES = {"front-matter/unknown-key", "front-matter/missing-alt"}
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_DASHES = re.compile("[\u2010-\u2015]")


class _DatedDocument(NamedTuple):
    """A post as a document; `dated` is false where the document's date is only a placeholder."""

    document: Document
    dated: bool


def read_site(file: Path, content: Path | None) -> SitePosts:
    """The posts of the site with the settings in `file`; raises CommandError."""
    site = read_site_settings(file)
    folder = content or site.content
    check_folder(folder)
    return SitePosts(folder, site, *read_folder(folder, site, clock.now(os.environ)))


def read_folder(
    folder: Path, site: SiteSettings, now: datetime
) -> tuple[list[Document], list[Finding]]:
    """The articles in `folder` by language and slug, drafts among them, and all warnings.

    Their text is the one that a build uses. Of two posts with the same slug the published one is
    kept, else the first by path. A published post without a date gets that of the oldest post.
    """
    paths, findings = find_posts(folder, site.articles)
    posts: list[_DatedDocument] = []
    reader = SupervisedReader(site.post_max_bytes)
    for path in paths:
        read, warnings = _read(path, site, now, reader)
        findings += warnings
        posts += [read] if read else []
    reader.close()
    oldest = min((each.document.date for each in posts if each.dated), default=_NO_DATE)
    dated = [each if is_dated else replace(each, date=oldest) for each, is_dated in posts]
    documents, duplicates = _unique_slugs(dated)
    findings += [*duplicates, *pins.check(documents, site.options.count)]
    documents.sort(key=lambda document: (document.lang, document.slug))
    return documents, [replace(finding, severity="warning") for finding in findings]


def find_posts(folder: Path, articles: Iterable[str]) -> tuple[list[Path], list[Finding]]:
    """The Markdown files, sorted, and a warning for each file that is skipped.

    They are searched below those of the subfolders `articles` that exist, else below `folder`.
    Symbolic links are not followed.
    """
    roots = [folder / name for name in articles if name and (folder / name).is_dir()]
    files = sorted({file for root in roots or [folder] for file in _files(root, folder)})
    posts, findings = [], []
    for file in (each for each in files if each.suffix.casefold() in _MARKDOWN):
        if file.is_file() and not file.is_symlink():
            posts.append(file)
        else:
            message = "This is a link or a device, which is not read."
            findings.append(_warning(display_path(file), 0, "related-articles/not-read", message))
    others = sum(file.suffix.casefold() in _OTHER_FORMATS for file in files)
    if others:
        several = f"{others} files are" if others > 1 else "One file is"
        message = f"{several} in reStructuredText or HTML; only Markdown is read."
        findings.append(_warning(display_path(folder), 0, "related-articles/not-read", message))
    return posts, findings


def _files(root: Path, content: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(root):
        skipped = _NO_ARTICLES if Path(where) == content else frozenset()
        folders[:] = [name for name in folders if name not in skipped and name[0] != "."]
        for name in names:
            if name[0] != "." and not any(fnmatch.fnmatch(name, each) for each in LEFTOVERS):
                yield Path(where, name)


def _read(
    path: Path, site: SiteSettings, now: datetime, reader: SupervisedReader
) -> tuple[_DatedDocument | None, list[Finding]]:
    try:
        read = reader.read(path, AnySiteContext(), lenient=True)
    except OSError as error:
        message = f"This cannot be read: {error.strerror}."
        return None, [_warning(display_path(path), 0, "related-articles/not-read", message)]
    findings = [finding for finding in read.findings if finding.rule not in _IGNORED_RULES]
    if read.front is None or not read.lines:  # a file without front matter may be anything
        return None, findings
    missing = {key: to for key, to in _defaults(path).items() if not _is_set(key, read)}
    front = post.dated(read.front.model_copy(update=missing), path.stem)
    moment = _aware(front.date or front.modified, site)
    shown = visibility.decide(front.status, moment, now=now, preview=True)
    if not shown.shown:
        return None, findings
    if not read.has_body:
        return None, [*findings, *read.body_findings]
    if not front.date and not shown.mark:
        hint = "Write `date: ...`. Until then `modified` is used, else the date of the oldest post."
        findings.append(
            _warning(read.path, 1, "related-articles/no-date", "This post has no date.", hint)
        )
    document = replace(
        _document(front, read, path, site), date=moment or now, published=not shown.mark
    )
    return _DatedDocument(document, dated=bool(moment or shown.mark)), findings


def _defaults(path: Path) -> dict[str, Any]:
    """What replaces a title or date that cannot be read: the file's name, and no date."""
    words = path.stem.replace("-", " ").replace("_", " ").strip()
    return {"title": words[:1].upper() + words[1:], "date": None}


def _is_set(key: str, read: ReadPost) -> bool:
    """Whether the post has a valid value for `key`."""
    line = read.lines.get(key)
    return line is not None and not any(
        (finding.rule == "front-matter/bad-value" and finding.line == line)
        or (finding.rule == "front-matter/missing-key" and f"“{key}”" in finding.message)
        for finding in read.findings
    )


def _aware(moment: datetime | None, site: SiteSettings) -> datetime | None:
    return moment.replace(tzinfo=moment.tzinfo or site.zone) if moment else None


def _document(front: FrontMatter, read: ReadPost, path: Path, site: SiteSettings) -> Document:
    """The document of a post, with the values that a build would use, but without its date."""
    return Document(
        slug=front.slug or file_slug(path.stem),
        lang=attributes.other_language(front.lang, site.lang) or site.lang,
        date=_NO_DATE,
        title=front.title,
        text=read.text,
        headings=tuple(heading.text for heading in read.headings),
        description=strip_markup(front.description),
        links=read.links,
        topics=tuple(front.topics),
        category=front.category or site.category,
        pins=tuple(front.related),
        exclude=tuple(front.related_exclude),
        path=read.path,
        lines=read.lines,
    )


def file_slug(stem: str) -> str:
    """The slug of a post without one, from its file's name: `Why we_warm up!` is `why-we_warm-up`.

    For Latin letters it is Pelican's own; other alphabets keep their letters. A name without any
    letter stays as it is.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", stem))
    latin = "".join(sign if sign.isascii() else slugify(sign) or sign for sign in plain)
    kept = re.sub(r"[^\w\s-]", "", latin).strip()
    return re.sub(r"[-\s]+", "-", kept).lower() or stem


def _unique_slugs(documents: Iterable[Document]) -> tuple[list[Document], list[Finding]]:
    """One document for each slug of a language, and a warning for each other one."""
    first: dict[tuple[str, str], Document] = {}
    findings = []
    for document in sorted(documents, key=lambda each: (not each.published, each.path)):
        kept = first.setdefault((document.lang, document.slug), document)
        if kept is not document:
            line = document.lines.get("slug", 0)
            message = f"{kept.path} also has the slug “{document.slug}”; this post is skipped."
            hint = "Give one of the two another `slug`."
            findings.append(
                _warning(document.path, line, "related-articles/double-slug", message, hint)
            )
    return list(first.values()), findings


def _warning(path: str, line: int, rule: str, message: str, hint: str = "") -> Finding:
    return Finding(path, line, "warning", rule, message, hint)
