"""The part of reading a post that runs in the worker process: parsing, and building the body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plugins.article_body import pipeline
from plugins.article_body.intrasite import LinkError
from plugins.article_body.pipeline import ArticleBody
from plugins.article_body.plain_text import strip_markup
from plugins.core.findings import Finding, Severity
from plugins.core.text_file import decode
from plugins.core.yaml_lines import YamlError
from plugins.posts import markdown_body, post
from plugins.posts.post import Post
from plugins.posts.source import PostSource
from plugins.responsive_images.picture import PictureError, WantedImage
from plugins.worker.process import Ask

# Converts a text in another markup language, with Pelican's settings, into HTML and the values that
# the editor wrote, by key; raises YamlError.
Convert = Callable[[str, dict[str, Any]], tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class ReadFile:
    """A post that was read, the HTML of its body, and its findings.

    If `post` is None, at least one finding is an error or says that the post is left out.
    """

    post: Post | None
    html: str
    findings: list[Finding]


@dataclass(frozen=True)
class Refusal:
    """Why a picture or a link is refused; `rule` is set for links."""

    message: str
    hint: str
    rule: str = ""


class _RemoteSiteContext:
    """Asks the supervising process, which knows the site."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def image(self, src: str) -> WantedImage:
        found = self._ask("image", src)
        if isinstance(found, Refusal):
            raise PictureError(found.message, found.hint)
        image: WantedImage = found
        return image

    def link(self, href: str) -> str:
        found = self._ask("link", href)
        if isinstance(found, Refusal):
            raise LinkError(found.message, found.hint, found.rule)
        return str(found)


def read_markdown(_ask: Ask, data: bytes, path: str, *, lenient: bool) -> ReadFile:
    """Read the bytes of a Markdown post; `path` names the file in findings."""
    found, findings = post.read(data, path, lenient=lenient)
    if found is None:
        return ReadFile(None, "", findings)
    if too_many := markdown_body.check_limits(found.body, found.body_line, path):
        return ReadFile(None, "", [*findings, *too_many])
    try:
        return ReadFile(found, markdown_body.to_html(found.body), findings)
    except RecursionError:
        return ReadFile(None, "", [*findings, too_deep(found, path)])


def read_other_markup(
    _ask: Ask, data: bytes, path: str, convert: Convert, settings: dict[str, Any], *, lenient: bool
) -> ReadFile:
    """Read the bytes of a post in another markup language with `convert`.

    A lenient read leaves out a post that cannot be converted, with a warning.
    """
    try:
        text = decode(data)
        html, fields = convert(text, settings)
    except YamlError as error:
        severity: Severity = "warning" if lenient else "error"
        return ReadFile(None, "", [post.unreadable(error, path, severity)])
    except RecursionError:
        return ReadFile(None, "", [_too_deep(path, 1)])
    # Pelican returns the title as HTML. The whole file is passed as the body, to search for lines.
    if "title" in fields:
        fields["title"] = strip_markup(fields["title"])
    read, findings = post.validate(PostSource(fields, {(): 1}, text, 1), path, lenient=lenient)
    return ReadFile(read, html, findings)


def build_body(ask: Ask, html: str, references: int) -> ArticleBody | None:
    """The finished body for a post's HTML, or None if it is nested too deeply."""
    try:
        return pipeline.build(html, _RemoteSiteContext(ask), references=references)
    except RecursionError:
        return None


def too_deep(read: Post, path: str) -> Finding:
    """The error for a post whose quotes, lists or elements are nested too deeply."""
    return _too_deep(path, read.body_line + markdown_body.deepest_line(read.body))


def _too_deep(path: str, line: int) -> Finding:
    message = "Quotes, lists or elements are nested too deeply to be read."
    hint = "Delete the marks at the start of this line, or the elements that are never closed."
    return Finding(path, line, "error", "post/too-deep", message, hint)
