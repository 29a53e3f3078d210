"""What a rule about posts gets and returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from plugins.article_body.plain_text import TextBlock, blocks, text_of
from plugins.article_body.transform import BodyProblem
from plugins.article_body.tree import Element, Node, Text
from plugins.clinical_care.checks import NO_CHECKS, CareChecks
from plugins.clinical_care.claims import Claim, ClaimFinder
from plugins.core.finding_kinds import FindingKind
from plugins.core.sentences import sentences
from plugins.core.words import base_language
from plugins.core.yaml_lines import KeyPath
from plugins.posts.model import FrontMatter
from plugins.posts.rules import source_text
from plugins.posts.rules.source_text import Fence, Tag
from plugins.posts.rules.statements import descriptions, labelled_cells, statements

_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "template"})
_FORMULAS = frozenset({"arithmatex", "math"})  # classes


class FoundClaim(NamedTuple):
    """A claim, its sentence, and the keys of its value in the front matter; () in the body.

    `part` is the part of the body in which it was found: those of one part are in its order.
    """

    keys: KeyPath
    sentence: str
    claim: Claim
    part: str = ""


@dataclass(frozen=True)
class PostToCheck:
    """A post that was read.

    `lines` and `columns` have the places of the keys of the front matter, by the names of their
    fields; some columns are unknown. `body_line` is the line of the first line of `body`, which is
    Markdown, and empty if the post is in another language. `root` is the finished body; None if the
    post has errors because of which there is none. `problems` are those of the body, because of
    which parts of it may have been taken out. `care` has the rules about health. An `extended` post
    was converted with other people's extensions of Markdown too.
    """

    front: FrontMatter
    lines: Mapping[KeyPath, int]
    body: str
    body_line: int
    root: Element | None
    problems: tuple[BodyProblem, ...] = ()
    columns: Mapping[KeyPath, int] = field(default_factory=dict)
    care: CareChecks = NO_CHECKS
    extended: bool = False

    @cached_property
    def blocks(self) -> tuple[TextBlock, ...]:
        """The blocks of the finished body that have text."""
        return tuple(blocks(self.root)) if self.root else ()

    @cached_property
    def claims(self) -> tuple[FoundClaim, ...]:
        """What the post claims of the clinic's services."""
        finder = self.care.claims
        if finder is None or not self.is_in(finder.lang):
            return ()
        values = [
            FoundClaim(keys, sentence, claim)
            for keys, value in (*self.values(), (("summary",), self.front.summary))
            if value
            for sentence in sentences(value)
            for claim in finder.find(sentence)
        ]
        body = (FoundClaim((), *found) for found in self._stated(finder))
        said = (FoundClaim((), *found, "quotation") for found in self._testimonials(finder))
        return (*values, *body, *said)

    def _stated(self, finder: ClaimFinder) -> Iterator[tuple[str, Claim, str]]:
        """What the body claims, each with its sentence and where that was found."""
        for sentence, *stated in statements(self.blocks):
            yield from ((sentence, claim, "text") for claim in finder.find(*stated))
        for cell in labelled_cells(self.root) if self.root else ():
            yield from ((cell.sentence, claim, "cell") for claim in finder.find_in_cell(*cell))
        for sentence in descriptions(self.root) if self.root else ():
            yield from ((sentence, claim, "description") for claim in finder.find(sentence))

    def _testimonials(self, finder: ClaimFinder) -> Iterator[tuple[str, Claim]]:
        quotations = self.root.elements({"blockquote"}) if self.root else []
        inside: set[str] = set()
        for quotation in quotations:
            inside.update(block.text for block in blocks(quotation))
            text = text_of(quotation)
            yield from ((text, claim) for claim in finder.testimonial(text))
        for block in self.blocks:
            if block.text not in inside:
                yield from finder.testimonials(block.text)

    def is_in(self, lang: str) -> bool:
        """Whether the post is in a language, that of the site: it does not name another one."""
        named, wanted = map(base_language, (self.front.lang or "", lang))
        return named in ("", wanted)

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """The text nodes of the finished body that are not code, in order.

        Nor formulas that an extension has made of an `extended` post.
        """
        if self.root and not self.extended and not self.root.elements(_CODE):
            return tuple([text.value for text in self.root.texts()])
        return tuple(_runs(self.root, _FORMULAS if self.extended else frozenset()))

    @cached_property
    def prose(self) -> str:
        """The body with spaces in the place of all code, so that each character keeps its place."""
        return source_text.without_code(self.body, self.fences)

    @cached_property
    def may_define(self) -> bool:
        """Whether it has lines with what stands in its footnotes, or with addresses of links."""
        return "]:" in self.prose

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        """The fences of code in the body, also those that are not closed."""
        return tuple(source_text.fences(self.body))

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The HTML tags in `shown`."""
        return tuple(source_text.tags(self.shown))

    @cached_property
    def visible(self) -> str:
        """The text of `runs`, joined."""
        return "".join(self.runs)

    @cached_property
    def code_lines(self) -> frozenset[str]:
        """The stripped lines of the preformatted text of the finished body."""
        blocks = self.root.elements({"pre"}) if self.root else []
        return frozenset(row.strip() for block in blocks for row in block.text().split("\n"))

    @cached_property
    def shown(self) -> str:
        """`prose` with null characters for escapes, and spaces for comments and indented code."""
        return source_text.shown(self.prose, self.code_lines)

    def line_at(self, place: int) -> int:
        """The line of the file with the character `place` of the body."""
        return self.body_line + self.body.count("\n", 0, place)

    def column_at(self, place: int) -> int:
        """The column, from 1, of the character `place` of the body."""
        return place - self.body.rfind("\n", 0, place)

    def at(self, place: int, message: str, hint: str, fix: Fix | None = None) -> Problem:
        """A problem at the character `place` of the body."""
        return Problem(self.line_at(place), message, hint, self.column_at(place), fix)

    def key(self, path: str | KeyPath, message: str, hint: str) -> Problem:
        """A problem of a key of the front matter, or of the key that it is below.

        Its line is 1 if it was not written.
        """
        path = (path,) if isinstance(path, str) else path
        while path and path not in self.lines:
            path = path[:-1]
        line = self.lines[path] if path else 1
        return Problem(line, message, hint, self.columns.get(path, 0) if path else 0)

    def values(self) -> Iterator[tuple[KeyPath, str]]:
        """The values of the front matter that readers see as plain text, but for the summary."""
        front = self.front
        for name in ("title", "description", "credit", "series"):
            yield (name,), str(getattr(front, name))
        yield ("category",), str(front.category or "")
        yield from ((("topics", number), str(topic)) for number, topic in enumerate(front.topics))
        if front.image:
            yield ("image", "alt"), front.image.alt


@dataclass(frozen=True)
class Fix:
    """A change that is certainly right: `text` in the place of the `length` characters there.

    It does not go beyond the end of the line.
    """

    length: int
    text: str


@dataclass(frozen=True)
class Problem:
    """What a rule has found: its line in the file, one sentence, and what to write instead.

    `column` counts from 1, and is 0 if unknown. A problem that has a column may have a fix.
    """

    line: int
    message: str
    hint: str
    column: int = 0
    fix: Fix | None = None


Check = Callable[[PostToCheck], Iterable[Problem]]


@dataclass(frozen=True)
class Rule(FindingKind):
    """A rule, as one kind of finding, and how it is checked.

    Exactly this rule has findings for the post `bad`, and no rule has any for `good`. If it is
    `strict_when_published`, a build for publication makes errors of its warnings. What is
    `allowed_in_drafts` is only advice there, which no build reports.
    """

    check: Check = field(kw_only=True)
    strict_when_published: bool = False
    allowed_in_drafts: bool = False


def _runs(root: Element | None, left_out: frozenset[str]) -> Iterator[str]:
    """The text nodes but code, and but those in elements with one of the classes `left_out`."""
    waiting: list[Node] = [root] if root else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            yield node.value
        elif isinstance(node, Element) and node.name not in _CODE:
            if left_out and left_out.intersection(node.classes):
                continue
            waiting += node.children[::-1]
