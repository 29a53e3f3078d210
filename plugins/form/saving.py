"""Saves what the form has in the text of a post, and leaves all other rows as they are."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from typing import Any

import yaml

from plugins.core.text_file import as_before
from plugins.core.yaml_lines import YamlError
from plugins.form import yaml_edits
from plugins.form.model_fields import FIELDS
from plugins.form.post_values import NEW_ARTICLE, form_values
from plugins.form.written_yaml import UnwritableError
from plugins.posts.source import PostSource, split

_NEW = "---\n---\n"
_LOST = "\ufffd"  # which browsers read in place of what is not UTF-8


def read(text: str) -> dict[str, Any]:
    """What the form shows of a post: the values of its fields, and its `body`.

    Raises YamlError if its front matter cannot be read, or is not between --- lines, or if there
    are characters that could not be read: to save it would lose them in the file.
    """
    before, lost, _ = text.partition(_LOST)
    if lost:
        line = before.count("\n") + 1
        hint = "Save it again with the encoding UTF-8, or type this one again."
        raise YamlError(line, "There is a character that cannot be read.", hint)
    source = _source(text)
    filled = {name: FIELDS[name].default for name in NEW_ARTICLE if name in FIELDS}
    return {**filled, **form_values(source.fields), "body": source.body.strip("\n")}


def saved(text: str, values: Mapping[str, Any]) -> str:
    """The text of a post with these values, `body` among them; `text` is "" for a new post.

    A row stays as it is, with its quotes and comments, if its value is the same for the form; so
    do keys that the form does not know. Raises YamlError, and UnwritableError for a value that
    front matter cannot have.
    """
    text = text if text.strip() else _NEW
    source, wanted = _source(text), form_values(values)
    rows = text.split("\n")
    first = next(number for number, row in enumerate(rows) if row.strip()) + 1
    last = source.body_line - 2  # of the closing ---
    head = "".join(f"{row}\n" for row in rows[first:last])
    with contextlib.suppress(yaml.YAMLError):  # of rows that reading puts right first
        head = yaml_edits.edited(head, source.fields, wanted)
    above = "".join(f"{row}\n" for row in rows[:first])
    body = _body(source.body, str(values.get("body") or ""))
    result = f"{above}{head}{rows[last]}\n{body}"
    if form_values(_source(result).fields) != wanted:
        raise UnwritableError("These values cannot be written into the post: change its file.")
    return result


def as_read(text: str) -> str:
    """The text of a file as Sveltia reads it."""
    return re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")).strip()


def as_in_file(before: str, text: str) -> str:
    """The text of a post that was saved as its file has it, which has been `before`.

    What Sveltia does not read stays: the BOM, the line ends, and what is empty at the end.
    """
    end = re.sub(r"\r\n?", "\n", before[len(before.rstrip()) :])
    is_same = _last_row(as_read(before)) == _last_row(text.rstrip())
    return as_before(before, text.rstrip() + end if is_same else text)


def _last_row(text: str) -> str:
    return text.rpartition("\n")[2]


def _body(old: str, new: str) -> str:
    """The new text, below as many empty rows as the old one.

    Sveltia takes the spaces at its start away, which make code of a row: they come back.
    """
    if new.strip() == old.strip():
        return old
    first = old.lstrip("\n").partition("\n")[0]
    empty, new = old[: len(old) - len(old.lstrip("\n"))], new.strip("\n").rstrip()
    is_first = bool(first.strip()) and new.partition("\n")[0].rstrip() == first.strip()
    indent = first[: len(first) - len(first.lstrip())] if is_first else ""
    return f"{empty}{indent}{new}\n"


def _source(text: str) -> PostSource:
    source = split(text)
    if source.errors:
        raise source.errors[0]
    if text.lstrip().partition("\n")[0].rstrip() != "---":
        raise YamlError(1, "The keys are not between two lines of `---`.", "Write these lines.")
    return source
