"""The JSON-LD graph of a page: its own node, what it is about, and the script element."""

import json

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.structured_data import nodes
from plugins.structured_data.graph import json_ld, page_graph, script
from plugins.structured_data.subjects import PageSubject
from tests.structured_data.samples import BASE, NORA, SITE, nodes_by_type, page

NORAS_NODE = nodes.person(SITE, NORA, whole=False)


def test_a_page_has_its_own_node_and_what_all_pages_share():
    """The breadcrumbs, the clinic and the site; a page is a WebPage unless its subject differs."""
    found = page_graph(SITE, PageSubject(), page("about/"))

    assert [node["@type"] for node in found["@graph"]] == [
        "WebPage", "BreadcrumbList", "Organization", "WebSite"
    ]  # fmt: skip
    assert found["@graph"][0] == {
        "@type": "WebPage",
        "@id": f"{BASE}/about/",
        "url": f"{BASE}/about/",
        "name": "A page",
        "description": "What it says.",
        "inLanguage": "en-gb",
        "isPartOf": {"@id": f"{BASE}/#website"},
        "breadcrumb": {"@id": f"{BASE}/about/#breadcrumb"},
    }


def test_the_home_page_has_no_breadcrumbs():
    """It would be its own parent."""
    found = page_graph(SITE, PageSubject(), page(""))

    assert [node["@type"] for node in found["@graph"]] == ["WebPage", "Organization", "WebSite"]
    assert "breadcrumb" not in found["@graph"][0]


def test_a_subject_adds_properties_and_nodes():
    """Empty properties are left out."""
    subject = PageSubject(
        {"@type": "ProfilePage", "relatedLink": []},
        {"@type": "MedicalWebPage", "lastReviewed": "2026-03-14"},
        (NORAS_NODE,),
    )

    own, _trail, *others = page_graph(SITE, subject, page("x/"))["@graph"]

    assert (own["@type"], own["lastReviewed"]) == ("MedicalWebPage", "2026-03-14")
    assert "relatedLink" not in own
    assert others[0] == NORAS_NODE


def test_each_node_is_in_the_graph_once():
    """An author may be the reviewer, and the clinic an author."""
    subject = PageSubject(nodes=(NORAS_NODE, nodes.organization(SITE), NORAS_NODE))

    found = page_graph(SITE, subject, page("x/"))["@graph"]

    assert [node["@type"] for node in found] == [
        "WebPage", "BreadcrumbList", "Person", "Organization", "WebSite"
    ]  # fmt: skip


def test_templates_get_the_script_of_a_page():
    """It is not escaped again."""
    parents = [{"name": "Topics", "url": "topics/"}]

    found = json_ld(SITE, PageSubject(), "x/", "A page", "What it says.", "nb", parents)

    assert isinstance(found, Markup)
    assert found.startswith('<script type="application/ld+json">')
    by_type = nodes_by_type(found)
    assert (by_type["WebPage"]["url"], by_type["WebPage"]["inLanguage"]) == (f"{BASE}/x/", "nb")
    crumbs = by_type["BreadcrumbList"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["Home", "Topics", "A page"]


HOSTILE = "</script><script>alert(1)</script><!--<script> & ]]> \u2028\u2029 'x' \"y\" \\"


def test_the_script_is_escaped():
    """No character can end the script or start markup."""
    assert script({"name": "a</b>&\u2028\u2029ø"}) == (
        '<script type="application/ld+json">'
        '{"name":"a\\u003c/b\\u003e\\u0026\\u2028\\u2029ø"}'
        "</script>"
    )


def test_a_parser_reads_back_hostile_text():
    """It finds one script element with the original text."""
    page = html5lib.parse(
        f"<!doctype html>{script({'name': HOSTILE})}", namespaceHTMLElements=False
    )
    (found,) = page.iter("script")

    assert json.loads(found.text) == {"name": HOSTILE}


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_is_read_back(words):
    """Whatever an editor wrote."""
    block = script({"name": words})
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside) == {"name": words}
