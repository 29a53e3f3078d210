"""The style guide in whole builds."""

import pytest

from tests.built_site.built_pages import html_pages, parse_errors, soup
from tests.publishing.small_site import build_site, small_site
from tests.style_guide.guide import EXAMPLES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("site", ["built_site", "built_sample", "published_site"])
def test_public_builds_have_no_style_guide(request, site):
    """Nor links to it, nor its own files."""
    folder = request.getfixturevalue(site)

    assert not (folder / "style-guide").exists()
    assert not list(folder.rglob("*style_guide*"))
    assert not [page for page in html_pages(folder) if "style-guide" in page.read_text("utf-8")]


def test_every_page_of_a_preview_links_to_it(previewed_sample):
    """In the footer."""
    home = soup(previewed_sample / "index.html")

    assert home.select_one(".site-footer a[href$='/style-guide/']")
    assert not home.select_one("main a[href*='style-guide']")


def test_it_is_noindex(guide):
    """Like all pages of a preview."""
    assert guide.select_one("meta[name=robots]")["content"] == "noindex"


def test_without_the_template_there_is_no_page(tmp_path):
    """There are no links to it either."""
    folder = small_site(tmp_path / "project")
    (folder / "theme/templates/style_guide.html").unlink()

    done = build_site(folder, "preview")

    assert done.returncode == 0, done.stderr
    assert not (folder / "output/style-guide").exists()
    assert "style-guide" not in (folder / "output/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("!!! note", "!!! nonsense", "There is no box of the kind “nonsense”"),
        ("{% endcall %}", "{% endcal %}", "theme/templates/examples/boxes.html:5: "),
    ],
)
def test_a_broken_example_fails_previews_only(tmp_path, right, wrong, words):
    """The public site can still be built."""
    folder = small_site(tmp_path / "project")
    boxes = folder / "theme/templates/examples/boxes.html"
    boxes.write_text(boxes.read_text("utf-8").replace(right, wrong, 1), "utf-8")

    preview, html = build_site(folder, "preview"), build_site(folder, "html")

    assert preview.returncode != 0
    assert words in preview.stderr
    assert html.returncode == 0, html.stderr


def test_a_strict_parser_finds_no_error(guide_file):
    """The page follows the HTML rules of all pages."""
    assert parse_errors(guide_file) == []


def test_ids_are_unique(guide):
    """Although most components are shown several times."""
    ids = [tag["id"] for tag in guide.find_all(id=True)]

    assert len(ids) == len(set(ids))


def test_every_referenced_id_exists(guide):
    """Of headings, labels and descriptions."""
    named = [
        word
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for")
        for tag in guide.find_all(attrs={attribute: True})
        for word in tag.get_attribute_list(attribute)[0].split()
    ]

    assert named
    assert [word for word in named if not guide.find(id=word)] == []


def test_every_part_has_examples_with_name_and_description(guide):
    """And is in the table of contents."""
    parts = guide.select(".guide-part")

    assert len(parts) == len(EXAMPLES)
    assert {link["href"] for link in guide.select(".guide-contents a")} == {
        f"#{part['aria-labelledby']}" for part in parts
    }
    for part in parts:
        names = part.select(".example > .example__name")
        assert names, part["aria-labelledby"]
        assert all(name.b.get_text(strip=True) for name in names)
        assert all(len(name.get_text().partition(": ")[2]) > 5 for name in names)


def test_nothing_links_to_another_site(guide):
    """Examples link within the page."""
    links = [tag["href"] for tag in guide.main.find_all(href=True)]

    assert [link for link in links if "//" in link] == []


def test_examples_without_values_are_empty(guide):
    """No empty box is rendered around them."""
    empty = [
        example["id"]
        for example in guide.select(".example")
        if example.p.get_text().endswith(": nothing")
    ]

    assert len(empty) > 5
    for name in empty:
        assert guide.find(id=name).find(class_="example__shown").decode_contents() == "", name
