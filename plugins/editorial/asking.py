"""Asks an editor on a terminal for what a new post needs (edge: terminal)."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence

from plugins.core.findings import did_you_mean

_LATER = "Press Enter to leave it empty for now."


def is_terminal() -> bool:
    """Whether somebody can answer: not if a program has started this, or reads what it prints."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Questions:
    """Questions that are asked again until the answer is of use.

    `read` shows a prompt and returns a line. It raises EOFError and KeyboardInterrupt, as `input`
    does, if the editor wants to stop.
    """

    def __init__(self, read: Callable[[str], str] = input) -> None:
        self._read = read

    def text(self, words: str, refused: Callable[[str], str]) -> str:
        """A text for which `refused` returns no sentence that says why it cannot be used."""
        while why := refused(answer := self._read(f"{words}: ").strip()):
            print(why)
        return answer

    def one(self, words: str, choices: Sequence[str]) -> list[str]:
        """One of the choices, by its number or name; none if there are none, or for Enter."""
        return self._chosen(words, choices, lambda answer: [answer] if answer else [])

    def several(self, words: str, choices: Sequence[str], begin: str = "") -> list[str]:
        """Some of the choices, with commas or spaces between their numbers.

        With the question `begin`, such as “Begin a new topic?”, also names that are none of them.
        """
        return self._chosen(f"{words}, with commas between several", choices, _parts, begin)

    def _chosen(
        self,
        words: str,
        choices: Sequence[str],
        split: Callable[[str], list[str]],
        begin: str = "",
    ) -> list[str]:
        if not choices:
            return []
        numbered = "   ".join(f"{number} {each}" for number, each in enumerate(choices, 1))
        print(textwrap.fill(numbered.replace(" ", "\xa0").replace("\xa0" * 3, "   "), _width()))
        while True:
            typed = split(self._read(f"{words} (number or name): ").strip())
            found = [_choice(each, choices) or self._begun(each, choices, begin) for each in typed]
            wrong = [each for each, choice in zip(typed, found, strict=True) if choice is None]
            if not wrong:
                return list(dict.fromkeys(each for each in found if each is not None))
            hint = did_you_mean(wrong[0], choices)
            print(f"“{wrong[0]}” is none of these. {hint or _LATER}")

    def _begun(self, name: str, choices: Sequence[str], begin: str) -> str | None:
        """The name of what is none of the choices, if the editor wants that."""
        if not begin or name.isdecimal():
            return None
        words = (f"“{name}” is none of these.", did_you_mean(name, choices), begin)
        answer = self._read(f"{' '.join(filter(None, words))} (y/N): ")
        return name if answer.strip().casefold() in {"y", "yes"} else None


def _width() -> int:
    return min(shutil.get_terminal_size().columns, 100)


def _parts(answer: str) -> list[str]:
    """The names or numbers of an answer; spaces are between numbers only."""
    numbers = re.fullmatch(r"\d+(?:[\s,]+\d+)*,?", answer)
    parts = re.split(r"[\s,]+" if numbers else ",", answer)
    return [part.strip() for part in parts if part.strip()]


def _choice(typed: str, choices: Sequence[str]) -> str | None:
    if typed.isdecimal():
        return choices[int(typed) - 1] if 1 <= int(typed) <= len(choices) else None
    return next((each for each in choices if each.casefold() == typed.casefold()), None)
