"""Replaces Pelican's readers: the build reads posts, with Pelican's converters of other formats."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from docutils.core import Publisher
from docutils.utils import SystemMessage
from pelican.contents import Author, Category, Tag
from pelican.readers import BaseReader, HTMLReader, RstReader

from plugins.posts import docutils_settings
from plugins.site import foreign_theme, posts
from plugins.site.build import Build


class _RstText(RstReader):  # type: ignore[misc]  # Pelican is untyped
    """Parses a string as Pelican parses a file, but never reads a file or URL that it names."""

    def __init__(self, text: str, settings: dict[str, Any], *, raw_html: bool) -> None:
        BaseReader.__init__(self, settings)
        self._text, self._raw_html = text, raw_html

    def process_metadata(self, _name: str, value: object) -> object:
        """Return `value` unchanged; our model validates it."""
        return value

    def _get_publisher(self, path: str) -> Publisher:
        return docutils_settings.publish(
            self._text, path, self.writer_class(), self.settings, raw_html=self._raw_html
        )


def convert_rst(
    text: str, settings: dict[str, Any], *, raw_html: bool = False
) -> tuple[str, dict[str, Any]]:
    """The HTML and the fields of a post in reStructuredText; raises YamlError.

    `raw_html` allows HTML in it, which is no safer than that of a post in Markdown.
    """
    try:
        with docutils_settings.without_new_roles():
            html, fields = _RstText(text, settings, raw_html=raw_html).read("post")
    except SystemMessage as error:
        raise docutils_settings.docutils_error(str(error)) from error
    return html or "", fields


def convert_html(text: str, settings: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The body and the fields of an HTML page."""
    parser = HTMLReader._HTMLParser(settings, "post")  # noqa: SLF001  # the public method reads files only
    parser.feed(text)
    parser.close()
    return parser.body, dict(parser.metadata)


CONVERTERS: posts.Converters = {"rst": convert_rst, "html": convert_html, "htm": convert_html}
_LENIENT: posts.Converters = {**CONVERTERS, "rst": partial(convert_rst, raw_html=True)}
FILE_TYPES = ("md", "markdown", "mkd", "mdown", *CONVERTERS)


def converters(build: Build) -> posts.Converters:
    """CONVERTERS, in a lenient build with one that lets reStructuredText contain HTML.

    Somebody else's folder may have frames there, which become links.
    """
    return _LENIENT if build.request.lenient else CONVERTERS


class PostReader(BaseReader):  # type: ignore[misc]
    """Returns a post of the build, which has read them all before."""

    enabled = True
    file_extensions: ClassVar[tuple[str, ...]] = ()  # Pelican would use this class in all sites
    build: Build

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._named: dict[tuple[type, str], Any] = {}

    def read(self, source_path: str) -> tuple[str | None, dict[str, Any]]:
        """The HTML and the attributes of a post, with Pelican's objects, which have URLs."""
        post = posts.finished(self.build, Path(source_path), converters(self.build))
        values = dict(post.values)
        if post.html is None:
            return None, values
        values["tags"] = [self._object(Tag, name) for name in values["tags"]]
        if "category" in values:
            values["category"] = self._object(Category, values["category"])
        if authors := [self._object(Author, name) for name in values.pop("authors")]:
            values |= {"authors": authors, "author": authors[0]}
        html = post.html
        if self.build.inputs.theme.missing:
            html = foreign_theme.with_references(html, values)
        return html, values

    def _object(self, kind: type, name: str) -> Any:  # noqa: ANN401  # untyped Pelican
        """The topic, category or author of that name, one for all posts, as slugs take time."""
        if (kind, name) not in self._named:
            self._named[kind, name] = kind(name, self.settings)
        return self._named[kind, name]
