"""Slugs, addresses and codes are parsed, or refused with what to write instead."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.values import slugify
from tests.posts.post_texts import error_in_row, field_value


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
    """Lower-case letters from a to z, digits and single hyphens."""
    assert slugify(words) == slug


@given(st.text(), st.integers(1, 30))
def test_a_slug_is_always_valid_in_an_address(words, longest):
    """Whatever the words; the slug of a slug is the slug itself."""
    slug = slugify(words, longest)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= longest
    assert slugify(slug, longest) == slug


@pytest.mark.parametrize(
    ("written", "slug"),
    [("2021", "2021"), ("no", "no"), ("a-b-c", "a-b-c"), ("'5-tips'", "5-tips"), ("“a-b”", "a-b"),
     ("a" * 100, "a" * 100), ("version-3.2.1-released", "version-3.2.1-released")],
)  # fmt: skip
def test_a_slug_is_read(written, slug):
    """Also where YAML would read a number or a boolean."""
    assert field_value(f"slug: {written}", "slug") == slug


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Why We Warm Up!", "`why-we-warm-up`"),
        ("why_we_warm_up", "`why-we-warm-up`"),
        ("-a-", "`a`"),
        ("a--b", "`a-b`"),
        ("why-we-warm-up.md", "`why-we-warm-up`"),
        ("/articles/why-we-warm-up/", "`why-we-warm-up`"),
        ("../../etc/passwd", "`passwd`"),
        ("articles/stiff-neck", "`stiff-neck`"),
        ("https://a.example.org/articles/hips/", "`hips`"),
        ("posts/2021/Hips.md", "`posts-2021-hips`"),
        ("posts/2021/hips.md", "`hips`"),
        ("How To Rest/Sleep", "`how-to-rest-sleep`"),
        ("Knees/Hips", "`knees-hips`"),
        ("hips/knees", "`hips-knees`"),
        ("24/7 care", "`24-7-care`"),
        ("Ice and/or heat?", "`ice-and-or-heat`"),
        ("version-3.x", "`version-3-x`"),
        ("version.3", "`version-3`"),
        ("3..2", "`3-2`"),
        ("a" * 101, f"`{'a' * 100}`"),
        ("日本語", "letters, digits and hyphens"),
    ],
)
def test_another_slug_is_refused(written, hint):
    """The hint is the slug that was meant."""
    message, found = error_in_row(f"slug: {written}")

    assert message.startswith(f"slug: “{written}” ")
    assert hint in found


@pytest.mark.parametrize("written", ["con", "aux.x"])
def test_a_slug_that_is_a_device_on_windows_is_refused(written):
    """The page would be in a folder of that name."""
    message, hint = error_in_row(f"slug: {written}")

    assert f"“{written}”" in message
    assert "Windows" in message
    assert f"`{written}-1`" in hint


def test_each_slug_of_a_list_is_checked():
    """A title is not a slug."""
    message, hint = error_in_row("related: [sleep, Ankle Sprains]")

    assert message.startswith("related 2: “Ankle Sprains” ")
    assert "`ankle-sprains`" in hint


def test_a_lenient_read_accepts_any_safe_slug():
    """As Pelican does, but none that leads out of the site."""
    assert field_value("slug: Why_We/Warm.Up", "slug", lenient=True) == "Why_We/Warm.Up"
    assert error_in_row("slug: ../up", lenient=True)[0] == "slug: “../up” leads outside the site."


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("key", ["save_as", "url"])
@pytest.mark.parametrize(
    "path",
    ["../x.html", "//etc/x.html", "%2e%2e/x.html", "a/%252e%252e/%252e%252e/x.html", "..\\x.html",
     "_headers", ".well-known/x", "robots.txt", "theme/x.html", "sitemap.xml"],
)  # fmt: skip
def test_no_post_has_a_path_outside_the_site_or_a_reserved_one(key, path, lenient):
    """A lenient build is as strict here."""
    message, hint = error_in_row(f"{key}: '{path}'", lenient=lenient)

    assert message.startswith(f"{key}: “{path}” ")
    assert hint


@pytest.mark.parametrize("key", ["save_as", "url"])
def test_no_path_begins_at_the_root_of_the_disk(key):
    """A lenient build reads such an address, as Hugo does, from the root of the site."""
    assert error_in_row(f"{key}: /etc/x.html")[0].startswith(f"{key}: “/etc/x.html” ")
    assert field_value("url: /etc/x.html", "url", lenient=True) == "etc/x.html"
    assert error_in_row("save_as: /etc/x.html", lenient=True)


@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_a_post_may_be_the_home_page_or_the_404_page(name):
    """As in Pelican; an alias may be neither."""
    assert field_value(f"save_as: {name}", "save_as") == name
    assert error_in_row(f"aliases: [/{name}]")


def test_a_page_may_have_another_path():
    """Pelican's own keys are read."""
    assert field_value("save_as: old/page.html", "save_as") == "old/page.html"
    assert field_value("url: old/page/", "url") == "old/page/"


def test_a_file_has_an_ending():
    """A page saved as a folder could not be written."""
    assert "`old/page/index.html` or `old/page.html`" in error_in_row("save_as: old/page/")[1]


def test_old_addresses_are_a_list():
    """One may be written alone."""
    assert field_value("aliases: /2021/09/28/a/", "aliases") == ["/2021/09/28/a/"]
    assert field_value("aliases: [/a/, /b.html]", "aliases") == ["/a/", "/b.html"]


def test_an_old_address_is_below_this_site():
    """Without the site's domain."""
    message, hint = error_in_row("aliases: [/a/, 'https://old.example/b/']")

    assert message.startswith("aliases 2: “https://old.example/b/” ")
    assert "`/b/`" in hint


@pytest.mark.parametrize("code", ["no", "nb", "en-GB", "zh-Hant-TW"])
def test_a_language_is_a_code(code):
    """Norway's is no."""
    assert field_value(f"lang: {code}", "lang") == code


def test_a_language_may_have_an_underscore():
    """As programs write it."""
    assert field_value("lang: en_GB", "lang") == "en-GB"


@pytest.mark.parametrize("written", ["English", "e", "../x", "en GB", "en-"])
def test_another_language_is_refused(written):
    """The hint shows what a code looks like."""
    message, hint = error_in_row(f"lang: {written}")

    assert f"“{written}”" in message
    assert "`en`" in hint


def test_a_template_is_a_name():
    """It cannot be the path of a file elsewhere."""
    assert field_value("template: page", "template") == "page"
    assert "“../page”" in error_in_row("template: ../page")[0]
