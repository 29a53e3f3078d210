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

from plugins.article_body.pipeline import ArticleBody
from plugins.article_body.plain_text import strip_markup
from plugins.core import visibility
from plugins.core.findings import Finding, display_path
from plugins.core.values import slugify
from plugins.posts import attributes, post
from plugins.posts.supervised import SupervisedReader
from plugins.publishing.content_files import LEFTOVERS
from plugins.related_articles import pins
from plugins.related_articles.cli.site_settings import SiteSettings
from plugins.related_articles.documents import Document
from plugins.responsive_images.picture import WantedImage

_MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mdown"})
_OTHER_FORMATS = frozenset({".rst", ".html", ".htm"})
_NO_ARTICLES = frozenset({"pages", "data", "extra", "images"})  # in the top folder only
# Findings that have no influence on links; a build reports them.
_IGNORED_RULES = {"front-matter/unknown-key", "front-matter/missing-alt"}
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_DASHES = re.compile("[\u2010-\u2015]")


class _AnySiteContext:
    """Accepts every image and link, because only the words of a body are needed."""

    def image(self, src: str) -> WantedImage:
        return WantedImage(src, "image")

    def link(self, href: str) -> str:
        return href


class _ReadPost(NamedTuple):
    """A post as a document; `dated` is false where the document's date is only a placeholder."""

    document: Document
    dated: bool


def read_folder(
    folder: Path, site: SiteSettings, now: datetime
) -> tuple[list[Document], list[Finding]]:
    """The articles in `folder` by language and slug, drafts among them, and all warnings.

    Their text is the one that a build uses. Of two posts with the same slug the published one is
    kept, else the first by path. A published post without a date gets that of the oldest post.
    """
    paths, findings = find_posts(folder, site.articles)
    posts: list[_ReadPost] = []
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
            findings.append(_warning(display_path(file), 0, "not-read", message))
    others = sum(file.suffix.casefold() in _OTHER_FORMATS for file in files)
    if others:
        several = f"{others} files are" if others > 1 else "One file is"
        message = f"{several} in reStructuredText or HTML; only Markdown is read."
        findings.append(_warning(display_path(folder), 0, "not-read", message))
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
) -> tuple[_ReadPost | None, list[Finding]]:
    name = display_path(path)
    try:
        file = reader.markdown(path, lenient=True)
    except OSError as error:
        return None, [_warning(name, 0, "not-read", f"This cannot be read: {error.strerror}.")]
    found = file.post
    findings = [finding for finding in file.findings if finding.rule not in _IGNORED_RULES]
    if found is None:
        return None, findings
    missing = {key: to for key, to in _defaults(path).items() if not _is_set(key, found, findings)}
    front = found.front.model_copy(update=missing)
    found = post.dated(replace(found, front=front), path.stem)
    moment = _aware(found.front.date or found.front.modified, site)
    shown = visibility.decide(found.front.status, moment, now=now, preview=True)
    if not shown.shown:
        return None, findings
    body, errors = reader.body(found, file.html, name, _AnySiteContext())
    if body is None:
        return None, [*findings, *errors]
    if not found.front.date and not shown.mark:
        hint = "Write `date: ...`. Until then `modified` is used, else the date of the oldest post."
        findings.append(_warning(name, 1, "no-date", "This post has no date.", hint))
    document = _document(found, body, path, site)
    document = replace(document, date=moment or now, published=not shown.mark)
    return _ReadPost(document, dated=bool(moment or shown.mark)), findings


def _defaults(path: Path) -> dict[str, Any]:
    """What replaces a title or date that cannot be read: the file's name, and no date."""
    words = path.stem.replace("-", " ").replace("_", " ").strip()
    return {"title": words[:1].upper() + words[1:], "date": None}


def _is_set(key: str, found: post.Post, findings: Iterable[Finding]) -> bool:
    """Whether the post has a valid value for `key`."""
    line = found.lines.get((key,))
    return line is not None and not any(
        (finding.rule == "front-matter/bad-value" and finding.line == line)
        or (finding.rule == "front-matter/missing-key" and f"“{key}”" in finding.message)
        for finding in findings
    )


def _aware(moment: datetime | None, site: SiteSettings) -> datetime | None:
    return moment.replace(tzinfo=moment.tzinfo or site.zone) if moment else None


def _document(found: post.Post, body: ArticleBody, path: Path, site: SiteSettings) -> Document:
    """The document of a post, with the values that a build would use, but without its date."""
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
        path=display_path(path),
        lines=attributes.field_lines(found),
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
            findings.append(_warning(document.path, line, "double-slug", message, hint))
    return list(first.values()), findings


def _warning(path: str, line: int, rule: str, message: str, hint: str = "") -> Finding:
    return Finding(path, line, "warning", f"related-articles/{rule}", message, hint)
