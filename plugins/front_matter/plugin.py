"""Glue: Pelican reads every post through `post.read`, Markdown and `article_body`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Article, Author, Category, Tag
from pelican.generators import ArticlesGenerator
from pelican.readers import BaseReader, HTMLReader, Readers, RstReader
from pelican.utils import set_date_tzinfo

from plugins.article_body import intrasite, pipeline
from plugins.article_body.plain_text import strip_markup
from plugins.findings import Finding, Severity, typed_path
from plugins.front_matter import attributes, post, reviews, visibility
from plugins.front_matter.markdown_body import MarkdownBody
from plugins.front_matter.source import Source
from plugins.front_matter.surroundings import SiteSurroundings
from plugins.responsive_images.picture import Picture, PictureError

_MARKDOWN = MarkdownBody()


class PostReader(BaseReader):  # type: ignore[misc]  # Pelican is untyped
    """Reads Markdown posts; one that cannot be read is skipped and its findings are kept."""

    enabled = True
    file_extensions: tuple[str, ...] = ("md", "markdown", "mkd", "mdown")

    def read(self, source_path: str) -> tuple[str | None, dict[str, Any]]:
        """Read one file into HTML and attributes, or into a skip."""
        path = Path(source_path)
        self.settings["PROGRESS"].step("Reading posts")
        lenient = self.settings["LENIENT"]
        found, findings = post.read(path.read_bytes(), typed_path(path), lenient=lenient)
        html = _MARKDOWN.to_html(found.body) if found else ""
        return self._finish(path, found, findings, html)

    def _finish(
        self, path: Path, found: post.Post | None, findings: list[Finding], html: str
    ) -> tuple[str | None, dict[str, Any]]:
        self.settings["FINDINGS"].extend(findings)
        if found is None:
            return self._skip(path, path.stem, "cannot be read")
        found = post.dated(found, path.stem)
        shown = self._visibility(found)
        if not shown.shown:
            slug, topics = found.front.slug or path.stem, tuple(found.front.topics)
            return self._skip(path, slug, f"is {shown.mark.casefold()}", topics)
        name, lang = typed_path(path), self.settings["DEFAULT_LANG"]
        body = pipeline.build(
            html,
            SiteSurroundings(self.settings, path.parent),
            references=len(found.front.references),
        )
        problems = post.told(found, body.problems, name, lenient=self.settings["LENIENT"])
        due, overdue = reviews.due(found, name, self.settings["NOW"].date())
        self.settings["FINDINGS"].extend([*problems, *overdue])
        picture = self._lead_picture(found, name, path)
        values = attributes.attributes(
            found, body, picture=picture, mark=shown.mark, path=name, site_lang=lang, due=due
        )
        if shown.mark:
            values.setdefault("date", self.settings["NOW"])
        return body.html, self._for_pelican(values)

    def _visibility(self, found: post.Post) -> visibility.Visibility:
        date = found.front.date
        zone = self.settings["TIMEZONE"]
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
        self.settings["WITHHELD"].append(visibility.Withheld(relative, slug, reason, topics))
        return None, {"status": "skip"}

    def _lead_picture(self, found: post.Post, name: str, path: Path) -> Picture | None:
        image = found.front.image
        if image is None:
            return None
        try:
            picture = SiteSurroundings(self.settings, path.parent).original(image.src)
        except PictureError as error:
            line = found.lines.get(("image", "src"), found.lines.get(("image",), 0))
            severity: Severity = "warning" if self.settings["LENIENT"] else "error"
            self.settings["FINDINGS"].add(
                Finding(name, line, severity, "front-matter/bad-picture", error.message, error.cure)
            )
            return None
        return picture.described(image.alt)

    def _for_pelican(self, values: dict[str, Any]) -> dict[str, Any]:
        """Names become Pelican's objects with addresses."""
        values["tags"] = [Tag(name, self.settings) for name in values["tags"]]
        if "category" in values:
            values["category"] = Category(values["category"], self.settings)
        values["authors"] = [Author(name, self.settings) for name in values["authors"]]
        if values["authors"]:
            values["author"] = values["authors"][0]
        else:
            del values["authors"]
        return values


class _RawMetadata:
    """Lets a reader of Pelican's hand on what the editor wrote, for our model to read."""

    _reading = False

    def process_metadata(self, name: str, value: object) -> object:
        """Return `value` as it stands in the post; Pelican's own defaults become its objects."""
        return value if self._reading else super().process_metadata(name, value)  # type: ignore[misc]

    def read(self, source_path: str) -> tuple[str | None, dict[str, Any]]:
        """Read with Pelican's reader, then validate as any other post."""
        path = Path(source_path)
        self.settings["PROGRESS"].step("Reading posts")  # type: ignore[attr-defined]
        self._reading = True
        try:
            html, metadata = super().read(source_path)  # type: ignore[misc]
        finally:
            self._reading = False
        # Pelican hands the title on as HTML, and line numbers are those of the file.
        if "title" in metadata:
            metadata["title"] = strip_markup(metadata["title"])
        source = Source(dict(metadata), {(): 1}, path.read_text("utf-8-sig", "replace"), 1)
        lenient = self.settings["LENIENT"]  # type: ignore[attr-defined]
        found, findings = post.validate(source, typed_path(path), lenient=lenient)
        return self._finish(path, found, findings, html)  # type: ignore[attr-defined,no-any-return]


class RestructuredTextPostReader(_RawMetadata, RstReader, PostReader):  # type: ignore[misc]
    """Reads .rst posts of an older site."""

    file_extensions = ("rst",)


class HtmlPostReader(_RawMetadata, HTMLReader, PostReader):  # type: ignore[misc]
    """Reads .html posts of an older site."""

    file_extensions = ("html", "htm")


def use_readers(readers: Readers) -> None:
    """Read every kind of post through the one model."""
    for reader in (PostReader, RestructuredTextPostReader, HtmlPostReader):
        for extension in reader.file_extensions:
            readers.reader_classes[extension] = reader


def newest_first(article: Article) -> tuple[float, str, str]:
    """Sort key: newest first, then by slug, and translations by language."""
    return (-article.date.timestamp(), article.slug, article.lang)


def prepare(pelican: Pelican) -> None:
    """Set what reading needs; the order of posts must not follow the order of the disk."""
    pelican.settings["WITHHELD"] = []
    pelican.settings["FILENAME_METADATA"] = ""  # `post.dated` reads it, in time for drafts
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


def sort_topics(generator: ArticlesGenerator) -> None:
    """Offer `topics`, each topic with its articles, sorted by name.

    Pelican makes topic pages for originals only; a translation keeps the topics that have a page.
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
