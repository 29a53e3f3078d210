"""How to recognise a dead Instagram feed: ids, classes and texts of Smash Balloon's plugin."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_IDS = frozenset({"sb_instagram", "sbi_images", "sbi_load", "sbi_mod_error", "sbi_mod_link"})

# `sbi`, `sbi_photo`, `sbi-owl` and `sbiErrorIds` are the plugin's; `sbirds` is not.
# WordPress's block editor and Elementor add a prefix for what they wrap.
_CLASS = re.compile(r"(?:wp-block-|elementor-widget-)?(?:sbi|sb_instagram)(?![a-z])")

# [[instagram-feed]] is WordPress's escape for text about the shortcode, and is not matched.
_SHORTCODE = r"\[/?instagram-feed(?:[\s/][^\[\]]*)?\]"

_SENTENCES = (
    r"Error: No feed (?:with the ID \S{1,20} )?found\.?",
    r"Error: No connected account\.?",
    r"Please go to the Instagram Feed settings page to (?:create a feed|connect an account)\.?",
    r"Error: Access Token is not valid(?: or has expired)?\.?(?: Feed will not update\.?)?",
    r"There['’]s an issue with the Instagram Access Token that you are using\.?",
    r"Please obtain a new Access Token on the plugin['’]s Settings page\.?",
    r"Error: The User ID does not exist\.?",
    r"This (?:error message|error|message) is only visible to (?:WordPress )?admins\.?",
    r"Unable to show Instagram photos\.?",
    r"Loading, please wait(?:\s*(?:\.{1,4}|…))?",
)
_SENTENCE = "|".join(_SENTENCES).replace(" ", r"\s+")

_MARK = re.compile(f"{_SHORTCODE}|{_SENTENCE}", re.IGNORECASE)
_ONLY_MARKS = re.compile(rf"\s*(?:(?:{_SHORTCODE}|{_SENTENCE})\s*)+", re.IGNORECASE)
_ONLY_SHORTCODES = re.compile(rf"\s*(?:{_SHORTCODE}\s*)+", re.IGNORECASE)

# The whole file name must match, because articles also have pictures about loading a tendon.
_SPINNER = re.compile(
    r"(?:.*/)?(?:ajax[-_]?)?(?:(?:pre)?load(?:er|ing)|spinner)(?:[-_]?\d+x?)?\.(?:gif|png|svg)",
    re.IGNORECASE,
)
# A shortcode among other words. Within quotation marks, or in brackets of its own, it is quoted.
_AMONG_WORDS = re.compile(rf"""(?<![\[“”„‘’"'«»]){_SHORTCODE}(?![\]“”‘’"'«»])""", re.IGNORECASE)
_NO_SPACE_BEFORE = frozenset(".,;:!?)…")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), " ")

# A tag as nearly all HTML has it.
_TAG = re.compile(
    r"""</?[a-z][\w:-]*+(?:\s++[a-z][\w:.-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[\w.:/#-]++))?+)*+"""
    r"""\s*+/?>""",
    re.IGNORECASE,
)
_NAME = re.compile(r"sb(?:i|_instagram)(?![a-z])")
# Each shortcode and each message has one of these.
_WORDS = ("instagram", "error:", "token", "admins", "loading,")
# A letter i without its dot, and one with another dot: in any letter case they equal an i.
_OTHER_I = re.compile("\u0131|i\u0307")


def may_have(markup: str) -> bool:
    """Whether HTML may have a dead feed; False only if it has none.

    This is much faster than `removal`. It is True for any HTML with a comment or an unusual tag.
    """
    text = _TAG.sub("", markup)
    if "<" in text or _NAME.search(html.unescape(markup)):
        return True
    plain = html.unescape(text).casefold()
    if not plain.isascii():
        plain = _OTHER_I.sub("i", plain)
    return any(word in plain for word in _WORDS)


def is_feed_element(identifier: str, classes: Iterable[str]) -> bool:
    """Whether an element with this id and these classes is the plugin's."""
    return identifier in _IDS or any(_CLASS.match(name) for name in classes)


def is_spinner(src: str) -> bool:
    """Whether the picture at this URL only shows that something is loading."""
    return bool(_SPINNER.fullmatch(src.partition("?")[0]))


def is_blank(text: str) -> bool:
    """Whether `text` has only white space and invisible characters."""
    return not text.translate(_INVISIBLE).strip()


def has_only_shortcodes(text: str) -> bool:
    """Whether `text` is one or more shortcodes of the plugin and nothing else."""
    return bool(_ONLY_SHORTCODES.fullmatch(text.translate(_INVISIBLE)))


def has_only_marks(text: str) -> bool:
    """Whether `text` is one or more shortcodes or messages of the plugin and nothing else."""
    return bool(_ONLY_MARKS.fullmatch(text.translate(_INVISIBLE)))


def among_words(text: str) -> list[re.Match[str]]:
    """The plugin's shortcodes in `text`, except those that are quoted."""
    return list(_AMONG_WORDS.finditer(text))


def without_shortcodes(text: str) -> str:
    """`text` without its shortcodes, and with one space where there was one around each."""
    pieces: list[str] = []
    last = 0
    for found in among_words(text):
        piece, last = text[last : found.start()], found.end()
        following = text[last : last + 1]
        alone = not piece and not pieces  # at the start of the text
        if following.isspace() or following in _NO_SPACE_BEFORE:
            piece = piece.rstrip()
        pieces.append(piece)
        last += alone and following.isspace()
    return "".join([*pieces, text[last:]])


def count_marks(text: str) -> int:
    """How many shortcodes and messages of the plugin are in `text`."""
    return len(_MARK.findall(text.translate(_INVISIBLE)))


def summary(counts: Sequence[int]) -> str:
    """One line on the dead feeds removed, or "" if there were none; `counts` is per post."""
    posts, feeds = sum(count > 0 for count in counts), sum(counts)
    if not feeds:
        return ""
    pieces = "1 piece" if feeds == 1 else f"{feeds:,} pieces"
    return f"Removed {pieces} of dead Instagram feeds from {posts:,} post{'s' * (posts > 1)}."
