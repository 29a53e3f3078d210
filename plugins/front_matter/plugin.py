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

from plugins.article_body import pipeline
from plugins.article_body.addresses import site_link
from plugins.findings import Finding, Severity, typed_path
from plugins.front_matter import attributes, post, visibility
from plugins.front_matter.markdown_body import MarkdownBody
from plugins.front_matter.source import Source
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import Picture, PictureError

_MARKDOWN = MarkdownBody()


class _Surroundings:
    """The site as the body of one post sees it."""

    def __init__(self, settings: dict[str, Any], folder: Path) -> None:
        self._settings = settings
        self._folder = folder

    def picture(self, src: str) -> Picture:
        original = find_original(src, self._folder, Path(self._settings["PATH"]))
        found: Picture = self._settings["PICTURES"].publish(original)
        return Picture(f"{self._settings['SITEURL']}/{found.url}", found.width, found.height)

    def link(self, href: str) -> str:
        return site_link(href, self._settings["SITEURL"])


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
        shown = self._visibility(found)
        if not shown.shown:
            return self._skip(path, found.front.slug or path.stem, f"is {shown.mark.casefold()}")
        body = pipeline.build(html, _Surroundings(self.settings, path.parent))
        self._report(found, body, typed_path(path))
        picture = self._lead_picture(found, typed_path(path), path)
        values = attributes.attributes(
            found, body, picture=picture, mark=shown.mark, path=typed_path(path)
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

    def _skip(self, path: Path, slug: str, reason: str) -> tuple[None, dict[str, Any]]:
        relative = path.relative_to(self.settings["PATH"]).as_posix()
        self.settings["WITHHELD"].append(visibility.Withheld(relative, slug, reason))
        return None, {"status": "skip"}

    def _report(self, found: post.Post, body: pipeline.ArticleBody, name: str) -> None:
        lenient = self.settings["LENIENT"]
        for problem in body.problems:
            self.settings["FINDINGS"].add(
                Finding(
                    name,
                    found.line_of(problem.words),
                    "warning" if lenient else problem.severity,
                    problem.rule,
                    problem.message,
                    problem.cure,
                )
            )

    def _lead_picture(self, found: post.Post, name: str, path: Path) -> Picture | None:
        image = found.front.image
        if image is None:
            return None
        try:
            original = find_original(image.src, path.parent, Path(self.settings["PATH"]))
            picture = self.settings["PICTURES"].publish(original)
        except PictureError as error:
            line = found.lines.get(("image", "src"), found.lines.get(("image",), 0))
            severity: Severity = "warning" if self.settings["LENIENT"] else "error"
            self.settings["FINDINGS"].add(
                Finding(name, line, severity, "front-matter/bad-picture", error.message, error.cure)
            )
            return None
        return Picture(picture.url, picture.width, picture.height, image.alt)

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

    def process_metadata(self, _name: str, value: object) -> object:
        """Return `value` as it stands."""
        return value

    def read(self, source_path: str) -> tuple[str | None, dict[str, Any]]:
        """Read with Pelican's reader, then validate as any other post."""
        path = Path(source_path)
        self.settings["PROGRESS"].step("Reading posts")  # type: ignore[attr-defined]
        html, metadata = super().read(source_path)  # type: ignore[misc]
        source = Source(dict(metadata), {(): 1}, html, 1)
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


def newest_first(article: Article) -> tuple[float, str]:
    """Sort key: newest first, then by slug."""
    return (-article.date.timestamp(), article.slug)


def prepare(pelican: Pelican) -> None:
    """Set what reading needs; the order of posts must not follow the order of the disk."""
    pelican.settings["WITHHELD"] = []
    pelican.settings["ARTICLE_ORDER_BY"] = newest_first


def require_date(generator: ArticlesGenerator, metadata: dict[str, Any]) -> None:
    """Skip an article without a date, with a finding."""
    if "date" in metadata or metadata.get("status") == "skip":
        return
    today = f"{generator.settings['NOW']:%Y-%m-%d}"
    generator.settings["FINDINGS"].add(
        Finding(
            metadata["source_file"], 1, "error", "front-matter/missing-key",
            "“date” is missing.", f"Write `date: {today}`, or `status: draft` until it is ready.",
        )
    )  # fmt: skip
    metadata["status"] = "skip"


def sort_topics(generator: ArticlesGenerator) -> None:
    """Offer `topics`, each topic with its articles, sorted by name."""
    topics = sorted(generator.tags.items(), key=lambda item: str(item[0]).casefold())
    generator.context["topics"] = topics


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(sort_topics)
    signals.initialized.connect(prepare)
    signals.readers_init.connect(use_readers)
    signals.article_generator_context.connect(require_date)
