"""Renders views, and writes the pages on all cores (edge: disk)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from gettext import NullTranslations
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    nodes,
)
from jinja2.ext import InternationalizationExtension

from plugins.core.findings import Finding
from plugins.core.process_pool import ProcessPool
from plugins.incremental.digests import digest
from plugins.incremental.page_bytes import without_styles
from plugins.publishing.build import DISK_ERRORS
from plugins.publishing.links import ParsedPage
from plugins.publishing.rendered import Rendered, rendered
from plugins.publishing.templates import render_finding
from plugins.site.pages import style_guide_functions
from plugins.site.views.chrome import Chrome
from plugins.site.views.values import View
from plugins.structured_data import graph
from plugins.structured_data.nodes import GraphSite
from plugins.theme_support import helpers, texts
from plugins.theme_support.assets import AssetError, Assets
from plugins.theme_support.languages import Languages, base_of
from plugins.theme_support.stylesheet import StylesheetError

_AT_ONCE = 16  # pages that a process renders before it asks for more
_AHEAD = 25  # parts of so many pages that are begun before the first is waited for
_I18N = InternationalizationExtension.identifier
CONTENT = "!content"  # before the names of TEMPLATE_PAGES, which may be those of other templates


class _Environment(Environment):
    """Parses each template once: for its references, and to compile it.

    Its extension for translations changes no source; those of others may, by a template's name.

    All templates have the same globals; Jinja would look each one up in a chain of two.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # as Jinja's
        super().__init__(**options)
        self._parsed: dict[str, nodes.Template] = {}

    def parse(
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> nodes.Template:
        """The tree of a template."""
        if self.extensions.keys() - {_I18N}:
            return super().parse(source, name, filename)
        if source not in self._parsed:
            self._parsed[source] = super().parse(source, name, filename)
        return self._parsed[source]

    def compile(self, source: Any, *given: Any, **options: Any) -> Any:  # noqa: ANN401  # as Jinja's
        """The code of a template; its tree is changed meanwhile, so it is not used again."""
        return super().compile(self._parsed.pop(source, source), *given, **options)

    def make_globals(self, _own: object) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return self.globals


def environment(
    theme: Path,
    assets: Assets,
    chrome: Chrome,
    settings: Mapping[str, Any],
    compiled: BytecodeCache | None = None,
) -> Environment:
    """The Environment of a theme that takes views; a name that it lacks is an error.

    Macros get the chrome and the functions without `with context`. `settings` are Pelican's for
    Jinja, which the owner of the site may have changed. `compiled` has the templates of other
    Environments with the same settings; Pelican's may have been compiled without autoescape.
    """
    always = {
        "undefined": StrictUndefined,
        "autoescape": True,
        "auto_reload": False,
        "cache_size": -1,  # a dictionary: a page asks for dozens of templates
        "bytecode_cache": compiled,
    }
    made = _Environment(
        loader=_loader(theme / "templates", settings), **{**settings["JINJA_ENVIRONMENT"], **always}
    )
    made.filters.update({**helpers.FILTERS, **settings["JINJA_FILTERS"]})
    made.tests.update(settings["JINJA_TESTS"])
    made.globals.update(settings["JINJA_GLOBALS"])
    words = texts.translations(theme, chrome.site_lang)
    made.globals.update(_functions(assets, chrome, words))
    made.globals.update(vars(chrome))
    made.filters["date_words"] = texts.date_words_in(chrome.site_lang)
    made.add_extension(texts.EXTENSION)
    made.install_gettext_translations(  # type: ignore[attr-defined]  # the extension's
        words, newstyle=True
    )
    made.globals["_"] = made.globals["gettext"] = texts.gettext_of(words)
    return made


def add_extensions(made: Environment, pelicans: Environment) -> None:
    """Add what plugins have put into Pelican's Environment and `made` lacks."""
    for name in ("filters", "tests", "globals"):
        own, others = getattr(made, name), getattr(pelicans, name)
        own.update({key: others[key] for key in others.keys() - own.keys()})


def _loader(folder: Path, settings: Mapping[str, Any]) -> BaseLoader:
    """Finds overrides, the templates of the theme (also as `!theme/`), and TEMPLATE_PAGES."""

    def of_content(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = Path(settings["PATH"], name)
        known = name in settings["TEMPLATE_PAGES"] and path.is_file()
        return (path.read_text("utf-8"), str(path), lambda: True) if known else None

    return ChoiceLoader(
        [
            FileSystemLoader([*settings["THEME_TEMPLATES_OVERRIDES"], folder]),
            PrefixLoader({"!theme": FileSystemLoader(folder), CONTENT: FunctionLoader(of_content)}),
        ]
    )


def _functions(assets: Assets, chrome: Chrome, words: NullTranslations) -> dict[str, Any]:
    tags = tuple(each.tag for each in chrome.languages)
    languages = Languages(chrome.site_lang, tags, frozenset(chrome.untranslated))
    own = tags[0] if tags else chrome.site_lang
    site = GraphSite(
        chrome.siteurl, own, chrome.clinic, home=chrome.home, home_name=words.gettext("Home")
    )
    found = helpers.global_names(assets, chrome.siteurl) | {
        "attributes": languages.attributes,
        "json_ld": partial(graph.json_ld, site),
        "language_tag": languages.language_tag,
        "marked": languages.marked,
        "ours": languages.ours,
        "text_lang": languages.text_lang,
        "theirs": languages.theirs,
        "worded": texts.worded,
    }
    return found | (style_guide_functions(chrome.siteurl) if chrome.style_guide_url else {})


@dataclass(frozen=True)
class Renderer:
    """Renders the views of a site that has this chrome.

    Pages in a further language, by its tag, have another chrome and words.
    """

    environment: Environment
    chrome: Chrome
    others: Mapping[str, Renderer] = field(default_factory=dict)

    def of(self, lang: str) -> Renderer:
        """What renders the pages in a language."""
        found = (each for tag, each in self.others.items() if base_of(tag) == base_of(lang))
        return next(found, self)

    def render(self, view: View) -> Rendered:
        """The page of a view; raises what the template raises."""
        template = self.of(view.lang).environment.get_template(view.template)
        return rendered(template.render(vars(view)), self.chrome.siteurl)


@dataclass(frozen=True)
class WrittenPage:
    """A page as it was parsed, or the error because of which it could not be written.

    `assets` are those that it names, and `kept` is what is kept of its bytes, if that can be.
    """

    name: str
    page: ParsedPage | Finding | OSError
    digest: str = ""
    assets: tuple[str, ...] = ()
    kept: bytes | None = None


@dataclass(frozen=True)
class PageWriter:
    """Writes pages below the folder `output`; `templates` is the folder of the templates."""

    renderer: Renderer
    assets: Assets
    output: Path
    templates: Path

    def write(self, view: View) -> WrittenPage:
        """Render one page and write it."""
        name = view.output_file
        self.assets.used.clear()
        try:
            made = self.renderer.render(view)
        except Exception as error:  # noqa: BLE001  # a template may raise anything
            if isinstance(error, OSError) and error.errno in DISK_ERRORS:
                return WrittenPage(name, error)  # an asset could not be written
            return WrittenPage(name, render_finding(error, self.templates, name))
        path = self.output / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)  # it may be a link to a file of the old site
            path.write_bytes(made.data)
        except OSError as error:
            return WrittenPage(name, error)
        assets = tuple(sorted(self.assets.used))
        kept = without_styles(made.data, self.assets.styles)
        return WrittenPage(name, made.page, digest(made.data).hex(), assets, kept)

    def style(self, name: str) -> str:
        """The text of a stylesheet within pages; none if the theme has no such stylesheet."""
        try:
            return self.assets.inline_style(name, self.renderer.chrome.siteurl)
        except (AssetError, StylesheetError):
            return ""


_writer: PageWriter | None = None  # of this process, and of those that are forked from it


def share(writer: PageWriter) -> None:
    """Let `write_pages` find the writer in processes that are forked from now on."""
    global _writer  # noqa: PLW0603  # an Environment cannot be sent to a process
    _writer = writer


def write_pages(
    writer: PageWriter, views: Iterable[View], pool: ProcessPool
) -> Iterator[WrittenPage]:
    """Write the pages of all views; gives each, in order.

    Only some are written ahead, so that no more views and pages are in memory.
    """
    share(writer)
    rest, begun = iter(views), deque[Future[list[WrittenPage]]]()
    while part := list(islice(rest, _AT_ONCE)):
        begun.append(pool.submit(_write, part))
        if len(begun) > _AHEAD:
            yield from begun.popleft().result()
    while begun:
        yield from begun.popleft().result()


def _write(views: Sequence[View]) -> list[WrittenPage]:
    assert _writer is not None  # noqa: S101  # set before the process was forked
    return [_writer.write(view) for view in views]
