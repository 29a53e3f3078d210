"""Glue: Pelican reads every post through the worker process (`supervised`)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from docutils.core import Publisher
from docutils.io import StringInput, StringOutput
from docutils.utils import SystemMessage
from pelican import Pelican, signals
from pelican.contents import Author, Category, Tag
from pelican.generators import ArticlesGenerator
from pelican.readers import BaseReader, HTMLReader, Readers, RstReader
from pelican.utils import set_date_tzinfo

from plugins.article_body import intrasite
from plugins.core import visibility
from plugins.core.findings import Severity, display_path
from plugins.posts import attributes, docutils_settings, post
from plugins.posts.read_post import Convert, ReadFile
from plugins.posts.site_context import ContentSiteContext
from plugins.posts.supervised import SupervisedReader, max_bytes
from plugins.responsive_images.markup import insert_pictures
from plugins.responsive_images.store import ImageStore

_CONVERTED_BY = ("DEFAULT_LANG", "FORMATTED_FIELDS", "DOCUTILS_SETTINGS")


class PostReader(BaseReader):  # type: ignore[misc]  # Pelican is untyped
    """Reads Markdown posts; a post that cannot be read is skipped, and its findings are kept."""

    enabled = True
    file_extensions: tuple[str, ...] = ("md", "markdown", "mkd", "mdown")

    def read(self, source_path: str) -> tuple[str | None, dict[str, Any]]:
        """Read one file into HTML and attributes, or skip it."""
        path = Path(source_path)
        self.settings["PROGRESS"].step("Reading posts")
        file = self._file(path)
        self.settings["FINDINGS"].extend(file.findings)
        if file.post is None:
            return self._skip(path, path.stem, "cannot be read")
        return self._finish(path, post.dated(file.post, path.stem), file.html)

    def _file(self, path: Path) -> ReadFile:
        reader: SupervisedReader = self.settings["POST_READER"]
        return reader.markdown(path, lenient=self.settings["LENIENT"])

    def _finish(self, path: Path, found: post.Post, html: str) -> tuple[str | None, dict[str, Any]]:
        shown = self._visibility(found)
        if not shown.shown:
            slug, topics = found.front.slug or path.stem, tuple(found.front.topics)
            return self._skip(path, slug, f"is {shown.mark.casefold()}", topics)
        name, lang = display_path(path), self.settings["DEFAULT_LANG"]
        site_context = ContentSiteContext(self.settings, path.parent)
        store: ImageStore = self.settings["PICTURES"]
        reader: SupervisedReader = self.settings["POST_READER"]
        body, why_not = reader.body(found, html, name, site_context)
        if body is not None and not store.encode(body.images):
            body, why_not = reader.body(found, html, name, site_context)
        if body is None:
            self.settings["FINDINGS"].extend(why_not)
            return self._skip(path, path.stem, "cannot be read")
        lenient = self.settings["LENIENT"]
        severity: Severity = "warning" if lenient else "error"
        picture, missing = site_context.lead_picture(found, name, severity)
        problems = post.body_findings(found, body.problems, name, lenient=lenient)
        due, overdue = attributes.review_due(found, name, self.settings["NOW"].date())
        self.settings["FINDINGS"].extend([*problems, *missing, *overdue])
        values = attributes.attributes(
            found, body, picture=picture, mark=shown.mark, path=name, site_lang=lang, due=due
        )
        if shown.mark:
            values.setdefault("date", self.settings["NOW"])
        pictures = {image.name: store.picture(image) for image in body.images}
        written = insert_pictures(body.html, pictures, f"{self.settings['SITEURL']}/")
        return written, self._for_pelican(values)

    def _visibility(self, found: post.Post) -> visibility.Visibility:
        date, zone = found.front.date, self.settings["TIMEZONE"]
        return visibility.decide(
            found.front.status,
            set_date_tzinfo(date, zone) if isinstance(date, datetime) else None,
            now=self.settings["NOW"],
            preview=self.settings["PREVIEW"],
        )

    def _skip(
        self, path: Path, slug: str, reason: str, topics: tuple[str, ...] = ()
    ) -> tuple[None, dict[str, Any]]:
        relative = path.relative_to(self.settings["PATH"]).as_posix()
        self.settings["WITHHELD"].append(visibility.WithheldPost(relative, slug, reason, topics))
        return None, {"status": "skip"}

    def _for_pelican(self, values: dict[str, Any]) -> dict[str, Any]:
        """Replace names by Pelican's objects, which have URLs."""
        values["tags"] = [Tag(name, self.settings) for name in values["tags"]]
        if "category" in values:
            values["category"] = Category(values["category"], self.settings)
        values["authors"] = [Author(name, self.settings) for name in values["authors"]]
        if values["authors"]:
            values["author"] = values["authors"][0]
        else:
            del values["authors"]
        return values


class _RstText(RstReader):  # type: ignore[misc]
    """Parses a string as Pelican parses a file, but never reads a file or URL that it names."""

    def __init__(self, text: str, settings: dict[str, Any]) -> None:
        BaseReader.__init__(self, settings)
        self._text = text

    def process_metadata(self, _name: str, value: object) -> object:
        """Return `value` unchanged; our model validates it."""
        return value

    def _get_publisher(self, source_path: str) -> Publisher:
        publisher = Publisher(
            "standalone", "restructuredtext", self.writer_class(),
            source_class=StringInput, destination_class=StringOutput,
        )  # fmt: skip
        publisher.process_programmatic_settings(
            None, docutils_settings.safe_settings(self.settings), None
        )
        publisher.set_source(self._text, source_path)
        publisher.publish()
        return publisher


def convert_rst(text: str, settings: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The HTML and the fields of a post in reStructuredText; raises YamlError."""
    try:
        with docutils_settings.without_new_roles():
            html, fields = _RstText(text, settings).read("post")
    except SystemMessage as error:
        raise docutils_settings.docutils_error(str(error)) from error
    return html or "", fields


def convert_html(text: str, settings: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The body and the fields of an HTML page."""
    parser = HTMLReader._HTMLParser(settings, "post")  # noqa: SLF001  # the public method reads files only
    parser.feed(text)
    parser.close()
    return parser.body, dict(parser.metadata)


class RestructuredTextPostReader(PostReader):
    """Reads .rst posts of an older site."""

    file_extensions: tuple[str, ...] = ("rst",)
    convert: Convert = staticmethod(convert_rst)

    def _file(self, path: Path) -> ReadFile:
        settings = {name: self.settings.get(name) for name in _CONVERTED_BY}
        reader: SupervisedReader = self.settings["POST_READER"]
        return reader.other_markup(path, self.convert, settings, lenient=self.settings["LENIENT"])


class HtmlPostReader(RestructuredTextPostReader):
    """Reads .html posts of an older site."""

    file_extensions = ("html", "htm")
    convert = staticmethod(convert_html)


def use_readers(readers: Readers) -> None:
    """Replace Pelican's readers with ours, for all file types of posts."""
    for reader in (PostReader, RestructuredTextPostReader, HtmlPostReader):
        for extension in reader.file_extensions:
            readers.reader_classes[extension] = reader


def prepare(pelican: Pelican) -> None:
    """Add the settings that the readers need; post order must not depend on the file system."""
    pelican.settings["WITHHELD"] = []
    most, bad = max_bytes(pelican.settings)
    pelican.settings["FINDINGS"].extend(bad)
    pelican.settings["POST_READER"] = SupervisedReader(most)
    pelican.settings["FILENAME_METADATA"] = ""  # `post.dated` does it instead, for drafts too
    pelican.settings["ARTICLE_ORDER_BY"] = newest_first
    pelican.settings["INTRASITE_LINK_REGEX"] = intrasite.PATTERN


def require_date(generator: ArticlesGenerator, metadata: dict[str, Any]) -> None:
    """Skip an article without a date, with a finding."""
    if "date" in metadata or metadata.get("status") == "skip":
        return
    line = min(metadata["field_lines"].values(), default=1)
    finding = post.missing_date(metadata["source_file"], line, generator.settings["NOW"])
    generator.settings["FINDINGS"].add(finding)
    metadata["status"] = "skip"


def newest_first(article: Any) -> tuple[float, str, str]:  # noqa: ANN401  # untyped Pelican
    """Sort key: newest first, then by slug and language."""
    return (-article.date.timestamp(), article.slug, article.lang)


def sort_topics(generator: ArticlesGenerator) -> None:
    """Add `topics` to the context: each topic with its articles, sorted by name.

    Pelican writes topic pages for originals only; translations keep the topics that have a page.
    """
    for article in generator.translations:
        article.tags = [tag for tag in article.tags if tag in generator.tags]
    topics = sorted(generator.tags.items(), key=lambda item: str(item[0]).casefold())
    generator.context["topics"] = topics


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(sort_topics)
    signals.initialized.connect(prepare)
    signals.readers_init.connect(use_readers)
    signals.article_generator_context.connect(require_date)
