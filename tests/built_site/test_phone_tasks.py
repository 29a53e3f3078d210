"""What patients come for, on a phone: few taps, and then the answer."""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_help_for_what_hurts(visit, sample_url):
    """From the home page: where it hurts, then the article."""
    assert visit(f"{sample_url}/").tap("Knee", "#where-it-hurts").sees("What made-up knees do")


def test_who_treats_me(visit, sample_url):
    """A person's page says what they are and where they work."""
    visitor = visit(f"{sample_url}/").tap("Menu").tap("People", "#menu").tap("Wilma", "main")

    assert visitor.sees("Brindlemouth Quay")


def test_where_it_is(visit, sample_url):
    """The part of town first, and the address below it."""
    visitor = visit(f"{sample_url}/").tap("Menu").tap("Clinics", "#menu")

    assert visitor.tap("Brindlemouth", "main").sees("Brindlemouth, Saltshire")


def test_how_to_book(visit, sample_url):
    """The button on every page, at the first screen."""
    booking = visit(f"{sample_url}/").page.locator("header a", has_text="Book")

    assert booking.is_visible()
    assert booking.get_attribute("href") == "https://booking.example.org/harbour"


def test_a_mistyped_search(visit, sample_url):
    """The article that was meant is shown."""
    visitor = visit(f"{sample_url}/").tap("Menu").tap("Search", "#menu")
    visitor.page.locator("#search-input").fill("kneee")

    assert visitor.sees("A sore knee", "#search-options")
