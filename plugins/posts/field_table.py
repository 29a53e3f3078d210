"""The table of front matter keys in docs/writing.md, generated from the model."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from plugins.core.validation import first_model, known_keys

BEGIN = "<!-- table of keys: made from the model by `python -m plugins.posts --write` -->"
END = "<!-- end of the table of keys -->"


class MissingMarkerError(Exception):
    """One of the two marker lines, between which the table belongs, is missing."""


def table(model: type[BaseModel]) -> str:
    """A Markdown table with a row for each key of `model` and of its nested models."""
    rows = ["| key | what it means | for example |", "|---|---|---|", *_rows(model, "")]
    return "\n".join(rows)


def insert_table(text: str, new_table: str) -> str:
    """Replace the table between the markers in `text`; raises MissingMarkerError."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise MissingMarkerError(f"it has no line {BEGIN if not begin else END}")
    return f"{before}{BEGIN}\n{new_table}\n{END}{after}"


def _rows(model: type[BaseModel], parent: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        keys = [key for key, field in known_keys(model).items() if field == name]
        where = f" (below `{parent}`)" if parent else ""
        yield f"| {_names(keys)}{where} | {_meaning(info)} | {_example(keys[0], info)} |"
        inner = first_model(info.annotation)
        if inner:
            yield from _rows(inner, keys[0])


def _names(keys: list[str]) -> str:
    return " or ".join(f"`{key}`" for key in keys)


def _meaning(info: FieldInfo) -> str:
    required = "**Required.** " if info.is_required() else ""
    return f"{required}{info.description}".replace("|", "\\|")


def _example(key: str, info: FieldInfo) -> str:
    return f"`{key}: {info.examples[0]}`".replace("|", "\\|") if info.examples else ""
