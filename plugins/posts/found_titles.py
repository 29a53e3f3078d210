"""The title and the slug of a post whose front matter has none, in a lenient build."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from plugins.article_body.plain_text import strip_markup
from plugins.core.findings import Finding
from plugins.core.values import slugify
from plugins.posts import markdown_body
from plugins.posts.source import PostSource

_HEADING = re.compile(r" {0,3}#{1,2}[ \t]+(?P<words>\S.*?)[ \t#]*")
_UNDERLINE = re.compile(r"(?:={2,}|-{2,})\s*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]*")
_LONGEST = 300  # characters
# Files that are named by their folder, as in Hugo: hiking/index.md.
_OF_FOLDER = frozenset({"index", "_index"})
_NO_TITLE = frozenset({".html", ".htm"})  # it is in the file's `title`, or this is only a part


def with_title(source: PostSource, path: str) -> tuple[PostSource, list[Finding]]:
    """`source` with a title: that of its first heading, or else the name of the file `path`.

    The heading is taken out of the body of a post in Markdown, as the page shows the title. A
    file that its folder names gets the folder's slug.
    """
    file, fields = PurePosixPath(path), dict(source.fields)
    if file.stem in _OF_FOLDER and file.parent.name and not fields.get("slug"):
        fields["slug"] = slugify(file.parent.name) or None
    if fields.get("title") or file.suffix in _NO_TITLE:
        return replace(source, fields=fields), []
    heading = _first_heading(source.body) if file.suffix != ".rst" else None
    title, body = heading or (_of_name(file), source.body)
    message = "“title” is missing, so it is the first heading or the name of the file."
    line, rule = source.lines.get((), 1), "front-matter/missing-key"
    hint = "Write `title: ...` in the front matter."
    found = Finding(path, line, "warning", rule, message, hint)
    return replace(source, fields={**fields, "title": title}, body=body), [found]


def _first_heading(body: str) -> tuple[str, str] | None:
    """The text of the heading at the start of `body`, and the body with empty rows in its place."""
    rows = body.split("\n")
    at = next((index for index, row in enumerate(rows) if row.strip()), None)
    if at is None:
        return None
    underlined = at + 1 < len(rows) and _UNDERLINE.fullmatch(rows[at + 1])
    match = _HEADING.fullmatch(rows[at])
    words = match["words"] if match else rows[at].strip() if underlined else ""
    title = strip_markup(markdown_body.to_html(words)) if 0 < len(words) <= _LONGEST else ""
    if not title:
        return None
    rows[at : at + 1 if match else at + 2] = [""] * (1 if match else 2)
    return title, "\n".join(rows)


def _of_name(file: PurePosixPath) -> str:
    """“Why we warm up” for 2026-03-14-why-we-warm-up.md."""
    name = file.parent.name if file.stem in _OF_FOLDER else file.stem
    words = re.sub(r"[-_]+", " ", _DAY.sub("", name, count=1)).strip()
    return words[:1].upper() + words[1:]
