"""Markdown into HTML, with one converter for all posts of a build."""

from __future__ import annotations

import markdown

EXTENSIONS = ("extra", "sane_lists", "admonition")


class MarkdownBody:
    """Converts one body after another; keeps nothing from one to the next."""

    def __init__(self) -> None:
        self._converter = markdown.Markdown(extensions=list(EXTENSIONS), output_format="html")

    def to_html(self, body: str) -> str:
        """The HTML of a Markdown text."""
        html: str = self._converter.reset().convert(body)
        return html
