"""The files of adopted posts: front matter in YAML, or the fields of their own format."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from plugins.core.findings import Finding
from plugins.core.output_paths import RefusedPathError, check_address
from plugins.core.values import Slug, slugify
from plugins.core.yaml_lines import KeyPath
from plugins.migration import html_fields, rst_fields
from plugins.migration.old_site import Note, OldPost
from plugins.posts import post as posts
from plugins.posts.model import FrontMatter
from plugins.posts.source import PostSource

_SLUG = TypeAdapter[Any](Slug)
_DAY = re.compile(r"[\d][\d:+TZ. /-]*\Z")
_SAME = {"author": "authors", "tags": "topics", "keywords": "topics"}
_STEM_IS_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_of(post: OldPost) -> str:
    """The slug of a post: its old one, if our posts may have it."""
    old = str(post.fields.get("slug") or "")
    try:
        return (
            str(_SLUG.validate_python(old))
            if old
            else slugify(str(post.fields.get("title", ""))) or "post"
        )
    except ValidationError:
        return slugify(old) or slugify(str(post.fields.get("title", ""))) or "post"


def finished_fields(
    post: OldPost, slug: str, stem: str, address: Mapping[str, str], notes: list[Note]
) -> dict[str, Any]:
    """All keys of a post that has these keys for its address, in the order of docs/writing.md."""
    found = {key: value for key, value in post.fields.items() if value not in (None, "", [])}
    found["slug"] = None if slug == stem and _STEM_IS_SLUG.fullmatch(stem) else slug
    if found.get("status") == "published":
        del found["status"]
    found["aliases"] = _aliases(post, notes)
    found |= address
    order = list(FrontMatter.model_fields)
    kept = {key: value for key, value in found.items() if value not in (None, "", [])}
    if "author" in kept and "authors" in kept:
        del kept["author"]
    return dict(sorted(kept.items(), key=lambda pair: _rank(pair[0], order)))


def _rank(key: str, order: list[str]) -> int:
    fields = posts.known_keys()
    return order.index(fields[key]) if key in fields else len(order)


def _aliases(post: OldPost, notes: list[Note]) -> list[str]:
    """The old addresses of a post that we can keep; relative ones start from its own address."""
    given = post.fields.get("aliases") or []
    kept = []
    for alias in given if isinstance(given, list) else [given]:
        address = str(alias)
        if not address.startswith("/"):
            address = f"/{post.url.strip('/').rpartition('/')[0]}/{address}".replace("//", "/")
        try:
            kept.append(check_address(address))
        except RefusedPathError as error:
            notes.append(Note("address", post.path, f"{error.message} {error.hint}"))
    return kept


def in_yaml(fields: Mapping[str, Any], unknown: Mapping[str, Any]) -> str:
    """Front matter between two lines of hyphens; keys without a counterpart are comments."""
    rows = [_row(key, value) for key, value in fields.items()]
    rows += [f"# {_one_row(key)}: {_one_row(value)}" for key, value in unknown.items()]
    return "\n".join(["---", *rows, "---", ""])


def _row(key: str, value: Any) -> str:  # noqa: ANN401  # any value of YAML
    if isinstance(value, list):
        items = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**9)
        return f"{key}: {items.strip()}"
    if key in {"date", "modified"} and _DAY.match(str(value)):
        return f"{key}: {value}"
    words = " ".join(value.split()) if isinstance(value, str) else value
    return yaml.safe_dump(
        {key: words}, default_flow_style=False, allow_unicode=True, width=10**9, sort_keys=False
    ).rstrip("\n")


def _one_row(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return re.sub(r"[^\S ]+|[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text)


def head_and_body(
    post: OldPost, fields: Mapping[str, Any], unknown: Mapping[str, Any]
) -> tuple[str, str]:
    """The front matter and the body of a post, which stays as it is, with its own line ends.

    In other formats than Markdown, the front matter is part of the body.
    """
    if post.markup == "rst":
        return "", _rst(post, fields)
    if post.markup == "html":
        return "", _html(post, fields)
    return in_yaml(fields, unknown), post.body


def _rst(post: OldPost, fields: Mapping[str, Any]) -> str:
    """A post in reStructuredText, with the fields that differ from those that it has."""
    written = rst_fields.read(post.body)
    changes: dict[str, str | None] = {}
    for name, value in written.items():
        wanted = fields.get(_SAME.get(name, name))
        if wanted is None:
            changes[name] = None
        elif _plain(wanted) != value and not isinstance(wanted, list):
            changes[name] = _plain(wanted)
    names = {_SAME.get(name, name) for name in written}
    missing = {key: _plain(value) for key, value in fields.items() if key not in names}
    missing.pop("title", None)
    return rst_fields.changed(post.body, {**changes, **missing})


def _html(post: OldPost, fields: Mapping[str, Any]) -> str:
    """A page in HTML, with the keys that it lacks as `meta` elements."""
    has = {_SAME.get(name, name) for name in post.written} | {"title", "image"}
    lacking = {key: _plain(value) for key, value in fields.items() if key not in has}
    return html_fields.changed(post.body, lacking)


def _plain(value: object) -> str:
    """A value as one row of text."""
    if isinstance(value, list):
        return "; ".join(map(str, value)) if value else ""
    return " ".join(str(value).split())


def refused(post: OldPost, fields: Mapping[str, Any]) -> list[Note]:
    """What a build will refuse in the front matter of a post."""
    lines: dict[KeyPath, int] = {(key,): 1 for key in fields}
    _, findings = posts.validate(PostSource(dict(fields), lines, "", 1), post.path, lenient=False)
    return [Note("value", post.path, _words(finding)) for finding in findings]


def _words(finding: Finding) -> str:
    return f"{finding.message} {finding.hint}".strip()
