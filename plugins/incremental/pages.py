"""Keeps rendered pages by the digest of all that a template can reach.

That is the page's view, the chrome of its language, the templates that its own includes, the
theme's static files and the recipe. What did not change in value does not spread.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jinja2 import Environment, TemplateError, meta
from pydantic import TypeAdapter

from plugins.incremental.digests import digest
from plugins.incremental.page_bytes import with_styles
from plugins.incremental.site_files import KeptGroups
from plugins.incremental.site_folder import SiteFolder
from plugins.incremental.store import Store
from plugins.publishing.links import ParsedPage

_MISSING = "\0"  # no template has it; an include may allow that a template is missing


@dataclass(frozen=True)
class KeptPage:
    """What is in a rendered page, and the assets that it names."""

    page: ParsedPage
    assets: tuple[str, ...]


_ADAPTER = TypeAdapter(tuple[dict[str, str], KeptPage])


class KeptPages(KeptGroups[KeptPage]):
    """The pages of earlier builds; `shared` stands for what all pages depend on.

    What only pages in one language depend on is told for each. `style` gives the text of a
    stylesheet within pages.
    """

    def __init__(
        self,
        store: Store,
        site: SiteFolder,
        templates: TemplateDigests,
        shared: bytes,
        style: Callable[[str], str],
    ) -> None:
        super().__init__(store, site, _ADAPTER, lambda kept: with_styles(kept, style))
        self._templates = templates
        self._shared = shared

    def key(self, template: str, view: bytes, chrome: bytes = b"") -> bytes:
        """The key of the page of a view, of which the JSON and the chrome's digest are given."""
        return digest("page", self._shared, chrome, self._templates.of(template), view)

    def view(self, key: bytes) -> bytes | None:
        """The JSON of the view of a page, if it is kept."""
        return self._store.get(digest("view", key))

    def keep_view(self, key: bytes, view: bytes) -> None:
        """Keep the JSON of the view of a page."""
        self._store.put(digest("view", key), view)


class _Template(NamedTuple):
    """The digest of a template's source, and the names of the templates that it may include."""

    digest: bytes
    references: list[str]


class TemplateDigests:
    """For each template, the digest of its source and of all templates that it may include.

    `names` are those of all templates, for those that include others by a computed name. `syntax`
    stands for what decides how a source is parsed.
    """

    def __init__(
        self, environment: Environment, names: Sequence[str], store: Store, syntax: bytes
    ) -> None:
        self._environment = environment
        self._names = names
        self._store = store
        self._syntax = syntax
        self._known: dict[str, _Template] = {}
        self._digests: dict[str, bytes] = {}

    def of(self, name: str) -> bytes:
        """The digest of a template with all that it reaches."""
        if name not in self._digests:
            reached = sorted(self._reached(name))
            parts = (part for each in reached for part in (each, self._known[each].digest))
            self._digests[name] = digest(*parts)
        return self._digests[name]

    def _reached(self, name: str) -> set[str]:
        waiting, found = [name], set[str]()
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self._template(each).references
        return found

    def _template(self, name: str) -> _Template:
        if name not in self._known:
            try:
                source, _, _ = self._environment.loader.get_source(self._environment, name)  # type: ignore[union-attr]
            except (TemplateError, OSError, UnicodeDecodeError):
                source = _MISSING
            self._known[name] = _Template(digest(source), self._references(source))
        return self._known[name]

    def _references(self, source: str) -> list[str]:
        key = digest("references", self._syntax, source)
        names: list[str | None] | None = self._store.made_from(key, json.loads)
        if names is None:
            try:
                found = list(meta.find_referenced_templates(self._environment.parse(source)))
            except TemplateError:
                found = []
            names = sorted(found, key=str)
            self._store.put(key, json.dumps(names).encode())
        more = self._names if None in names else ()  # a name that is known only while rendering
        return [each for each in (*names, *more) if each is not None]
