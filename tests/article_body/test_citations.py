"""Citations: `[^2]` leads to the second reference, and nowhere else."""

import pytest

from plugins.article_body import pipeline
from plugins.front_matter.markdown_body import MarkdownBody
from tests.article_body.site_contexts import FakeSiteContext


def body_of(text, references=2):
    return pipeline.build(MarkdownBody().to_html(text), FakeSiteContext(), references=references)


def told(text, references=2):
    return [(p.words, p.severity, p.message, p.hint) for p in body_of(text, references).problems]


def test_a_citation_leads_to_its_reference():
    """A raised number that says to ears what it is."""
    body = body_of("So it is[^2].")

    assert body.html == (
        '<p>So it is<sup><a aria-label="Reference 2" class="footnote-ref" href="#ref-2" '
        'id="cited-2">[2]</a></sup>.</p>'
    )
    assert body.problems == ()


def test_every_place_that_cites_can_be_gone_back_to():
    """Each has an id of its own, listed under the reference's number in the order of the text."""
    body = body_of("One[^2]. Two[^1][^2].\n\n- Three[^2]\n")

    assert body.citations == {2: ["cited-2", "cited-2-2", "cited-2-3"], 1: ["cited-1"]}
    assert all(f'id="{name}"' in body.html for name in ["cited-2", "cited-2-2", "cited-2-3"])


def test_ids_of_an_editor_are_let_be():
    """The place that cites yields, and so do headings to the ids of the references."""
    body = body_of('<b id="cited-1">x</b> y[^1]\n\n## Ref-2\n')

    assert body.citations == {1: ["cited-1-2"]}
    assert [heading.id for heading in body.headings] == ["ref-2-2"]


def test_a_citation_is_not_for_reading_in_a_row():
    """Excerpt, plain text and headings have the words alone."""
    body = body_of("## Why[^1]?\n\nSo it is[^2].")

    assert (body.excerpt, body.headings[0].text) == ("So it is.", "Why?")
    assert body.text == "Why?\nSo it is."


def test_a_footnote_of_the_post_itself_stays_one():
    """What stands below the text under the same mark wins over the list of references."""
    body = body_of("One[^1]. Two[^2].\n\n[^1]: A note.\n")

    assert body.citations == {2: ["cited-2"]}
    assert 'href="#fn:1"' in body.html


@pytest.mark.parametrize("text", ["`[^1]`", "    [^1]\n", "[^1 2]", "[a[^1]](https://a.example)"])
def test_words_that_are_no_citation_stay(text):
    """Code, and what stands in a link."""
    body = body_of(text)

    assert (body.citations, body.problems) == ({}, ())


@pytest.mark.parametrize(
    ("mark", "references", "message", "hint"),
    [
        ("3", 2, "“[^3]” cites a reference that the post does not have.",
         "It has 2: write a number up to that, or add to `references`."),
        ("0", 2, "“[^0]” cites a reference that the post does not have.",
         "It has 2: write a number up to that, or add to `references`."),
        ("1", 0, "“[^1]” cites a reference, and the post has none.",
         "List the source under `references`, or take the number out."),
        ("nhs", 2, "“[^nhs]” leads nowhere: the post has no footnote “nhs”.",
         "Write the note on a line of its own: `[^nhs]: ...`"),
    ],
)  # fmt: skip
def test_a_citation_that_leads_nowhere_is_an_error(mark, references, message, hint):
    """Its own words stand in the source, so that the finding has its line."""
    assert told(f"So it is[^{mark}].", references) == [(f"[^{mark}]", "error", message, hint)]
