"""Links in a body."""

import pytest
from bs4 import BeautifulSoup

from plugins.article_body.intrasite import LinkError
from plugins.article_body.links import resolve_links
from plugins.article_body.pipeline import build
from tests.article_body.site_contexts import (
    SITE,
    FakeSiteContext,
    body_of_markdown,
    document_of,
    soup_of,
)


def resolved(html):
    document = document_of(html)
    resolve_links(document)
    return document


def test_each_link_is_resolved():
    """The site context returns the address to write."""
    soup = soup_of(resolved('<a href="/x/">a</a><a href="#y">b</a><a>c</a>'))

    assert [tag.get("href") for tag in soup.find_all("a")] == [f"{SITE}/x/", "#y", None]


def test_a_link_to_a_picture_leads_to_the_published_one():
    """The original, which may have location data, is not published."""
    soup = soup_of(resolved('<a href="{static}/images/run.jpg">large</a>'))

    assert soup.a["href"] == "images/run-0123456789"


def test_a_link_to_a_missing_picture_is_reported_and_removed():
    """The text of the link is kept."""
    document = resolved('<p>See <a href="no.jpg">the large one</a>.</p>')

    assert str(soup_of(document)) == "<p>See the large one.</p>"
    assert [(p.words, p.rule, p.message) for p in document.problems] == [
        ("no.jpg", "article-body/missing-picture", "There is no picture “no.jpg”.")
    ]


def test_a_name_becomes_an_id_unless_there_is_one():
    """Old posts have anchors such as <a name>."""
    soup = soup_of(resolved('<a name="x"></a><a name="y" id="z"></a>'))

    assert [tag.attrs for tag in soup.find_all("a")] == [{"id": "x"}, {"id": "z"}]


@pytest.mark.parametrize(
    "href", ["#part", "https://x.example/a", "//x.example/a", "mailto:a@x.example"]
)
def test_an_address_that_does_not_depend_on_the_site_is_not_asked_for(href):
    """A question about it would be recorded, and asked again before each reuse."""
    asked = []

    class Site(FakeSiteContext):
        def link(self, href):
            asked.append(href)
            return super().link(href)

    html = f'<a href="{href}">x</a> <a href="other.md">y</a>'
    body = build(html, Site())

    assert asked == ["other.md"]
    assert body.links == (href, "{filename}other.md")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="">Call us</a>', '<a href="#">Call us</a>', '<a href=" ">Call us</a>',
        "<a href>Call us</a>", '<a href=" # ">Call us</a>', '<a href="#"><b>Call us</b></a>',
    ],
)  # fmt: skip
def test_a_link_without_an_address_is_reported(html):
    """Its words stay, but are no link that does nothing."""
    document = resolved(f"<p>{html}</p>")

    assert [(p.rule, p.severity) for p in document.problems] == [
        ("article-body/empty-link", "error")
    ]
    assert "“Call us”" in document.problems[0].message
    assert soup_of(document).a is None
    assert soup_of(document).text == "Call us"


@pytest.mark.parametrize("words", ["", " ", "<b></b>", "<br>"])
def test_a_link_without_words_is_reported(words):
    """Nobody can see or press it."""
    document = resolved(f'<p>Rest.<a href="https://x.example/">{words}</a></p>')

    assert [p.rule for p in document.problems] == ["article-body/wordless-link"]
    assert soup_of(document).a is None


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x/"><img src="desk.png" alt="A"></a>', '<a href="/x/" aria-label="Desk"></a>',
        '<a id="x"></a>', '<a name="x"></a>', "<a>words</a>", '<a href="#top">up</a>',
    ],
)  # fmt: skip
def test_a_link_with_a_picture_or_a_label_has_words(html):
    """And an anchor needs none."""
    document = resolved(html)

    assert document.problems == []
    assert soup_of(document).a is not None


@pytest.mark.parametrize(
    ("href", "rule"),
    [
        ("www.x.example", "bad-address"), ("https:/x.example", "bad-address"),
        ("htp://x.example", "bad-address"), ("desk@x.example", "bad-address"),
        ("mailto:desk", "bad-address"), ("tel:desk", "bad-address"),
        ("https://x.example/a b", "bad-address"), ("http://localhost/", "private-address"),
    ],
)  # fmt: skip
def test_a_link_that_can_work_nowhere_is_reported_once(href, rule):
    """The whole body has one problem, and keeps the words."""
    body = build(f'<p>See <a href="{href}">the <b>desk</b></a>.</p>', FakeSiteContext())

    assert [(p.rule, p.link, p.severity) for p in body.problems] == [
        (f"article-body/{rule}", href, "error")
    ]
    assert body.html == "<p>See the <b>desk</b>.</p>"


@pytest.mark.parametrize(
    "text",
    [
        "[desk](https://x.example/ “Our desk”)", "[desk](https://x.example/ ”Our desk”)",
        "[desk](https://x.example/ «Our desk»)", "[desk](https://x.example/ ‘Our desk’)",
        "[desk](<https://x.example/> “Our desk”)",
    ],
)  # fmt: skip
def test_a_title_in_curly_quotes_is_a_title(text):
    """As it would be in straight ones."""
    body = body_of_markdown(text)

    assert body.problems == ()
    assert body.html == '<p><a href="https://x.example/" title="Our desk">desk</a></p>'


def test_a_written_title_is_kept():
    """Of a link in HTML."""
    soup = soup_of(resolved('<a href="/x/ “One”" title="Two">x</a>'))

    assert soup.a["title"] == "Two"


@pytest.mark.parametrize(
    ("text", "href", "words"),
    [
        ("<{filename}cold-knees.md>", "{filename}cold-knees.md", "Cold knees"),
        ("<{filename}../pages/team.md>", "{filename}../pages/team.md", "team.md"),
        ("<{static}/files/a%20b.pdf>", "{static}/files/a%20b.pdf", "a b.pdf"),
        ("<{static}two words.pdf>", "{static}two words.pdf", "two words.pdf"),
        ("<{filename}this & that.md>", "{filename}this %26 that.md", "this & that.md"),
    ],
)
def test_a_file_in_angle_brackets_is_a_link(text, href, words):
    """Its words are the title of the post, or the name of the file."""
    body = body_of_markdown(f"Read {text} next.")
    link = BeautifulSoup(body.html, "html.parser").a

    assert (link["href"], link.text) == (href, words)
    assert body.problems == ()


@pytest.mark.parametrize("text", ["`<{filename}a.md>`", "    <{filename}a.md>", "<{other}a.md>"])
def test_code_and_other_prefixes_in_angle_brackets_are_text(text):
    """They may be explained in a post."""
    assert "<a" not in body_of_markdown(text).html


class Refusing(FakeSiteContext):
    """Refuses each number, and notes what it was asked for."""

    def __init__(self, severity):
        self.severity, self.asked = severity, []

    def link(self, href):
        """Nothing but a refusal."""
        self.asked.append(href)
        raise LinkError(
            "Nobody has it.", "Compare each digit.", "clinic/unused-phone", self.severity
        )


@pytest.mark.parametrize(("severity", "links"), [("error", 0), ("warning", 1)])
def test_the_site_says_which_numbers_can_be_dialled(severity, links):
    """It is asked for the number alone, and its country is the clinic's."""
    context = Refusing(severity)
    body = build('<p><a href="tel:%2B44 20,4">call</a></p>', context)

    assert context.asked == ["tel:+44 20"]
    assert [(p.rule, p.severity) for p in body.problems] == [("clinic/unused-phone", severity)]
    assert body.problems[0].link == "tel:%2B44 20,4"
    assert (body.html.count("<a"), body.text) == (links, "call")


def test_a_telephone_number_has_no_spaces_in_its_link():
    """They are invalid there; the words keep theirs."""
    soup = soup_of(resolved('<a href="tel:01632 960 101">01632 960 101</a>'))

    assert str(soup) == '<a href="tel:01632960101">01632 960 101</a>'
