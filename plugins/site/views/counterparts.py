"""Which pages in other languages say the same: lists, places, people and the home page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from plugins.site.build import BuildSettings
from plugins.site.languages import prefix_of
from plugins.site.views.values import Translation
from plugins.theme_support.languages import base_of

_DEFAULT = "x-default"  # for those who read none of the site's languages


@dataclass
class Counterparts:
    """The pages of all languages of a site that no post has.

    `originals` has, for a topic or category of a further language, the address of the same one in
    the site's own language.
    """

    site: BuildSettings
    originals: dict[str, str] = field(default_factory=dict)
    _urls: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, url: str, lang: str) -> None:
        """Note that there is a page at `url`, in a language of the site."""
        self._urls.setdefault(self._key(url, lang), {})[lang] = url

    def of(self, url: str, lang: str) -> tuple[Translation, ...]:
        """The page and its versions in other languages; nothing if there are none."""
        found = self._urls.get(self._key(url, lang), {})
        tags = (self.site.lang, *self.site.languages)
        return self.with_default([Translation("", found[tag], tag) for tag in tags if tag in found])

    def with_default(self, versions: Sequence[Translation]) -> tuple[Translation, ...]:
        """The versions of a page, and on a site of several languages the one for all others."""
        if not versions[1:]:
            return ()
        own = [each for each in versions if self._is_default(each)] if self.site.languages else []
        return (*versions, *(Translation("", each.url, _DEFAULT) for each in own))

    def _is_default(self, version: Translation) -> bool:
        return not version.preview_mark and base_of(version.lang) == base_of(self.site.lang)

    def _key(self, url: str, lang: str) -> str:
        if lang == self.site.lang:
            return url
        return self.originals.get(url, url.removeprefix(prefix_of(lang)))


def links(
    alternates: Iterable[Translation], spelling: Callable[[str], str]
) -> tuple[tuple[str, str], ...]:
    """The languages, in their spelling, and addresses that a sitemap lists of a page."""
    public = (each for each in alternates if not each.preview_mark)
    return tuple((spelling(each.lang), each.url) for each in public)
