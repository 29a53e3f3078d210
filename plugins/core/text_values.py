"""Field types for text, names and lists of names; errors say what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from plugins.core.bidi import without_unpaired
from plugins.core.findings import did_you_mean
from plugins.core.validation import refuse

_PAIRS = {"“": "”", "”": "”", "„": "“", "«": "»", "\u2018": "\u2019"}
_DOUBLE = "“”„"
_SPACES = re.compile(r"[ \t\n]+")
_NO_WIDTH = "\u200b\u2060\ufeff"
_LONGEST_NAME = 100  # characters; a name becomes a folder name, and file systems allow 255 bytes


def unquote(value: object) -> object:
    """Collapse white space; remove unpaired direction controls and curly quotes around all text.

    Raises for a single curly quote that was probably meant as a straight one.
    """
    if not isinstance(value, str):
        return value
    text = without_unpaired(_SPACES.sub(" ", value)).strip(" " + _NO_WIDTH).strip()
    if text.isascii():  # without curly quotes
        return text
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    alone = sum(text.count(mark) for mark in _DOUBLE) % 2 == 1
    if alone and (text[0] in _DOUBLE or re.search(r"[^\d][“”]$", text)):
        plain = text.strip(_DOUBLE + '"').strip()
        raise refuse("A curly quote has no match.", f'Write `"{plain}"`, in straight quotes.')
    return text


def listed(value: object) -> object:
    """Parse `a, b`, `a; b`, one item a line, or a YAML list, into a list.

    Empty items are kept as "" until `unique_items`, so that indexes still match line numbers.
    """
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("[") and text.endswith("]"):  # Pelican's key lines are not YAML
            text = text[1:-1]
        whole = text if "\n" in text else str(unquote(text))
        value = re.split(r"[;\n]" if ";" in whole else r"[,\n]", whole)
    if not isinstance(value, list):
        return value
    return ["" if item is None else unquote(item) for item in value]


def unique_items(items: list[str]) -> list[str]:
    """`items` without empty ones and duplicates; letter case is ignored, as in page addresses."""
    first = {item.casefold(): item for item in reversed(items)}
    return [item for item in items if item and first.pop(item.casefold(), None) is not None]


def to_name(value: str) -> str:
    """Refuse a name that cannot have a page: without a letter or digit, or too long."""
    if value and not any(character.isalnum() for character in value):
        raise refuse(f"“{value}” has no letter or digit.", "Write a word.")
    if len(value) > _LONGEST_NAME:
        raise refuse(
            f"“{value[:40]}…” is longer than {_LONGEST_NAME} characters.",
            "Write a shorter name, or put commas between several names.",
        )
    return value


def one_of(*choices: str) -> Callable[[object], object]:
    """A validator for one of `choices`, in any letter case."""

    def check(value: object) -> object:
        word = value.casefold() if isinstance(value, str) else ""
        if word in choices:
            return word
        message = (
            f"“{value}” is not one of the possible values." if word else "Write one word here."
        )
        every = ", ".join(f"`{choice}`" for choice in choices[:-1]) + f" or `{choices[-1]}`"
        raise refuse(message, did_you_mean(word, choices) or f"Write {every}.")

    return check


def to_yes_or_no(value: object) -> object:
    """Parse `true`, `yes`, `on`, `false`, `no` and `off`."""
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if isinstance(value, str):
        return words[str(one_of(*words)(unquote(value)))]
    return value


def to_notes(value: object) -> object:
    """Parse one note or a list of them, which may have several lines; a name may stand before each.

    `Ola: is this right?` is a key and its value for YAML.
    """
    found = []
    for item in value if isinstance(value, list) else [value]:
        named = item.items() if isinstance(item, dict) else [("", item)]
        for name, note in named:
            if isinstance(note, dict | list):
                raise refuse("A note is plain text.", "Write `- ` and one sentence for each.")
            lines = str(note or "").strip().split("\n")
            text = "\n".join(without_unpaired(line).strip() for line in lines)
            found.append(f"{name}: {text}" if name else text)
    return [note for note in found if note]


Text = Annotated[str, BeforeValidator(unquote)]
Name = Annotated[Text, AfterValidator(to_name)]
Items = Annotated[list[Name], BeforeValidator(listed), AfterValidator(unique_items)]
Notes = Annotated[list[str], BeforeValidator(to_notes)]
YesOrNo = Annotated[bool, BeforeValidator(to_yes_or_no)]
