"""Shortcodes: commands in square brackets, which do nothing here and would be shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plugins.posts.rules.places import Places
from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_TRIED = 500  # places in one post, because each is searched for in all of it
_SHORTCODE = re.compile(r"(?<!\[)\[(/?)([A-Za-z][\w-]{0,60})((?:[\s=/][^\[\]\n]{0,500})?)\](?!\])")
_HAS_ATTRIBUTE = re.compile(r"""\s[\w-]+=["'“”‘’\w]""")
# Without attributes, these names are no words of a sentence; neither is one with a `_`.
_NAMES = frozenset({
    "contact-form", "contact-form-7", "gallery", "gravityform", "mailpoet-form", "ninja-form",
    "ninja-forms", "playlist", "tablepress", "wpforms",
})  # fmt: skip
_DEAD_FEED = "instagram-feed"  # removed elsewhere; what is left of it is a quotation
_FORUM_TAGS = frozenset({"b", "center", "color", "email", "i", "img", "quote", "size", "u", "url"})
_FORM = "Delete it, and link to the page with your address: `[contact](/contact/)`."
_PICTURE = "Write each picture as `![What it shows](file.png)`."
_VIDEO = "Link to it: `[Watch the video](https://...)`."


def shortcodes(post: PostToCheck) -> Iterator[Problem]:
    """Commands in square brackets, as WordPress, its plugins and forums have them."""
    if "[" not in post.visible:
        return
    places = Places(post)
    opened: set[str] = set()
    for found in islice(_SHORTCODE.finditer(post.visible), _TRIED):
        name = found[2].lower()
        if name == _DEAD_FEED:
            continue
        if not is_shortcode(found[0]) or (found[1] and name in opened):
            continue
        if name in _FORUM_TAGS and f"[/{found[2]}]" not in post.visible:
            continue
        opened.add(name)
        message = f"“{found[0]:.60}” is a command of another system, and does nothing here."
        place = places.find(found.start(), found.end())
        if place is not None:
            yield post.at(place, message, _hint(name))
        elif not post.body:  # in another language, the place is unknown
            yield Problem(post.body_line, message, _hint(name))


def is_shortcode(text: str) -> bool:
    """Whether a text in square brackets is a shortcode, from its first bracket to its last."""
    found = _SHORTCODE.fullmatch(text)
    if found is None:
        return False
    name, rest = found[2].lower(), found[3]
    if found[1]:
        return not rest
    if name in _FORUM_TAGS:
        return not rest or rest.startswith("=") or bool(_HAS_ATTRIBUTE.search(rest))
    return bool(_HAS_ATTRIBUTE.search(rest)) or (
        (name in _NAMES or "_" in name.strip("_")) and not rest.strip(" /")
    )


def _hint(name: str) -> str:
    if name in {"audio", "embed", "video", "vimeo", "youtube"}:
        return _VIDEO
    if name in {"caption", "gallery", "img", "playlist"}:
        return _PICTURE
    if "form" in name:
        return _FORM
    return r"Delete it; write `\[` for a bracket that readers should see."


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="other-system/shortcode",
        severity="error",
        summary="A post has no shortcodes, such as those of WordPress.",
        reason="Readers would see the command, and not what it was to insert.",
        bad=f'{_POST}[gallery ids="12,15"]\n',
        good=f"{_POST}![A couch by a window](couch.png)\n",
        check=shortcodes,
    ),
)
