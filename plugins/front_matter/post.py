"""From a post's bytes to its validated front matter and its Markdown, or to findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from pydantic import ValidationError

from plugins.article_body.transform import BodyProblem
from plugins.core import bidi, validation
from plugins.core.findings import Finding, Severity
from plugins.core.text_file import decode
from plugins.core.text_values import listed
from plugins.core.yaml_lines import Path, YamlError
from plugins.front_matter.model import FrontMatter
from plugins.front_matter.source import PostSource, split

RULE = "front-matter"
_PLACEHOLDERS = {"title": "Untitled", "date": "2000-01-01"}
# What even a lenient build cannot leave out: without it a post would be another, or elsewhere.
_NEVER_OMITTED = {
    "title",
    "date",
    "status",
    "slug",
    "url",
    "save_as",
    "aliases",
    "lang",
    "translation",
}
_NAME_LISTS = {
    "topics",
    "tags",
    "keywords",
    "authors",
    "author",
}  # the others of a list stand alone
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Post:
    """A post as it was read: the model, the body and where in the file each begins."""

    front: FrontMatter
    body: str
    body_line: int
    lines: dict[Path, int]

    def line_of(self, words: str, exactly: str = "") -> int:
        """The line of the file on which `exactly`, else `words`, first begin in the body.

        Where neither does, it is the body's first. Markdown may have changed whether letters are
        large or small.
        """
        return self.body_line + _row_of(self.body, words, exactly)


def known_keys() -> dict[str, str]:
    """Every key that may be written, with the name of its field in the model."""
    return validation.known_keys(FrontMatter)


def read(data: bytes, path: str, *, lenient: bool) -> tuple[Post | None, list[Finding]]:
    """Read a post's bytes; without a Post at least one finding is an error.

    With errors there may still be a Post, to check the rest of it; it is not fit to be published.
    `path` names the file in findings. A lenient read turns unknown keys, keys written twice and a
    picture without alternative text into warnings.
    """
    try:
        source = split(decode(data), lenient=lenient)
    except YamlError as error:
        return None, [
            Finding(path, error.line, "error", f"{RULE}/unreadable", error.message, error.hint)
        ]
    return validate(source, path, lenient=lenient)


def validate(source: PostSource, path: str, *, lenient: bool) -> tuple[Post | None, list[Finding]]:
    """Hold a post that was taken apart against the model; see `read`."""
    warnings = [
        Finding(path, remark.line, "warning", f"{RULE}/unreadable", remark.message, remark.hint)
        for remark in source.tolerated
    ]
    directions = _unpaired_directions(source, path, "warning" if lenient else "error")
    if lenient:
        source, omitted = _tolerate(source, path)
        warnings += omitted
    try:
        front = FrontMatter.model_validate(source.fields, context={"lenient": lenient})
    except ValidationError as error:
        errors = validation.findings(error, FrontMatter, path=path, lines=source.lines, rule=RULE)
        bad = _bad_parts(error)
        partial = _without_bad_parts(bad, source, lenient=lenient)
        if lenient and partial and _NEVER_OMITTED.isdisjoint(bad):
            errors = [replace(finding, severity="warning") for finding in errors]
        return _post(partial, source), warnings + directions + errors
    return _post(front, source), warnings + directions


def dated(post: Post, stem: str) -> Post:
    """`post` with the day that its file's name begins with, where it has no date of its own."""
    match = _DAY.match(stem)
    if post.front.date or not match:
        return post
    try:
        day = datetime.strptime(match[0], "%Y-%m-%d")  # noqa: DTZ007  # Pelican adds the zone
    except ValueError:
        return post
    return replace(post, front=post.front.model_copy(update={"date": day}))


def body_findings(
    post: Post, problems: Iterable[BodyProblem], path: str, *, lenient: bool
) -> list[Finding]:
    """The findings for the problems of a post's body, each at its line."""
    return [
        Finding(
            path, post.line_of(problem.words, problem.exactly),
            "warning" if lenient else problem.severity,
            problem.rule, problem.message, problem.hint,
        )
        for problem in problems
    ]  # fmt: skip


def missing_date(path: str, line: int, today: datetime) -> Finding:
    """The finding for an article without a date; a page or a draft needs none."""
    hint = f"Write `date: {today:%Y-%m-%d}`, or `status: draft` until it is ready."
    return Finding(path, line, "error", f"{RULE}/missing-key", "“date” is missing.", hint)


def _row_of(body: str, words: str, exactly: str) -> int:
    """The row of `body` (from 0) on which `exactly`, else `words`, first begin; else the first."""
    place = body.find(exactly) if exactly else -1
    if place < 0:
        place = body.find(words)
    if place < 0:
        body = body.casefold()
        place = body.find(words.casefold())
    return body.count("\n", 0, max(place, 0))


def _unpaired_directions(source: PostSource, path: str, severity: Severity) -> list[Finding]:
    """Findings for values with a control of direction that has no partner, each at its line.

    What Pelican's own readers hand over has no lines; its words are looked for in the file.
    """
    lines = dict(source.lines)
    for loc, text in bidi.texts_with_unpaired(source.fields):
        if loc[:1] not in lines:
            words, exactly = bidi.words_near(text, bidi.unpaired(text)[0])
            lines[loc] = source.body_line + _row_of(source.body, words, exactly)
    return validation.unpaired_directions(
        source.fields, path=path, lines=lines, rule=RULE, severity=severity
    )


def _post(front: FrontMatter | None, source: PostSource) -> Post | None:
    return Post(front, source.body, source.body_line, source.lines) if front else None


def _bad_parts(error: ValidationError) -> dict[str, set[str | int]]:
    """The keys that cannot be read, each with the places in its list that are to blame."""
    bad: dict[str, set[str | int]] = {}
    for details in error.errors():
        key, *rest = details["loc"]
        bad.setdefault(str(key), set()).add(rest[0] if rest else "")
    return bad


def _without_bad_parts(
    bad: dict[str, set[str | int]], source: PostSource, *, lenient: bool
) -> FrontMatter | None:
    """The front matter without what is bad in it, so that the rest of the post is checked too."""
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
    """`source` without what a lenient read only warns of, and the warnings."""
    known = known_keys()
    kept, findings, filled = {}, [], set()
    for key, value in source.fields.items():
        line = source.lines.get((key,), 0)
        if key not in known:
            findings.append(
                validation.unknown_key(
                    key, known, path=path, line=line, rule=RULE, severity="warning"
                )
            )
        elif known[key] in filled and value:
            message = f"“{key}” is left out: another key that means the same is written too."
            findings.append(
                Finding(path, line, "warning", f"{RULE}/twice", message, "Keep one of the two.")
            )
        else:
            kept[key] = value
            filled |= {known[key]} if value else set()
    image = kept.get("image")
    if isinstance(image, str) or (
        isinstance(image, dict) and image.get("src") and not image.get("alt")
    ):
        src = image if isinstance(image, str) else image["src"]
        kept["image"] = {"src": src, "alt": kept.get("title") or src}
        findings.append(
            Finding(
                path, source.lines.get(("image",), 0), "warning", f"{RULE}/missing-alt",
                "The picture has no words for people who cannot see it.",
                f'Write `image: {{src: {src}, alt: "What the picture shows"}}`',
            )
        )  # fmt: skip
    return replace(source, fields=kept), findings
