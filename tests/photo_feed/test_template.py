"""The gallery's part of a page, for a clinic with and without photos and an account."""

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from pelicanconf import JINJA_ENVIRONMENT
from plugins.photo_feed.gallery import make_gallery
from plugins.responsive_images.picture import ImageCandidate, Picture, PictureSource
from tests.building import ROOT
from tests.photo_feed.samples import feed_photo, own_photo

ACCOUNT = "https://www.instagram.com/clinic/"
POST = "https://www.instagram.com/p/abc/"
PICTURE = Picture(
    "images/a-720.jpg",
    720,
    540,
    sources=(
        PictureSource("image/avif", (ImageCandidate("images/a-720.avif", 720),)),
        PictureSource(
            "image/jpeg",
            (ImageCandidate("images/a-360.jpg", 360), ImageCandidate("images/a-720.jpg", 720)),
        ),
    ),
)


@dataclass(frozen=True)
class FakeClinic:
    """What the template asks of the clinic."""

    instagram_url: str = ""


@pytest.fixture(scope="module")
def template():
    """The partial, as Pelican compiles it."""
    loader = FileSystemLoader(ROOT / "theme" / "templates")
    environment = Environment(loader=loader, **JINJA_ENVIRONMENT)  # noqa: S701  # set in pelicanconf
    environment.add_extension("jinja2.ext.i18n")
    environment.install_null_translations(newstyle=True)
    environment.globals |= {"siteurl": "https://clinic.example.org", "text_lang": lambda _text: ""}
    return environment.get_template("partials/photo_feed.html")


@pytest.fixture
def shown(template):
    """The part of a page for some photos and an account."""

    def show(*photos, account=""):
        html = template.render(
            photo_feed=make_gallery([(photo, PICTURE) for photo in photos]),
            clinic=FakeClinic(account),
        )
        return BeautifulSoup(html, "html.parser")

    return show


def test_without_photos_and_account_there_is_nothing(shown):
    """No heading above an empty box."""
    assert shown().get_text().strip() == ""
    assert shown().find() is None


def test_without_photos_there_is_a_plain_link_to_the_account(shown):
    """That and nothing else."""
    part = shown(account=ACCOUNT)

    assert part.get_text().strip() == "Follow us on Instagram"
    assert part.a["href"] == ACCOUNT
    assert part.a["rel"] == ["noopener"]
    assert part.find(["section", "h2", "ul", "img"]) is None


def test_photos_stand_above_the_link(shown):
    """Under a heading that names the section."""
    part = shown(own_photo(), account=ACCOUNT)

    assert part.section["aria-labelledby"] == part.h2["id"]
    assert part.h2.get_text() == "From the clinic"
    assert part.section.find_all("a")[-1]["href"] == ACCOUNT


def test_without_an_account_nothing_leads_there(shown):
    """The clinic's own pictures do not either."""
    assert shown(own_photo()).a is None


def test_a_photo_from_instagram_leads_to_its_post(shown):
    """And one whose post has no address leads nowhere."""
    part = shown(feed_photo(permalink=POST), feed_photo("b"))

    (link,) = part.find_all("a")
    assert (link["href"], link["rel"], link.img["alt"]) == (POST, ["noopener"], "A picture of door")
    assert not link.has_attr("target")


def test_a_picture_keeps_its_room_and_comes_late(shown):
    """With srcset and sizes, loaded lazily; without styles it fits a phone."""
    part = shown(feed_photo())

    assert (part.img["width"], part.img["height"]) == ("300", "225")
    assert part.img["loading"] == "lazy"
    assert "360w" in part.img["srcset"]
    assert part.img["sizes"] == part.source["sizes"] != ""


def test_texts_from_outside_are_escaped(shown):
    """A caption decides its own direction and nothing else."""
    part = shown(feed_photo(alt='"><script>a</script>', caption="<b>bold</b> مرحبا"))

    assert part.img["alt"] == '"><script>a</script>'
    assert part.figcaption.get_text() == "<b>bold</b> مرحبا"
    assert part.figcaption["dir"] == "auto"
    assert part.find(["script", "b"]) is None
