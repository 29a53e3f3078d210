"""Slugs, addresses and codes are read, or refused with what to type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.values import slugify
from tests.front_matter.post_texts import error_in_row, field_value


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Why we warm up", "why-we-warm-up"),
        ("5 o’clock: it's time!", "5-oclock-its-time"),
        ("Øvelser på søndag", "ovelser-pa-sondag"),
        ("Smørbrød, Æble & Straße", "smorbrod-aeble-strasse"),
        ("Café au lait", "cafe-au-lait"),
        ("--- a --- b ---", "a-b"),
        ("👩‍🔬 Science", "science"),
        ("½ marathon", "12-marathon"),
        ("!?", ""),
        ("日本語", ""),
    ],
)
def test_words_become_a_slug(words, slug):
    """Small letters from a to z, digits and single hyphens."""
    assert slugify(words) == slug


@given(st.text(), st.integers(1, 30))
def test_a_slug_is_always_fit_for_an_address(words, longest):
    """Whatever the words; and a slug of a slug is the same."""
    slug = slugify(words, longest)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= longest
    assert slugify(slug, longest) == slug


@pytest.mark.parametrize(
    ("written", "slug"),
    [("2021", "2021"), ("no", "no"), ("a-b-c", "a-b-c"), ("'5-tips'", "5-tips"), ("“a-b”", "a-b"),
     ("a" * 100, "a" * 100)],
)  # fmt: skip
def test_a_slug_is_read(written, slug):
    """Also where YAML would read a number or a truth."""
    assert field_value(f"slug: {written}", "slug") == slug


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Why We Warm Up!", "Write `why-we-warm-up`"),
        ("why_we_warm_up", "Write `why-we-warm-up`"),
        ("-a-", "Write `a`"),
        ("a--b", "Write `a-b`"),
        ("why-we-warm-up.md", "Write `why-we-warm-up`"),
        ("/articles/why-we-warm-up/", "Write `why-we-warm-up`"),
        ("../../etc/passwd", "Write `passwd`"),
        ("a" * 101, f"Write `{'a' * 100}`"),
        ("日本語", "Use small letters, digits and hyphens."),
    ],
)
def test_another_slug_is_refused(written, hint):
    """The hint is the slug that was meant."""
    assert error_in_row(f"slug: {written}") == (
        f"slug: “{written}” cannot stand in an address.",
        hint,
    )


@pytest.mark.parametrize("written", ["con", "nul", "COM1", "lpt9", "aux.x", "CONIN$"])
def test_a_slug_that_windows_takes_for_a_device_is_refused(written):
    """The page would lie in a folder of that name."""
    assert error_in_row(f"slug: {written}") == (
        f"slug: “{written}” cannot be a file on Windows.",
        f"Write a longer one, such as `{written}-1`",
    )


def test_each_slug_of_a_list_is_checked():
    """Titles are not slugs."""
    assert error_in_row("related: [sleep, Ankle Sprains]") == (
        "related 2: “Ankle Sprains” cannot stand in an address.",
        "Write `ankle-sprains`",
    )


def test_a_lenient_reading_takes_any_safe_slug():
    """As Pelican does; but nothing that leads out of the site."""
    assert field_value("slug: Why_We/Warm.Up", "slug", lenient=True) == "Why_We/Warm.Up"
    assert error_in_row("slug: ../up", lenient=True)[0] == "slug: “../up” leads outside the site."


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("key", ["save_as", "url"])
@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../x.html", "leads outside the site."),
        ("/etc/x.html", "leads outside the site."),
        ("%2e%2e/x.html", "leads outside the site."),
        ("a/%252e%252e/%252e%252e/x.html", "leads outside the site."),
        ("..\\x.html", "cannot be a file on every computer."),
        ("_headers", "is kept for the site itself or its host."),
        ("CNAME", "is kept for the site itself or its host."),
        (".well-known/x", "is kept for the site itself or its host."),
        ("robots.txt", "is kept for the site itself or its host."),
        ("theme/x.html", "is kept for the site itself or its host."),
        ("sitemap.xml", "is kept for the site itself or its host."),
    ],
)
def test_no_post_leaves_its_place(key, path, why, lenient):
    """A lenient build is as strict here."""
    message, hint = error_in_row(f"{key}: '{path}'", lenient=lenient)

    assert message == f"{key}: “{path}” {why}"
    assert hint


def test_only_a_lenient_reading_takes_the_home_page():
    """Pelican's users put a page of their own there."""
    assert field_value("save_as: index.html", "save_as", lenient=True) == "index.html"
    assert error_in_row("save_as: index.html")[0] == (
        "save_as: “index.html” is kept for the site itself or its host."
    )


def test_a_page_may_have_another_place():
    """Pelican's own keys are read."""
    assert field_value("save_as: old/page.html", "save_as") == "old/page.html"
    assert field_value("url: old/page/", "url") == "old/page/"


def test_a_file_has_an_ending():
    """A page saved as a folder could not be written."""
    assert error_in_row("save_as: old/page/") == (
        "save_as: “old/page/” is not the file of a page.",
        "Write `old/page/index.html` or `old/page.html`",
    )


def test_old_addresses_are_a_list():
    """One may be written alone."""
    assert field_value("aliases: /2021/09/28/a/", "aliases") == ["/2021/09/28/a/"]
    assert field_value("aliases: [/a/, /b.html]", "aliases") == ["/a/", "/b.html"]


def test_an_old_address_is_below_this_site():
    """Without the site's name."""
    assert error_in_row("aliases: [/a/, 'https://old.example/b/']") == (
        "aliases 2: “https://old.example/b/” is not an address below this site.",
        "Write `/b/`",
    )


@pytest.mark.parametrize("code", ["no", "nb", "en-GB", "zh-Hant-TW"])
def test_a_language_is_a_code(code):
    """Norway's is no."""
    assert field_value(f"lang: {code}", "lang") == code


def test_a_language_may_have_an_underscore():
    """As programs write it."""
    assert field_value("lang: en_GB", "lang") == "en-GB"


@pytest.mark.parametrize("written", ["English", "e", "../x", "en GB", "en-"])
def test_another_language_is_refused(written):
    """The hint shows what a code is."""
    assert error_in_row(f"lang: {written}") == (
        f"lang: “{written}” is not the code of a language.",
        "Write `en` for English, or `nb` for Norwegian.",
    )


def test_a_template_is_a_name():
    """It cannot name a file anywhere else."""
    assert field_value("template: page", "template") == "page"
    assert error_in_row("template: ../page") == (
        "template: “../page” is not the name of a template.",
        "Write its name alone, such as `page`.",
    )
