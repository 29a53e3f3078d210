"""The front matter of a new post, written from the model that will read it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from plugins.front_matter.model import FrontMatter

# What most posts fill in; the rest of the model is in docs/writing.md.
OFFERED = ("description", "authors", "category", "topics", "image")
BODY = """
Begin with the answer. Then the details, under headings that a reader would ask:

## What helps?

## When to get medical help
"""


def slug_for(title: str) -> str:
    """The slug of a title: `Why we warm up` becomes `why-we-warm-up`; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return (
        re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain).casefold()).strip("-")[:80].strip("-")
    )


def scaffold(title: str, today: date) -> str:
    """A whole post, as a draft, that builds as it stands."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    lines = ["---", f'title: "{quoted}"', f"date: {today:%Y-%m-%d}", "status: draft"]
    for name in OFFERED:
        info = FrontMatter.model_fields[name]
        example = f", for example {info.examples[0]}" if info.examples else ""
        lines.append(f"{name}:  # {info.description}{example}")
    return "\n".join([*lines, "---", BODY.strip("\n"), ""])
