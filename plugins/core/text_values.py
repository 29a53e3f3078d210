"""How words are written in front matter: plain text, names and lists of them, read or refused."""

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
_NO_WIDTH = "\u200b\u2060\ufeff"
_LONGEST_NAME = 100  # characters; a name becomes a folder, and file systems stop at 255 bytes


def unquote(value: object) -> object:
    """One line of text, out of the smart quotes that stand for straight ones around it.

    What would turn the direction of the text after it is left out.
    """
    if not isinstance(value, str):
        return value
    text = without_unpaired(re.sub(r"[ \t\n]+", " ", value)).strip(" " + _NO_WIDTH).strip()
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    alone = sum(text.count(mark) for mark in _DOUBLE) % 2 == 1
    if alone and (text[0] in _DOUBLE or re.search(r"[^\d][“”]$", text)):
        plain = text.strip(_DOUBLE + '"').strip()
        raise refuse("A smart quote has no partner.", f'Write `"{plain}"`, in straight quotes.')
    return text


def listed(value: object) -> object:
    """`a, b`, `a; b`, lines and a YAML list are all the list [a, b].

    An empty item is "" and stays until `once`, so that each item keeps its place and its line.
    """
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("[") and text.endswith("]"):  # Pelican's lines have no YAML lists
            text = text[1:-1]
        whole = text if "\n" in text else str(unquote(text))
        value = re.split(r"[;\n]" if ";" in whole else r"[,\n]", whole)
    if not isinstance(value, list):
        return value
    return ["" if item is None else unquote(item) for item in value]


def unique_items(items: list[str]) -> list[str]:
    """`items` without empty ones, each once: two spellings of a topic would share a page."""
    first = {item.casefold(): item for item in reversed(items)}
    return [item for item in items if item and first.pop(item.casefold(), None) is not None]


def to_name(value: str) -> str:
    """A name that has a page of its own, so it needs letters or digits, and not too many."""
    if value and not any(character.isalnum() for character in value):
        raise refuse(f"“{value}” has no letter or digit in it.", "Write a word.")
    if len(value) > _LONGEST_NAME:
        raise refuse(
            f"“{value[:40]}…” is longer than {_LONGEST_NAME} characters.",
            "Write a shorter name; several are parted by commas.",
        )
    return value


def one_of(*choices: str) -> Callable[[object], object]:
    """A validator that takes one of `choices`, in any letter case."""

    def check(value: object) -> object:
        word = value.casefold() if isinstance(value, str) else ""
        if word in choices:
            return word
        told = f"“{value}” is not known." if word else "One word is expected here."
        every = ", ".join(f"`{choice}`" for choice in choices[:-1]) + f" or `{choices[-1]}`"
        raise refuse(told, did_you_mean(word, choices) or f"Write {every}.")

    return check


def to_yes_or_no(value: object) -> object:
    """`true` or `false`, and what else people type for them."""
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if isinstance(value, str):
        return words[str(one_of(*words)(unquote(value)))]
    return value


Text = Annotated[str, BeforeValidator(unquote)]
Name = Annotated[Text, AfterValidator(to_name)]
Items = Annotated[list[Name], BeforeValidator(listed), AfterValidator(unique_items)]
YesOrNo = Annotated[bool, BeforeValidator(to_yes_or_no)]
