"""The text of a new post, generated from the model of front matter."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from plugins.core.validation import first_model, known_keys
from plugins.core.values import slugify
from plugins.posts.model import FrontMatter

# Keys that most posts need; docs/writing.md has the others.
OFFERED = ("description", "author", "category", "topics", "image", "references")
LONGEST_SLUG = 80  # characters
BODY = """
<!-- Readers do not see lines like this one; write below each, then take it out. -->

<!-- Begin with the answer, in two or three short sentences. -->

## What is it?

<!-- Plain words first, the medical term after it in brackets. -->

## What helps, and what are the risks?

<!-- Both, in balance, and who should not have it. Say only what the sources under
`references` say. -->

## When to get medical help

<!-- Which signs need an ambulance, which a doctor soon, and which can wait: a care card for
each, as docs/writing.md shows. -->
"""


def slug_for(title: str) -> str:
    """The slug of a title: `why-we-warm-up` for `Why we warm up`; "" if nothing is left."""
    return slugify(title, LONGEST_SLUG)


def tidy_title(title: str) -> str:
    """`title` on one line, without control characters."""
    kept = (
        character
        for character in " ".join(title.split())
        if unicodedata.category(character) not in {"Cc", "Cs"}
    )
    return "".join(kept)


def scaffold(title: str, today: date) -> str:
    """A complete draft that builds without changes."""
    lines = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",  # a JSON string is valid YAML
        _comment(str(FrontMatter.model_fields["date"].description)),
        f"date: {today:%Y-%m-%d}",
        "# Take the next line out to publish the post.",
        "status: draft",
    ]
    for key in OFFERED:
        lines += _key_lines(key)
    return "\n".join([*lines, "---", BODY.strip("\n"), ""])


def _key_lines(key: str) -> list[str]:
    """A key without a value, below a comment with its description from the model."""
    info = FrontMatter.model_fields[known_keys(FrontMatter)[key]]
    lines = [_comment(str(info.description), info.examples), f"{key}:"]
    inner = first_model(info.annotation)
    if inner:
        lines += [f"  {_comment(_nested_description(inner))}", *_nested_keys(inner, info)]
    return lines


def _nested_description(model: type[BaseModel]) -> str:
    return "; ".join(f"{name}: {info.description}" for name, info in model.model_fields.items())


def _nested_keys(model: type[BaseModel], info: FieldInfo) -> list[str]:
    """The keys of a nested model, indented; with a hyphen if the field is a list."""
    first = "  - " if get_origin(info.annotation) is list else "  "
    return [
        f"{first if at == 0 else ' ' * len(first)}{name}:"
        for at, name in enumerate(model.model_fields)
    ]


def _comment(description: str, examples: list[Any] | None = None) -> str:
    return f"# {description}" + (f", for example: {examples[0]}" if examples else "")
