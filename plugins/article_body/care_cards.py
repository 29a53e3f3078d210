"""Transforms: check the kinds of boxes, and turn three of them into care cards.

The kinds of cards and the hidden text in their headings are those of the NHS design system.
"""

from __future__ import annotations

import re

from plugins.article_body.plain_text import text_of
from plugins.article_body.transform import BodyDocument
from plugins.article_body.tree import HEADINGS, Element, Text
from plugins.core.findings import Severity, did_you_mean

RULE = "article-body/care-card"
CARDS = {
    "nonurgent": "Non-urgent advice:",
    "urgent": "Urgent advice:",
    "emergency": "Immediate action required:",
}
# Who must ask a clinician before a treatment: a box near the top of a text.
ASK_FIRST = "askfirst"
# Other boxes (admonitions), by the names that reStructuredText has for them, except for the first.
NOTES = (
    ASK_FIRST, "admonition", "attention", "caution", "danger", "error", "hint", "important",
    "info", "note", "tip", "warning",
)  # fmt: skip
# In such a line U+FFFC stands for a nested element. One or two signs and a kind are a box too.
_KINDS = "|".join(["non-urgent", *CARDS, *NOTES])
_MISSPELT_BOX = re.compile(
    rf"^[ \t]*(!!!.*|!{{1,2}}[ \t]*(?:{_KINDS})[ \t]*[\"“”'‘’].*|!![ \t]*(?:{_KINDS})[ \t]*)$",
    re.MULTILINE | re.IGNORECASE,
)

_MEDICAL_LIST = re.compile(rf'class="(?:care care-|admonition {ASK_FIRST}\b)')


def has_medical_list(html: str) -> bool:
    """Whether finished HTML has a card, or says who must ask a clinician before a treatment."""
    return bool(_MEDICAL_LIST.search(html))


def check_boxes(document: BodyDocument) -> None:
    """Report unknown kinds of boxes, and lines that were meant to begin a box."""
    for tag in document.root.elements({"div", "p"}):
        if tag.name == "p":
            own = "".join([n.value if isinstance(n, Text) else "\ufffc" for n in tag.children])
            for line in _MISSPELT_BOX.findall(own) if "!" in own else ():
                _report_misspelt_box(document, line)
        elif (kind := _kind(tag)) == ASK_FIRST:
            _check_title(document, tag, kind)
        elif kind and kind not in {*CARDS, *NOTES}:
            message = f"There is no box of the kind “{kind}”."
            known = f"The kinds are: {', '.join([*CARDS, ASK_FIRST, 'note', 'tip', 'warning'])}."
            hint = did_you_mean(kind, [*CARDS, *NOTES]) or known
            document.report(f"!!! {kind}", RULE, message, hint)


def build_care_cards(document: BodyDocument) -> None:
    """Give each card a heading, one level below the heading above it."""
    above = 1
    for tag in document.root.elements(HEADINGS | {"div"}):
        if tag.name != "div":
            above = int(tag.name[1])
        elif (kind := _kind(tag)) in CARDS:
            _build(document, tag, kind, min(above + 1, 6))


def _kind(tag: Element) -> str:
    """The kind of a Markdown box, or "" for another element."""
    classes = tag.classes
    return classes[1] if classes[:1] == ["admonition"] and len(classes) > 1 else ""


def _check_title(document: BodyDocument, box: Element, kind: str) -> tuple[Element | None, str]:
    """The title of a box and its words, or None and a report."""
    title = _title(box)
    words = text_of(title) if title else ""
    # Without a title Markdown uses the name of the kind.
    if title is None or words.casefold() in {"", kind}:
        _report_missing_title(document, box, kind, written=title is not None)
        return None, ""
    return title, words


def _build(document: BodyDocument, box: Element, kind: str, level: int) -> None:
    title, words = _check_title(document, box, kind)
    if title is None:
        return
    if words == text_of(box) and not box.elements({"img"}):
        hint = "Write its text below it, each line after four spaces."
        document.report(f'!!! {kind} "{words}', RULE, "There is nothing in this card.", hint)
        return
    hidden_label = Element("span", {"class": "care-kind"})
    hidden_label.append(f"{CARDS[kind]} ")
    title.name = f"h{level}"
    title.attributes["class"] = "care-title"
    title.insert(hidden_label)
    box.attributes["class"] = f"care care-{kind}"


def _title(box: Element) -> Element | None:
    children = (node for node in box.children if isinstance(node, Element) and node.name == "p")
    return next((child for child in children if "admonition-title" in child.classes), None)


def _report_missing_title(
    document: BodyDocument, box: Element, kind: str, *, written: bool
) -> None:
    message = f"This {kind} box has no title that says what to do and when."
    hint = f'Write it in straight quotes: `!!! {kind} "{_EXAMPLES[kind]}"`'
    # A title without quotes becomes class names; an empty title ("") makes no element.
    line = " ".join(["!!!", *box.classes[1:]])
    if not written:
        line += ' ""'
    elif line == f"!!! {kind}":
        line += "\n"
    document.report(line, RULE, message, hint)


def _report_misspelt_box(document: BodyDocument, line: str) -> None:
    meant = line.casefold().replace("-", "")
    kind = next((name for name in (*CARDS, ASK_FIRST) if name in meant), "note")
    message = "This line is shown as plain text, because it is not how a box begins."
    hint = (
        f'Write it like this, with straight quotes: `!!! {kind} "{_EXAMPLES.get(kind, "Title")}"`'
    )
    # Exclamation marks may be meant as text, but misspelt advice must stop the build.
    severity: Severity = "warning" if kind == "note" else "error"
    document.report(line.partition("\ufffc")[0], RULE, message, hint, severity=severity)


_EXAMPLES = {
    ASK_FIRST: "Ask your GP first if you:",
    "nonurgent": "Speak to a GP if:",
    "urgent": "Call 111 if:",
    "emergency": "Call 999 or go to A&E if:",
}
