"""The attributes `lang` and `dir` for pages and texts that are not in the site's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class Languages:
    """Functions for the templates of a site in `site_lang`, such as en-GB."""

    site_lang: str

    def language_tag(self, lang: str) -> str:
        """The language tag; the site's own language always has the spelling of `site_lang`."""
        own = self.site_lang
        return own if lang.lower() in {own.lower(), base_of(own)} else lang

    def attributes(self, lang: str) -> Markup:
        """`lang` and `dir` for a text in a language, with a space before them."""
        direction = "rtl" if base_of(lang) in RIGHT_TO_LEFT else "ltr"
        return Markup(' lang="{}" dir="{}"').format(self.language_tag(lang), direction)

    def theirs(self, lang: str) -> Markup:
        """The attributes for a text in a language; nothing if it is the site's own."""
        return Markup() if base_of(lang) == base_of(self.site_lang) else self.attributes(lang)

    def ours(self, lang: str) -> Markup:
        """The attributes for the theme's own words on a page in `lang`."""
        return self.attributes(self.site_lang) if self.theirs(lang) else Markup()


@lru_cache(64)  # each page asks dozens of times
def base_of(lang: str) -> str:
    """The language that a tag is of, in lower case: `pt` for pt-BR."""
    return lang.split("-", maxsplit=1)[0].lower()
