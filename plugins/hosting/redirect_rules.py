"""The rules of `_redirects` files, as Cloudflare and Netlify read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from plugins.core.findings import Finding

RulesHost = Literal["cloudflare", "netlify"]
UNREADABLE = "redirects/unreadable-rule"

_OF_CLOUDFLARE = frozenset({200, 301, 302, 303, 307, 308})
_PATTERN = re.compile(r"\*|:([A-Za-z]\w*)", re.ASCII)
_STATUS = re.compile(r"([1-5]\d\d)(!?)")
_ADDRESS = re.compile(r"/|https?://[^/]")
_PAIR = re.compile(r"[^=/]+=.*")


class UnreadableRuleError(ValueError):
    """A line that neither host can read; says what is wrong with it."""


@dataclass(frozen=True)
class RedirectRule:
    """One rule: requests for `old`, which may have placeholders, are answered with `new`.

    `status` is None if the line has none. Only Netlify reads the others: `forced` rules also apply
    where the site has a file, and those with parts of a `query` or with `conditions`, such as
    `Country=no`, for some requests only.
    """

    old: str
    new: str
    status: int | None = None
    forced: bool = False
    query: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        status = [] if self.status is None else [f"{self.status}{'!' * self.forced}"]
        return " ".join((self.old, *self.query, self.new, *status, *self.conditions))

    @property
    def is_static(self) -> bool:
        """Whether it is for one path, without placeholders."""
        return not _PATTERN.search(self.old)

    @property
    def is_for_netlify(self) -> bool:
        """Whether Cloudflare cannot read it."""
        return bool(
            self.forced
            or self.query
            or self.conditions
            or self.status not in {None, *_OF_CLOUDFLARE}
            or not self.old.startswith("/")
            or self.new.startswith("http://")
        )

    def covers(self, path: str) -> bool:
        """Whether it redirects the decoded `path` of a page that the site has.

        A pattern that rewrites, such as one for a single-page application, does not.
        """
        if self.query or self.conditions or not self.old.startswith("/"):
            return False
        if not self.is_static and not self.forced and self.status in {200, 404}:
            return False
        return _expression(self.old, decoded=True, netlify=True).fullmatch(_bare(path)) is not None


@dataclass(frozen=True)
class OwnRules:
    """A `_redirects` file of the owner's: its path, its lines, and the rules in them.

    `lines` are those to publish, numbered from 1 as in the file; unreadable ones are empty.
    """

    path: str = ""
    lines: tuple[str, ...] = ()
    rules: tuple[RedirectRule, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def host(self) -> RulesHost:
        """The host that it is for: Netlify, if only that one can read it."""
        return "netlify" if any(rule.is_for_netlify for rule in self.rules) else "cloudflare"


NO_RULES = OwnRules()  # of an owner without such a file


def read_own_rules(text: str, path: str) -> OwnRules:
    """Read an owner's file; a line that no host can read is an error, and is left out."""
    lines, rules, findings = text.removeprefix("\ufeff").split("\n"), [], []
    for number, line in enumerate(lines, 1):
        try:
            rule = parse_rule(line, number)
        except UnreadableRuleError as error:
            hint = "Write it like `/old/page /new/page/ 301`"
            findings.append(Finding(path, number, "error", UNREADABLE, str(error), hint))
            lines[number - 1] = ""
        else:
            if rule:
                rules.append(rule)
                lines[number - 1] = str(rule)  # only Netlify reads comments behind it
    kept = tuple(line.rstrip() for line in lines)
    return OwnRules(path, kept, tuple(rules), tuple(findings))


def parse_rule(line: str, number: int = 0) -> RedirectRule | None:
    """Parse a line: `old [query] new [status[!]] [conditions]`; None if it is empty or a comment.

    Raises UnreadableRuleError.
    """
    words = line.split()
    comment = next((at for at, word in enumerate(words) if word.startswith("#")), len(words))
    old, *rest = words[:comment] or [""]
    if not old:
        return None
    if not _ADDRESS.match(old):
        raise UnreadableRuleError(f"“{old}” is not an address: it has no slash at its start.")
    if "*" in old and "splat" in _PATTERN.findall(old):
        raise UnreadableRuleError(
            f"“{old}” has `:splat`, which is the name of what `*` stands for."
        )
    if rest and _STATUS.fullmatch(rest[0]):  # a page that is shown at its own address
        rest = [old, *rest]
    place = next((at for at, word in enumerate(rest) if _ADDRESS.match(word)), None)
    if place is None:
        raise UnreadableRuleError(f"The rule for “{old}” does not say where it leads.")
    query, new, last = rest[:place], rest[place], rest[place + 1 :]
    status = _STATUS.fullmatch(last[0]) if last else None
    conditions = last[1:] if status else last
    for word in (*query, *conditions):
        if not _PAIR.fullmatch(word):
            raise UnreadableRuleError(f"“{word}” in the rule for “{old}” means nothing to a host.")
    code, forced = (int(status[1]), bool(status[2])) if status else (None, False)
    return RedirectRule(old, new, code, forced, tuple(query), tuple(conditions), number)


def count(rules: Iterable[RedirectRule]) -> tuple[int, int]:
    """How many static and how many dynamic rules Cloudflare counts.

    Behind the first one with placeholders, all are dynamic.
    """
    in_order = list(rules)
    static = next((at for at, rule in enumerate(in_order) if not rule.is_static), len(in_order))
    return static, len(in_order) - static


def answer(
    rules: Sequence[RedirectRule], path: str, host: RulesHost
) -> tuple[RedirectRule, str] | None:
    """The rule that a host applies to a request for `path`, and what it answers with.

    `path` is as it was sent, without its query. Neither host decodes it; Netlify ignores a slash at
    its end. Cloudflare looks at static rules first. Rules for some requests only are passed over.
    """
    netlify = host == "netlify"
    usable = [rule for rule in rules if not (rule.query or rule.conditions)]
    if not netlify:
        first = count(usable)[0]
        usable = [rule for rule in usable[:first] if rule.old == path] + usable[first:]
    for rule in usable:
        sent = _bare(path) if netlify else path
        if found := _expression(rule.old, netlify=netlify).fullmatch(sent):
            return rule, _filled(rule.new, found.groupdict(""))
    return None


def _filled(new: str, given: dict[str, str]) -> str:
    return _PATTERN.sub(lambda name: given.get(name[1] or "", name[0]), new)


def _bare(path: str) -> str:
    return path.removesuffix("/") or "/"


@lru_cache(4096)
def _expression(old: str, *, decoded: bool = False, netlify: bool = False) -> re.Pattern[str]:
    """What a rule's address matches; a placeholder is a part of a path, and * all of the rest."""
    end = netlify and old.endswith("/*")
    source = old.removesuffix("/*") if end else _bare(old) if netlify else old
    pieces, place, names = [], 0, set[str]()
    for found in _PATTERN.finditer(source):
        pieces.append(_literal(source[place : found.start()], decoded))
        name, what = (found[1], "[^/]+") if found[1] else ("splat", ".*")
        pieces.append(f"(?P={name})" if name in names else f"(?P<{name}>{what})")
        names.add(name)
        place = found.end()
    pieces.append(_literal(source[place:], decoded))
    return re.compile("".join(pieces) + ("(?:/(?P<splat>.*))?" if end else ""), re.DOTALL)


def _literal(piece: str, decoded: bool) -> str:
    return re.escape(unquote(piece) if decoded else piece)
