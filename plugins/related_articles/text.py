"""Plain text into the words that tell one article from another."""

import re
import unicodedata
from itertools import repeat

from plugins.related_articles.stop_words import STOP_WORDS

_WORD = re.compile(r"[^\W_]\w+")
_SOFT_HYPHEN = "\u00ad"
_SHORT = 3


def words(text: str, lang: str) -> list[str]:
    """The telling words of `text`, in order: folded, in English singular and without stop words.

    Single letters and bare numbers are left out.
    """
    forms = map(normal_form, fold_words(text), repeat(language(lang)))
    return [each for each in forms if each]


def fold_words(text: str) -> list[str]:
    """Every word of `text`, folded."""
    return _WORD.findall(fold(text))


def language(lang: str) -> str:
    """What a code such as "en-GB" says of the words: "en"."""
    return lang.partition("-")[0].lower()


def fold(text: str) -> str:
    """`text` with one form for each character, whatever its case, and no soft hyphens."""
    return unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "").casefold()


def normal_form(word: str, language: str) -> str:
    """The form in which a folded word is counted; empty for one that tells nothing."""
    if word.isdecimal() or word in STOP_WORDS.get(language, ()):
        return ""
    return _singular(word) if language == "en" else word


def _singular(word: str) -> str:
    # Harman's S-stemmer (1991): plurals only, because more gains nothing and hides the words.
    if len(word) > _SHORT:
        if word.endswith("ies") and not word.endswith(("eies", "aies")):
            return word[:-3] + "y"
        if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
            return word[:-1]
        if word.endswith("s") and not word.endswith(("us", "ss")):
            return word[:-1]
    return word
