"""The style guide in whole builds: who has it, and what holds for all of its examples."""

import pytest

from tests.publishing.small_site import build_site, small_site
from tests.site.reading import html_pages, parse_errors, soup
from tests.style_guide.guide import EXAMPLES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("site", ["built_site", "built_sample", "published_site"])
def test_the_public_never_sees_it(request, site):
    """Neither the page, nor a link to it, nor what only it loads."""
    folder = request.getfixturevalue(site)

    assert not (folder / "style-guide").exists()
    assert not list(folder.rglob("*style_guide*"))
    assert not [page for page in html_pages(folder) if "style-guide" in page.read_text("utf-8")]


def test_every_page_of_a_preview_leads_to_it(previewed_sample):
    """Quietly, at its foot."""
    home = soup(previewed_sample / "index.html")

    assert home.select_one(".site-footer a[href$='/style-guide/']")
    assert not home.select_one("main a[href*='style-guide']")


def test_it_is_no_page_for_search_engines(guide):
    """As all of a preview, but this page would be so anywhere."""
    assert guide.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_theme_without_the_page_has_none(tmp_path):
    """And nothing leads to it."""
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
def test_a_broken_example_stops_previews_alone(tmp_path, right, wrong, words):
    """The public's site does not wait for it."""
    folder = small_site(tmp_path / "project")
    boxes = folder / "theme/templates/examples/boxes.html"
    boxes.write_text(boxes.read_text("utf-8").replace(right, wrong, 1), "utf-8")

    preview, html = build_site(folder, "preview"), build_site(folder, "html")

    assert preview.returncode != 0
    assert words in preview.stderr
    assert html.returncode == 0, html.stderr


def test_a_strict_parser_finds_no_error(guide_file):
    """The examples are pages' own markup, and hold to the same rules."""
    assert parse_errors(guide_file) == []


def test_ids_are_unique(guide):
    """Although most components stand there several times."""
    ids = [tag["id"] for tag in guide.find_all(id=True)]

    assert len(ids) == len(set(ids))


def test_every_id_that_is_named_is_there(guide):
    """A region is named by its heading, a field by its label."""
    named = [
        word
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for")
        for tag in guide.find_all(attrs={attribute: True})
        for word in tag.get_attribute_list(attribute)[0].split()
    ]

    assert named
    assert [word for word in named if not guide.find(id=word)] == []


def test_every_part_has_examples_with_a_name_and_a_use(guide):
    """And each part of the contents leads to one."""
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


def test_nothing_leads_to_another_site(guide):
    """The examples are of no clinic, so they lead to themselves."""
    links = [tag["href"] for tag in guide.main.find_all(href=True)]

    assert [link for link in links if "//" in link] == []


def test_examples_of_nothing_show_nothing(guide):
    """What is not known is left out, without an empty box around it."""
    empty = [
        example["id"]
        for example in guide.select(".example")
        if example.p.get_text().endswith(": nothing")
    ]

    assert len(empty) > 5
    for name in empty:
        assert guide.find(id=name).find(class_="example__shown").decode_contents() == "", name
