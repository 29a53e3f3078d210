"""Changes values in the text of front matter, and leaves all other rows as they are."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml

from plugins.core import yaml_lines
from plugins.form.model_fields import FIELDS, Field
from plugins.form.post_values import form_value
from plugins.form.written_yaml import in_a_row, item_rows, key_rows

_TIME = re.compile(r"[Tt\s]+\d{1,2}:\d{2}[\d:.,+\sZz-]*\Z")


class Edit(NamedTuple):
    """What is to stand in place of the text from `start` to `end`."""

    start: int
    end: int
    text: str


class _WholeItemError(Exception):
    """The first key of an item, beside its hyphen, must change: the item is written anew."""


def edited(head: str, written: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """The rows of front matter with the form values `wanted`; `written` are the keys as read.

    Raises UnwritableError for a value that cannot be written.
    """
    root = yaml_lines.nodes(head)
    if isinstance(root, yaml.MappingNode):
        edits = list(_mapping(head, root, written, wanted, FIELDS))
    else:
        rows = (row for name in FIELDS if name in wanted
                for row in key_rows(name, wanted[name], FIELDS[name], ""))  # fmt: skip
        edits = [Edit(len(head), len(head), _text(rows))]
    for edit in sorted(edits, reverse=True):
        head = head[: edit.start] + edit.text + head[edit.end :]
    return head


def _mapping(
    head: str,
    node: yaml.MappingNode,
    written: Mapping[str, Any],
    wanted: Mapping[str, Any],
    fields: Mapping[str, Field],
) -> Iterator[Edit]:
    named = {key: field for field in fields.values() for key in field.keys}
    values = {_named(key): value for key, value in written.items()}
    ends: dict[str, int] = {}  # of the fields that there are
    for key, value in node.value:
        name = _named(key.value)
        if field := named.get(name):
            ends[field.name] = _end(head, value)
            if field.name in wanted and name != next(each for each in field.keys if each in values):
                continue  # another spelling of the key, of which the form has the value
            yield from _key(head, key, value, values.get(name), wanted.get(field.name), field)
    new: dict[int, list[str]] = {}  # below the field that comes before in the model
    for at, name in enumerate(fields):
        if name in wanted and name not in ends:
            before = [ends[each] for each in list(fields)[:at] if each in ends]
            new.setdefault(before[-1] if before else _end(head, node), []).append(name)
    indent = " " * node.start_mark.column
    for place, names in new.items():
        rows = (row for name in names for row in key_rows(name, wanted[name], fields[name], indent))
        yield Edit(place, place, _text(rows))


def _key(
    head: str,
    key: yaml.ScalarNode,
    value: yaml.Node,
    written: Any,  # noqa: ANN401
    wanted: Any,  # noqa: ANN401
    field: Field,
) -> Iterator[Edit]:
    if (form_value(written, field) or None) == (wanted or None):
        return
    block = not getattr(value, "flow_style", True)
    if wanted and block and field.kind == "group" and isinstance(value, yaml.MappingNode):
        yield from _mapping(head, value, written, wanted, field.below)
    elif wanted and block and isinstance(value, yaml.SequenceNode):
        yield from _items(head, value, written, wanted, field)
    elif wanted and field.kind not in {"group", "groups"} and _is_in_a_row(value):
        alone = field.kind == "words" and isinstance(value, yaml.ScalarNode) and len(wanted) == 1
        new = wanted[0] if alone and not re.search("[,;]", wanted[0]) else wanted
        if field.kind == "day" and (time := _TIME.search(value.value)):
            new += time[0]  # of which the form shows nothing
        start, end = value.start_mark.index, value.end_mark.index
        space = "" if head[start - 1 : start] == " " else " "
        yield Edit(start, end, space + in_a_row(new, field))
    else:
        start = head.rfind("\n", 0, key.start_mark.index) + 1
        if head[start : key.start_mark.index].strip():
            raise _WholeItemError
        indent = " " * key.start_mark.column
        rows = key_rows(key.value, wanted, field, indent) if wanted else []
        yield Edit(start, _end(head, value), _text(rows))


def _items(
    head: str, node: yaml.SequenceNode, written: list[Any], wanted: list[Any], field: Field
) -> Iterator[Edit]:
    """The edits of a list that has its items below each other."""
    old, new = [repr(_item(each, field)) for each in written], [repr(each) for each in wanted]
    indent = " " * node.start_mark.column
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for what, start, end, first, last in changes:
        if what == "equal":
            continue
        items, values = node.value[start:end], wanted[first:last]
        for item, value, before in zip(items, values, written[start:end], strict=False):
            yield from _one(head, item, before, value, field)
        for item in items[len(values) :]:
            yield Edit(_row_start(head, item), _end(head, item), "")
        if rows := [row for each in values[len(items) :] for row in item_rows(each, field, indent)]:
            place = _end(head, node.value[end - 1]) if end else _row_start(head, node.value[0])
            yield Edit(place, place, _text(rows))


def _one(
    head: str,
    node: yaml.Node,
    written: Any,  # noqa: ANN401
    wanted: Any,  # noqa: ANN401
    field: Field,
) -> Iterator[Edit]:
    """The edits of one item."""
    start = _row_start(head, node)
    indent = head[start:].partition("-")[0]
    edits = [Edit(start, _end(head, node), _text(item_rows(wanted, field, indent)))]
    if field.kind == "groups" and isinstance(node, yaml.MappingNode) and not node.flow_style:
        with contextlib.suppress(_WholeItemError):
            edits = list(_mapping(head, node, written, wanted, field.below))
    yield from edits


def _item(value: Any, field: Field) -> Any:  # noqa: ANN401
    """One item as the form has it."""
    items = form_value([value], field)
    return items[0] if items else None


def _is_in_a_row(node: yaml.Node) -> bool:
    """Whether the node is a text or a list within its row."""
    plain = isinstance(node, yaml.ScalarNode) and node.style not in {"|", ">"}
    flow = isinstance(node, yaml.SequenceNode) and bool(node.flow_style)
    return (plain or flow) and node.start_mark.line == node.end_mark.line


def _row_start(head: str, node: yaml.Node) -> int:
    return head.rfind("\n", 0, node.start_mark.index) + 1


def _end(head: str, node: yaml.Node) -> int:
    """Where the row after the node begins."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    start, end = node.start_mark.index, node.end_mark.index
    last = start + len(head[start:end].rstrip()) - 1
    return head.find("\n", max(last, start - 1)) + 1


def _named(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip().lower())


def _text(rows: Iterator[str] | list[str]) -> str:
    return "".join(f"{row}\n" for row in rows)
