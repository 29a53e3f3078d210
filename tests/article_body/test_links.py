"""Links in a body."""

import pytest

from plugins.article_body.links import resolve_links
from plugins.article_body.pipeline import build
from tests.article_body.site_contexts import SITE, FakeSiteContext, document_of, soup_of


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
    "href", ["#part", "https://x.example/a", "//x.example/a", "mailto:a@x.example", "tel:111"]
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
