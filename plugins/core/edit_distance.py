"""How far two words are from each other, in slips of the keyboard."""

from __future__ import annotations


def edit_distance(one: str, other: str) -> int:
    """How many letters differ, are missing, or are swapped with the next (optimal alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, match in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != match))
            swapped = row > 1 and column > 1 and one[row - 2 : row] == match + other[column - 2]
            now.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, now
    return last[-1]
