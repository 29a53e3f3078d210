"""Reads a Jekyll site: posts and drafts, pages, files, and what its settings say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.migration import jekyll_addresses as addresses
from plugins.migration import jekyll_config, old_dates
from plugins.migration.foreign_keys import JEKYLL, known_fields
from plugins.migration.jekyll_commands import JekyllCommands
from plugins.migration.kept_back import kept_back
from plugins.migration.new_addresses import ARTICLES, LISTS
from plugins.migration.old_folder import files_below, without_theme
from plugins.migration.old_front_matter import has_front_matter, is_true, split, words
from plugins.migration.old_site import (
    FILE_ERRORS,
    Note,
    OldFile,
    OldPost,
    OldSite,
    Patterns,
    why_not,
)

_MARKDOWN = (".markdown", ".md", ".mkd", ".mkdn", ".mkdown")
# Pages that templates usually have, by the names of their files, and our lists.
_USUAL = {
    "archive": ARTICLES, "archives": ARTICLES, "articles": ARTICLES, "blog": ARTICLES,
    "categories": LISTS["categories"], "posts": ARTICLES, "search": "/search/",
    "tags": LISTS["tags"],
}  # fmt: skip


@dataclass
class _JekyllFolder:
    """What has been read so far."""

    root: Path
    config: Mapping[str, Any]
    posts: list[OldPost] = field(default_factory=list)
    files: list[OldFile] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    feeds: dict[str, str] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)

    @property
    def style(self) -> str:
        """The permalink of posts."""
        return str(self.config.get("permalink") or "date")


def read_jekyll(root: Path) -> OldSite:
    """The Jekyll site in the folder `root`; raises MigrationError."""
    folder = _JekyllFolder(root, jekyll_config.read(root))
    config = folder.config
    paths = files_below(root, folder.notes)
    own = [path for path in paths if not jekyll_config.is_excluded(path, config)]
    for path in without_theme(root, own, folder.notes):
        try:
            _add(folder, path)
        except FILE_ERRORS as error:
            folder.broken[path] = why_not(error)
    folder.moved |= dict(jekyll_config.pagination(config, _public(folder)))
    folder.notes += jekyll_config.notes(config)
    folder.posts = kept_back(folder.posts, folder.notes)
    return _site(folder)


def _site(folder: _JekyllFolder) -> OldSite:
    config = folder.config
    pattern = addresses.pelican_pattern(folder.style)
    siteurl = str(config.get("url") or "").rstrip("/")
    base = f"/{str(config.get('baseurl') or '').strip('/')}".rstrip("/")
    if base:
        message = f"The site was below {base}/: end SITEURL with that."
        folder.notes.append(Note("setting", "", message))
    page = addresses.page_url("{slug}.md", folder.style)
    return OldSite(
        generator="Jekyll",
        root=".",
        name=str(config.get("title") or config.get("name") or "Untitled"),
        siteurl=f"{siteurl}{base}" if siteurl else base,
        introduction=" ".join(str(config.get("description") or "").split()),
        posts=tuple(folder.posts),
        files=tuple(folder.files),
        patterns=Patterns(
            pattern, pattern and addresses.file_at(pattern), page, addresses.file_at(page)
        ),
        settings=jekyll_config.settings(config),
        feeds=folder.feeds or jekyll_config.feed(config),
        moved=folder.moved,
        broken=folder.broken,
        notes=tuple(folder.notes),
        answered=frozenset(folder.answered),
        expand=JekyllCommands(_known_addresses(folder)).expand,
    )


def _add(folder: _JekyllFolder, path: str) -> None:
    """Add one file, as what it is by its name and its first line."""
    at = PurePosixPath(path)
    raw = (folder.root / path).read_bytes()
    if "_posts" in at.parts or "_drafts" in at.parts:
        day, name = old_dates.of_name(at.stem)
        if at.suffix not in _MARKDOWN or not (day or "_drafts" in at.parts):
            folder.broken[path] = "Its name is no date and title of a post in Markdown."
        else:
            folder.posts.append(_post(folder, path, raw, day, name))
    elif not has_front_matter(raw):
        folder.files.append(OldFile(path, path))
    elif at.suffix in _MARKDOWN:
        folder.posts.append(_page(folder, path, raw))
    else:
        _add_template(folder, path, raw)


def _post(folder: _JekyllFolder, path: str, raw: bytes, day: str, name: str) -> OldPost:
    written, body, line = split(raw)
    written = jekyll_config.defaults(folder.config, path, "post") | written
    fields, unknown = known_fields(written, JEKYLL)
    draft = "_drafts" in path.split("/") or not is_true(written.get("published", "true"))
    above = path.split("/_posts/", maxsplit=1)[0].split("/") if "/_posts/" in path else []
    categories = [*above, *_names(written, "category", "categories")]
    _settle(fields, categories, _names(written, "tag", "tags"))
    moment = old_dates.moment_of(written.get("date") or day)
    if moment is None and day:
        message = f"“{written.get('date') or day}” is no date that can be read: it is a draft."
        folder.notes.append(Note("date", path, message, 1))
        moment, draft = old_dates.moment_of(day), True
        fields["date"] = day if moment else None
    elif moment is not None:
        fields["date"] = str(written.get("date") or day)
    zone = str(folder.config.get("timezone") or "")
    local = old_dates.in_zone(moment, zone) if moment else datetime(1970, 1, 1)  # noqa: DTZ001
    if moment and local.day != moment.day and not zone:
        folder.notes.append(Note("date", path, "Its day depends on the old machine's time zone."))
    slug = str(written.get("slug") or name)
    form = str(written.get("permalink") or addresses.template(folder.style))
    url = addresses.post_url(form, local, slug, categories)
    fields |= {"slug": addresses.slug(slug), "status": "draft" if draft else "published"}
    fields.setdefault("title", name.replace("-", " ").capitalize())
    start = "drafts/" if "_drafts" in path.split("/") else ""
    return OldPost(
        path=path,
        name=start + path.replace("_posts/", "").replace("_drafts/", "").lstrip("/"),
        kind="articles",
        markup="markdown",
        raw=raw,
        body=body,
        fields=fields,
        unknown=unknown,
        url="" if draft else url,
        save_as="" if draft else addresses.file_at(url),
        overridden="permalink" in written,
        parts={"date": local, "lang": ""},
        body_line=line,
    )


def _page(folder: _JekyllFolder, path: str, raw: bytes) -> OldPost:
    written, body, line = split(raw)
    written = jekyll_config.defaults(folder.config, path, "page") | written
    fields, unknown = known_fields(written, JEKYLL)
    _settle(fields, _names(written, "category", "categories"), _names(written, "tag", "tags"))
    draft = not is_true(written.get("published", "true"))
    at = PurePosixPath(path)
    url = str(written.get("permalink") or addresses.page_url(path, folder.style)).lstrip("/")
    fields |= {"slug": at.stem if at.stem != "index" else at.parent.name or "home"}
    fields |= {"status": "draft" if draft else "published"}
    fields.setdefault("title", str(fields["slug"]).replace("-", " ").capitalize())
    return OldPost(
        path=path,
        name=path,
        kind="pages",
        markup="markdown",
        raw=raw,
        body=body,
        fields=fields,
        unknown=unknown,
        url="" if draft else url,
        save_as="" if draft else addresses.file_at(url),
        overridden="permalink" in written,
        body_line=line,
    )


def _names(written: Mapping[str, Any], one: str, several: str) -> list[str]:
    """The names under two keys; those of the second may be one text with spaces between them."""
    value = written.get(several)
    return [*words(written.get(one)), *(value.split() if isinstance(value, str) else words(value))]


def _settle(fields: dict[str, Any], categories: list[str], tags: list[str]) -> None:
    """The first category is that of a post here; the others are topics."""
    unique = list(dict.fromkeys(categories))
    fields["category"] = unique[0] if unique else None
    fields["topics"] = list(dict.fromkeys([*tags, *unique[1:]]))
    for key in ("categories", "keywords", "tags", "permalink", "published"):
        fields.pop(key, None)
    author = fields.pop("author", None)
    fields["authors"] = words(fields.get("authors") or author)


def _add_template(folder: _JekyllFolder, path: str, raw: bytes) -> None:
    """Note a page that a template makes; feeds and usual lists have one of ours in their place."""
    at = PurePosixPath(path)
    written, body, _ = split(raw)
    if at.suffix == ".xml" and re.search(r"<(?:feed|rss)\b", body):
        name = "FEED_ALL_ATOM" if "<feed" in body else "FEED_ALL_RSS"
        folder.answered.add(path)
        folder.feeds[name] = str(written.get("permalink") or path).lstrip("/")
        return
    if path in {"index.html", "404.html", "sitemap.xml", "robots.txt"}:
        folder.answered.add(path)
        return
    url = str(written.get("permalink") or addresses.page_url(path, folder.style)).lstrip("/")
    if at.suffix in {".html", ".htm"}:
        stem = at.stem if at.stem != "index" else at.parent.name
        if target := _USUAL.get(stem.casefold()):
            folder.answered.add(path)
            folder.moved[addresses.file_at(url)] = target
            return
        folder.notes.append(Note("address", path, f"/{url} was made by a template: write a page."))
    folder.broken[path] = "A template has made it."


def _known_addresses(folder: _JekyllFolder) -> dict[str, str]:
    """The old address of each post and file, by its path; of posts by their names too."""
    found = {file.path: file.address for file in folder.files}
    for post in folder.posts:
        found[post.path] = post.url
        found.setdefault(PurePosixPath(post.path).stem, post.url)
        found.setdefault(
            PurePosixPath(post.path.replace("_posts/", "")).with_suffix("").as_posix(), post.url
        )
    return found


def _public(folder: _JekyllFolder) -> int:
    return sum(post.kind == "articles" and post.public for post in folder.posts)
