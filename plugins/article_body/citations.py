"""Transforms: `[^2]` in the text becomes a link to a reference; links of footnotes have names."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from plugins.article_body.headings import unique_id
from plugins.article_body.transform import BodyDocument, BodyProblem

RULE = "article-body/citation"
# Markdown has already taken those for which the post has a footnote of its own.
_CITATION = re.compile(r"\[\^([^\]\s]+)\]")
_VERBATIM = frozenset({"a", "code", "kbd", "pre", "samp"})


def link_citations(document: BodyDocument) -> None:
    """Link each citation to its reference; one that leads nowhere is reported and stays."""
    texts = [node for node in document.soup.descendants if type(node) is NavigableString]
    taken = {str(tag["id"]): 2 for tag in document.tags() if tag.has_attr("id")}
    for text in texts:
        if "[^" in text and not any(parent.name in _VERBATIM for parent in text.parents):
            _link(document, text, taken)


def name_footnotes(document: BodyDocument) -> None:
    """Name the links there and back, which Markdown leaves to a bare number and an arrow."""
    for tag in document.tags({"a"}):
        classes = tag.get_attribute_list("class")
        if "footnote-backref" in classes and tag.get("title"):
            tag["aria-label"] = tag.attrs.pop("title")
        elif "footnote-ref" in classes and not tag.get("aria-label"):
            tag["aria-label"] = f"Footnote {tag.get_text()}"


def _link(document: BodyDocument, text: NavigableString, taken: dict[str, int]) -> None:
    pieces: list[Tag | str] = []
    end = 0
    for match in _CITATION.finditer(text):
        number = int(match[1]) if re.fullmatch("[0-9]{1,3}", match[1]) else 0
        if not 1 <= number <= document.references:
            document.problems.append(_dead_citation(match[1], document.references))
            continue
        pieces += [text[end : match.start()], _mark(document, number, taken)]
        end = match.end()
    text.replace_with(*pieces, text[end:])


def _mark(document: BodyDocument, number: int, taken: dict[str, int]) -> Tag:
    """The raised number; its class keeps it out of excerpts, as it does a footnote's."""
    name = unique_id(f"cited-{number}", taken)
    document.citations.setdefault(number, []).append(name)
    link = document.soup.new_tag(
        "a",
        attrs={
            "class": "footnote-ref",
            "id": name,
            "href": f"#ref-{number}",
            "aria-label": f"Reference {number}",
        },
    )
    link.string = f"[{number}]"
    superscript = document.soup.new_tag("sup")
    superscript.append(link)
    return superscript


def _dead_citation(mark: str, references: int) -> BodyProblem:
    words = f"[^{mark}]"
    if not re.fullmatch("[0-9]{1,3}", mark):
        message = f"“{words}” leads nowhere: the post has no footnote “{mark}”."
        hint = f"Write the note on a line of its own: `{words}: ...`"
    elif references:
        message = f"“{words}” cites a reference that the post does not have."
        hint = f"It has {references}: write a number up to that, or add to `references`."
    else:
        message = f"“{words}” cites a reference, and the post has none."
        hint = "List the source under `references`, or take the number out."
    return BodyProblem(words, RULE, message, hint)
