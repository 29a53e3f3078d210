"""YAML data files: the validated contents, the line of each part, and the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from plugins.core import validation, yaml_lines
from plugins.core.findings import Finding, Severity
from plugins.core.text_file import decode
from plugins.core.yaml_lines import KeyPath, YamlError

_REMEMBERED = 16  # files, for a process that builds a site again and again
_Facts = TypeVar("_Facts")
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class DataFile(Generic[_Facts]):
    """A data file that was read; `path` is written as an editor would type it.

    `facts` is None if the file cannot be used; then at least one of `findings` is an error. `lines`
    and `columns` have the place of each part.
    """

    path: str
    facts: _Facts | None
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    columns: Mapping[KeyPath, int] = field(default_factory=dict)

    def finding(
        self, where: KeyPath, severity: Severity, rule: str, message: str, hint: str
    ) -> Finding:
        """A finding about the part at these keys, at its place or that of the part around it."""
        near = self._nearest(where)
        line, column = (found.get(near, 0) if near else 0 for found in (self.lines, self.columns))
        return Finding(self.path, line, severity, rule, message, hint, column)

    def line_of(self, *where: str | int) -> int:
        """The line of the part at these keys, else of the nearest part around it, else 0."""
        near = self._nearest(where)
        return self.lines[near] if near else 0

    def _nearest(self, where: KeyPath) -> KeyPath:
        """The part at these keys, or the nearest one around it; () if there is none."""
        ends = range(len(where), 0, -1)
        return next((where[:end] for end in ends if where[:end] in self.lines), ())


def read_data_file(  # keyword-only after the first three
    data: bytes,
    path: str,
    model: type[_Model],
    *,
    rule: str,
    example: str,
    name: str = "",
    lenient: bool = False,
) -> DataFile[_Model]:
    """Read the bytes of a data file into `model`; `example` shows how such a file may begin.

    With a `name` the file must be a list, which becomes that field of the model; the key paths of
    its lines then begin with the name, as in ("people", 0, "name"). Rule ids begin with `rule`. In
    a lenient read unpaired direction controls are only warnings. The files that were read last are
    remembered, by their bytes.
    """
    return _read(data, path, model, rule, example, name, lenient)


@lru_cache(_REMEMBERED)
def _read(
    data: bytes,
    path: str,
    model: type[BaseModel],
    rule: str,
    example: str,
    name: str,
    lenient: bool,  # all by position, for the cache
) -> DataFile[Any]:
    shape: type = list if name else dict
    try:
        yaml = yaml_lines.parse(decode(data))
    except YamlError as error:
        return _unread(path, rule, error)
    value: Any = shape() if yaml.value is None else yaml.value
    lines, columns = {(): 1, **yaml.lines}, yaml.columns
    if not isinstance(value, shape):
        message = f"This file is not a {'list' if name else 'set of keys'}."
        return _unread(path, rule, YamlError(lines[()], message, f"Begin it with `{example}`."))
    if name:
        value = {name: value}
        lines = {(name, *where): line for where, line in lines.items()}
        columns = {(name, *where): column for where, column in columns.items()}
    directions = validation.unpaired_directions(
        value,
        path=path,
        lines=lines,
        columns=columns,
        rule=rule,
        severity="warning" if lenient else "error",
    )
    try:
        facts = model.model_validate(value)
        return DataFile(path, facts, lines, tuple(directions), columns)
    except ValidationError as wrong:
        errors = validation.findings(
            wrong, model, path=path, lines=lines, columns=columns, rule=rule
        )
        return DataFile(path, None, lines, (*directions, *errors))


def _unread(path: str, rule: str, error: YamlError) -> DataFile[Any]:
    rule = f"{rule}/unreadable"
    found = Finding(path, error.line, "error", rule, error.message, error.hint, error.column)
    return DataFile(path, None, findings=(found,))
