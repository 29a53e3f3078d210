"""Plain text into weighted terms: words and pairs of words, each with how much it is said."""

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise, repeat

from plugins.related_articles.documents import Document
from plugins.related_articles.stop_words import STOP_WORDS

_WORD = re.compile(r"[^\W_]\w+")
_SOFT_HYPHEN = "\u00ad"
# A word never holds a colon, so a topic is never taken for a word.
_TOPIC = "topic:"
_SHORT = 3


def term_weights(document: Document, *, title_weight: int, topic_weight: int) -> dict[str, float]:
    """How much `document` says each term: 1 + ln(times said), the same in every corpus.

    A term is a word ("needling"), two words in a row ("dry needling") or a topic
    ("topic:dry needling"). Something in the title counts `title_weight` times, a topic
    `topic_weight` times.
    """
    counts = Counter(_terms(document.text, document.lang))
    for term in _terms(document.title, document.lang):
        counts[term] += title_weight
    for topic in document.topics:
        counts[_TOPIC + " ".join(_plain(topic).split())] += topic_weight
    return {term: 1 + math.log(count) for term, count in counts.items() if count}


def words(text: str, lang: str) -> list[str]:
    """The telling words of `text`, in order: folded, in English singular and without stop words.

    Single letters and bare numbers are left out.
    """
    language = lang.partition("-")[0].lower()
    forms = map(_form, _WORD.findall(_plain(text)), repeat(language))
    return [form for form in forms if form]


def _terms(text: str, lang: str) -> list[str]:
    single = words(text, lang)
    return [*single, *map(" ".join, pairwise(single))]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "").casefold()


@lru_cache(maxsize=2**16)
def _form(word: str, language: str) -> str:
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
