"""Reads a Hugo site: its posts and pages, files, and what its settings say."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from plugins.core import clock
from plugins.core.values import slugify
from plugins.migration import kept_back, old_dates
from plugins.migration.foreign_keys import HUGO, known_fields
from plugins.migration.hugo_addresses import HugoAddresses, file_at, segment
from plugins.migration.hugo_commands import HugoCommands, known_addresses
from plugins.migration.hugo_folders import (
    MARKDOWN,
    OTHER_POSTS,
    HugoFolders,
    read_folders,
    resources,
)
from plugins.migration.kept_back import Standing
from plugins.migration.new_addresses import ARTICLES, LISTS
from plugins.migration.old_folder import files_below, settings_path, without_theme
from plugins.migration.old_front_matter import is_true, split, table, words
from plugins.migration.old_site import (
    FILE_ERRORS,
    MigrationError,
    Note,
    OldFile,
    OldPost,
    OldSite,
    Patterns,
    why_not,
)

_PAGE_SIZE = 10
_ANSWERED = frozenset({
    "baseurl", "builddrafts", "buildfuture", "cascade", "defaultcontentlanguage", "disablekinds",
    "frontmatter", "languagecode", "locale", "pagination", "paginate", "paginatepath",
    "permalinks", "theme", "timezone", "title", "uglyurls",
})  # fmt: skip


@dataclass
class _HugoFolder:
    """What has been read so far."""

    root: Path
    config: Mapping[str, Any]
    addresses: HugoAddresses
    folders: HugoFolders
    now: datetime
    posts: list[OldPost] = field(default_factory=list)
    files: list[OldFile] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    languages: frozenset[str] = frozenset()


def read_hugo(root: Path) -> OldSite:
    """The Hugo site in the folder `root`; raises MigrationError."""
    config = _config(root)
    addresses = HugoAddresses(_permalinks(config), is_true(config.get("uglyurls", "")))
    languages = frozenset(table(config.get("languages")))
    notes: list[Note] = []
    paths = list(files_below(root / "content", notes, ()))
    folders = read_folders(root / "content", paths, config, languages)
    now = clock.now(os.environ)
    folder = _HugoFolder(root, config, addresses, folders, now, notes=notes, languages=languages)
    for path in paths:
        _add(folder, path)
    static = list(files_below(root / "static", folder.notes, ()))
    folder.files += [
        OldFile(f"static/{path}", path)
        for path in without_theme(root / "static", static, folder.notes)
    ]
    folder.files += resources(folders, folder.posts, paths, folder.broken, now)
    folder.notes += _lists_without_ours(folder)
    folder.notes += [
        Note("setting", "", f"{name} means nothing here.")
        for name in sorted(config)
        if name not in _ANSWERED
    ]
    return _site(folder)


def _site(folder: _HugoFolder) -> OldSite:
    config, sections = folder.config, _sections(folder)
    params = table(config.get("params"))
    pattern = folder.addresses.pattern(sections[0]) if sections else ""
    page = ".html" if folder.addresses.ugly else "/"
    lang = str(config.get("languagecode") or config.get("locale") or "")
    return OldSite(
        generator="Hugo",
        root=".",
        name=str(config.get("title") or "Untitled"),
        siteurl=str(config.get("baseurl") or "").rstrip("/"),
        introduction=" ".join(str(params.get("description") or "").split()),
        posts=tuple(folder.posts),
        files=tuple(folder.files),
        patterns=Patterns(
            pattern, pattern and file_at(pattern), f"{{slug}}{page}", file_at(f"{{slug}}{page}")
        ),
        settings={
            name: value
            for name, value in {
                "TIMEZONE": str(config.get("timezone") or ""),
                "DEFAULT_LANG": lang or str(config.get("defaultcontentlanguage") or "en"),
            }.items()
            if value
        },
        feeds={
            "FEED_ALL_RSS": "index.xml",
            "TAG_FEED_RSS": "tags/{slug}/index.xml",
            "CATEGORY_FEED_RSS": "categories/{slug}/index.xml",
        },
        moved=dict(_moved(folder, sections)),
        broken=folder.broken,
        notes=tuple(folder.notes),
        expand=HugoCommands(
            known_addresses({post.path.removeprefix("content/"): post.url for post in folder.posts})
        ).expand,
    )


def _config(root: Path) -> dict[str, Any]:
    """The settings, with keys in lower case."""
    file = settings_path(root, "Hugo")
    try:
        text = file.read_text("utf-8-sig")
        found = (
            tomllib.loads(text) if file.suffix == ".toml"
            else json.loads(text) if file.suffix == ".json"
            else yaml.safe_load(text)
        )  # fmt: skip
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise MigrationError(f"{file} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise MigrationError(f"{file} has no settings.")
    return {str(key).lower(): value for key, value in found.items()}


def _permalinks(config: Mapping[str, Any]) -> dict[str, str]:
    given = table(config.get("permalinks"))
    given = table(given["page"]) if isinstance(given.get("page"), dict) else given
    return {name: form for name, form in given.items() if isinstance(form, str)}


def _add(folder: _HugoFolder, path: str) -> None:
    """Add a file below content/."""
    at, bundle = PurePosixPath(path), folder.folders.bundle_of(path)
    source, suffix = f"content/{path}", at.suffix.lower()
    language = PurePosixPath(at.stem).suffix[1:]
    if language and language in folder.languages:
        folder.broken[source] = f"A translation ({language}): set `lang`, and an address."
    elif suffix in OTHER_POSTS:
        folder.broken[source] = f"Posts of the kind {suffix} are not converted."
    elif suffix not in MARKDOWN:
        return  # a resource of a post
    elif bundle and (at.parent, at.stem) != (bundle, "index"):
        folder.broken[source] = f"It is part of the post in {bundle}/, and was no page of its own."
    elif at.stem.lower() == "_index":
        folder.broken[source] = "The page of a list: ours is written by itself."
    else:
        try:
            folder.posts.append(_post(folder, path))
        except FILE_ERRORS as error:
            folder.broken[source] = why_not(error)


def _post(folder: _HugoFolder, path: str) -> OldPost:
    source, at = f"content/{path}", PurePosixPath(path)
    raw = (folder.root / source).read_bytes()
    written, body, line = split(raw)
    fields, unknown = known_fields(written, HUGO)
    name = at.parent.name if at.stem == "index" else at.stem
    in_name, rest = old_dates.of_name(name)
    stands = _standing(folder, path, written)
    moment = old_dates.moment_of(written.get("date") or stands.published or in_name)
    article = bool(moment) and len(at.parts) > 1
    if moment and not (written.get("date") or stands.published):
        folder.notes.append(Note("date", source, f"The day {in_name} is only in the file's name."))
    if written.get("date") and not old_dates.moment_of(written["date"]):
        folder.notes.append(Note("date", source, f"“{written['date']}” is no date."))
    fields["date"] = _date(written, stands, in_name)
    if not article and stands.published and kept_back.is_later(stands.published, folder.now):
        stands = Standing("draft", (*stands.reasons, f"It was due on {stands.published}."))
    folder.notes += [Note("kept back", source, reason) for reason in stands.reasons]
    draft = stands.status == "draft"
    url = folder.addresses.of(path, written, moment)
    _settle(fields, written)
    fields |= {"slug": _slug(url, str(written.get("slug") or name))}
    fields |= {"status": stands.status}
    fields.setdefault("title", rest.replace("-", " ").capitalize())
    own = at.parent if at.stem == "index" and len(at.parts) > 1 else at.with_suffix("")
    return OldPost(
        path=source,
        name=re.sub(r"^(?:articles|pages)/", "", f"{own}{at.suffix.lower()}"),
        kind="articles" if article else "pages",
        markup="markdown",
        raw=raw,
        body=body,
        fields=fields,
        unknown=unknown,
        url="" if draft else url,
        save_as="" if draft else file_at(url),
        overridden=bool(written.get("url")),
        parts={"date": moment, "lang": ""},
        body_line=line,
    )


def _slug(url: str, name: str) -> str:
    """The last part of an address, or the name of the file."""
    last = PurePosixPath(url).name
    return re.sub(r"\.html?\Z", "", last) or segment(name)


def _standing(folder: _HugoFolder, path: str, written: Mapping[str, Any]) -> Standing:
    """Whether a post is public, by its keys, those of its theme, and those of folders above it."""
    theirs = {key.lower(): value for key, value in table(written.get("params")).items()}
    keys = {**folder.folders.passed_on(path), **theirs, **written}
    chosen = table(folder.config.get("frontmatter"))
    names = {key.lower(): [name.lower() for name in words(chosen[key])] for key in chosen}
    return kept_back.standing(
        keys, folder.now, names.get("publishdate", ()), names.get("expirydate", ())
    )


def _date(written: Mapping[str, Any], stands: Standing, in_name: str) -> str | None:
    """The day of a post here: the last one before which it was not public."""
    if stands.published and stands.published != old_dates.moment_of(written.get("date", "")):
        return str(stands.published)
    return str(written["date"]) if stands.published else in_name or None


def _settle(fields: dict[str, Any], written: Mapping[str, Any]) -> None:
    """The first category is that of a post here; the others are topics."""
    categories = words(fields.pop("categories", None) or written.get("category"))
    fields["category"] = categories[0] if categories else None
    fields["topics"] = [*words(written.get("tags")), *categories[1:]]
    series = words(written.get("series"))
    fields["series"] = series[0] if series else None
    for key in ("tags", "keywords", "permalink", "draft", "expirydate", "author", "publishdate"):
        fields.pop(key, None)
    fields["authors"] = words(written.get("authors") or written.get("author"))


def _sections(folder: _HugoFolder) -> list[str]:
    """The folders of articles, that with the most of them first."""
    found = [post.path.split("/")[1] for post in folder.posts if post.kind == "articles"]
    return sorted(set(found), key=lambda name: (-found.count(name), name))


def _lists_without_ours(folder: _HugoFolder) -> Iterator[Note]:
    """The lists and feeds that Hugo makes of each folder, and that have no counterpart here."""
    pages = {post.path.split("/")[1] for post in folder.posts if post.kind == "pages"}
    articles = set(_sections(folder))
    for name in sorted(pages - articles):
        if (folder.root / "content" / name).is_dir():
            message = (
                f"/{segment(name)}/ was a list of pages, with a feed: write a page, or let it go."
            )
            yield Note("address", "", message)
    for name in sorted(articles):
        message = f"/{segment(name)}/index.xml was the feed of a folder: there is only /index.xml."
        yield Note("address", "", message)


def _moved(folder: _HugoFolder, sections: list[str]) -> Iterator[tuple[str, str]]:
    """The pages of lists: of sections, topics and categories, and those that continue them."""
    public = [post for post in folder.posts if post.kind == "articles" and post.public]
    groups: dict[str, tuple[str, int]] = {"": (ARTICLES, len(public))}
    for section in sections:
        size = sum(post.path.split("/")[1] == section for post in public)
        groups[f"{segment(section)}/"] = (ARTICLES, size)
    for kind, key, ours in (("tags", "topics", "tag"), ("categories", "category", "category")):
        names = [name for post in public for name in words(post.fields.get(key))]
        if names:
            groups[f"{kind}/"] = (LISTS[kind], 0)
        for name in sorted(set(names)):
            target = LISTS[ours].format(slug=slugify(name))
            groups[f"{kind}/{segment(name)}/"] = (target, names.count(name))
    pagination = table(folder.config.get("pagination"))
    per_page = int(folder.config.get("paginate") or pagination.get("pagerSize") or _PAGE_SIZE)
    for url, (target, count) in groups.items():
        if url:
            yield f"{url}index.html", target
        for number in range(1, ceil(count / per_page) + 1):
            yield f"{url}page/{number}/index.html", target if url or number > 1 else ARTICLES
