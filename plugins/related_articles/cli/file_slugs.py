"""The slug of a post that has none: its file's name, made into one as Pelican does."""

from __future__ import annotations

import re
import unicodedata

from plugins.core.values import slugify

_DASHES = re.compile("[\u2010-\u2015]")


def file_slug(stem: str) -> str:
    """`Why we_warm up!` is `why-we_warm-up`; the stem itself when nothing would be left.

    Like Pelican's own slugs for Latin letters; other alphabets keep their letters.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", stem))
    latin = "".join(sign if sign.isascii() else slugify(sign) or sign for sign in plain)
    kept = re.sub(r"[^\w\s-]", "", latin).strip()
    return re.sub(r"[-\s]+", "-", kept).lower() or stem
