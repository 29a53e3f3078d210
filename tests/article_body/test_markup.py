"""Markup that a post may not have."""

import pytest

from plugins.article_body.markup import remove_dead_feeds, remove_forbidden
from plugins.article_body.sanitising import TAGS
from plugins.article_body.transform import BodyProblem
from tests.article_body.site_contexts import document_of


def problems(html):
    document = document_of(html)
    remove_forbidden(document)
    return document.problems


def rest(html):
    document = document_of(html)
    remove_forbidden(document)
    return str(document.soup)


def test_words_pictures_and_links_are_no_problem():
    """Everything that Markdown makes may stand in a post."""
    html = (
        '<h2 id="a" lang="nb">A</h2><p><a href="https://www.nhs.uk/">b</a> <a href="tel:111">c</a>'
        '<a href="mailto:a@example.org">d</a><a href="{filename}x.md">e</a><img src="data:x"></p>'
        "<details open><summary>f</summary></details><address>g</address>"
    )

    assert problems(html) == []
    assert rest(html) == str(document_of(html).soup)


WITH_CONTENT = [
    "applet", "audio", "canvas", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
]  # fmt: skip
OTHER_ACTIVE = [
    "base", "button", "embed", "form", "frame", "input", "link", "meta", "source", "track",
]  # fmt: skip


@pytest.mark.parametrize("name", WITH_CONTENT + OTHER_ACTIVE)
def test_active_content_is_an_error(name):
    """It is named as it stands in the post, with what to do."""
    assert problems(f"<p>a</p><{name}></{name}>") == [
        BodyProblem(
            f"<{name}",
            "article-body/forbidden-markup",
            f"<{name}> is not allowed in a post.",
            "Delete it: a post is words, pictures and links.",
        )
    ]


def test_unknown_elements_may_be_words():
    """`press <Enter>` would lose its word; the hint says how to keep it."""
    (problem,) = problems("<p>press <enter> now</p>")

    assert problem.message == "<enter> is not allowed in a post."
    assert problem.hint == (
        "Delete it, or put it between backticks where it is meant as words: `<enter>`."
    )


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a <o:p>b</o:p> c</p>", "<p>a b c</p>"),
        ("<main><p>a</p></main>", "<p>a</p>"),
        ("<form>a <button>b</button></form>", "a b"),
        ("a<video><p>no video</p></video>b", "ab"),
        ("a<svg><text>b</text></svg>c", "ac"),
        *[(f"a<{name}>b</{name}>c", "ac") for name in WITH_CONTENT],
    ],
)
def test_words_within_stay_where_they_are_for_reading(html, left):
    """What stands in for a film or a frame is not; a paragraph in an unknown element is."""
    assert rest(html) == left


@pytest.mark.parametrize("name", ["onclick", "onerror", "onfocusin"])
def test_handlers_are_an_error(name):
    """The attribute is named as it stands in the post."""
    assert problems(f'<p {name}="x">a</p>') == [
        BodyProblem(
            f"{name}=",
            "article-body/forbidden-markup",
            f"`{name}` with a script in it is not allowed in a post.",
            "Delete it.",
        )
    ]


@pytest.mark.parametrize(
    ("href", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        (" JAVA\tSCRIPT:alert(1)", "javascript"),
        ("data:text/html,x", "data"),
        ("ftp://example.org/x", "ftp"),
        ("whatsapp://send?text=x", "whatsapp"),
    ],
)
def test_only_four_schemes_may_be_linked_to(href, scheme):
    """A link that the sanitiser would take away in silence is reported with its scheme."""
    (problem,) = problems(f'<a href="{href}">a</a>')

    assert problem.words == href
    assert problem.message == f"`href` may not begin with “{scheme}:” in a post."


def test_styling_is_a_warning():
    """Looks are the theme's, and the words are kept."""
    found = problems('<p style="color: red">a <font size="7">b</font></p>')

    assert [(problem.words, problem.severity, problem.message) for problem in found] == [
        ("style=", "warning", "The style of this <p> was left out: looks are the theme's."),
        ("<font", "warning", "<font> was left out: looks are the theme's."),
    ]


@pytest.mark.parametrize("name", ["basefont", "big", "blink", "font", "marquee", "nobr"])
def test_elements_of_old_looks_are_a_warning(name):
    """Old posts are full of them, and nothing is lost."""
    assert [problem.severity for problem in problems(f"<{name}>a</{name}>")] == ["warning"]


def test_everything_is_reported_at_once():
    """One run tells the editor all there is to mend."""
    html = '<script>x</script><p onclick="x" style="y"><a href="data:z">a</a></p><iframe></iframe>'

    assert len(problems(html)) == 5


def test_the_theme_needs_no_element_that_is_forbidden():
    """What transforms write survives them."""
    assert {"figure", "figcaption", "div", "a", "h2", "section"} <= TAGS


def test_removed_feeds_are_counted_on_top_of_those_before():
    """The draft says how many marks of dead feeds were removed."""
    document = document_of(
        '<p>[instagram-feed feed=3]</p><p>Words.</p><div id="sb_instagram"></div>'
    )
    document.dead_feeds = 1

    remove_dead_feeds(document)

    assert str(document.soup) == "<p>Words.</p>"
    assert document.dead_feeds == 3
