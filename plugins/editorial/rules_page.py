"""The page docs/rules.md, generated from the kinds of findings and the rules among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from plugins.core.finding_kinds import FindingKind
from plugins.posts.rules.rule import Rule

_INTRODUCTION = """\
# What is checked

Each build, `make serve` and `make check-content` report what is against these rules, by the name of
the rule. A build with an *error* fails, and the old site stays; a *warning* is reported only. Where
it says so, a warning is an error in `make publish` and in
`make check-content CHECKOPTS=--publish`. With `LENIENT=1` most errors are warnings, and a post that
has another one is left out. *Advice* is given by `make check-content CHECKOPTS=--advice` alone,
but for that about what hosts are told, with which a publication ends.

A post may waive a rule that says so, with a reason and a last day:

```yaml
waive:
  - rule: heading/skipped-level
    reason: The list of a printed leaflet, whose levels are kept
    until: 2027-03-01
```

First come posts: their front matter, text, links and pictures; then the data files, the site as a
whole and the build. The examples are whole posts or data files, and are the tests of the rules.

This page is made from the rules by `python -m plugins.editorial rules --write`.
"""
_LAST = ("data", "site", "build", "advice")  # sections that are about no post
_TITLES = {"data": "Data files", "site": "The site", "build": "The build"}
_FENCE = re.compile(r"`{3,}|~{3,}")


def page(kinds: Iterable[FindingKind]) -> str:
    """The whole page, in Markdown."""
    sections = groupby(sorted(kinds, key=_order), key=_section_of)
    parts = [part for name, members in sections for part in _section(name, members)]
    return "\n".join([_INTRODUCTION, *parts])


def _section_of(kind: FindingKind) -> str:
    return kind.section or kind.id.partition("/")[0]


def _order(kind: FindingKind) -> tuple[int, str, str]:
    name = _section_of(kind)
    return (_LAST.index(name) if name in _LAST else -1), name, kind.id


def _section(name: str, kinds: Iterable[FindingKind]) -> Iterator[str]:
    yield f"## {_TITLES.get(name) or name.replace('-', ' ').capitalize()}\n"
    for kind in kinds:
        yield f"### `{kind.id}`\n"
        yield f"{kind.summary} ({_severity(kind)}.)\n"
        waivable = " A post may waive it." if kind.waivable else ""
        yield f"{kind.reason}{waivable}\n"
        if kind.bad:
            where = f", in {kind.file}" if kind.file else ""
            bad, good = _block(kind.bad, kind.file), _block(kind.good, kind.file)
            yield f"Not like this{where}:\n\n{bad}\n\nBut like this:\n\n{good}\n"


def _severity(kind: FindingKind) -> str:
    words = f"{kind.severity} or {kind.also}" if kind.also else kind.severity
    strict = isinstance(kind, Rule) and kind.strict_when_published
    return words.capitalize() + (", and an error when the site is published" if strict else "")


def _block(text: str, file: str) -> str:
    """An example as a block of code; what would turn the page around is written as its name."""
    text = text.replace("\u202e", "[U+202E]")
    fence = max([*_FENCE.findall(text.replace("~", "`")), "``"], key=len) + "`"
    return f"{fence}{'yaml' if file else 'markdown'}\n{text.rstrip()}\n{fence}"
