"""Splits plain text into the words that tell one article from another."""

import re
import unicodedata

_ENGLISH_STOP_WORDS = """
    a an the
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    he him his himself she her hers herself it its itself they them their theirs themselves
    one ones someone something anyone anything everyone everything nothing
    this that these those here there who whom whose which what when where why how
    whatever whichever whenever
    and or but nor so yet if then than because since while although though unless until whether
    of in on at by to from for with without within into onto out over under above below up down
    off about across after again against along among around as before behind between beyond
    during through throughout toward towards upon via per
    am is are was were be been being do does did doing done have has had having
    can could may might must shall should will would cannot
    not no none only own same such both each either neither every all any some few many more most
    much less least other others another several enough
    very too just also even ever never always often still already almost quite rather really well
    now once however therefore thus instead perhaps
    get gets getting got make makes making made use uses using used let lets like need needs
    new say says said see way ways
    don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn mustn
    ll ve re
"""
_STOP_WORDS = {"en": frozenset(_ENGLISH_STOP_WORDS.split())}
_WORD = re.compile(r"[^\W_]\w+")
_SOFT_HYPHEN = "\u00ad"
_SHORTEST_PLURAL = 4  # letters


def words(text: str, lang: str) -> list[str]:
    """The words of `text` in order: folded, without stop words, in English also without plural s.

    Single letters and bare numbers are left out.
    """
    language = base_language(lang)
    return [form for word in fold_words(text) if (form := normal_form(word, language))]


def fold_words(text: str) -> list[str]:
    """Every word of `text` of at least two characters, folded."""
    if text.isascii() and text.isalnum():  # as most single words are
        return [text.lower()] if len(text) > 1 else []
    return _WORD.findall(fold(text))


def base_language(lang: str) -> str:
    """The language of a code such as "en-GB", without the region: "en"."""
    return lang.partition("-")[0].lower()


def fold(text: str) -> str:
    """`text` in Unicode form NFKC, case-folded and without soft hyphens."""
    return unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "").casefold()


def normal_form(word: str, language: str) -> str:
    """The form in which a folded word is counted; empty for stop words and bare numbers."""
    if word.isdecimal() or word in _STOP_WORDS.get(language, ()):
        return ""
    return _singular(word) if language == "en" else word


def _singular(word: str) -> str:
    # Harman's S-stemmer (1991) removes plurals only; stronger stemmers did not improve the links
    # and would show editors word stems instead of words.
    if len(word) >= _SHORTEST_PLURAL:
        if word.endswith("ies") and not word.endswith(("eies", "aies")):
            return word[:-3] + "y"
        if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
            return word[:-1]
        if word.endswith("s") and not word.endswith(("us", "ss")):
            return word[:-1]
    return word
