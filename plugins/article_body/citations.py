"""Transforms: link `[^2]` in the text to a reference; label the links of footnotes."""

from __future__ import annotations

import re

from plugins.article_body.headings import unique_id
from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import Element, Text

RULE = "article-body/citation"
# Markdown has already replaced the ones that refer to footnotes.
_CITATION = re.compile(r"\[\^( ?[^\]\s]+ ?)\]")
_VERBATIM = frozenset({"a", "code", "kbd", "pre", "samp"})


def link_citations(document: BodyDocument) -> None:
    """Link each citation to its reference; one without a reference is reported and stays text."""
    texts = [text for text in document.root.texts() if "[^" in text.value]
    if not texts:
        return
    taken = {tag.get("id"): 2 for tag in document.root.elements() if "id" in tag.attributes}
    for text in texts:
        if not any(parent.name in _VERBATIM for parent in text.ancestors()):
            _link(document, text, taken)


def name_footnotes(document: BodyDocument) -> None:
    """Label the links to and from footnotes, whose texts are only a number and an arrow.

    A footnote to which no link leads has no link back.
    """
    called = {"-".join(tag.get("id").split()) for tag in document.root.elements({"sup"})}
    for tag in document.root.elements({"a"}):
        classes = tag.classes
        if "footnote-ref" in classes or "footnote-backref" in classes:
            # As ids are made of names with spaces: see `headings`.
            tag.attributes["href"] = "-".join(tag.get("href").split())
        if "footnote-backref" in classes and tag.get("href")[1:] not in called:
            tag.remove()
        elif "footnote-backref" in classes and tag.get("title"):
            tag.attributes["aria-label"] = tag.attributes.pop("title")
        elif "footnote-ref" in classes and not tag.get("aria-label"):
            tag.attributes["aria-label"] = f"Footnote {tag.text()}"


def _link(document: BodyDocument, text: Text, taken: dict[str, int]) -> None:
    pieces: list[Element | str] = []
    end = 0
    for match in _CITATION.finditer(text.value):
        mark = match[1].strip()
        number = int(mark) if re.fullmatch("[0-9]{1,3}", mark) else 0
        if not 1 <= number <= document.references:
            _report_dead_citation(document, match[1])
            continue
        pieces += [text.value[end : match.start()], _mark(document, number, taken)]
        end = match.end()
    if pieces:
        text.replace_with(*pieces, text.value[end:])


def _mark(document: BodyDocument, number: int, taken: dict[str, int]) -> Element:
    """The superscript link; its class keeps it out of excerpts, like a footnote's."""
    name = unique_id(f"cited-{number}", taken)
    document.citations.setdefault(number, []).append(name)
    attributes = {"class": "footnote-ref", "id": name, "href": f"#ref-{number}"}
    link = Element("a", {**attributes, "aria-label": f"Reference {number}"})
    link.append(f"[{number}]")
    superscript = Element("sup")
    superscript.append(link)
    return superscript


def _report_dead_citation(document: BodyDocument, mark: str) -> None:
    words = f"[^{mark}]"
    name = mark.strip()
    if not re.fullmatch("[0-9]{1,3}", name):
        message = f"“{words:.60}” is a dead link: the post has no footnote “{mark:.60}”."
        hint = f"Write the note on a line of its own: `[^{name:.60}]: ...`"
        if name != mark:
            hint = f"Write `[^{name:.60}]`, without a space, and its note on a line of its own."
    elif document.references:
        message = f"“{words}” cites a reference that the post does not have."
        last = document.references
        known = f"a number from 1 to {last}" if last > 1 else "`[^1]`"
        hint = f"Write {known}, or add the source to `references`."
    else:
        message = f"“{words}” cites a reference, and the post has none."
        hint = "Add the source to `references`, or delete the number."
    document.report(words, RULE, message, hint)
