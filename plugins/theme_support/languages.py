"""The attributes `lang` and `dir` for pages and texts that are not in the site's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class Languages:
    """Functions for the templates of pages in `site_lang`, such as en-GB.

    `all_tags` are those of all languages of the site, its own first, if there are several. The
    texts that are `missing` in `site_lang` are shown in the first.
    """

    site_lang: str
    all_tags: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()

    def language_tag(self, lang: str) -> str:
        """The language tag; the site's own languages always have the same spelling."""
        known = (own for own in self.all_tags or (self.site_lang,) if _means(own, lang))
        return next(known, lang)

    def attributes(self, lang: str) -> Markup:
        """`lang` and `dir` for a text in a language, with a space before them."""
        direction = "rtl" if base_of(lang) in RIGHT_TO_LEFT else "ltr"
        return Markup(' lang="{}" dir="{}"').format(self.language_tag(lang), direction)

    def theirs(self, lang: str) -> Markup:
        """The attributes for a text in a language; nothing if it is the site's own."""
        return Markup() if base_of(lang) == base_of(self.site_lang) else self.attributes(lang)

    def text_lang(self, text: str) -> Markup:
        """The attributes for a text of the clinic's; nothing if it is in `site_lang`."""
        return self.attributes(self.all_tags[0]) if text in self.missing else Markup()

    def marked(self, text: str) -> Markup:
        """A text of the clinic's within a sentence, in an element that has its attributes."""
        found = self.text_lang(text)
        return Markup("<span{}>{}</span>").format(found, text) if found else escape(text)

    def ours(self, lang: str) -> Markup:
        """The attributes for the theme's own words on a page in `lang`."""
        return self.attributes(self.site_lang) if self.theirs(lang) else Markup()


def _means(own: str, lang: str) -> bool:
    return lang.lower() in {own.lower(), base_of(own)}


@lru_cache(64)  # each page asks dozens of times
def base_of(lang: str) -> str:
    """The language that a tag is of, in lower case: `pt` for pt-BR."""
    return lang.split("-", maxsplit=1)[0].lower()
