"""The first clinic's content has what other clinics may lack; only tests to delete depend on it."""

import re

import pytest
import yaml

from tests.building import ROOT, first_clinics_tests
from tests.built_site.browser_checks import printed_sheets
from tests.built_site.built_pages import page_of_kind, soup
from tools import page_kinds
from tools.page_kinds import KINDS

CONTENT = ROOT / "content"


@pytest.mark.slow
def test_the_site_has_every_kind_of_page(built_site):
    """So no test of the kinds of pages is skipped."""
    assert set(KINDS) <= set(page_kinds.pages(built_site))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["home", "articles", "article", "clinic"])
def test_the_site_has_drawings(built_site, kind):
    """Each kind of page that can have a picture shows one, as a drawing."""
    page = soup(built_site / page_of_kind(built_site, kind) / "index.html")

    assert page.select('main img[src$=".svg"]')


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["home", "article"])
def test_the_site_has_pictures_in_several_widths(built_site, kind):
    """The gallery's, so no test of such pictures in a browser is skipped on these pages."""
    page = soup(built_site / page_of_kind(built_site, kind) / "index.html")

    assert page.select("main img[srcset]")


@pytest.mark.slow
def test_the_pages_about_accessibility_and_privacy_say_when_they_were_measured(built_site):
    """Their own words claim nothing of that."""
    results = yaml.safe_load((CONTENT / "data" / "audit.yaml").read_text("utf-8"))
    for name in ("accessibility", "privacy"):
        measured = soup(built_site / name / "index.html").select_one("main .prose")

        assert measured.time["datetime"] == str(results["date"])


@pytest.mark.slow
def test_the_newest_article_leads_a_list(built_site):
    """On the first page of a list of more than three; a short list has rows of equal cards."""
    long = soup(built_site / "categories/running/index.html")
    short = soup(built_site / "topics/sleep/index.html")

    assert long.select(".grid--lead > .card:first-child")
    assert not short.select(".grid--lead")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "sheets"), [("articles/what-is-dry-needling/", 3), ("clinics/abbeville-road/", 1)]
)
def test_print_needs_few_pages(window, own, path, sheets):
    """A clinic's page fits on one page of A4, an article of seven minutes on three."""
    assert 1 <= printed_sheets(window, f"{own.url}/{path}") <= sheets


def test_the_tests_to_delete_exist():
    """docs/adopting.md names existing files."""
    names = first_clinics_tests()

    assert len(names) >= 4
    assert [name for name in names if not (ROOT / name).is_file()] == []


def test_no_other_test_names_an_article_picture_or_place():
    """Tests that another clinic keeps name no slug of this clinic's content, and no picture."""
    deleted = {ROOT / name for name in first_clinics_tests()}
    locations = yaml.safe_load((CONTENT / "data" / "clinic.yaml").read_text("utf-8"))["locations"]
    names = {path.stem for path in CONTENT.glob("articles/*.md")}
    names |= {path.stem for path in CONTENT.glob("images/**/*.*")}
    names |= {location["slug"] for location in locations}
    pattern = re.compile(rf"(?<![\w-])({'|'.join(sorted(names))})(?![\w-])".encode())
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "tests").rglob("*")
        if path.is_file()
        and path not in deleted
        and not {"__pycache__", "node_modules"} & {*path.parts}
    }

    assert len(names) > 20
    assert {name: found for name, text in texts.items() if (found := pattern.findall(text))} == {}


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("taps", "seen"),
    [
        (["Where does it hurt", "Neck or head"], "The dull band round the head"),
        (["What is dry needling"], "who should ask a doctor first"),
        (["Menu", "People", "Loic"], "Sports therapist"),
        (["Menu", "Clinics"], "address.* not on this website yet"),
        (["Menu", "Contact"], "online booking .*not on this website yet"),
    ],
)
def test_what_patients_come_for_is_few_taps_away(visit, own, taps, seen):
    """A stiff neck, needles on blood thinners, who treats me, where, how to book."""
    visitor = visit(f"{own.url}/")
    for words in taps:
        visitor.tap(words, "#menu" if visitor.menu_is_open else "body")

    assert visitor.sees(seen)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dry needeling", "What is dry needling"), ("stif neck", "Stiff neck and tension headaches")],
)
def test_a_mistyped_search_finds_what_was_meant(visit, own, typed, meant):
    """Two taps and a few letters away."""
    visitor = visit(f"{own.url}/").tap("Menu").tap("Search", "#menu")
    visitor.page.locator("#search-input").fill(typed)

    assert visitor.sees(meant, "#search-options")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "next_step"),
    [
        ("people/loic-lefevre/", "/clinics/abbeville-road/"),
        ("clinics/abbeville-road/", "/treatments/"),
        ("contact/", "/clinics/abbeville-road/"),
    ],
)
def test_whoever_looks_for_the_clinic_is_led_on(visit, own, path, next_step):
    """On the first screen, although neither number nor address is known."""
    step = visit(f"{own.url}/{path}").page.locator("main").locator(".button, .topic").first

    assert step.get_attribute("href") == next_step
    assert step.bounding_box()["y"] < 640
