"""The fields of front matter, as the form has them: from the model, with the kind of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from plugins.core.validation import first_model, known_keys
from plugins.posts import outlines
from plugins.posts.model import FrontMatter

Kind = Literal["text", "long", "words", "choice", "yes_or_no", "day", "picture", "group", "groups"]

# What the model does not say: a text with room for more than one row, and a picture's file.
_OF_NAMES: Mapping[str, Kind] = {
    "description": "long", "summary": "long", "reason": "long", "src": "picture",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field: the keys that a file may have for it, and what it holds.

    `words` is a list of texts, `choice` one of `choices`, among them the `default` of posts that do
    not have the key; a `group` has the fields `below`, and `groups` is a list of such groups.
    `listed` is how the model makes a list of what is written, such as of names with commas.
    """

    name: str
    keys: tuple[str, ...]
    kind: Kind
    hint: str
    required: bool
    choices: tuple[str, ...]
    default: str
    below: Mapping[str, Field]
    listed: Callable[[Any], Any]


def fields_of(model: type[BaseModel]) -> dict[str, Field]:
    """The fields of a model by name, in its order."""
    return {name: _field(name, info, model) for name, info in model.model_fields.items()}


def _field(name: str, info: FieldInfo, model: type[BaseModel]) -> Field:
    inner = first_model(info.annotation)
    choices = tuple(_choices(info.annotation))
    kind = _kind(name, info, inner)
    return Field(
        name,
        tuple(key for key, field in known_keys(model).items() if field == name),
        kind,
        _hint(name, info, kind),
        info.is_required(),
        choices,
        info.default if choices else "",
        fields_of(inner) if inner else {},
        _listed(info) if kind == "words" else _alone,
    )


def _listed(info: FieldInfo) -> Callable[[Any], Any]:
    found = (each.func for each in info.metadata if isinstance(each, BeforeValidator))
    return cast("Callable[[Any], Any]", next(found, _alone))


def _alone(value: Any) -> list[Any]:  # noqa: ANN401  # as YAML or JSON has it
    return value if isinstance(value, list) else [value]


def _hint(name: str, info: FieldInfo, kind: Kind) -> str:
    """What the field means, with an example where it shows how to write the value."""
    examples = () if name in outlines.NO_EXAMPLE else info.examples
    example = str(examples[0]).strip("[]") if examples else ""
    shown = f", for example: {example}" if example and kind in {"text", "words", "picture"} else ""
    return f"{info.description}{shown}".replace("`", "")


def _kind(name: str, info: FieldInfo, inner: type[BaseModel] | None) -> Kind:
    kinds = _types(info.annotation)
    several = list in kinds
    if inner:
        return "groups" if several else "group"
    if several or _choices(info.annotation):
        return "words" if several else "choice"
    if any(issubclass(kind, bool | date) for kind in kinds):
        return "yes_or_no" if bool in kinds else "day"
    return _OF_NAMES.get(name, "text")


def _types(annotation: object) -> set[type]:
    """The types that an annotation is made of; a list is `list`, whatever its items are."""
    if isinstance(annotation, type):
        return {annotation}
    if get_origin(annotation) is list:
        return {list}
    return {each for part in get_args(annotation) for each in _types(part)}


def _choices(annotation: object) -> list[str]:
    """The words of a Literal; [] for anything else."""
    if get_origin(annotation) is Literal:
        return [str(choice) for choice in get_args(annotation)]
    return [choice for part in get_args(annotation) for choice in _choices(part)]


FIELDS: Mapping[str, Field] = fields_of(FrontMatter)
