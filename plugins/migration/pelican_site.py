"""Reads a Pelican site: its posts with their front matter and addresses, files and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from plugins.core.text_file import decode
from plugins.core.text_values import unique_items
from plugins.core.yaml_lines import YamlError
from plugins.migration import html_fields, rst_fields
from plugins.migration.bodies import body_below
from plugins.migration.foreign_keys import PELICAN, known_fields
from plugins.migration.new_addresses import ARTICLES, LISTS
from plugins.migration.old_folder import files_below
from plugins.migration.old_site import (
    FILE_ERRORS,
    Markup,
    Note,
    OldFile,
    OldPost,
    OldSite,
    Patterns,
    why_not,
)
from plugins.migration.pelican_generators import PelicanContents, read_contents
from plugins.posts import source
from plugins.site.readers import convert_html

_YEAR_FIRST = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_RST, _HTML, _MARKDOWN = ("rst",), ("html", "htm"), ("md", "markdown", "mkd", "mdown")
# Settings that the new site needs too, as they decide what posts mean.
_KEPT = (
    "TIMEZONE", "DEFAULT_LANG", "DEFAULT_CATEGORY", "SLUG_REGEX_SUBSTITUTIONS",
    "TAG_REGEX_SUBSTITUTIONS", "CATEGORY_REGEX_SUBSTITUTIONS", "SLUGIFY_USE_UNICODE",
    "SLUGIFY_PRESERVE_CASE",
)  # fmt: skip
# Settings whose meaning is kept by what is adopted, or that no build here needs.
_ANSWERED = frozenset({
    "ARTICLE_EXCLUDES", "ARTICLE_PATHS", "AUTHOR", "CACHE_CONTENT", "DEFAULT_DATE_FORMAT",
    "DEFAULT_LANG", "DEFAULT_PAGINATION", "DELETE_OUTPUT_DIRECTORY", "EXTRA_PATH_METADATA",
    "FEED_DOMAIN", "FILENAME_METADATA", "INDEX_SAVE_AS", "LOAD_CONTENT_CACHE", "LOCALE",
    "OUTPUT_PATH", "PAGE_EXCLUDES", "PAGE_PATHS", "PAGINATED_TEMPLATES", "PAGINATION_PATTERNS",
    "PATH", "PATH_METADATA", "RELATIVE_URLS", "SITENAME", "SITESUBTITLE", "SITEURL",
    "SLUGIFY_SOURCE", "STATIC_EXCLUDES", "STATIC_EXCLUDE_SOURCES", "STATIC_PATHS", "THEME",
    "USE_FOLDER_AS_CATEGORY", "WITH_FUTURE_DATES", *_KEPT,
})  # fmt: skip


_UNREAD = "Pelican cannot read it: it lacks a title or a date, or has another mistake."


def read_pelican(folder: Path) -> OldSite:
    """The Pelican site in `folder`; raises MigrationError."""
    found = read_contents(folder)
    settings, notes = found.settings, _setting_notes(found.settings)
    readable = set(files_below(found.root, notes, ()))
    posts, broken = [], dict.fromkeys(found.broken, _UNREAD)
    for path, content in sorted(chain(found.articles.items(), found.pages.items())):
        if path not in readable:
            continue
        try:
            posts.append(_post(found, path, content, notes))
        except FILE_ERRORS as error:
            broken[path] = why_not(error)
    return OldSite(
        generator="Pelican",
        root=found.root.relative_to(folder).as_posix(),
        name=str(settings["SITENAME"]),
        siteurl=str(settings["SITEURL"]).rstrip("/"),
        introduction=str(settings.get("SITESUBTITLE", "")),
        posts=tuple(posts),
        files=tuple(
            OldFile(path, address)
            for path, address in sorted(found.static.items())
            if path in readable
        ),
        patterns=Patterns(
            *(str(settings[name]) for name in (
                "ARTICLE_URL", "ARTICLE_SAVE_AS", "PAGE_URL", "PAGE_SAVE_AS",
            ))
        ),
        settings=_kept_settings(settings),
        feeds={
            name: value
            for name, value in settings.items()
            if re.search(r"FEED_(?:ALL_)?(?:ATOM|RSS)\Z", name) and isinstance(value, str)
        },
        moved=dict(_moved(found.lists)),
        broken={path: why for path, why in broken.items() if path in readable},
        notes=tuple(notes),
    )  # fmt: skip


def _kept_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `_KEPT` that the owner has written, and two that have a meaning without that."""
    wanted = {*settings["OLD_NAMES"], "DEFAULT_CATEGORY", "DEFAULT_LANG"}
    return {name: settings[name] for name in _KEPT if name in wanted and _is_plain(settings[name])}


def _is_plain(value: object) -> bool:
    """Whether `value` can be written into a settings file."""
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return isinstance(value, str | bool)


def _moved(lists: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each page of a list with the address of ours."""
    for file, (template, slug) in lists.items():
        if file != "index.html":
            yield file, LISTS.get(template, ARTICLES).format(slug=slug)


def _post(found: PelicanContents, path: str, content: Any, notes: list[Note]) -> OldPost:  # noqa: ANN401  # untyped Pelican
    kind: Literal["articles", "pages"] = "pages" if path in found.pages else "articles"
    raw = (found.root / path).read_bytes()
    text, markup = decode(raw), _markup(path)
    written, body, line = _written(text, markup, found.settings)
    fields, unknown = known_fields(written, PELICAN)
    if markup == "html":
        unknown = {}  # they stay
    fields |= _fields(content, written, found.settings, article=kind == "articles")
    if "date" not in written and found.settings.get("DEFAULT_DATE") and "date" in fields:
        notes.append(Note("date", path, f"The day {fields['date']} is that of the file or site."))
    public = content.status in {"published", "hidden"}
    return OldPost(
        path=path,
        name=path.removeprefix(f"{kind}/"),
        kind=kind,
        markup=markup,
        raw=raw,
        body=body_below(raw, line) if markup == "markdown" else body,
        fields=fields,
        unknown=unknown,
        url=str(content.url) if public else "",
        save_as=str(content.save_as) if public else "",
        overridden=not content.in_default_lang
        or hasattr(content, "override_url")
        or hasattr(content, "override_save_as"),
        parts=content.url_format,
        body_line=line,
        written=frozenset(written) if markup == "html" else (),
    )


def _markup(path: str) -> Markup:
    ending = PurePosixPath(path).suffix[1:].casefold()
    return "rst" if ending in _RST else "html" if ending in _HTML else "markdown"


def _written(
    text: str, markup: Markup, settings: dict[str, Any]
) -> tuple[dict[str, Any], str, int]:
    """The keys that the author wrote, the body, and its line; raises YamlError."""
    if markup == "rst":
        return rst_fields.read(text), text, 1
    if markup == "html":
        return _of_html(text, settings), text, 1
    split = source.split(text, lenient=True)
    return split.fields, split.body, split.body_line


def _of_html(text: str, settings: dict[str, Any]) -> dict[str, Any]:
    """The keys of a page in HTML; raises YamlError if Pelican would not read one that is added."""
    if "x-added" not in convert_html(html_fields.changed(text, {"x-added": "yes"}), settings)[1]:
        hint = "Write one <head> element, before <body> and in no comment."
        raise YamlError(1, "Its <head> element is not where the page begins.", hint)
    return convert_html(text, settings)[1]


def _fields(
    content: Any,  # noqa: ANN401  # untyped Pelican
    written: Mapping[str, Any],
    settings: Mapping[str, Any],
    *,
    article: bool,
) -> dict[str, Any]:
    """What Pelican has made of the keys, and of the settings for those that are not written."""
    found: dict[str, Any] = {"slug": content.slug, "status": content.status}
    written_date = str(written.get("date") or "")
    if hasattr(content, "date") and content.date.year < 9999:  # noqa: PLR2004  # of a draft without one
        found["date"] = written_date if _YEAR_FIRST.match(written_date) else _day(content.date)
    if hasattr(content, "modified") and not _YEAR_FIRST.match(str(written.get("modified") or "")):
        found["modified"] = _day(content.modified)
    if hasattr(content, "authors"):
        found["authors"] = [author.name for author in content.authors]
    if tags := getattr(content, "tags", None):
        found["topics"] = unique_items([tag.name for tag in tags])
    if hasattr(content, "category") and article:
        category = content.category.name
        found["category"] = None if category == settings["DEFAULT_CATEGORY"] else category
    if not content.in_default_lang:
        found["lang"] = content.lang
    for key in ("url", "save_as", "author", "tags", "keywords"):
        found.setdefault(key, None)
    return found


def _day(moment: Any) -> str:  # noqa: ANN401  # Pelican's SafeDatetime
    """A date as our posts have it, with its time if it has one."""
    text = moment.strftime("%Y-%m-%d %H:%M:%S")
    return str(text.removesuffix(":00").removesuffix(" 00:00"))


def _setting_notes(settings: Mapping[str, Any]) -> list[Note]:
    """The settings of the old site that mean nothing here."""
    handled = re.compile(r".*(?:_URL|_SAVE_AS|FEED_\w+)\Z")
    notes = [
        Note("setting", "", f"{name} means nothing here.")
        for name in settings["OLD_NAMES"]
        if name not in _ANSWERED and not handled.match(name)
    ]
    plugins = [str(plugin) for plugin in settings["OLD_PLUGINS"]]
    if plugins:
        notes.append(Note("setting", "", f"Plugins were not loaded: {', '.join(plugins)}."))
    return notes
