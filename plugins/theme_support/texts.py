"""The theme's own words and dates in a language (edge: disk).

Templates have English; theme/locale/<language>/LC_MESSAGES/messages.po has what that is in another.
Babel is imported only where it is needed: that takes 50 ms, and English needs none of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from markupsafe import Markup, escape

from plugins.core import dates
from plugins.theme_support.languages import base_of

EXTENSION = "jinja2.ext.i18n"  # that templates mark their words by
FOLDER = "locale"


class CatalogueError(ValueError):
    """A catalogue that cannot be read, because of this line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def catalogue(theme: Path, lang: str) -> Path | None:
    """The catalogue of a theme for a language, or else for the one that it is a variant of."""
    for name in dict.fromkeys((lang.replace("-", "_"), base_of(lang))):
        file = theme / FOLDER / name / "LC_MESSAGES" / "messages.po"
        if file.is_file():
            return file
    return None


def translations(theme: Path, lang: str) -> NullTranslations:
    """What `gettext` asks; without a catalogue for a language, all words stay English.

    Raises CatalogueError.
    """
    file = catalogue(theme, lang)
    if file is None:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # see above
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415  # the same
    from babel.support import Translations  # noqa: PLC0415  # the same

    try:
        with file.open("rb") as source:
            read = read_po(source, abort_invalid=True)
    except PoFileError as error:
        raise CatalogueError(
            error.lineno + 1, f"“{error.line.strip()}” is no part of one."
        ) from error
    except (UnicodeDecodeError, LookupError) as error:
        raise CatalogueError(1, "This is not UTF-8, or names another encoding.") from error
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return Translations(compiled)


def gettext_of(words: NullTranslations) -> Callable[..., Markup]:
    """What templates call as `gettext`: Jinja's own looks each word up again on every page.

    It takes the message, and by name what belongs in its `%(name)s`, which is always escaped.
    """

    @cache
    def found(message: str) -> Markup:
        return Markup(words.gettext(message))  # noqa: S704  # the theme's own words

    @cache
    def complete(message: str) -> Markup:
        return found(message) % {}

    def gettext(message: str, /, **variables: object) -> Markup:
        return found(message) % variables if variables else complete(message)

    return gettext


def date_words_in(lang: str) -> Callable[[date], str]:
    """The function that writes a day out in a language: `28 September 2021`, `28. september 2021`.

    English is that of Britain; so is a language that Babel does not know.
    """
    if base_of(lang) == "en":
        return dates.date_words
    if not is_language(lang):
        return dates.date_words
    from babel import Locale  # noqa: PLC0415  # see above
    from babel.dates import format_date  # noqa: PLC0415  # the same

    locale = Locale.parse(lang, sep="-")
    return cache(lambda day: format_date(day, "long", locale))


def worded(html: str, words: Mapping[str, str]) -> str:
    """The HTML of a body with these labels in place of the English ones that reading gave it.

    `words` has both, with `%(number)s` for a number. They are those of links, tables and cards.
    """
    for own, other in words.items():
        if own != other:
            label = re.escape(own).replace(re.escape("%(number)s"), r"(?P<number>\d+)")
            text = str(escape(other)).replace("\\", r"\\").replace("%(number)s", r"\g<number>")
            place = r'(?P<place><[a-z][^<>]* aria-label="|<span class="care-kind">)'
            html = re.sub(rf'{place}{label}(?=[": ])', rf"\g<place>{text}", html)
    return html


def is_language(tag: str) -> bool:
    """Whether Babel knows a language by this tag."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # see above

    try:
        return bool(Locale.parse(tag, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


def own_name(lang: str) -> str:
    """What a language is called in itself, such as “Norsk bokmål”; its tag if Babel has no name."""
    if not is_language(lang):
        return lang
    from babel import Locale  # noqa: PLC0415  # see above

    name = Locale.parse(lang, sep="-").language_name or lang
    return f"{name[0].upper()}{name[1:]}"
