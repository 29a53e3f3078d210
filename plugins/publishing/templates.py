"""Findings about a theme's templates: missing files, syntax errors and errors while rendering."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
)
from jinja2.bccache import Bucket

from plugins.core.findings import Finding, Severity, did_you_mean, display_path
from plugins.publishing.tracebacks import frames

REQUIRED = (
    "404", "archives", "article", "author", "authors", "base", "categories", "category", "clinic",
    "clinics", "index", "page", "period_archives", "redirect", "tag", "tags",
)  # fmt: skip
# Those of pages that a site does without if its theme was made for Pelican alone.
LEFT_OUT = ("404", "clinic", "clinics", "search")
# Those that pages can name, and that such a theme shows as other pages.
_OF_PAGES = frozenset({"accessibility", "contact", "privacy", "treatments"})
_START = "If you want them, write these templates; our theme/ has some to start from."
_MOST_COMPILED = 1000
_SUFFIXES = (".html", ".xml", ".txt")  # text editors leave backups with other suffixes
EXAMPLES = ("examples/", "style_guide")  # rendered in previews only, which report their errors


class CompiledOnce(BytecodeCache):
    """Shares compiled templates between Jinja Environments that have the same options and filters.

    Such as those of the generators of a build, or of several builds.
    """

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template, if there is one."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        if len(self._compiled) >= _MOST_COMPILED:  # of many versions, in a process that stays
            self._compiled.clear()
        self._compiled[bucket.key, bucket.checksum] = bucket.code


def check(folder: Path, env: Environment, missing: Collection[str] = ()) -> list[Finding]:
    """Findings for missing templates, syntax errors and references to missing templates.

    `folder` is the theme's templates folder, `env` the Environment that renders them. `missing` are
    the templates that a theme for Pelican alone lacks, which then has one for each of the others.
    """
    names = FileSystemLoader(folder).list_templates()
    known = env.list_templates() if missing else names
    findings = _left_out(folder, missing) if missing else _missing(folder, names)
    for name in names:
        if name.endswith(_SUFFIXES) and not name.startswith(EXAMPLES):
            findings += _check_one(env, folder, name, known)
    return findings


def _missing(folder: Path, names: Collection[str]) -> list[Finding]:
    message, hint = "This template is missing from the theme.", "theme/ has one to start from."
    return [
        Finding(
            display_path(folder / f"{name}.html"), 0, "error", "theme/missing-template",
            message, f"Write it; {hint}",
        )
        for name in REQUIRED
        if f"{name}.html" not in names
    ]  # fmt: skip


def _left_out(folder: Path, missing: Collection[str]) -> list[Finding]:
    names = [f"{name}.html" for name in missing if name in LEFT_OUT]
    message = f"The theme has no {', '.join(names)}: the site has no such pages."
    place = display_path(folder.parent)
    return [Finding(place, 0, "warning", "theme/left-out", message, _START)] if names else []


def _check_one(env: Environment, folder: Path, name: str, names: Collection[str]) -> list[Finding]:
    path = display_path(folder / name)
    try:
        source = (folder / name).read_text("utf-8")
        tree = env.parse(source, name)
        env.get_template(name)
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", 0)
        hint = "Fix this line, or close the block that was opened before it."
        return [Finding(path, line, "error", "theme/template-syntax", f"{error}", hint)]
    missing = {ref for ref in meta.find_referenced_templates(tree) if ref and ref not in names}
    return [
        Finding(
            path, _line_of(source, ref), "error", "theme/missing-template",
            f"There is no template “{ref}”.",
            f"{did_you_mean(ref, names)} Write it, or name another here.".strip(),
        )
        for ref in sorted(missing)
    ]  # fmt: skip


def check_posts(
    posts: Iterable[Any], folder: Path, severity: Severity, missing: Collection[str] = ()
) -> list[Finding]:
    """Findings for posts whose `template` the theme lacks; they then use the default template.

    A theme for Pelican alone, which lacks `missing`, is no error of pages with a template of ours.
    """
    found, ours = [], set()
    for post in posts:
        default = post.template == post.default_template
        if not default and not (folder / f"{post.template}.html").is_file():
            if missing and post.template in _OF_PAGES:
                ours.add(f"{post.template}.html")
                post.template = post.default_template
                continue
            message = f"The theme has no template “{post.template}”."
            hint = "Leave `template` out, or write one that the theme has."
            line = post.field_lines.get("template", 0)
            found.append(
                Finding(post.source_file, line, severity, "addresses/template", message, hint)
            )
            post.template = post.default_template
    if ours:
        message = f"The theme has no {', '.join(sorted(ours))}: these pages are shown as others."
        place = display_path(folder.parent)
        found.append(Finding(place, 0, "warning", "theme/left-out", message, _START))
    return found


def _line_of(source: str, words: str) -> int:
    return source.count("\n", 0, source.find(words)) + 1


def render_finding(error: Exception, folder: Path, output_file: str) -> Finding:
    """The finding for an error that a template in `folder` raised while writing `output_file`.

    Jinja maps the frames of compiled templates to the lines of their source.
    """
    places = [
        (display_path(file), line) for file, line in frames(error) if file.is_relative_to(folder)
    ]
    path, line = places[-1] if places else ("", 0)
    message = f"{type(error).__name__}: {error}"
    if isinstance(error, TemplateNotFound):
        message = f"There is no template “{error.name}”."
    callers = [f"{name}:{number}" for name, number in places if name != path]
    called_by = f", called by {callers[-1]}" if callers else ""
    hint = f"Seen while writing {output_file}{called_by}."
    return Finding(path, line, "error", "theme/template-error", message, hint)


def once_per_line(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first of the findings that have the same line of a template and message."""
    kept: dict[tuple[str, int, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.path, finding.line, finding.message), finding)
    return list(kept.values())
