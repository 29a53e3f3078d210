"""Reads the bytes of a post into validated front matter and a Markdown body, with findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from pydantic import ValidationError

from plugins.core import bidi, validation
from plugins.core.findings import Finding, Severity
from plugins.core.text_file import decode
from plugins.core.text_values import listed
from plugins.core.values import slugify
from plugins.core.yaml_lines import KeyPath, YamlError
from plugins.posts import found_titles, other_keys
from plugins.posts.model import NO_ALT, NO_ALT_HINT, FrontMatter
from plugins.posts.source import PostSource, split

RULE = "front-matter"
_PLACEHOLDERS = {"title": "Untitled", "date": "2000-01-01"}
# A lenient build cannot ignore errors in these: they decide what the post is, and its address.
_NEVER_OMITTED = {
    "title",
    "date",
    "status",
    "slug",
    "url",
    "save_as",
    "lang",
    "translation",
}
_NAME_LISTS = {
    "topics",
    "tags",
    "keywords",
    "authors",
    "author",
    "aliases",
    "search_words",
}  # lists of which only the invalid items are dropped
_TOGETHER = ({"reviewed", "reviewed_by", "review_every"},)  # keys that need each other
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Post:
    """A post that was read: front matter, body, and their places in the file.

    `unread` has the keys of rows that are not YAML; None if there are no such rows.
    """

    front: FrontMatter
    body: str
    body_line: int
    lines: dict[KeyPath, int]
    unread: frozenset[str] | None = None
    columns: Mapping[KeyPath, int] = field(default_factory=dict)

    def place_of(self, words: str, exactly: str = "") -> tuple[int, int]:
        """The file's line where `exactly`, else `words`, first occur in the body, and the column.

        Letter case is ignored if nothing else is found, because Markdown may have changed it. If
        nothing is, they are the first line, and 0.
        """
        row, column = _place_of(self.body, words, exactly)
        return self.body_line + row, column

    def field_lines(self) -> dict[str, int]:
        """The line of each field that the editor wrote, by the field's name."""
        fields = known_keys()
        return {
            fields[str(where[0])]: line
            for where, line in self.lines.items()
            if len(where) == 1 and where[0] in fields
        }

    def alias_lines(self) -> tuple[int, ...]:
        """The line of each old address, if each has a place of its own in a list."""
        found = [line for where, line in self.lines.items() if where[:-1] == ("aliases",)]
        return tuple(found) if len(found) == len(self.front.aliases) else ()

    def waiver_lines(self) -> tuple[int, ...]:
        """The line of the rule of each waiver; one alone needs no list."""
        whole = self.lines.get(("waive",), 0)
        places = range(len(self.front.waive))
        alone = self.lines.get(("waive", "rule"), whole)
        return tuple(self.lines.get(("waive", place, "rule"), alone) for place in places)


def known_keys() -> Mapping[str, str]:
    """All keys that may be written, with the names of their fields."""
    return validation.known_keys(FrontMatter)


def read(data: bytes, path: str, *, lenient: bool) -> tuple[Post | None, list[Finding]]:
    """Read a post's bytes; if no Post is returned, at least one finding is an error.

    A Post may be returned together with errors, so that its body can be checked; it must not be
    published then. `path` is the file's name in findings. In a lenient read, unknown keys,
    duplicate keys and a picture without alternative text are only warnings.
    """
    try:
        source = split(decode(data), lenient=lenient)
    except YamlError as error:
        return None, [unreadable(error, path, "error")]
    return validate(source, path, lenient=lenient)


def validate(source: PostSource, path: str, *, lenient: bool) -> tuple[Post | None, list[Finding]]:
    """Validate a post that was split into its parts; see `read`."""
    findings = [unreadable(error, path, "warning") for error in source.tolerated]
    findings += [unreadable(error, path, "error") for error in source.errors]
    if source.errors:
        source = _without_halves(source)
    directions = _unpaired_directions(source, path, "warning" if lenient else "error")
    if lenient:
        source, warnings = _tolerate(source, path)
        findings += warnings
    findings += directions
    try:
        front = FrontMatter.model_validate(source.fields, context={"lenient": lenient})
    except ValidationError as error:
        errors = validation.findings(
            error,
            FrontMatter,
            path=path,
            lines=source.lines,
            columns=source.columns,
            rule=RULE,
        )
        if source.errors:  # what is missing may be in the rows that cannot be read
            errors = [each for each in errors if each.rule != "front-matter/missing-key"]
        bad = _bad_parts(error)
        partial = _without_bad_parts(bad, source, lenient=lenient)
        if lenient and partial and _NEVER_OMITTED.isdisjoint(bad):
            errors = [replace(finding, severity="warning") for finding in errors]
        return _post(partial, source), findings + errors
    return _post(front, source), findings


def unreadable(error: YamlError, path: str, severity: Severity) -> Finding:
    """The finding for a file, or a part of one, that cannot be read."""
    rule = "front-matter/unreadable"
    return Finding(path, error.line, severity, rule, error.message, error.hint, error.column)


def dated(front: FrontMatter, stem: str) -> FrontMatter:
    """`front` with the date at the start of its file's name, unless it has one."""
    match = _DAY.match(stem)
    if front.date or not match:
        return front
    try:
        day = datetime.strptime(match[0], "%Y-%m-%d")  # noqa: DTZ007  # Pelican adds the zone
    except ValueError:
        return front
    return front.model_copy(update={"date": day})


def missing_date(path: str, line: int, today: datetime) -> Finding:
    """The finding for an article without a date; a page or a draft needs none."""
    hint = f"Write `date: {today:%Y-%m-%d}`, or `status: draft` until it is ready."
    return Finding(path, line, "error", "front-matter/missing-key", "“date” is missing.", hint)


def missing_slug(path: str, line: int, title: str) -> Finding:
    """The finding for a post whose file has a name of which no address can be made."""
    message = "The page has no address, as the name of this file has no letter or digit."
    hint = f"Write `slug: {slugify(title) or 'a-word-or-two'}`"
    return Finding(path, line, "error", "front-matter/missing-slug", message, hint)


def _place_of(body: str, words: str, exactly: str) -> tuple[int, int]:
    """The row of `body` (from 0) where `exactly`, else `words`, first occur, and the column.

    The column counts from 1, and is 0 if they do not occur.
    """
    place = next((at for each in (exactly, words) if each and (at := body.find(each)) >= 0), -1)
    if place < 0 and words:
        body = body.casefold()
        place = body.find(words.casefold())
    if place < 0:
        return 0, 0
    return body.count("\n", 0, place), place - body.rfind("\n", 0, place)


def _unpaired_directions(source: PostSource, path: str, severity: Severity) -> list[Finding]:
    """Findings for values that have an unpaired direction control.

    Values from Pelican's own readers have no line numbers, so their text is looked up in the file.
    """
    lines = dict(source.lines)
    for loc, text in bidi.texts_with_unpaired(source.fields):
        if loc[:1] not in lines:
            words, exactly = bidi.words_near(text, bidi.unpaired(text)[0])
            lines[loc] = source.body_line + _place_of(source.body, words, exactly)[0]
    return validation.unpaired_directions(
        source.fields,
        path=path,
        lines=lines,
        columns=source.columns,
        rule=RULE,
        severity=severity,
    )


def _post(front: FrontMatter | None, source: PostSource) -> Post | None:
    unread = source.unread if source.errors else None
    if front is None:
        return None
    return Post(front, source.body, source.body_line, source.lines, unread, source.columns)


def _without_halves(source: PostSource) -> PostSource:
    """`source` without keys that need another one, if that is among those that cannot be read."""
    halves = {key for pair in _TOGETHER if pair & source.unread for key in pair}
    fields = {key: value for key, value in source.fields.items() if key not in halves}
    return replace(source, fields=fields)


def _bad_parts(error: ValidationError) -> dict[str, set[str | int]]:
    """The invalid keys, with the indexes of the invalid items, or "" for the whole value."""
    bad: dict[str, set[str | int]] = {}
    for details in error.errors():
        key, *rest = details["loc"]
        bad.setdefault(str(key), set()).add(rest[0] if rest else "")
    return bad


def _without_bad_parts(
    bad: dict[str, set[str | int]], source: PostSource, *, lenient: bool
) -> FrontMatter | None:
    """The front matter without its invalid parts, so that the rest of the post is checked too."""
    fields = {}
    for key, value in source.fields.items():
        if key not in bad:
            fields[key] = value
        elif key in _NAME_LISTS and all(isinstance(place, int) for place in bad[key]):
            items = enumerate(cast("list[object]", listed(value)))
            fields[key] = [item for place, item in items if place not in bad[key]]
    fields |= {key: value for key, value in _PLACEHOLDERS.items() if key in bad}
    try:
        return FrontMatter.model_validate(fields, context={"lenient": lenient})
    except ValidationError:
        return None


def _tolerate(source: PostSource, path: str) -> tuple[PostSource, list[Finding]]:
    """`source` without the parts that a lenient read ignores, and warnings for these.

    Keys of other generators become ours, and a missing title is found elsewhere.
    """
    source, found = other_keys.understood(source, path)
    source, untitled = found_titles.with_title(source, path)
    found += untitled
    known = known_keys()
    kept, filled = {}, set()

    def warn(key: str, rule: str, message: str, hint: str) -> None:
        line = source.lines.get((key,), 0)
        found.append(Finding(path, line, "warning", rule, message, hint))

    for key, value in source.fields.items():
        if key not in known:
            line = source.lines.get((key,), 0)
            found.append(
                validation.unknown_key(
                    key, FrontMatter, path=path, line=line, rule=RULE, severity="warning"
                )
            )
        elif known[key] in filled and value:
            message = f"“{key}” was ignored, because another key that means the same is there too."
            warn(key, "front-matter/twice", message, "Keep one of the two.")
        else:
            kept[key] = value
            filled |= {known[key]} if value else set()
    image = {"src": kept["image"]} if isinstance(kept.get("image"), str) else kept.get("image")
    if isinstance(image, dict) and image.get("src") and not image.get("alt"):
        src = image["src"]
        kept["image"] = {"src": src, "alt": kept.get("title") or src}
        warn("image", "front-matter/missing-alt", NO_ALT, NO_ALT_HINT.format(src=src))
    return replace(source, fields=kept), found
