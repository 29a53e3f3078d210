"""Alternative texts of pictures that describe nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.posts.rules.rule import PostToCheck, Problem, Rule

_FILE = re.compile(r"\S+\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)", re.IGNORECASE)
_CAMERA = re.compile(
    r"(?:(?:IMG|DSC[NF]?|MVIMG|PXL|PIC|P|image|photo|picture|screen ?shot|WhatsApp Image)"
    r"[-_ ]?)?\d[\d_-]*",
    re.IGNORECASE,
)
_KIND = r"(?:graphic|image|photo|photograph|pic|picture)"
_BEGINNING = re.compile(rf"(?:an? |the )?({_KIND} (?:of|showing))\b", re.IGNORECASE)
_ONLY_KIND = re.compile(
    rf"(?:an? |the )?(?:{_KIND}|screenshot)|alt(?:ernative)?(?: text)?"
    r"|what (?:it|the picture) shows",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W_].*[^\W_]", re.DOTALL)
_HINT = "Say in one sentence what it shows, for people who cannot see it."


def alternative_texts(post: PostToCheck) -> Iterator[Problem]:
    """Alternative texts that are the name of a file, a letter, or “picture of”."""
    if post.front.image and (message := _fault(post.front.image.alt)):
        yield post.key(("image", "alt"), message, _HINT)
    done: dict[str, int] = {}
    for picture in post.root.elements({"img"}) if post.root else []:
        alt = picture.get("alt")
        if message := _fault(alt):
            done[alt] = _place(post.shown, alt, done.get(alt, -1) + 1)
            yield post.at(max(done[alt], 0), message, _HINT)


def _fault(alt: str) -> str:
    """What is wrong with an alternative text, or ""."""
    words = " ".join(alt.split())
    if not words:
        return ""  # `name_images` reports it
    if _FILE.fullmatch(words) or _CAMERA.fullmatch(words):
        return f"The alternative text “{words}” is the name of a file."
    if not _LETTERS.search(words) or _ONLY_KIND.fullmatch(words):
        return f"The alternative text “{words}” does not say what the picture shows."
    if found := _BEGINNING.match(words):
        return f"The alternative text begins with “{found[1]}”, which readers know already."
    return ""


def _place(text: str, alt: str, start: int) -> int:
    """Where a picture with this alternative text is, or -1."""
    for form in (f"![{alt}]", f'alt="{alt}"', f"alt='{alt}'"):
        if (place := text.find(form, start)) >= 0:
            return place
    return -1


_POST = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"
RULES = (
    Rule(
        id="picture/poor-alt",
        severity="warning",
        summary="The alternative text of a picture describes it.",
        reason="It is read to people who cannot see the picture.",
        bad=f"{_POST}![IMG_4711.JPG](couch.png)\n",
        good=f"{_POST}![A couch by a window](couch.png)\n",
        check=alternative_texts,
        waivable=True,
    ),
)
