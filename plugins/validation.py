"""From a pydantic model's complaints to findings with a line and a cure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from plugins.findings import Finding, Severity, did_you_mean

Path = tuple[str | int, ...]


def refuse(message: str, cure: str) -> PydanticCustomError:
    """An error for a model's validator to raise: what is wrong, and what to write instead."""
    return PydanticCustomError("refused", "{message}", {"message": message, "cure": cure})


def findings(
    error: ValidationError,
    model: type[BaseModel],
    *,
    path: str,
    lines: Mapping[Path, int],
    rule: str,
) -> list[Finding]:
    """One finding for each complaint of `error`, at the line of the key that it is about.

    `lines` maps a path of keys to its line; a missing key is reported where its parent stands.
    """
    return [
        _finding(details, model, path=path, lines=lines, rule=rule) for details in error.errors()
    ]


def unknown_key(
    key: str, known: Iterable[str], *, path: str, line: int, rule: str, severity: Severity
) -> Finding:
    """The finding for a key that no model knows."""
    choices = sorted(known)
    cure = did_you_mean(key, choices) or f"The keys are: {', '.join(choices)}."
    return Finding(path, line, severity, f"{rule}/unknown-key", f"“{key}” is not a key.", cure)


def _finding(
    details: ErrorDetails,
    model: type[BaseModel],
    *,
    path: str,
    lines: Mapping[Path, int],
    rule: str,
) -> Finding:
    loc = details["loc"]
    line = _line(loc, lines)
    name = _name(loc)
    context: dict[str, Any] = details.get("ctx", {})
    match details["type"]:
        case "refused":
            message = f"{name}: {context['message']}" if name else context["message"]
            return Finding(path, line, "error", f"{rule}/bad-value", message, context["cure"])
        case "missing":
            example = _example(loc, model)
            return Finding(
                path,
                line,
                "error",
                f"{rule}/missing-key",
                f"“{name}” is missing.",
                f"Write {example}" if example else f"Write `{loc[-1]}: ...`",
            )
        case "extra_forbidden":
            known = _model_at(loc[:-1], model).model_fields
            return unknown_key(
                str(loc[-1]), known, path=path, line=line, rule=rule, severity="error"
            )
        case _:
            cure = f"You wrote: {details['input']!r:.80}."
            return Finding(
                path, line, "error", f"{rule}/bad-value", f"{name}: {details['msg']}.", cure
            )


def _line(loc: Path, lines: Mapping[Path, int]) -> int:
    for end in range(len(loc), -1, -1):
        if loc[:end] in lines:
            return lines[loc[:end]]
    return 1 if not loc else 0


def _name(loc: Path) -> str:
    """`references.0.url` as an editor would count it: `references 1, url`."""
    words = [f"{part + 1}" if isinstance(part, int) else part for part in loc]
    return ", ".join(words[:1]) + "".join(
        f" {word}" if isinstance(part, int) else f", {word}"
        for part, word in zip(loc[1:], words[1:], strict=True)
    )


def _model_at(loc: Path, model: type[BaseModel]) -> type[BaseModel]:
    """The model that the keys of `loc` lead to, through lists and optional values."""
    for part in loc:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation
        inner = _first_model(annotation)
        if inner is None:
            return model
        model = inner
    return model


def _first_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  # any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _first_model(argument)
        if found is not None:
            return found
    return None


def _example(loc: Path, model: type[BaseModel]) -> str:
    info = _model_at(loc[:-1], model).model_fields.get(str(loc[-1]))
    examples = info.examples if info else None
    return f"for example `{loc[-1]}: {examples[0]}`" if examples else ""
