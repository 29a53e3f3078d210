"""Glue: Pelican reads every post through the worker process (`supervised`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
from plugins.posts import attributes, docutils_settings, post
from plugins.posts.model import FrontMatter
from plugins.posts.read_post import ReadPost
from plugins.posts.site_context import ContentSiteContext
from plugins.posts.supervised import SupervisedReader, max_bytes
from plugins.responsive_images.markup import insert_pictures
from plugins.responsive_images.store import ImageStore

_CONVERTED_BY = ("DEFAULT_LANG", "FORMATTED_FIELDS", "DOCUTILS_SETTINGS")


class PostReader(BaseReader):  # type: ignore[misc]  # Pelican is untyped
    """Reads Markdown posts; a post that cannot be read is skipped, and its findings are kept."""

    enabled = True
    file_extensions: tuple[str, ...] = ("md", "markdown", "mkd", "mdown")
    convert: Callable[..., tuple[str, dict[str, Any]]] | None = None  # from Markdown

    def read(self, source_path: str) -> tuple[str | None, dict[str, Any]]:
        """Read one file into HTML and attributes, or skip it."""
        path = Path(source_path)
        self.settings["PROGRESS"].step("Reading posts")
        read = self._read(path)
        if read.front is not None and self._visibility(read.front).shown:
            wanted = [*read.images, *([read.lead] if read.lead else [])]
            if not self.settings["PICTURES"].encode(wanted):
                read = self._read(path)  # now the site context refuses the images that failed
        self.settings["FINDINGS"].extend(read.findings)
        if read.front is None:
            return self._skip(path, path.stem, "cannot be read")
        shown = self._visibility(read.front)
        if not shown.shown:
            slug, topics = read.front.slug or path.stem, tuple(read.front.topics)
            return self._skip(path, slug, f"is {shown.mark.casefold()}", topics)
        return self._finish(read.front, read, shown.mark)

    def _read(self, path: Path) -> ReadPost:
        reader: SupervisedReader = self.settings["POST_READER"]
        settings = {name: self.settings.get(name) for name in _CONVERTED_BY}
        return reader.read(
            path,
            ContentSiteContext(self.settings, path.parent),
            lenient=self.settings["LENIENT"],
            convert=self.convert and partial(self.convert, settings=settings),
        )

    def _finish(self, front: FrontMatter, read: ReadPost, mark: str) -> tuple[str, dict[str, Any]]:
        store: ImageStore = self.settings["PICTURES"]
        due, overdue = attributes.review_due(front, read, self.settings["NOW"].date())
        self.settings["FINDINGS"].extend([*read.body_findings, *overdue])
        lead = store.picture(read.lead) if read.lead else None
        if lead and front.image:
            lead = lead.described(front.image.alt)
        values = attributes.attributes(
            front, read, picture=lead, mark=mark, site_lang=self.settings["DEFAULT_LANG"], due=due
        )
        if mark:
            values.setdefault("date", self.settings["NOW"])
        pictures = {image.name: store.picture(image) for image in read.images}
        written = insert_pictures(read.html, pictures, f"{self.settings['SITEURL']}/")
        return written, self._for_pelican(values)

    def _visibility(self, front: FrontMatter) -> visibility.Visibility:
        zone = self.settings["TIMEZONE"]
        return visibility.decide(
            front.status,
            set_date_tzinfo(front.date, zone) if front.date else None,
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

    file_extensions = ("rst",)
    convert = staticmethod(convert_rst)


class HtmlPostReader(PostReader):
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
