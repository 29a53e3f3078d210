"""Runs an old Pelican site's settings and Pelican's own generators, which say all old addresses.

Settings are Python code of the site's owner: reading them runs them, as Pelican itself does. The
old site's plugins are not loaded, and nothing is written (edge: disk, Pelican).
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.paginator import Paginator
from pelican.settings import DEFAULT_THEME, get_settings_from_file, read_settings

from plugins.core.values import slugify
from plugins.migration.old_folder import settings_path
from plugins.migration.old_site import MigrationError
from plugins.publishing import content_files

# Bodies are not converted: only their front matter is needed, whatever extensions the site has.
_ONLY_KEYS = {
    "MARKDOWN": {"extension_configs": {"markdown.extensions.meta": {}}},
    "DOCUTILS_SETTINGS": {
        "halt_level": 5, "report_level": 5, "file_insertion_enabled": False, "raw_enabled": False,
    },
    "THEME": DEFAULT_THEME, "PLUGINS": [], "CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False,
    "JINJA_FILTERS": {}, "JINJA_GLOBALS": {}, "JINJA_TESTS": {}, "THEME_TEMPLATES_OVERRIDES": [],
    "JINJA_ENVIRONMENT": {"extensions": []}, "TYPOGRIFY": False, "DATE_FORMATS": {},
}  # fmt: skip


@dataclass
class OldLists:
    """Takes the place of Pelican's writer, and notes the pages of lists instead of writing them.

    `pages` has, by the file of each, the kind of the list and the slug, here, of its group.
    """

    settings: Mapping[str, Any]
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)

    def write_file(  # as Pelican's
        self,
        name: str,
        _template: object,
        context: Mapping[str, Any],
        *,
        url: str = "",
        template_name: str = "",
        **values: Any,  # noqa: ANN401  # Pelican's
    ) -> None:
        """Note a page, and those that continue it."""
        articles = values.get("articles")
        if not name or articles is None or not template_name:
            return
        group = values.get(template_name)
        if not any(_is_past(article) for article in articles):
            return  # ours has no such list yet
        year = str(context.get("period_num", ("",))[0])
        slug = getattr(group, "slug", year)
        if group is not None and template_name == "author":
            slug = slugify(group.name)
        for file in self._files(name, url, articles, template_name):
            self.pages[file] = (template_name, slug)

    def write_feed(self, *_given: object, **_named: object) -> None:
        """Feeds keep their addresses, by their settings."""

    def _files(self, name: str, url: str, articles: Sequence[Any], template: str) -> Iterator[str]:
        yield name
        if template not in self.settings["PAGINATED_TEMPLATES"] or not articles:
            return
        size = self.settings["PAGINATED_TEMPLATES"][template]
        pages = Paginator(
            name, url, articles, self.settings, size or self.settings["DEFAULT_PAGINATION"]
        )
        for number in range(2, pages.num_pages + 1):
            yield pages.page(number).save_as


@dataclass(frozen=True)
class PelicanContents:
    """What Pelican has found: its objects, by the path of their files below the content folder."""

    settings: dict[str, Any]
    root: Path
    articles: dict[str, Any]
    pages: dict[str, Any]
    static: dict[str, str]
    lists: dict[str, tuple[str, str]]
    broken: tuple[str, ...]


def read_contents(folder: Path) -> PelicanContents:
    """Everything in the site in `folder`; raises MigrationError."""
    settings = _settings(folder)
    root = Path(settings["PATH"])
    if not root.resolve().is_relative_to(folder.resolve()):
        message = f"PATH is {root}, which is outside {folder}: set FROM to a folder with both."
        raise MigrationError(message)
    context = settings | {
        "generated_content": {}, "static_links": set(), "static_content": {},
        "localsiteurl": settings["SITEURL"],
    }  # fmt: skip
    given = {"path": str(root), "theme": settings["THEME"], "output_path": str(folder / "output")}
    made = [
        kind(context=context, settings=settings, **given)
        for kind in (ArticlesGenerator, PagesGenerator, StaticGenerator)
    ]
    bad = content_files.unreadable_files(root, settings["IGNORE_FILES"])
    for generator in made:
        content_files.filter_files(generator, root, bad)
    logging.disable(logging.CRITICAL)  # what cannot be read is listed in the end
    try:
        return _contents(settings, root, made)
    finally:
        logging.disable(logging.NOTSET)


def _contents(settings: dict[str, Any], root: Path, made: Sequence[Any]) -> PelicanContents:
    """What the generators of articles, pages and static files find."""
    articles, _, static = made
    for generator in made:
        generator.generate_context()
    known = articles.context["generated_content"]
    # In the order in which Pelican writes them: the first one decides where a file is attached.
    first = [*articles.articles, *articles.translations]
    others = [content for content in known.values() if content and content not in first]
    for content in [*first, *others]:
        with contextlib.suppress(Exception):  # of a broken post, only its {attach} links are lost
            content._update_content(content._content, "")  # noqa: SLF001  # moves what it attaches
    articles.get_template = str  # of the old theme, which need not be there
    lists = OldLists(settings)
    articles.generate_pages(lists)
    kinds: dict[str, dict[str, Any]] = {"Article": {}, "Page": {}}
    for path, content in known.items():
        if content is not None:
            kinds[type(content).__name__][path] = content
    return PelicanContents(
        settings,
        root,
        kinds["Article"],
        kinds["Page"],
        {file.get_relative_source_path(): file.save_as for file in static.staticfiles},
        lists.pages,
        tuple(sorted(path for path, content in known.items() if content is None)),
    )


def _settings(folder: Path) -> dict[str, Any]:
    """Pelican's settings of the old site, with what would need its theme and plugins left out."""
    file = settings_path(folder, "Pelican")
    try:
        with _as_if_run_in(folder):
            own = get_settings_from_file(str(file))
            path = Path(os.path.abspath(folder / own.get("PATH", "content")))  # noqa: PTH100
            settings: dict[str, Any] = read_settings(
                None, override=own | _ONLY_KEYS | {"PATH": str(path)}
            )
    except (Exception, SystemExit) as error:
        message = f"{file} cannot be run: {type(error).__name__}: {error}"
        raise MigrationError(message) from error
    return settings | {"OLD_PLUGINS": own.get("PLUGINS") or [], "OLD_NAMES": sorted(own)}


@contextlib.contextmanager
def _as_if_run_in(folder: Path) -> Iterator[None]:
    """Import modules from `folder`, as `pelican` does there; ours have the same names."""
    before, here = dict(sys.modules), Path.cwd()
    for name in ("pelicanconf", "publishconf"):
        sys.modules.pop(name, None)
    path, written = list(sys.path), sys.dont_write_bytecode
    sys.path[:] = [str(folder.resolve()), *(each for each in path if each not in {"", str(here)})]
    sys.dont_write_bytecode = True
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        os.chdir(here)
        sys.path[:], sys.dont_write_bytecode = path, written
        for name in ("pelicanconf", "publishconf"):
            sys.modules.pop(name, None)
            if name in before:
                sys.modules[name] = before[name]


def _is_past(article: Any) -> bool:  # noqa: ANN401  # untyped Pelican
    return bool(article.date <= datetime.now(UTC))
