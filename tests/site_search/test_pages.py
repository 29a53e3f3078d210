"""The small page that Pagefind reads of an article."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.site_search.pages import Record, page
from tests.site_search.samples import BESOK, NEEDLES


def read(record):
    """The page of a record, parsed."""
    return BeautifulSoup(page(record), "html.parser")


def meta(record):
    """What a result of the record would show."""
    tags = read(record).select("meta[data-pagefind-meta]")
    return {tag["data-pagefind-meta"].removesuffix("[content]"): tag["content"] for tag in tags}


def test_an_articles_lines_become_blocks():
    """A heading stays one, because its words count for more; other lines are paragraphs."""
    body = read(NEEDLES).body

    assert body.has_attr("data-pagefind-body")
    assert [(tag.name, tag.text) for tag in body] == [
        ("h2", "Does it hurt?"),
        ("p", "Rarely & briefly: a <thin> needle."),
    ]


def test_title_topics_and_language_stand_beside_the_text():
    """They are shown with a result, and are in no excerpt."""
    assert meta(NEEDLES) == {"title": "Fine needles <b>", "topics": "Dry needling · First visit"}
    assert meta(BESOK) == {"title": "Første besøk", "lang": "nb"}


@given(st.text(), st.text())
def test_no_words_become_markup(title, text):
    """Whatever an article says, its page has the elements of every page and no others."""
    found = read(Record("a/index.html", title, text))

    assert {tag.name for tag in found.find_all(True)} <= {"html", "head", "meta", "body", "p"}
