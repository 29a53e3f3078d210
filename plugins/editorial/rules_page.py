"""The page docs/rules.md, generated from the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from plugins.posts.rules.rule import Rule

_INTRODUCTION = """\
# Rules about posts

Each build, `make serve` and `make check-content` check posts by these rules. A build with an
*error* fails, and the old site stays; a *warning* is reported only. Where it says so, a warning is
an error in `make publish` and in `make check-content CHECKOPTS=--publish`. With `LENIENT=1` all of
them are warnings.

A post may waive a rule that says so, with a reason and a last day:

```yaml
waive:
  - rule: heading/skipped-level
    reason: The list of a printed leaflet, whose levels are kept
    until: 2027-03-01
```

What is wrong with front matter, pictures, links and data files is reported too; each message says
what to write.

This page is made from the rules by `python -m plugins.editorial rules --write`.
"""
_FENCE = re.compile(r"`{3,}|~{3,}")


def page(rules: Iterable[Rule]) -> str:
    """The whole page, in Markdown."""
    families = groupby(sorted(rules, key=lambda rule: rule.id), key=_family)
    parts = [part for name, members in families for part in _section(name, members)]
    return "\n".join([_INTRODUCTION, *parts])


def _family(rule: Rule) -> str:
    return rule.id.partition("/")[0]


def _section(name: str, rules: Iterable[Rule]) -> Iterator[str]:
    yield f"## {name.replace('-', ' ').capitalize()}\n"
    for rule in rules:
        strict = ", and an error when the site is published" if rule.strict_when_published else ""
        yield f"### `{rule.id}`\n"
        yield f"{rule.summary} ({rule.severity.capitalize()}{strict}.)\n"
        waivable = " A post may waive it." if rule.waivable else ""
        yield f"{rule.reason}{waivable}\n"
        yield f"Not like this:\n\n{_block(rule.bad)}\n\nBut like this:\n\n{_block(rule.good)}\n"


def _block(post: str) -> str:
    fence = max([*_FENCE.findall(post.replace("~", "`")), "``"], key=len) + "`"
    return f"{fence}markdown\n{post.rstrip()}\n{fence}"
