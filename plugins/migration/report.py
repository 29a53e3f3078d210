"""What the command prints, and writes into the new folder: what needs a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.migration.old_site import GROUPS, Note

FILE = "to-do.txt"
_SHOWN = 5  # of each group, on the terminal


def by_group(notes: Sequence[Note], shown: int = 0) -> Iterator[str]:
    """The lines of the list: a heading with a count for each group, and what is in it.

    At most `shown` of each group, if that is not 0.
    """
    for group, heading in GROUPS.items():
        of_group = {note for note in notes if note.group == group}
        found = sorted(of_group, key=lambda note: (note.path, note.line, note.text))
        if not found:
            continue
        yield f"{len(found)} × {heading}"
        few = found[:shown] if shown else found
        yield from (f"    {_printable(str(note))}" for note in few)
        if len(few) < len(found):
            yield f"    ... and {len(found) - len(few)} more, in {FILE}"


def to_do(notes: Sequence[Note]) -> bytes:
    """The whole list, as the file in the new folder."""
    return "\n".join(["What needs a person after `make adopt`.", "", *by_group(notes), ""]).encode()


def on_terminal(notes: Sequence[Note]) -> str:
    """The list, shortened."""
    return "\n".join(by_group(notes, _SHOWN))


def _printable(text: str) -> str:
    """`text`, which may come from an untrusted file, on one row without control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
