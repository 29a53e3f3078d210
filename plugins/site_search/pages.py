"""What the index knows of an article: plain values, and the small page that Pagefind reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Record:
    """One published article.

    `path` is its file in the site; `lang` its language where that is not the site's, else empty;
    `text` its words, a block a line; `headings` are those lines that are headings.
    """

    path: str
    title: str
    text: str
    lang: str = ""
    topics: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def has_words(text: str) -> bool:
    """Whether there is anything in `text` to search for."""
    return any(character.isalnum() for character in text)


def page(record: Record) -> str:
    """The HTML from which Pagefind learns a record's words, and what a result shows of it.

    Title and topics are found by their words too, and stand in no excerpt.
    """
    shown = {"title": record.title, "topics": " · ".join(record.topics), "lang": record.lang}
    meta = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in shown.items()
        if value
    )
    body = "".join(_blocks(record))
    return f"<!doctype html><html><head>{meta}</head><body data-pagefind-body>{body}</body></html>"


def _blocks(record: Record) -> Iterator[str]:
    """A heading's words count for more, so it stays one; Pagefind passes over an empty page."""
    headings = set(record.headings)
    for line in (record.text if has_words(record.text) else record.title).splitlines():
        tag = "h2" if line in headings else "p"
        yield f"<{tag}>{escape(line)}</{tag}>"
