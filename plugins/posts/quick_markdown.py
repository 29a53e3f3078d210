"""A converter that makes the same HTML of ordinary Markdown as Python-Markdown's, in less time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.inlinepatterns import AsteriskProcessor, LinkInlineProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX, AtomicString, Registry

from plugins.core.signs import has_any
from plugins.posts.inline_marks import InlineMarks

# What a text has if one of Python-Markdown's inline patterns, or of ours, matches something in it.
_SIGNS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[",),
    "open_comments": ("<!--",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "file_link": ("<{",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "bare_links": ("://", "ww.", "WW.", "@"),
    "html": ("<",),
    "entity": ("&",),
    "not_strong": ("*", "_"),
    "line_to_write_on": ("____",),
    "bold_within": ("**",),
    "struck": ("~~",),
    "em_strong": ("*",),
    "em_strong2": ("_",),
}
_ALL_SIGNS = frozenset(sign for signs in _SIGNS.values() for sign in signs)
# Some of Python-Markdown's patterns, in a form that begins with a character to look for.
_LINK = r"\[(?<!!\[)"
_NOT_STRONG = re.compile(r"(\*(?<!\S\*)\*{0,2}|_(?<!\S_)_{0,2})(?=\s|$)")
_SETEXT_HEADER = re.compile(r"^[^\n]*+\n(?:=+|-+)[ ]*(\n|$)", re.MULTILINE)
_SIMPLE_LINK = re.compile(r"\[([^\[\]]*)\]\(([^\s()<>'\"]*)\)")
_ONE_ROW_OF_TEXT = re.compile(r"[^\W\d_][^\n]*\Z")
_BLANK_ROWS = re.compile(r"\n +(?=\n)")
_UNUSUAL = (STX, ETX, "\r", "\t")
_BLOCKS = frozenset(markdown.util.BLOCK_LEVEL_ELEMENTS)


class QuickNormalizeWhitespace(NormalizeWhitespace):  # type: ignore[misc]  # Python-Markdown has no types
    """Takes the usual characters for granted if there are no others."""

    def run(self, lines: list[str]) -> list[str]:
        """The rows, of which those with spaces only are empty."""
        source = "\n".join(lines)
        if has_any(source, _UNUSUAL):
            rows: list[str] = super().run(lines)
            return rows
        return _BLANK_ROWS.sub("\n", f"{source}\n\n").split("\n")


class QuickBlocks(BlockParser):  # type: ignore[misc]  # see above
    """Makes text of a row that begins with a letter without asking all steps whether it is theirs.

    No step of Python-Markdown, of its extensions or of ours wants such a row alone.
    """

    def parseDocument(self, lines: Iterable[str]) -> Any:  # noqa: ANN401, N802  # Python-Markdown's name
        """The tree of a whole text."""
        self._steps = list(self.blockprocessors)  # sorted once
        return super().parseDocument(lines)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802  # see above
        """Add the elements of the blocks to their parent."""
        while blocks:
            if _ONE_ROW_OF_TEXT.match(blocks[0]):
                self.blockprocessors["paragraph"].run(parent, blocks)
                continue
            for step in self._steps:
                if step.test(parent, blocks[0]) and step.run(parent, blocks) is not False:
                    break


class QuickHashHeader(HashHeaderProcessor):  # type: ignore[misc]  # see above
    """Searches for a heading where there is a sign of one."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether there is one."""
        return "#" in block and super().test(parent, block)


class QuickLink(LinkInlineProcessor):  # type: ignore[misc]  # see above
    """Reads an ordinary link, in which nothing is nested, at once."""

    def handleMatch(  # noqa: N802  # see above
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The link, or nothing if there is none."""
        simple = _SIMPLE_LINK.match(data, m.start())
        if simple is None:
            found: tuple[Element | None, int | None, int | None] = super().handleMatch(m, data)
            return found
        link = Element("a", {"href": self.unescape(simple[2]).strip()})
        link.text = simple[1]
        return link, m.start(), simple.end()


class QuickAsterisk(AsteriskProcessor):  # type: ignore[misc]  # see above
    """Reads emphasised words without asterisks at once."""

    def parse_sub_patterns(
        self, data: str, parent: Element, last: Element | None, idx: int
    ) -> None:
        """Add emphasised words to their parent."""
        if "*" in data:
            super().parse_sub_patterns(data, parent, last, idx)
        elif last is None:
            parent.text = data or None
        else:
            last.tail = data or None


class QuickInline(InlineProcessor):  # type: ignore[misc]  # see above
    """Searches a text only for the inline patterns of which it has a sign."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """The tree with the elements that the patterns make."""
        signs = {
            self.inlinePatterns[name]: signs
            for name, signs in _SIGNS.items()
            if name in self.inlinePatterns
        }
        self._patterns = [(each, signs[each]) for each in self.inlinePatterns]
        part = tree
        if not any(block.tail for block in tree):
            part = Element(tree.tag)
            part.extend(block for block in tree if has_any("".join(block.itertext()), _ALL_SIGNS))
        super().run(part, ancestors)
        return tree

    def _InlineProcessor__handleInline(  # noqa: N802  # a private method, for which there is no hook
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        if isinstance(data, AtomicString) or not has_any(data, _ALL_SIGNS):
            return data
        place = 0
        while patternIndex < len(self._patterns):
            pattern, signs = self._patterns[patternIndex]
            found = has_any(data, signs)
            if found:
                data, found, place = self._InlineProcessor__applyPattern(
                    pattern, data, patternIndex, place
                )
            if not found:
                patternIndex, place = patternIndex + 1, 0  # noqa: N806
        return data


class QuickMarkdown(markdown.Markdown):  # type: ignore[misc]  # see above
    """A converter with the extensions `always` and others, and without the steps `left_out`."""

    def __init__(self, extensions: Sequence[Extension], left_out: Set[str]) -> None:
        self._left_out = left_out
        super().__init__(extensions=extensions, output_format="html")

    def build_parser(self) -> QuickMarkdown:
        """Copy the steps of a converter, which takes less time than to make them."""
        self.block_level_elements = _BLOCKS  # searched faster than a list
        self.parser = QuickBlocks(self)
        self.parser.blockprocessors = self._copies("blockprocessors")
        self.preprocessors = self._copies("preprocessors")
        self.inlinePatterns = self._copies("inlinePatterns")
        self.treeprocessors = self._copies("treeprocessors")
        self.treeprocessors.register(QuickInline(self), "inline", 20)
        self.postprocessors = self._copies("postprocessors")
        return self

    def _copies(self, registry: str) -> Any:  # noqa: ANN401  # Python-Markdown has no types
        copies = Registry()
        for step, name, priority in _STEPS[registry]:
            if name not in self._left_out:
                copy = object.__new__(type(step))
                vars(copy).update(vars(step) | {"md": self, "parser": self.parser})
                copies.register(copy, name, priority)
        return copies


def always() -> list[Extension]:
    """The extensions that all posts are converted with; they keep nothing of a text."""
    return [SaneListExtension(), InlineMarks()]


def _steps() -> dict[str, list[tuple[Any, str, float]]]:
    """The steps of each registry of a converter, with their names and priorities."""
    made = markdown.Markdown(extensions=always())
    made.preprocessors.register(QuickNormalizeWhitespace(made), "normalize_whitespace", 30)
    made.parser.blockprocessors.register(QuickHashHeader(made.parser), "hashheader", 70)
    made.parser.blockprocessors["setextheader"].RE = _SETEXT_HEADER
    made.inlinePatterns.register(QuickLink(_LINK), "link", 160)
    made.inlinePatterns["not_strong"].compiled_re = _NOT_STRONG
    made.inlinePatterns.register(QuickAsterisk(r"\*"), "em_strong", 60)
    registries = (vars(made) | vars(made.parser)).items()
    return {
        attribute: [(registry[name], name, priority) for name, priority in [*registry._priority]]  # noqa: SLF001  # it has no other list of names
        for attribute, registry in registries
        if isinstance(registry, Registry)
    }


_STEPS = _steps()
