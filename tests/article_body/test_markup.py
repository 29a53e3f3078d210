"""Markup that a post may not have."""

import pytest

from plugins.article_body.markup import RULE, remove_forbidden
from plugins.article_body.sanitising import TAGS
from tests.article_body.site_contexts import body_of, document_of, soup_of


def problems(html):
    document = document_of(html)
    remove_forbidden(document)
    return document.problems


def rest(html):
    document = document_of(html)
    remove_forbidden(document)
    return str(soup_of(document))


def test_an_open_comment_is_reported_and_left_out():
    """Its words are a note, also in posts that are not Markdown."""
    html = "<p>a <!-- ask Kim <b>b</b></p>"

    (problem,) = problems(html)

    assert problem.rule == "raw-html/open-comment"
    assert problem.exactly == "<!-- ask Kim "
    assert rest(html) == "<p>a <b>b</b></p>"


def test_text_pictures_and_links_are_allowed():
    """Everything that Markdown writes."""
    html = (
        '<h2 id="a" lang="nb">A</h2><p><a href="https://www.nhs.uk/">b</a> <a href="tel:111">c</a>'
        '<a href="mailto:a@example.org">d</a><a href="{filename}x.md">e</a><img src="data:x"></p>'
        "<details open><summary>f</summary></details><address>g</address>"
    )

    assert problems(html) == []
    assert rest(html) == str(soup_of(document_of(html)))


WITH_CONTENT = [
    "applet", "audio", "canvas", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
]  # fmt: skip
OTHER_ACTIVE = [
    "base", "button", "embed", "form", "frame", "input", "link", "meta", "source", "track",
]  # fmt: skip


@pytest.mark.parametrize("name", WITH_CONTENT + OTHER_ACTIVE)
def test_active_content_is_an_error(name):
    """The problem has the element as it is in the source."""
    (problem,) = problems(f"<p>a</p><{name}></{name}>")

    assert (problem.words, problem.rule, problem.severity) == (f"<{name}", RULE, "error")
    assert f"<{name}>" in problem.message


def test_unknown_elements_may_be_meant_as_text():
    """`press <Enter>` would lose a word; the hint says how to keep it."""
    (problem,) = problems("<p>press <enter> now</p>")

    assert "<enter>" in problem.message
    assert "backticks" in problem.hint
    assert "`<enter>`" in problem.hint


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a <o:p>b</o:p> c</p>", "<p>a b c</p>"),
        ("<main><p>a</p></main>", "<p>a</p>"),
        ("<form>a <button>b</button></form>", "a b"),
        ("a<video><p>no video</p></video>b", "ab"),
        ("a<svg><text>b</text></svg>c", "ac"),
        *[(f"a<{name}>b</{name}>c", "ac") for name in WITH_CONTENT if name != "math"],
        ("a<math>b</math>c", "a<code>b</code>c"),
    ],
)
def test_text_within_elements_stays(html, left):
    """Except the fallback text of videos and frames."""
    assert rest(html) == left


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p>a <iframe src="https://www.youtube.com/embed/abc123" title="Warm up"></iframe></p>',
         '<p>a <a href="https://www.youtube.com/watch?v=abc123">Warm up</a></p>'),
        ('<iframe src="//maps.example.org/x?a=1&amp;b=2"></iframe>',
         '<p><a href="https://maps.example.org/x?a=1&amp;b=2">maps.example.org/x?a=1&amp;b=2</a></p>'),
        ('<p><video controls><source src="https://a.example/b.mp4">Old browser</video></p>',
         '<p><a href="https://a.example/b.mp4">a.example/b.mp4</a></p>'),
        ('<p><audio src="/c.mp3" title="Talk"></audio></p>', '<p><a href="/c.mp3">Talk</a></p>'),
        ('<object data="https://a.example/b"><embed src="https://a.example/c"></object>',
         '<p><a href="https://a.example/b">a.example/b</a></p>'),
        ('<script src="https://gist.github.com/kim/12ab.js"></script>',
         '<p><a href="https://gist.github.com/kim/12ab">gist.github.com/kim/12ab</a></p>'),
        ('<p><a href="/x/"><iframe src="https://a.example/" title="B"></iframe></a></p>',
         '<p><a href="/x/">B</a></p>'),
        ('<iframe src="javascript:alert(1)"></iframe>', ""),
        ('<script src="https://a.example/gist.github.com/kim/12ab.js">alert(1)</script>', ""),
    ],
)  # fmt: skip
def test_a_link_stays_where_something_was_embedded(html, left):
    """With its title, or else the address; it leads to the page for people, if there is one."""
    assert rest(html) == left


@pytest.mark.parametrize(
    "html",
    [
        '<math><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></math>',
        '<math alttext="x^2"><mi>x</mi></math>',
        "<math><mi>x^</mi>\n<mn>2</mn></math>",
        '<script type="math/tex; mode=display">x^2</script>',
    ],
)
def test_a_formula_stays_as_text(html):
    """In TeX, if it has that."""
    assert rest(f"<p>a {html}</p>").replace(" 2", "2") == "<p>a <code>x^2</code></p>"


@pytest.mark.parametrize("name", ["onclick", "onerror", "onfocusin"])
def test_handlers_are_an_error(name):
    """The problem has the attribute as it is in the source."""
    (problem,) = problems(f'<p {name}="x">a</p>')

    assert (problem.words, problem.rule, problem.severity) == (f"{name}=", RULE, "error")
    assert f"`{name}`" in problem.message


@pytest.mark.parametrize(
    "html",
    [
        '<body onload="x">a',
        '<p>a</p><html onload="x">',
        '<frameset onload="x">',
        '<tr onload="x"><td>a</td></tr>',
        '<table><tr><td>a</td></tr></table><td title=">" onload="x">b</td>',
    ],
)
def test_handlers_of_elements_that_browsers_ignore_are_an_error(html):
    """Somebody meant them to run."""
    assert ("onload=", "error") in [(found.words, found.severity) for found in problems(html)]


def test_handlers_of_cells_are_reported_once():
    """Each as often as it occurs."""
    html = '<table><tr onclick="x"><td onclick="x">a</td></tr></table><td onclick="x">b</td>'

    assert [problem.words for problem in problems(html)] == ["onclick="] * 3


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
    """The sanitiser would silently remove the others, so they are reported."""
    (problem,) = problems(f'<a href="{href}">a</a>')

    assert problem.words == href
    assert f"“{scheme}:”" in problem.message


def test_styling_is_a_warning():
    """The text is kept."""
    found = problems('<p style="color: red">a <font size="7">b</font></p>')

    assert [(problem.words, problem.severity) for problem in found] == [
        ("style=", "warning"), ("<font", "warning")
    ]  # fmt: skip


def test_the_style_of_a_picture_is_not_emphasis():
    """In reStructuredText it comes from `:width:`, which the hint names."""
    picture, words = problems('<img style="width: 9px" src="a.png" alt="A"><p style="x">a</p>')

    assert ":width:" in picture.hint
    assert "**" in words.hint
    assert "**" not in picture.hint


@pytest.mark.parametrize("name", ["basefont", "big", "blink", "font", "marquee", "nobr"])
def test_obsolete_elements_are_a_warning(name):
    """Old posts have many, and no text is lost."""
    assert [problem.severity for problem in problems(f"<{name}>a</{name}>")] == ["warning"]


def test_everything_is_reported_at_once():
    """One run reports all problems."""
    html = '<script>x</script><p onclick="x" style="y"><a href="data:z">a</a></p><iframe></iframe>'

    assert len(problems(html)) == 5


def test_the_theme_needs_no_element_that_is_forbidden():
    """The elements that transforms write are allowed."""
    assert {"figure", "figcaption", "div", "a", "h2", "section"} <= TAGS


def test_removed_feeds_are_counted():
    """The body counts the removed marks of dead feeds."""
    body = body_of('<p>[instagram-feed feed=3]</p><p>Words.</p><div id="sb_instagram"></div>')

    assert (body.html, body.dead_feeds) == ("<p>Words.</p>", 2)


@pytest.mark.parametrize(
    ("html", "link"),
    [
        ('<iframe src="https://www.youtube.com/embed/a1B2-c3_D4?rel=0"></iframe>',
         "(https://www.youtube.com/watch?v=a1B2-c3_D4)"),
        ('<video><source src="{static}/films/a b.mp4"></video>', "({static}/films/a%20b.mp4)"),
        ('<iframe src="//youtube-nocookie.com/embed/a1B2c3"></iframe>',
         "(https://www.youtube.com/watch?v=a1B2c3)"),
        ('<embed src="http://www.youtube.com/v/a1B2c3&hl=en">',
         "(https://www.youtube.com/watch?v=a1B2c3)"),
        ('<iframe data-src="https://player.vimeo.com/video/123456"></iframe>',
         "(https://vimeo.com/123456)"),
        ('<object data="https://www.dailymotion.com/embed/video/x7abc"></object>',
         "(https://www.dailymotion.com/video/x7abc)"),
        ('<video><source src="walk.mp4"></video>', "(walk.mp4)"),
        ('<object><embed src="https://youtu.be/a1B2c3"></object>',
         "(https://www.youtube.com/watch?v=a1B2c3)"),
    ],
)  # fmt: skip
def test_a_video_can_be_linked_to_instead(html, link):
    """One problem, whose hint has the page for people, not the player."""
    (problem,) = problems(html)

    assert problem.hint.count("](") == 1
    assert link in problem.hint
    assert "video" in problem.hint


def test_another_embedded_page_can_be_linked_to():
    """Such as a map."""
    (problem,) = problems('<iframe src="https://maps.example/embed?a=1&b=`"></iframe>')

    assert "(https://maps.example/embed?a=1&b=%60)" in problem.hint
    assert "video" not in problem.hint


@pytest.mark.parametrize("src", ["", "javascript:alert(1)", "data:text/html,x"])
def test_what_has_no_address_has_to_be_deleted(src):
    """A hint names no address that a post may not have."""
    (*_, problem) = problems(f'<iframe src="{src}"></iframe>')

    assert "](" not in problem.hint


def test_a_slip_in_angle_brackets_is_no_element_to_explain():
    """Markdown takes <htp://...> for an element."""
    (problem,) = problems("<p>See <htp://x.example></p>")

    assert "https://" in problem.hint
