"""Reuses the pages of earlier builds that would be rendered to the same bytes (edge: disk)."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader

from plugins.incremental import reasons
from plugins.incremental.digests import digest, value_json
from plugins.incremental.pages import KeptPage, KeptPages, TemplateDigests
from plugins.incremental.recipe import settings_json
from plugins.incremental.reuse import Reuse
from plugins.publishing.links import ParsedPage
from plugins.publishing.templates import EXAMPLES
from plugins.site.build import Build
from plugins.site.rendering import CONTENT, PageWriter, WrittenPage
from plugins.site.views.chrome import Chrome
from plugins.site.views.values import View
from plugins.theme_support import texts


@dataclass
class PageReuse:
    """The pages of one build: what is kept, and what it has found of it.

    `chromes` has a digest of what all pages in a language share.
    `why` is the slug that WHY asks for.
    """

    reuse: Reuse
    kept: KeptPages
    writer: PageWriter
    chromes: Mapping[str, bytes]
    why: str
    _found: dict[str, Callable[[], KeptPage]] = field(default_factory=dict)
    _missing: dict[str, bytes] = field(default_factory=dict)  # the JSON of views

    def find(self, view: View) -> bool:
        """Whether the page of a view is kept; if so, `place` gives it to the site."""
        name, data = view.output_file, value_json(view)
        lang = self.writer.renderer.of(view.lang).chrome.site_lang
        key = self.kept.key(view.template, data, self.chromes[lang])
        self.reuse.made.pages[name] = key.hex()
        if self.why and self.why in name.split("/"):
            self.reuse.answers.append(f"{name}: {self._why(name, key, data)}.")
        place = None if self.reuse.why_no_pages else self.kept.find(key)
        if place is None:
            self._missing[name] = data
            return False
        self._found[name] = place
        return True

    def place(self, name: str) -> WrittenPage:
        """Give the site the page at `name`, which was found, with its assets."""
        try:
            page = self._found.pop(name)()
            for asset in page.assets:
                self.writer.assets.url(asset)
        except OSError as error:
            return WrittenPage(name, error)
        self.reuse.reused += 1
        return WrittenPage(name, page.page)

    def keep(self, written: WrittenPage) -> None:
        """Keep a page that was rendered."""
        self.reuse.rendered += 1
        view = self._missing.pop(written.name)
        if isinstance(written.page, ParsedPage):
            written.page.intern()  # each process has sent strings of its own
            key = bytes.fromhex(self.reuse.made.pages[written.name])
            page, name = KeptPage(written.page, written.assets), written.name
            kept = {} if written.kept is None else {name: written.kept}
            self.kept.keep(key, page, {name: written.digest}, kept)
            self.kept.keep_view(key, view)

    def _why(self, name: str, key: bytes, view: bytes) -> str:
        """Which value of a page has changed since the last build."""
        last = self.reuse.cache.last.pages.get(name)
        if last is None:
            return "the last build had no such page"
        if last == key.hex():
            return "nothing has changed"
        before = self.kept.view(bytes.fromhex(last))
        values = reasons.changed_values(before, view) if before else []
        parts = self.reuse.made.parts
        return "; ".join(values) or reasons.changed_parts(self.reuse.cache.last, parts)


def jinja_options(settings: Mapping[str, Any]) -> bytes:
    """The JSON of the owner's options for Jinja, if they have no functions."""
    ours = {"bytecode_cache": None}  # set since then
    options, _ = settings_json({**settings["JINJA_ENVIRONMENT"], **ours})
    return options


def page_reuse(build: Build, writer: PageWriter) -> PageReuse:
    """What can be reused of the pages that `writer` would render."""
    reuse, environment, settings = build.reuse, writer.renderer.environment, build.settings
    static = reuse.cache.files.of_each(build.site.theme / "static")
    parts = {f"theme/static/{name}": digest(found) for name, found in static if name[-1] != "/"}
    language = locale.setlocale(locale.LC_ALL)
    parts["the locale or TIMEZONE"] = digest(language, settings["TIMEZONE"])  # for strftime
    parts["JINJA_ENVIRONMENT"] = digest(jinja_options(settings))
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], writer.templates]
    names = FileSystemLoader(folders).list_templates()
    every = [*names, *_others(settings, writer.templates)]
    syntax = digest(reuse.cache.recipe, jinja_options(settings))
    templates = TemplateDigests(environment, every, reuse.cache.store, syntax)
    parts["the code or a library"] = reuse.cache.recipe
    shared = _joined(parts)
    own, theme = writer.renderer, build.site.theme
    languages = {
        each.chrome.site_lang: _parts_of_language(each.chrome, theme)
        for each in (own, *own.others.values())
    }
    chromes = {lang: _joined(found) for lang, found in languages.items()}
    for lang, found in languages.items():
        also = "" if lang == own.chrome.site_lang else f" in {lang}"
        parts |= {f"{name}{also}": part for name, part in found.items()}
    rendered = names if build.request.preview else _without_examples(names)
    parts |= {f"theme/templates/{name}": templates.of(name) for name in rendered}
    reuse.made.parts = {name: part.hex() for name, part in parts.items()}
    kept = KeptPages(reuse.cache.store, reuse.site, templates, shared, writer.style)
    return PageReuse(reuse, kept, writer, chromes, os.environ.get("WHY", ""))


def _parts_of_language(chrome: Chrome, theme: Path) -> dict[str, bytes]:
    """The digests of what all pages in the language of a chrome share."""
    parts = {name: digest(value_json(value)) for name, value in vars(chrome).items()}
    if file := texts.catalogue(theme, chrome.site_lang):
        parts["the words of the theme"] = digest(file.read_bytes())
    return parts


def _joined(parts: Mapping[str, bytes]) -> bytes:
    return digest(*(part for name in sorted(parts) for part in (name, parts[name])))


def _without_examples(names: Iterable[str]) -> list[str]:
    """Those that can be rendered without a preview; to parse the others takes as long."""
    return [name for name in names if not name.startswith(EXAMPLES)]


def _others(settings: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """The names of the theme's own templates, and of pages, as a template may compute them."""
    yield from (f"!theme/{name}" for name in FileSystemLoader(folder).list_templates())
    yield from (f"{CONTENT}/{name}" for name in settings["TEMPLATE_PAGES"])
