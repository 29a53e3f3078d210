"""The text of a new post, generated from the model of front matter."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from plugins.core.validation import first_model, known_keys
from plugins.core.values import slugify
from plugins.posts import outlines
from plugins.posts.model import FrontMatter

# Keys that most posts need; docs/writing.md has the others.
OFFERED = ("description", "author", "category", "topics", "image", "references")
NO_ANSWERS: Mapping[str, Sequence[str]] = {}
# A word that YAML reads as nothing else: not `no`, nor `null`, nor a number.
_PLAIN = re.compile(
    r"(?!(?:no|on|off|yes|true|false|null|y|n)\Z)[^\W\d_]\w*(?:[ -]\w+)*", re.IGNORECASE
)
LONGEST_SLUG = 80  # characters


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


def scaffold(title: str, today: date, answers: Mapping[str, Sequence[str]] = NO_ANSWERS) -> str:
    """A complete draft of an article that builds without changes.

    `answers` has the values that are known of some keys, without the others.
    """
    date_row = [_comment(str(FrontMatter.model_fields["date"].description)), f"date: {today}"]
    lines = [*_first_rows(title, date_row)]
    for key in OFFERED:
        lines += [key_row(key, answers[key])] if answers.get(key) else _key_lines(key)
    return "\n".join([*lines, "---", outlines.ARTICLE, ""])


def page_scaffold(title: str) -> str:
    """A complete draft of a page."""
    return "\n".join([*_first_rows(title), *_key_lines("description"), "---", outlines.PAGE, ""])


def key_row(key: str, values: Sequence[str]) -> str:
    """The row of a key with one value, or with a list: of several, or of a name with a comma."""
    quoted = ", ".join(_quoted(value) for value in values)
    in_list = len(values) > 1 or (key != "category" and re.search("[,;]", quoted))
    return f"{key}: [{quoted}]" if in_list else f"{key}: {quoted}"


def _quoted(value: str) -> str:
    """A value as YAML, in quotes if it needs some; in a list it may need more."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _first_rows(title: str, more: Iterable[str] = ()) -> Iterator[str]:
    yield "---"
    yield f"title: {json.dumps(title, ensure_ascii=False)}"  # a JSON string is valid YAML
    yield from more
    yield "# Write `ready` here when somebody has to approve it; take the row out to publish it."
    yield "status: draft"


def _key_lines(key: str) -> list[str]:
    """A key without a value, below a comment with its description from the model."""
    name = known_keys(FrontMatter)[key]
    info = FrontMatter.model_fields[name]
    examples = None if name in outlines.NO_EXAMPLE else info.examples
    lines = [_comment(str(info.description), examples), f"{key}:"]
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
