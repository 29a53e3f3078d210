"""Citations: `[^2]` becomes a link to the second reference."""

import pytest

from plugins.article_body import pipeline
from plugins.posts.markdown_body import to_html
from tests.article_body.site_contexts import FakeSiteContext


def body_of(text, references=2):
    return pipeline.build(to_html(text), FakeSiteContext(), references=references)


def test_a_citation_leads_to_its_reference():
    """A superscript number with a label."""
    body = body_of("So it is[^2].")

    assert body.html == (
        '<p>So it is<sup><a aria-label="Reference 2" class="footnote-ref" href="#ref-2" '
        'id="cited-2">[2]</a></sup>.</p>'
    )
    assert body.problems == ()


def test_a_space_beside_the_number_is_ignored():
    """It is certain what is meant."""
    assert body_of("So it is[^ 2] and [^1 ].").citations == {2: ["cited-2"], 1: ["cited-1"]}


def test_a_footnote_may_have_spaces_in_its_name():
    """Ids may not, so the links to it have none either."""
    body = body_of("So it is[^by hand].\n\n[^by hand]: It is.\n")

    assert 'id="fn:by-hand"' in body.html
    assert 'id="fnref:by-hand"' in body.html
    assert body.links == ("#fn:by-hand", "#fnref:by-hand")


def test_every_citation_has_an_id():
    """The ids are listed by the reference's number, so that references can link back."""
    body = body_of("One[^2]. Two[^1][^2].\n\n- Three[^2]\n")

    assert body.citations == {2: ["cited-2", "cited-2-2", "cited-2-3"], 1: ["cited-1"]}
    assert all(f'id="{name}"' in body.html for name in ["cited-2", "cited-2-2", "cited-2-3"])


def test_ids_of_an_editor_are_kept():
    """Citations are numbered past them, and headings past the ids of references."""
    body = body_of('<b id="cited-1">x</b> y[^1]\n\n## Ref-2\n')

    assert body.citations == {1: ["cited-1-2"]}
    assert [heading.id for heading in body.headings] == ["ref-2-2"]


def test_a_citation_is_not_part_of_the_text():
    """Excerpt, plain text and headings leave it out."""
    body = body_of("## Why[^1]?\n\nSo it is[^2].")

    assert (body.excerpt, body.headings[0].text) == ("So it is.", "Why?")
    assert body.text == "Why?\nSo it is."


def test_a_footnote_is_not_a_citation():
    """A footnote takes precedence over a reference with the same number."""
    body = body_of("One[^1]. Two[^2].\n\n[^1]: A note.\n")

    assert body.citations == {2: ["cited-2"]}
    assert 'href="#fn:1"' in body.html


@pytest.mark.parametrize("text", ["`[^1]`", "    [^1]\n", "[^1 2]", "[a[^1]](https://a.example)"])
def test_code_and_links_have_no_citations(text):
    """Their text is unchanged."""
    body = body_of(text)

    assert (body.citations, body.problems) == ({}, ())


@pytest.mark.parametrize(
    ("mark", "references", "hint"),
    [
        ("3", 2, "from 1 to 2"),
        ("0", 2, "from 1 to 2"),
        ("1", 0, "`references`"),
        ("2", 1, "`[^1]`"),
        ("nhs", 2, "`[^nhs]: ...`"),
        (" nhs", 2, "`[^nhs]`, without a space"),
        ("3 ", 2, "from 1 to 2"),
    ],
)
def test_a_dead_citation_is_an_error(mark, references, hint):
    """The problem has the citation as it is in the source, to find its line."""
    (problem,) = body_of(f"So it is[^{mark}].", references).problems

    assert (problem.words, problem.severity) == (f"[^{mark}]", "error")
    assert f"“[^{mark}]”" in problem.message
    assert hint in problem.hint


def test_a_footnote_without_a_call_has_no_link_back():
    """There would be nothing to go back to; other footnotes keep theirs."""
    body = body_of("One[^a].\n\n[^a]: A note.\n\n[^b]: Another note.\n")

    assert "Another note." in body.html
    assert [link for link in body.links if "fnref" in link] == ["#fnref:a"]
