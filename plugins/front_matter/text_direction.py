"""Front matter whose text would turn the direction of what follows it, and where it stands."""

from __future__ import annotations

from plugins.core import bidi, validation
from plugins.core.findings import Finding, Severity
from plugins.front_matter.source import Source


def row_of(body: str, words: str, exactly: str = "") -> int:
    """The row of `body` (from 0) on which `exactly`, else `words` in any letter case, first begin.

    It is the first row where neither does.
    """
    place = body.find(exactly) if exactly else -1
    if place < 0:
        place = body.find(words)
    if place < 0:
        body = body.casefold()
        place = body.find(words.casefold())
    return body.count("\n", 0, max(place, 0))


def unpaired_directions(
    source: Source, path: str, severity: Severity, *, rule: str
) -> list[Finding]:
    """Findings for values with a control of direction that has no partner, each at its line.

    What Pelican's own readers hand over has no lines; its words are looked for in the file.
    """
    lines = dict(source.lines)
    for loc, text in bidi.texts_with_unpaired(source.fields):
        if loc[:1] not in lines:
            words, exactly = bidi.words_near(text, bidi.unpaired(text)[0])
            lines[loc] = source.body_line + row_of(source.body, words, exactly)
    return validation.unpaired_directions(
        source.fields, path=path, lines=lines, rule=rule, severity=severity
    )
