"""A file of facts in YAML: what it says, by a model, where each part stands and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from plugins.core import validation, yaml_lines
from plugins.core.findings import Finding
from plugins.core.text_file import decode
from plugins.core.yaml_lines import Path, YamlError

_Facts = TypeVar("_Facts")
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class DataFile(Generic[_Facts]):
    """A file of facts, `path` as an editor would type it.

    `facts` are None where the file cannot be read; then at least one of `findings` is an error.
    """

    path: str
    facts: _Facts | None
    lines: Mapping[Path, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def line_of(self, *where: str | int) -> int:
        """The line of the part at these keys, else of what holds it; 0 when that is not known."""
        for end in range(len(where), 0, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 0


def read_data_file(  # all but the first three are named
    data: bytes,
    path: str,
    model: type[_Model],
    *,
    rule: str,
    example: str,
    name: str = "",
    lenient: bool = False,
) -> DataFile[_Model]:
    """The facts in `data` by `model`; `example` is how such a file may begin.

    With a `name` the file is a list, which is that field of the model and begins each key of its
    lines: ("people", 0, "name"). Findings have `rule` before the name of their own. A lenient read
    only warns of what it can leave out of the facts without changing them.
    """
    shape: type = list if name else dict
    try:
        yaml = yaml_lines.parse(decode(data))
    except YamlError as error:
        return _unread(path, rule, error)
    value: Any = shape() if yaml.value is None else yaml.value
    lines = {(): 1, **yaml.lines}
    if not isinstance(value, shape):
        message = f"This file is not a {'list' if name else 'set of keys'}."
        return _unread(path, rule, YamlError(lines[()], message, f"Begin it with `{example}`."))
    if name:
        value = {name: value}
        lines = {(name, *where): line for where, line in lines.items()}
    turned = validation.unpaired_directions(
        value, path=path, lines=lines, rule=rule, severity="warning" if lenient else "error"
    )
    try:
        return DataFile(path, model.model_validate(value), lines, tuple(turned))
    except ValidationError as wrong:
        told = validation.findings(wrong, model, path=path, lines=lines, rule=rule)
        return DataFile(path, None, lines, (*turned, *told))


def _unread(path: str, rule: str, error: YamlError) -> DataFile[Any]:
    found = Finding(path, error.line, "error", f"{rule}/unreadable", error.message, error.hint)
    return DataFile(path, None, findings=(found,))
