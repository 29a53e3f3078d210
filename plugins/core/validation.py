"""Turns pydantic's validation errors into findings with a line and a hint."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from plugins.core import bidi
from plugins.core.finding_kinds import ValueCode
from plugins.core.findings import Finding, Severity, did_you_mean
from plugins.core.yaml_lines import KeyPath

_MOST_LISTED = 12  # keys in a hint; a longer list would not help


def refuse(message: str, hint: str, *, at: str = "") -> PydanticCustomError:
    """The error that a validator raises: what is wrong, and what to write instead.

    `at` names another key of the same model, or a key of the model that is refused, if the finding
    should be at its line.
    """
    return PydanticCustomError("refused", "{message}", {"message": message, "hint": hint, "at": at})


@cache
def known_keys(model: type[BaseModel]) -> Mapping[str, str]:
    """All keys that an editor may write for `model`, aliases included, with their field names."""
    keys: dict[str, str] = {}
    for name, info in model.model_fields.items():
        for key in getattr(info.validation_alias, "choices", [info.validation_alias or name]):
            keys[str(key)] = name
    return keys


def findings(
    error: ValidationError,
    model: type[BaseModel],
    *,
    path: str,
    lines: Mapping[KeyPath, int],
    rule: str,
    columns: Mapping[KeyPath, int] | None = None,
) -> list[Finding]:
    """One finding for each error that pydantic reports, at the place of its key.

    `lines` and `columns`, as far as they are known, map a path of keys to its place; a missing key
    is reported at that of its parent.
    """
    found = []
    for details in error.errors():
        loc = where = details["loc"]
        if details["type"] == "refused":
            at = details["ctx"]["at"]
            where = next((each for each in ((*loc, at), (*loc[:-1], at)) if each in lines), loc)
        line, column = _place(where, lines, columns or {})
        code, message, hint = _explain(details, model, lines)
        if code == "bad-value" and loc and details["type"] != "extra_forbidden":
            message = f"{_name(loc)}: {message}"
        found.append(Finding(path, line, "error", f"{rule}/{code}", message, hint, column))
    return found


def unpaired_directions(
    value: object,
    *,
    path: str,
    lines: Mapping[KeyPath, int],
    rule: str,
    severity: Severity,
    columns: Mapping[KeyPath, int] | None = None,
) -> list[Finding]:
    """Findings for the strings in `value` that have an unpaired direction control."""
    rule, found = f"{rule}/unpaired-direction", []
    for loc, text in bidi.texts_with_unpaired(value):
        message, hint = bidi.explain(text, bidi.unpaired(text)[0])
        message = f"{_name(loc)}: {message}"
        line, column = _place(loc, lines, columns or {})
        found.append(Finding(path, line, severity, rule, message, hint, column))
    return found


def unknown_key(
    key: str, model: type[BaseModel], *, path: str, line: int, rule: str, severity: Severity
) -> Finding:
    """The finding for an unknown key."""
    code, message, hint = _unknown(key, model)
    return Finding(path, line, severity, f"{rule}/{code}", message, hint)


def _unknown(key: str, model: type[BaseModel]) -> tuple[ValueCode, str, str]:
    """A model may have `unknown_key_hints`, by the key in lower case."""
    choices = sorted(known_keys(model))
    hints: Mapping[str, str] = getattr(model, "unknown_key_hints", {})
    hint = hints.get(key.casefold()) or did_you_mean(key, choices)
    if not hint and len(choices) > _MOST_LISTED:
        hint = "Delete it, or look for the right key in the table of docs/writing.md."
    return "unknown-key", f"“{key}” is not a key.", hint or f"The keys are: {', '.join(choices)}."


def _explain(
    details: ErrorDetails, model: type[BaseModel], lines: Mapping[KeyPath, int]
) -> tuple[ValueCode, str, str]:
    """The last part of the rule id, the message and the hint for one of pydantic's errors."""
    loc = details["loc"]
    match details["type"]:
        case "refused":
            return "bad-value", details["ctx"]["message"], details["ctx"]["hint"]
        case "missing":
            below = f" below “{_name(loc[:-1])}”" if len(loc) > 1 else ""
            message = f"“{loc[-1]}” is missing{below}."
            return "missing-key", message, _example(loc, model)
        case "extra_forbidden":
            return _extra(details, _model_at(loc[:-1], model), lines)
        case _:
            return "bad-value", *_plain(details, loc, model)


def _extra(
    details: ErrorDetails, model: type[BaseModel], lines: Mapping[KeyPath, int]
) -> tuple[ValueCode, str, str]:
    """For a key that is unknown, an alias of a key that is there too, or a piece of a value."""
    *parents, last = details["loc"]
    key, known = str(last), known_keys(model)
    if key in known:
        same = [other for other, field in known.items() if field == known[key] and other != key]
        written = [other for other in same if (*parents, other) in lines]
        message = f"“{key}” means the same as “{(written or same)[0]}”, which is there too."
        return "twice", message, "Keep one of the two."
    if details["input"] is None and " " in key:
        message = f"“{key}” is cut off, because the comma before it ends the value."
        hint = 'Put the whole value, with its commas, in straight quotes: "...".'
        return "bad-value", message, hint
    if owner := _owner(details["loc"], model, lines):
        field = model.model_fields[known[owner]]
        listed = getattr(field.annotation, "__origin__", None) is list
        return "not-indented", *_not_indented(key, owner, details, listed=listed)
    return _unknown(key, model)


def _owner(loc: KeyPath, model: type[BaseModel], lines: Mapping[KeyPath, int]) -> str:
    """The key above the one at `loc`, beside it, below which it is missing; "" if there is none."""
    *parents, key = loc
    for name, field in known_keys(model).items():
        beside = (*parents, name)
        inner = first_model(model.model_fields[field].annotation)
        if inner is None or key not in known_keys(inner) or (*beside, key) in lines:
            continue
        if (*beside, 0) not in lines and 0 < lines.get(beside, 0) < lines.get(loc, 0):
            return name
    return ""


def _not_indented(key: str, owner: str, details: ErrorDetails, *, listed: bool) -> tuple[str, str]:
    """Message and hint for a key that belongs to the key `owner`, but has the same indentation."""
    dash = "- " if listed else ""
    value = details["input"]
    shown = f": {value}" if isinstance(value, str) else ":"
    more = "two spaces more" if len(details["loc"]) > 1 else "two spaces"
    what = f"{more} and a hyphen" if listed else more
    message = f"“{key}” belongs to “{owner}” above it, but is not indented."
    return message, f"Begin it with {what}: `  {dash}{key}{shown}`"


def _plain(details: ErrorDetails, loc: KeyPath, model: type[BaseModel]) -> tuple[str, str]:
    """Message and hint for pydantic's own errors, in everyday English."""
    value, kind = details["input"], details["type"]
    key = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if kind in {"string_too_short", "too_short"} and isinstance(value, str):
        return "There is no text in it.", _example(loc, model)
    if kind == "model_type":
        first: dict[str, str] = {}  # key of each field
        for each, name in known_keys(_model_at(loc, model)).items():
            first.setdefault(name, each)
        inner = [_sample((*loc, each), model) for each in first.values()]
        return "There must be keys below this one.", f"Write below it {', '.join(inner)}."
    if isinstance(value, dict):
        return _keys_for_text(value, key)
    if isinstance(value, list):
        item = value[0] if len(value) == 1 and isinstance(value[0], str) else "..."
        return "This is a list, but there must be only one value.", f"Write `{key}: {item}`"
    if value is None:
        return "The value is empty.", "Write a value, or delete the key."
    return f"{details['msg']}.", f"You wrote: {value!r:.80}."


def _keys_for_text(value: dict[str, Any], key: str) -> tuple[str, str]:
    if len(value) > 1:
        message = "There are keys below this one, but the value must be plain text."
        return message, f"Write `{key}: ...`"
    pair = ": ".join(str(part) for part in next(iter(value.items())) if part is not None)
    message = "A value with a colon in it is read as a key and its value."
    return message, f'Put the value in straight quotes: `"{pair}"`'


def _place(
    loc: KeyPath, lines: Mapping[KeyPath, int], columns: Mapping[KeyPath, int]
) -> tuple[int, int]:
    """The line and the column of the nearest part at or around `loc`."""
    for end in range(len(loc), -1, -1):
        if loc[:end] in lines:
            return lines[loc[:end]], columns.get(loc[:end], 0)
    return (0 if loc else 1), 0


def _name(loc: KeyPath) -> str:
    """A key path as an editor would name it: `references 1, url` for ("references", 0, "url")."""
    words = [f"{part + 1}" if isinstance(part, int) else part for part in loc]
    return ", ".join(words[:1]) + "".join(
        f" {word}" if isinstance(part, int) else f", {word}"
        for part, word in zip(loc[1:], words[1:], strict=True)
    )


def _field_at(loc: KeyPath, model: type[BaseModel]) -> FieldInfo | None:
    owner, name = _model_at(loc[:-1], model), str(loc[-1])
    return owner.model_fields.get(known_keys(owner).get(name, name))


def _model_at(loc: KeyPath, model: type[BaseModel]) -> type[BaseModel]:
    """The model at the key path `loc`, which may lead through lists and optional fields."""
    for part in loc:
        if isinstance(part, int):
            continue
        field = model.model_fields[known_keys(model)[part]]
        model = first_model(field.annotation) or model
    return model


def first_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  # any annotation
    """The first model in a field's annotation, such as Reference in list[Reference]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = first_model(argument)
        if found is not None:
            return found
    return None


def _example(loc: KeyPath, model: type[BaseModel]) -> str:
    sample = _sample(loc, model)
    for_example = "" if sample.endswith("...`") else "for example "
    return f"Write {for_example}{sample}"


def _sample(loc: KeyPath, model: type[BaseModel]) -> str:
    field = _field_at(loc, model)
    return f"`{loc[-1]}: {field.examples[0] if field and field.examples else '...'}`"
