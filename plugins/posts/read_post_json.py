"""Writes a ReadPost as JSON, and reads it back to an equal value."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from plugins.posts.result import ReadPost


def to_json(read: ReadPost) -> bytes:
    """The JSON of a post; the same post always gives the same bytes."""
    return _ADAPTER.dump_json(read)


def from_json(data: bytes) -> ReadPost:
    """The post for which `to_json` returned `data`; raises ValueError if it is no post's JSON."""
    read: ReadPost = _VALIDATOR.validate_json(data)
    return read


def _types_only(schema: Any) -> Any:  # noqa: ANN401  # a schema has parts of any type
    """`schema` without the models' validators, which may change a value a second time.

    They would, for example, remove quotation marks that were within quotation marks.
    """
    if isinstance(schema, list):
        return [_types_only(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kind = str(schema.get("type"))
    if kind.startswith("function-"):
        return _types_only(schema["schema"])
    if kind == "model":
        fields = _types_only(schema["schema"])
        construct = partial(_construct, schema["cls"])
        return core_schema.no_info_after_validator_function(construct, fields)
    return {key: _types_only(part) for key, part in schema.items()}


def _construct(model: type[BaseModel], read: tuple[dict[str, Any], None, set[str]]) -> BaseModel:
    """The model with the values that pydantic has read, as they are."""
    return model.model_construct(**read[0])


_ADAPTER = TypeAdapter(ReadPost)
_VALIDATOR = SchemaValidator(cast("CoreSchema", _types_only(_ADAPTER.core_schema)))
