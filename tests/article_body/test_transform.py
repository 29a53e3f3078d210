"""The document that transforms share."""

from tests.article_body.site_contexts import document_of


def test_tags_are_in_document_order():
    """All of them, or those with some names."""
    document = document_of("<div><p>a <b>c</b></p></div><p>d</p>")

    assert [tag.name for tag in document.tags()] == ["div", "p", "b", "p"]
    assert [tag.get_text() for tag in document.tags({"p", "i"})] == ["a c", "d"]


def test_the_tree_may_be_changed_while_its_tags_are_walked():
    """The list is a copy."""
    document = document_of("<p><b>a</b></p><p>b</p>")

    for tag in document.tags({"p", "b"}):
        tag.extract()

    assert str(document.soup) == ""
