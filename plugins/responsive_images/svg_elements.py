"""The elements of a drawing, by name and by id, and the numbers in their attributes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)


def name_of(element: ET.Element) -> str:
    """The name of an element, without its namespace."""
    return element.tag.rpartition("}")[2]


def by_id(root: ET.Element) -> dict[str | None, ET.Element]:
    """The elements by their ids; of two with the same id, the first counts."""
    found: dict[str | None, ET.Element] = {}
    for element in root.iter():
        found.setdefault(element.get("id"), element)
    return found


def numbers(value: str) -> list[float]:
    """The numbers in the value of an attribute, without their signs."""
    return [float(number) for number in _NUMBER.findall(value)]
