"""Transforms: link `[^2]` in the text to a reference; label the links of footnotes."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from plugins.article_body.headings import unique_id
from plugins.article_body.transform import BodyDocument

RULE = "article-body/citation"
# Markdown has already replaced the ones that refer to footnotes.
_CITATION = re.compile(r"\[\^([^\]\s]+)\]")
_VERBATIM = frozenset({"a", "code", "kbd", "pre", "samp"})


def link_citations(document: BodyDocument) -> None:
    """Link each citation to its reference; one without a reference is reported and stays text."""
    texts = [node for node in document.soup.descendants if type(node) is NavigableString]
    taken = {str(tag["id"]): 2 for tag in document.tags() if tag.has_attr("id")}
    for text in texts:
        if "[^" in text and not any(parent.name in _VERBATIM for parent in text.parents):
            _link(document, text, taken)


def name_footnotes(document: BodyDocument) -> None:
    """Label the links to and from footnotes, whose texts are only a number and an arrow."""
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
            _report_dead_citation(document, match[1])
            continue
        pieces += [text[end : match.start()], _mark(document, number, taken)]
        end = match.end()
    text.replace_with(*pieces, text[end:])


def _mark(document: BodyDocument, number: int, taken: dict[str, int]) -> Tag:
    """The superscript link; its class keeps it out of excerpts, like a footnote's."""
    name = unique_id(f"cited-{number}", taken)
    document.citations.setdefault(number, []).append(name)
    attributes = {"class": "footnote-ref", "id": name, "href": f"#ref-{number}"}
    attributes["aria-label"] = f"Reference {number}"
    link = document.soup.new_tag("a", attrs=attributes, string=f"[{number}]")
    superscript = document.soup.new_tag("sup")
    superscript.append(link)
    return superscript


def _report_dead_citation(document: BodyDocument, mark: str) -> None:
    words = f"[^{mark}]"
    if not re.fullmatch("[0-9]{1,3}", mark):
        message = f"“{words}” is a dead link: the post has no footnote “{mark}”."
        hint = f"Write the note on a line of its own: `{words}: ...`"
    elif document.references:
        message = f"“{words}” cites a reference that the post does not have."
        hint = f"Write a number from 1 to {document.references}, or add it to `references`."
    else:
        message = f"“{words}” cites a reference, and the post has none."
        hint = "Add the source to `references`, or delete the number."
    document.report(words, RULE, message, hint)
