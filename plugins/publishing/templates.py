"""What is wrong with a theme's templates, and where."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import CodeType, TracebackType
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

from plugins.core.findings import Finding, Severity, did_you_mean, typed_path

RULE = "theme"
REQUIRED = (
    "404", "archives", "article", "author", "authors", "base", "categories", "category", "clinic",
    "clinics", "index", "page", "period_archives", "redirect", "tag", "tags",
)  # fmt: skip
_TEMPLATES = (".html", ".xml", ".txt")  # an editor's copy may lie beside them
_EXAMPLES = ("examples/", "style_guide")  # of previews only, which find their faults on rendering


class CompiledOnce(BytecodeCache):
    """Remembers compiled templates for the other generators, each of which has its own Jinja."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put in what is known of a template."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a compiled template."""
        self._compiled[bucket.key, bucket.checksum] = bucket.code


def check(folder: Path, env: Environment) -> list[Finding]:
    """Findings for missing templates, broken syntax and names that no template has.

    `folder` is the theme's templates folder, `env` what renders them, with its filters.
    """
    names = FileSystemLoader(folder).list_templates()
    findings = [
        Finding(
            typed_path(folder / f"{name}.html"), 0, "error", f"{RULE}/missing-template",
            "This template is missing from the theme.", "Write it; theme/ has one to start from.",
        )
        for name in REQUIRED
        if f"{name}.html" not in names
    ]  # fmt: skip
    for name in names:
        if name.endswith(_TEMPLATES) and not name.startswith(_EXAMPLES):
            findings += _check_one(env, folder, name, names)
    return findings


def _check_one(env: Environment, folder: Path, name: str, names: list[str]) -> list[Finding]:
    path = typed_path(folder / name)
    try:
        source = (folder / name).read_text("utf-8")
        tree = env.parse(source, name)
        env.get_template(name)
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", 0)
        hint = "Mend this line; what was open before it may be the cause."
        return [Finding(path, line, "error", f"{RULE}/template-syntax", f"{error}", hint)]
    missing = {ref for ref in meta.find_referenced_templates(tree) if ref and ref not in names}
    return [
        Finding(
            path, _line_of(source, ref), "error", f"{RULE}/missing-template",
            f"There is no template “{ref}”.",
            f"{did_you_mean(ref, names)} Write it, or name another here.".strip(),
        )
        for ref in sorted(missing)
    ]  # fmt: skip


def check_wanted(posts: Iterable[Any], folder: Path, severity: Severity) -> list[Finding]:
    """Findings for posts whose `template` the theme does not have; they then take the usual one."""
    found = []
    for post in posts:
        if not (folder / f"{post.template}.html").is_file():
            message = f"The theme has no template “{post.template}”."
            hint = "Leave `template` out, or write one that the theme has."
            line = post.field_lines.get("template", 0)
            found.append(
                Finding(post.source_file, line, severity, "addresses/template", message, hint)
            )
            post.template = post.default_template
    return found


def _line_of(source: str, words: str) -> int:
    return source.count("\n", 0, source.find(words)) + 1


def render_finding(error: Exception, folder: Path, output_file: str) -> Finding:
    """The finding for an error that a template raised while `output_file` was rendered."""
    places = _places(error.__traceback__, folder)
    path, line = places[-1] if places else ("", 0)
    if isinstance(error, TemplateNotFound):
        message = f"There is no template “{error.name}”."
    else:
        message = f"{type(error).__name__}: {error}"
    others = [f"{name}:{number}" for name, number in places if name != path]
    by_way = f" by way of {others[-1]}" if others else ""
    hint = f"Seen while writing {output_file}{by_way}."
    return Finding(path, line, "error", f"{RULE}/template-error", message, hint)


def _places(traceback: TracebackType | None, folder: Path) -> list[tuple[str, int]]:
    """The lines of templates in a traceback, which Jinja has mapped to its source; inmost last."""
    root = os.fspath(folder)
    places = []
    while traceback:
        filename = traceback.tb_frame.f_code.co_filename
        if filename.startswith(root):
            places.append((typed_path(Path(filename)), traceback.tb_lineno))
        traceback = traceback.tb_next
    return places


def once_per_line(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first of the findings that name one line of a template with one message."""
    kept: dict[tuple[str, int, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.path, finding.line, finding.message), finding)
    return list(kept.values())
