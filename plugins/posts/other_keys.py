"""The keys of other generators, such as Jekyll and Hugo, as a lenient build understands them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from plugins.core.findings import Finding
from plugins.core.yaml_lines import KeyPath
from plugins.posts.source import PostSource

RULE = "front-matter/other-key"
# By our key, those that mean the same. A day of publication decides whether a post is public yet,
# so it replaces our own key; the others are used where ours is missing.
SAME: Mapping[str, tuple[str, ...]] = {
    "date": ("publishdate", "publish_date", "published_at", "pubdate", "published"),
    "modified": ("lastmod", "updated", "last_modified_at", "last_modified", "last_updated"),
    "summary": ("excerpt",),
    "aliases": ("redirect_from",),
}
# What these say is decided by the theme, the settings or the file's place.
_IGNORED = frozenset({
    "banner", "categories", "classes", "comment", "comments", "cover", "cover_image", "disqus",
    "excerpt_separator", "extra", "featured", "featured_image", "guid", "id", "images", "katex",
    "layout", "linktitle", "markup", "math", "mathjax", "menu", "meta", "nav_order", "outputs",
    "params", "path", "share", "sidebar", "sitemap", "taxonomies", "thumbnail", "toc", "type",
    "weight", "wordpress_id",
})  # fmt: skip
_NO = frozenset({"", "0", "f", "false", "n", "no", "none", "null", "off"})
_YES = frozenset({"1", "on", "t", "true", "y", "yes"})
DAY = re.compile(r"\d{1,4}[-/. ]")
_DAY_IN_ADDRESS = re.compile(r"(?:^|/)(\d{4})/(\d{2})/(\d{2})/")
_HUGO_URL = re.compile(r"/\w\S*")
_DRAFTS = "_drafts"  # Jekyll's folder


def _is_set(value: object) -> bool:
    return word(value) not in _NO


def _is_unpublished(value: object) -> bool:
    """Whether `published` does not say that the post is public; it may have a day."""
    return not (value is None or word(value) in _YES or DAY.match(word(value)))


def _is_not_public(value: object) -> bool:
    return word(value) not in {"", "public"}


def _is_not_published(value: object) -> bool:
    return word(value) not in {"", "publish", "published"}


def _is_no_address(value: object) -> bool:
    return word(value) == "false"


def _is_kept_out(value: object) -> bool:
    """Whether an option in Hugo's table `build` keeps the page out of the site or its lists."""
    options = value.values() if isinstance(value, dict) else [value]
    return any(word(option) in {"false", "never", "link", "local"} for option in options)


# Keys that keep a post from the public, each with what then is true of its value, and the status
# that the post gets. A post is not public if the value is none that these functions know.
PRIVATE: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "draft": (_is_set, "draft"),
    "published": (_is_unpublished, "draft"),
    "public": (_is_unpublished, "draft"),
    "visibility": (_is_not_public, "draft"),
    "private": (_is_set, "draft"),
    "password": (_is_set, "draft"),  # Hexo encrypts such a page
    "permalink": (_is_no_address, "draft"),
    "build": (_is_kept_out, "draft"),
    "_build": (_is_kept_out, "draft"),
    "headless": (_is_set, "draft"),
    "expirydate": (_is_set, "draft"),
    "unpublishdate": (_is_set, "draft"),
    "isdraft": (_is_set, "draft"),
    "post_status": (_is_not_published, "draft"),
    "publish": (_is_unpublished, "draft"),
    "render": (_is_unpublished, "draft"),
    "visible": (_is_unpublished, "draft"),
    "hidden": (_is_set, "hidden"),
    "unlisted": (_is_set, "hidden"),
}
_THEIRS = frozenset({*_IGNORED, *PRIVATE, *(key for keys in SAME.values() for key in keys)})


def understood(source: PostSource, path: str) -> tuple[PostSource, list[Finding]]:
    """`source` with our keys instead of those of other generators.

    What keeps a post from the public is reported, with what to write instead.
    """
    fields = _without_taxonomies(source.fields)
    lines = dict(source.lines)
    found = _make_private(fields, lines, path)
    for ours, theirs in SAME.items():
        for key in theirs:
            is_usable = fields.get(key) and (key != "published" or DAY.match(word(fields[key])))
            if is_usable and (ours == "date" or not fields.get(ours)):
                fields[ours], lines[(ours,)] = fields[key], lines.get((key,), 0)
                break
    if not fields.get("date"):  # it may be in the address: 2014/12/12/why-we-warm-up
        matches = (_DAY_IN_ADDRESS.search(word(fields.get(key))) for key in ("path", "permalink"))
        fields["date"] = next(("-".join(match.groups()) for match in matches if match), None)
    _take_category(fields)
    if _HUGO_URL.fullmatch(str(fields.get("url"))):
        fields["url"] = fields["url"].lstrip("/")
    for key in ("authors", "author"):
        if isinstance(fields.get(key), dict | list):
            fields[key] = _names(fields[key])
    kept = {key: value for key, value in fields.items() if key not in _THEIRS}
    return replace(source, fields=kept, lines=lines), found


def word(value: object) -> str:
    """A value as it is compared: in lower case, without the quotes and spaces around it."""
    return str(value if value is not None else "").strip().strip("\"'").casefold()


def _without_taxonomies(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The keys with those in Zola's table `taxonomies`, such as `tags`, among them."""
    inner = fields.get("taxonomies")
    return {**inner, **fields} if isinstance(inner, dict) else dict(fields)


def _make_private(fields: dict[str, Any], lines: Mapping[KeyPath, int], path: str) -> list[Finding]:
    """Give a post that is not public the status that says so."""
    written = word(fields.get("status")) or "published"
    if written == "publish":  # WordPress
        written = fields["status"] = "published"
    if written not in {"published", "hidden"}:
        return []
    if _DRAFTS in map(str.casefold, PurePosixPath(path).parts):
        fields["status"] = "draft"
        return []
    if not (key := private_key(fields)):
        return []
    status = fields["status"] = PRIVATE[key][1]
    message = f"This post is not published, because of `{key}`."
    hint = f"Write `status: {status}` instead, which all builds understand."
    return [Finding(path, lines.get((key,), 0), "warning", RULE, message, hint)]


def private_key(fields: Mapping[str, Any]) -> str:
    """The first key that keeps a post from the public, also in Hugo's `params`; "" if none."""
    own = {**_params(fields), **fields}
    return next((key for key, (test, _) in PRIVATE.items() if key in own and test(own[key])), "")


def cascaded_key(fields: Mapping[str, Any]) -> str:
    """A key in Hugo's `cascade` that makes the posts of a folder drafts; "" if there is none.

    One that is for certain posts counts too: a post that is kept back by mistake does no harm.
    """
    value = fields.get("cascade")
    if isinstance(value, str) and value.strip():
        return "cascade"  # it could not be read
    tables = value if isinstance(value, list) else [value]
    keys = (private_key(_lower(each)) for each in tables if isinstance(each, dict))
    return next((key for key in keys if key and PRIVATE[key][1] == "draft"), "")


def _params(fields: Mapping[str, Any]) -> dict[str, Any]:
    params = fields.get("params")
    return _lower(params) if isinstance(params, dict) else {}


def _lower(table: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).casefold(): value for key, value in table.items()}


def _take_category(fields: dict[str, Any]) -> None:
    """Use the first of several `categories` as the category, and the others as topics."""
    names = _names(fields.get("categories"))
    if names and not fields.get("category"):
        fields["category"], *names = names
    if names:
        key = next((key for key in ("topics", "tags", "keywords") if fields.get(key)), "tags")
        fields[key] = [*_names(fields.get(key)), *names]


def _names(value: object) -> list[Any]:
    """Names from a list, in which a table has a `name`, or from text with commas."""
    if isinstance(value, str):
        return [name.strip() for name in re.split(r"[,;\n]", value.strip("[]")) if name.strip()]
    items = value if isinstance(value, list) else [value]
    return [item.get("name") if isinstance(item, dict) else item for item in items if item]
