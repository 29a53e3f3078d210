"""Pictures in a body."""

import pytest

from plugins.article_body.images import name_images
from plugins.responsive_images.picture import WantedImage
from tests.article_body.site_contexts import document_of, soup_of


def published(html):
    document = document_of(html)
    name_images(document)
    return document


def rules(document):
    return [problem.rule for problem in document.problems]


def test_an_image_gets_the_address_of_the_one_it_wants():
    """Its alternative text stays; the body lists what it wants."""
    document = published('<img src="desk.png" alt="A desk">')

    assert soup_of(document).img.attrs == {"src": "images/desk-0123456789", "alt": "A desk"}
    assert document.images == [WantedImage("images/desk.png", "desk-0123456789")]


@pytest.mark.parametrize(
    "src",
    [
        "desk.png", "./desk.png", "images/desk.png", "../images/desk.png", "{attach}desk.png",
        "{static}/images/desk.png", "|static|images/desk.png", "/images/desk.png",
        "images\\..\\/desk.png",
    ],
)  # fmt: skip
def test_ways_to_name_a_picture(src):
    """The site context gets the picture's name as it was written."""
    assert published(f'<img src="{src}" alt="x">').problems == []


@pytest.mark.parametrize("alt", ["", ' alt=""', ' alt=" "'])
def test_a_picture_without_alternative_text(alt):
    """An error with an example to copy; the picture is published."""
    document = published(f'<img src="desk.png"{alt}>')

    assert [(p.words, p.message, p.hint, p.severity) for p in document.problems] == [
        (
            "desk.png", "The picture “desk.png” has no alternative text.",
            "Say what it shows: ![A desk by a window](desk.png)", "error",
        )
    ]  # fmt: skip
    assert soup_of(document).img["src"] == "images/desk-0123456789"


def test_a_missing_picture_is_reported():
    """Message and hint come from the site context, the words from the post."""
    document = published('<p>Look: <img src="dsek.png" alt="x"></p>')

    assert [(p.words, p.rule, p.message, p.hint) for p in document.problems] == [
        (
            "dsek.png", "article-body/missing-picture", "There is no picture “dsek.png”.",
            "Did you mean “desk.png”?",
        )
    ]  # fmt: skip
    assert str(soup_of(document)) == "<p>Look: </p>"


@pytest.mark.parametrize(
    "src",
    [
        "https://cdn.example.com/a.png", "HTTP://cdn.example.com/a.png", "//cdn.example.com/a.png",
        "\\\\cdn.example.com/a.png", "/\\cdn.example.com/a.png", " https://cdn.example.com/a.png",
        "data:image/png;base64,iVBORw0KGgo=", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_a_picture_of_another_site_is_refused(src):
    """A page loads nothing from other sites, in any spelling of the address."""
    document = published(f'<p><img src="{src}" alt="x"></p>')

    assert rules(document) == ["article-body/outside-picture"]
    assert soup_of(document).img is None
    assert soup_of(document).text == "x"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p>A <img src="//cdn.example.com/a.png" alt="An elbow"> b</p>',
         '<p>A <a href="https://cdn.example.com/a.png">An elbow</a> b</p>'),
        ('<p><img src="https://cdn.example.com/a b.png"></p>',
         '<p><a href="https://cdn.example.com/a%20b.png">cdn.example.com/a%20b.png</a></p>'),
        ('<p><a href="/x/"><img src="https://cdn.example.com/a.png" alt="An elbow"></a></p>',
         '<p><a href="/x/">An elbow</a></p>'),
        ('<img src="https://cdn.example.com/a.png" alt="An elbow">',
         '<p><a href="https://cdn.example.com/a.png">An elbow</a></p>'),
        ('<p>a<img src="data:image/png;base64,iVBORw0KGgo=">b</p>', "<p>ab</p>"),
        ('<p>a<img src="javascript:alert(1)" alt="b"></p>', "<p>ab</p>"),
    ],
)  # fmt: skip
def test_a_link_stays_where_a_picture_of_another_site_was(html, left):
    """With its alternative text, or else its address; within a link these words alone."""
    assert str(soup_of(published(html))) == left


@pytest.mark.parametrize(
    ("src", "where"),
    [
        ("https://cdn.example.com/a.png", "another website"),
        ("//cdn.example.com/a.png", "another website"),
        ("data:image/png;base64,iVBORw0KGgo=", "pasted"),
        ("DATA:image/gif;base64,R0lGODlh", "pasted"),
        ("C:\\Users\\Kim\\a.png", "your own computer"),
        ("d:/photos/a.png", "your own computer"),
        ("file:///home/kim/a.png", "your own computer"),
    ],
)
def test_the_message_says_where_such_a_picture_is(src, where):
    """An editor may not know that a file is on no website."""
    (problem,) = published(f'<p><img src="{src}" alt="x"></p>').problems

    assert where in problem.message


def test_a_picture_without_a_name():
    """An img without src is a missing picture."""
    assert rules(published('<img alt="x">')) == ["article-body/missing-picture"]


def test_all_problems_of_a_picture_are_reported_at_once():
    """A missing file and a missing alternative text."""
    assert rules(published('<img src="dsek.png">')) == [
        "article-body/missing-alt",
        "article-body/missing-picture",
    ]


def test_elements_that_only_held_a_missing_picture_are_removed():
    """No empty link, figure or paragraph is left; a caption is kept."""
    html = (
        '<ul><li><p><a href="x"><img src="no.png" alt="x"></a></p></li></ul>'
        '<figure><img src="no.png" alt="x"><figcaption>Words</figcaption></figure>'
        '<p><img src="no.png" alt="x"><img src="desk.png" alt="x"></p>'
    )

    soup = soup_of(published(html))

    assert [tag.name for tag in soup.find_all(True)] == ["ul", "figure", "figcaption", "p", "img"]


def test_a_single_picture_with_a_title_is_a_figure():
    """The title is the caption, taken as text."""
    soup = soup_of(published('<p>\n<img src="desk.png" alt="x" title="1 &lt; 2"> </p>'))

    assert [tag.name for tag in soup.find_all(True)] == ["figure", "img", "figcaption"]
    assert str(soup.figcaption) == "<figcaption>1 &lt; 2</figcaption>"
    assert "title" not in soup.img.attrs


@pytest.mark.parametrize(
    "html",
    [
        '<p>Words <img src="desk.png" alt="x" title="T"></p>',
        '<p><img src="desk.png" alt="x" title="T"><br></p>',
        '<p><a href="x"><img src="desk.png" alt="x" title="T"></a></p>',
        '<td><img src="desk.png" alt="x" title="T"></td>',
        '<img src="desk.png" alt="x" title="T">',
        '<p><img src="desk.png" alt="x" title=" "></p>',
        '<p><img src="desk.png" alt="x"></p>',
    ],
)
def test_no_figure_without_a_title_or_among_others(html):
    """A picture that is not alone in its paragraph, or has no title, is not moved."""
    document = published(html)

    assert soup_of(document).figure is None
    assert soup_of(document).img.get("title", "") == ("" if "title" not in html else
                                               " " if 'title=" "' in html else "T")  # fmt: skip


@pytest.mark.parametrize("marks", ["“”", "””", "«»", "‘’", "„“"])
def test_a_caption_in_curly_quotes_is_a_caption(marks):
    """As word processors write it."""
    html = f'<p><img src="desk.png {marks[0]}By the window{marks[1]}" alt="A desk"></p>'
    document = published(html)

    assert document.problems == []
    assert soup_of(document).figcaption.text == "By the window"
