"""The tree that transforms work on."""

import pytest

from plugins.article_body.reading import parse
from plugins.article_body.tree import ROOT, Element, Text

HTML = "<div><p>a <b>c</b></p></div><p>d</p>"


def first(root, name):
    return root.elements({name})[0]


def test_nodes_are_in_document_order():
    """Elements and texts, without the element itself."""
    nodes = parse(HTML).nodes()

    assert [node.value if isinstance(node, Text) else node.name for node in nodes] == [
        "div", "p", "a ", "b", "c", "p", "d"
    ]  # fmt: skip


def test_elements_are_in_document_order():
    """All of them, or those with some names."""
    root = parse(HTML)

    assert [element.name for element in root.elements()] == ["div", "p", "b", "p"]
    assert [element.text() for element in root.elements({"p", "i"})] == ["a c", "d"]


def test_the_tree_may_be_changed_while_its_elements_are_walked():
    """The list is a copy; an element that has left the tree can be removed again."""
    root = parse("<p><b>a</b></p><p>b</p>")

    for element in root.elements():
        element.remove()
        element.remove()

    assert (root.inner_html(), root.children) == ("", [])


def test_equal_nodes_are_not_the_same():
    """Only the second of two equal elements is removed."""
    root = parse("<b>x</b> <b>x</b>")

    root.elements()[1].remove()

    assert root.inner_html() == "<b>x</b> "


def test_ancestors_end_at_the_root():
    """From the parent upwards."""
    root = parse(HTML)

    assert [each.name for each in first(root, "b").ancestors()] == ["p", "div", ROOT]
    assert list(root.ancestors()) == []


def test_a_text_is_replaced_by_pieces():
    """Strings are text, never markup; empty ones are left out."""
    root = parse("<p>one two</p>")

    root.texts()[0].replace_with("", "<one> ", Element("br"), "& two")

    assert root.inner_html() == "<p>&lt;one&gt; <br>&amp; two</p>"
    assert [text.parent.name for text in root.texts()] == ["p", "p"]


def test_a_node_is_moved_never_copied():
    """From its old place to the new one, also within one parent."""
    root = parse("<p>a<b>b</b><i>c</i></p>")
    paragraph = first(root, "p")

    paragraph.insert(first(root, "i"))
    paragraph.append(first(root, "b"))
    first(root, "b").replace_with(first(root, "i"), "d")

    assert root.inner_html() == "<p>a<i>c</i>d</p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [("a<b>b<i>c</i></b>d", "ab<i>c</i>d"), ("a<b></b>d", "ad"), ("<b>x</b>", "x")],
)
def test_unwrapping_keeps_the_content(html, left):
    """Also of an element without any."""
    root = parse(html)
    element = first(root, "b")

    element.unwrap()

    assert root.inner_html() == left
    assert (element.parent, element.children) == (None, [])


def test_wrapping_and_renaming():
    """An element in a new one."""
    root = parse("x<p id=a>y <i>z</i></p>")
    paragraph = first(root, "p")

    paragraph.wrap(Element("div", {"class": "b"}))
    paragraph.name = "h2"

    assert root.inner_html() == 'x<div class="b"><h2 id="a">y <i>z</i></h2></div>'


def test_attributes_are_strings():
    """An attribute without a value is empty, and one that is not there too."""
    element = first(parse('<p class=" a  b" hidden>x</p>'), "p")

    assert element.attributes == {"class": " a  b", "hidden": ""}
    assert (element.classes, element.get("hidden"), element.get("id")) == (["a", "b"], "", "")
    assert Element("p").classes == []


def test_html_is_escaped_and_the_same_for_equal_trees():
    """Attributes are in the order of their names."""
    root = parse("<p title='\"&lt;&amp;' id=a>1 &lt; 2 &amp; 3&nbsp;&gt;</p><img src=x alt>")

    assert root.inner_html() == (
        '<p id="a" title="&quot;&lt;&amp;">1 &lt; 2 &amp; 3\u00a0&gt;</p><img alt="" src="x">'
    )


@pytest.mark.parametrize("text", ["\nx", "\n\nx", "x\n", ""])
def test_line_feeds_at_the_start_of_pre_are_kept(text):
    """A parser drops one after the start tag, so it is written twice."""
    root = Element(ROOT)
    root.append(Element("pre"))
    first(root, "pre").append(text)

    assert parse(root.inner_html()).text() == text


def test_deep_trees_raise_no_recursion_error():
    """Whatever is done with them."""
    root = parse("<b>" * 5000 + "x")
    deepest = root.elements()[-1]

    assert (root.text(), len(list(deepest.ancestors()))) == ("x", 5000)
    assert root.inner_html().count("</b>") == 5000


def test_to_replace_many_nodes_in_order_takes_linear_time():
    """A body may have thousands of links or headings that are taken out."""
    compared = []

    class Counted(Text):
        def __eq__(self, other):
            compared.append(other)
            return self is other

        __hash__ = None

    root = Element(ROOT)
    root.append(*(Counted(str(number)) for number in range(1_000)))

    for node in root.children[1::2]:
        node.remove()

    assert root.text() == "".join(map(str, range(0, 1_000, 2)))
    assert len(compared) <= 2_000
