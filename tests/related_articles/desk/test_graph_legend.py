"""The legend's signs stand in rows that fit the drawing."""

from xml.etree import ElementTree

from plugins.related_articles.desk.graph_legend import Sign, legend, shortened


def test_signs_go_on_in_a_new_row():
    """Where there is no more room in one, from its left edge."""
    signs = [Sign("dot", "A category of some length") for _ in range(5)]

    drawn, height = legend(signs, 100.0)
    texts = ElementTree.fromstring(f"<g>{drawn}</g>").findall("text")
    assert [text.get("y") for text in texts] == ["117", "117", "151", "151", "185"]
    assert len({text.get("x") for text in texts}) == 2
    assert height == 102.0


def test_a_link_has_a_sign_of_its_own_shape():
    """The same as in the graph; words are text, whatever stands in them."""
    drawn, _ = legend([Sign("pin", "<b> & c", is_link=True)], 0.0)

    tree = ElementTree.fromstring(f"<g>{drawn}</g>")
    assert [child.tag for child in tree] == ["path", "text"]
    assert tree.find("text").text == "<b> & c"


def test_a_long_name_is_cut():
    """No row is wider than the drawing."""
    assert shortened("x" * 40) == "x" * 40
    assert shortened("x" * 41) == "x" * 39 + "…"


def test_no_signs_take_one_empty_row():
    """Nothing is drawn."""
    assert legend([], 0.0) == ("", 34.0)
