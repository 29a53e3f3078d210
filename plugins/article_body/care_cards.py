"""Transforms: boxes in a post are of a known kind, and care cards say how soon to get which help.

The three cards and the hidden words of their headings are those of the NHS design system.
"""

from __future__ import annotations

import re

from bs4 import Tag

from plugins.article_body.plain_text import HEADINGS, text_of
from plugins.article_body.transform import BodyDocument, BodyProblem
from plugins.core.findings import Severity, did_you_mean

RULE = "article-body/care-card"
CARDS = {
    "nonurgent": "Non-urgent advice:",
    "urgent": "Urgent advice:",
    "emergency": "Immediate action required:",
}
# Markdown's boxes without a meaning of ours, by the names that reStructuredText has for them.
NOTES = (
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "info", "note",
    "tip", "warning",
)  # fmt: skip
# U+FFFC stands for an element within the line.
_MISSPELT_BOX = re.compile(r"^[ \t]*(!!!.*)", re.MULTILINE)


def check_boxes(document: BodyDocument) -> None:
    """Report boxes of an unknown kind, and lines that were meant to begin a box."""
    for tag in document.tags({"div", "p"}):
        if tag.name == "p":
            own = ["\ufffc" if isinstance(node, Tag) else str(node) for node in tag.children]
            document.problems.extend(
                _misspelt_box(line) for line in _MISSPELT_BOX.findall("".join(own))
            )
        elif (kind := _kind(tag)) and kind not in {*CARDS, *NOTES}:
            message = f"There is no box of the kind “{kind}”."
            known = f"Known are: {', '.join([*CARDS, 'note', 'tip', 'warning'])}."
            hint = did_you_mean(kind, [*CARDS, *NOTES]) or known
            document.problems.append(BodyProblem(f"!!! {kind}", RULE, message, hint))


def build_care_cards(document: BodyDocument) -> None:
    """Give each card a heading, one level below the one that it stands under."""
    above = 1
    for tag in document.tags(HEADINGS | {"div"}):
        if tag.name != "div":
            above = int(tag.name[1])
        elif (kind := _kind(tag)) in CARDS:
            _draw(document, tag, kind, min(above + 1, 6))


def _kind(tag: Tag) -> str:
    """The kind of a box of Markdown's, "" for anything else."""
    classes = _classes(tag)
    return classes[1] if classes[:1] == ["admonition"] and len(classes) > 1 else ""


def _classes(tag: Tag) -> list[str]:
    return [str(name) for name in tag.get_attribute_list("class") if name]


def _draw(document: BodyDocument, box: Tag, kind: str, level: int) -> None:
    title = box.find("p", class_="admonition-title", recursive=False)
    words = text_of(title) if isinstance(title, Tag) else ""
    # Markdown makes a title of the kind's own name where the editor wrote none.
    if not isinstance(title, Tag) or words.casefold() in {"", kind}:
        document.problems.append(_without_title(box, kind, written=isinstance(title, Tag)))
        return
    if words == text_of(box) and not box.find("img"):
        document.problems.append(_empty(kind, words))
        return
    hidden_label = document.soup.new_tag("span", attrs={"class": "care-kind"})
    hidden_label.string = f"{CARDS[kind]} "
    title.name = f"h{level}"
    title["class"] = "care-title"
    title.insert(0, hidden_label)
    box["class"] = f"care care-{kind}"


def _without_title(box: Tag, kind: str, *, written: bool) -> BodyProblem:
    message = f"This {kind} card has no title, which says what to do and when."
    hint = f'Write it in straight quotes: `!!! {kind} "{_EXAMPLES[kind]}"`'
    # Words without quotes have become names of classes; an empty title has left no element.
    line = " ".join(["!!!", *_classes(box)[1:]])
    if not written:
        line += ' ""'
    elif line == f"!!! {kind}":
        line += "\n"
    return BodyProblem(line, RULE, message, hint)


def _empty(kind: str, title: str) -> BodyProblem:
    message = "There is nothing in this card."
    hint = "Write what belongs in it below it, each line after four spaces."
    return BodyProblem(f'!!! {kind} "{title}', RULE, message, hint)


def _misspelt_box(line: str) -> BodyProblem:
    meant = line.casefold().replace("-", "")
    kind = next((name for name in CARDS if name in meant), "note")
    message = "This line is shown as it stands, because it is not written as a box begins."
    hint = f'Write it so, with straight quotes: `!!! {kind} "{_EXAMPLES.get(kind, "Title")}"`'
    # Somebody may have meant the exclamation marks; nobody may miss a card.
    severity: Severity = "error" if kind in CARDS else "warning"
    return BodyProblem(line.partition("\ufffc")[0], RULE, message, hint, severity)


_EXAMPLES = {
    "nonurgent": "Speak to a GP if:",
    "urgent": "Call 111 if:",
    "emergency": "Call 999 or go to A&E if:",
}
