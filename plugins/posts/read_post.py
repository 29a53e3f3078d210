"""Reads a post's bytes into a value: a function without side effects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from plugins.article_body import pipeline
from plugins.article_body.pipeline import ArticleBody
from plugins.article_body.plain_text import strip_markup
from plugins.article_body.reading import TooLargeError
from plugins.article_body.transform import SiteContext
from plugins.clinical_care.checks import CareChecks, checks_of
from plugins.core.findings import Finding, Severity
from plugins.core.text_file import decode
from plugins.core.yaml_lines import KeyPath, YamlError
from plugins.posts import markdown_body, post
from plugins.posts.extension_errors import ExtensionError, failed_extension
from plugins.posts.post import Post
from plugins.posts.problem_lines import with_places
from plugins.posts.questions import RecordedContext, answer
from plugins.posts.result import ReadPost
from plugins.posts.rules import catalogue as rules
from plugins.posts.rules.raw_html import without_unclosed_blocks
from plugins.posts.rules.rule import PostToCheck
from plugins.posts.rules.source_text import without_open_comments
from plugins.posts.source import PostSource, refuse_front_matter
from plugins.responsive_images.picture import PictureError, WantedImage

# Converts a text in another markup language into HTML and the values that the editor wrote, by key;
# raises YamlError.
Convert = Callable[[str], tuple[str, dict[str, Any]]]

_MANY = 1_000  # more references than a post has


def read_post(
    data: bytes,
    context: SiteContext,
    *,
    path: str,
    lenient: bool,
    convert: Convert | None = None,
    care: str = "",
    others: Sequence[Any] = (),
) -> ReadPost:
    """Read a post in Markdown, or in the language of `convert`; bad content never raises.

    `path` names the file in findings; a date at the start of its name is that of a post without
    one. A lenient read turns the errors that it can ignore into warnings. `care` has the rules of
    clinical care (a Care) as JSON. `others` are extensions of Python-Markdown to convert with too.
    """
    if convert:
        parsed = _from_other_markup(data, convert, path, lenient=lenient)
    else:
        parsed = _from_markdown(data, path, others, lenient=lenient)
    if parsed.post is None:
        return ReadPost(path, tuple(parsed.findings))
    check = partial(
        _checked,
        context=context,
        path=path,
        lenient=lenient,
        care=checks_of(care),
        extended=bool(others),
    )
    read, checked = check(parsed, parsed.post, markdown=convert is None)
    if body := without_unclosed_blocks(checked):
        # What comes after their tags is no Markdown: it is checked as if they were not there.
        post_again = replace(parsed.post, body=body)
        converted = _converted(post_again, parsed.findings, path, others)
        again, _ = check(converted, post_again, markdown=True)
        read = _with_findings(read, again)
    return read if parsed.post.unread is None else _without_front(read, parsed.post.unread)


def _checked(
    parsed: _Parsed,
    found: Post,
    *,
    context: SiteContext,
    path: str,
    lenient: bool,
    markdown: bool,
    care: CareChecks,
    extended: bool,
) -> tuple[ReadPost, PostToCheck]:
    """The post with its body, and what the rules have checked."""
    recorded = RecordedContext(partial(answer, context))
    body, why_not = None, parsed.why_no_body
    if not why_not:
        body, why_not = _body(found, parsed.html, recorded, path)
    checked = replace(_to_check(found, body, markdown=markdown), care=care, extended=extended)
    severity: Severity = "warning" if lenient else "error"
    against_rules = tuple(rules.check(checked, path, lenient=lenient))
    if found.unread is not None:  # not of a key that was not read
        against_rules = tuple(each for each in against_rules if each.line > 1)
    given = (found, body, (*why_not, *against_rules), recorded, parsed.findings, path, severity)
    return _finished(*given, prose=checked.prose or found.body), checked


def _with_findings(read: ReadPost, other: ReadPost) -> ReadPost:
    """The post with the findings of another reading too, and all questions that were asked."""
    return replace(
        read,
        body_findings=tuple(dict.fromkeys((*read.body_findings, *other.body_findings))),
        questions=tuple(dict.fromkeys((*read.questions, *other.questions))),
    )


def _without_front(read: ReadPost, unread: frozenset[str]) -> ReadPost:
    """The findings of a post whose front matter has errors of YAML, which nobody can publish.

    Those of the body too, unless it is no part of the public site.
    """
    findings = read.findings
    if read.front and read.front.status == "published" and "status" not in unread:
        findings += read.body_findings
    return ReadPost(read.path, findings, questions=read.questions)


def to_check(data: bytes, context: SiteContext, path: str) -> PostToCheck | None:
    """What the rules about posts get for a post in Markdown; None if it cannot be read."""
    parsed = _from_markdown(data, path, (), lenient=False)
    if parsed.post is None or parsed.post.unread is not None:
        return None
    body = None if parsed.why_no_body else _body(parsed.post, parsed.html, context, path)[0]
    return _to_check(parsed.post, body, markdown=True)


def _to_check(found: Post, body: ArticleBody | None, *, markdown: bool) -> PostToCheck:
    text = found.body if markdown else ""
    root = body.root if body else None
    problems = tuple(body.problems) if body else ()
    lines, columns = _by_field(found.lines), _by_field(found.columns)
    return PostToCheck(found.front, lines, text, found.body_line, root, problems, columns)


def _by_field(places: Mapping[KeyPath, int]) -> dict[KeyPath, int]:
    """The places of keys, such as `tags`, by the names of their fields, such as `topics`."""
    fields = post.known_keys()
    return {
        (fields.get(str(path[0]), path[0]), *path[1:]): place
        for path, place in places.items()
        if path
    }


class _Parsed(NamedTuple):
    """A post, if it can be read, and the HTML of its body, or why it has none."""

    post: Post | None
    findings: list[Finding]
    html: str = ""
    why_no_body: tuple[Finding, ...] = ()


def _from_markdown(data: bytes, path: str, others: Sequence[Any], *, lenient: bool) -> _Parsed:
    found, findings = post.read(data, path, lenient=lenient)
    return _Parsed(None, findings) if found is None else _converted(found, findings, path, others)


def _converted(found: Post, findings: list[Finding], path: str, others: Sequence[Any]) -> _Parsed:
    """A post with the HTML of its Markdown."""
    if too_many := markdown_body.check_limits(found.body, found.body_line, path):
        return _Parsed(found, findings, "", tuple(too_many))
    try:
        html = markdown_body.to_html(without_open_comments(found.body), others)
        return _Parsed(found, findings, html)
    except RecursionError:
        return _Parsed(found, findings, "", (_too_deep(found, path),))
    except ExtensionError as error:
        return _Parsed(found, findings, "", (failed_extension(error, path, found.body_line),))


def _from_other_markup(data: bytes, convert: Convert, path: str, *, lenient: bool) -> _Parsed:
    """A lenient read leaves out a post that cannot be converted, with a warning."""
    try:
        text = decode(data)
        refuse_front_matter(text)
        html, fields = convert(text)
    except YamlError as error:
        return _Parsed(None, [post.unreadable(error, path, "warning" if lenient else "error")])
    except RecursionError:
        return _Parsed(None, [_too_deep_at(1, path)])
    # Pelican returns the title as HTML. The whole file is passed as the body, to search for lines.
    if "title" in fields:
        fields["title"] = strip_markup(fields["title"])
    found, findings = post.validate(PostSource(fields, {(): 1}, text, 1), path, lenient=lenient)
    return _Parsed(found, findings, html)


def _body(
    found: Post, html: str, context: SiteContext, path: str
) -> tuple[ArticleBody | None, tuple[Finding, ...]]:
    """The finished body, or why there is none."""
    try:
        return pipeline.build(html, context, references=_references(found)), ()
    except RecursionError:
        return None, (_too_deep(found, path),)
    except TooLargeError as error:
        return None, (grown(error.size, path, found.body_line),)


def _references(found: Post) -> int:
    """How many sources the post lists; many if their key could not be read."""
    return _MANY if "references" in (found.unread or ()) else len(found.front.references)


def _finished(
    found: Post,
    body: ArticleBody | None,
    other: tuple[Finding, ...],
    recorded: RecordedContext,
    findings: list[Finding],
    path: str,
    severity: Severity,
    *,
    prose: str,
) -> ReadPost:
    lead, refused = _lead(found, recorded, path, severity)
    read = ReadPost(
        path=path,
        findings=tuple(findings),
        front=post.dated(found.front, PurePosixPath(path).stem),
        lines=found.field_lines(),
        alias_lines=found.alias_lines(),
        waiver_lines=found.waiver_lines(),
        body_line=found.body_line,
        lead=lead,
        body_findings=(*other, *refused),
        questions=recorded.questions,
    )
    if body is None:
        return read
    problems = _problems(body, found, path, severity, prose)
    return replace(
        read,
        has_body=True,
        html=body.html,
        text=body.text,
        excerpt=body.excerpt,
        headings=body.headings,
        first_part=body.first_part,
        reading_minutes=body.reading_minutes,
        citations=body.citations,
        dead_feeds=body.dead_feeds,
        links=body.links,
        images=body.images,
        body_findings=(*problems, *other, *refused),
    )


def _problems(
    body: ArticleBody, found: Post, path: str, severity: Severity, prose: str
) -> list[Finding]:
    """What the transforms have reported; warnings if `severity` is that of one."""
    return [
        Finding(
            path, line, "warning" if severity == "warning" else problem.severity,
            problem.rule, problem.message, problem.hint, column,
        )
        for problem, line, column in with_places(body.problems, found, prose)
    ]  # fmt: skip


def _lead(
    found: Post, context: SiteContext, path: str, severity: Severity
) -> tuple[WantedImage | None, list[Finding]]:
    """The picture at the top of the post, or why it has none."""
    if found.front.image is None:
        return None, []
    try:
        return context.image(found.front.image.src), []
    except PictureError as error:
        key = ("image", "src") if ("image", "src") in found.lines else ("image",)
        line, column = found.lines.get(key, 0), found.columns.get(key, 0)
        rule = "front-matter/bad-picture"
        return None, [Finding(path, line, severity, rule, error.message, error.hint, column)]


def _too_deep(found: Post, path: str) -> Finding:
    return _too_deep_at(found.body_line + markdown_body.deepest_line(found.body), path)


def _too_deep_at(line: int, path: str) -> Finding:
    message = "Quotes, lists or elements are nested too deeply to be read."
    hint = "Delete the marks at the start of this line, or the elements that are never closed."
    return Finding(path, line, "error", "post/too-deep", message, hint)


def grown(size: int, path: str, line: int) -> Finding:
    """The error for a post whose page would be too large."""
    message = f"The page of this post would have {size:,} characters."
    hint = "Close each element in the paragraph in which it is opened."
    return Finding(path, line, "error", "post/too-large", message, hint)
