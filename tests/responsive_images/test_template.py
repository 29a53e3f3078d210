"""The theme's macro for a picture."""

import re

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from pelicanconf import JINJA_ENVIRONMENT
from plugins.responsive_images.picture import Picture
from tests.building import ROOT

PICTURE = Picture("images/a.jpg", 600, 900, "A desk")
RULES = re.compile(r"^\.(focus-[xy]-\d+) \{ (--focus-[xy]): (\d+)%; \}$", re.MULTILINE)


@pytest.fixture(scope="module")
def shown():
    """The img of a picture."""
    loader = FileSystemLoader(ROOT / "theme" / "templates")
    environment = Environment(loader=loader, **JINJA_ENVIRONMENT)  # noqa: S701  # set in pelicanconf
    environment.globals |= {"siteurl": "", "text_lang": lambda _text: ""}
    macro = environment.get_template("macros/picture.html").module.picture
    return lambda picture: BeautifulSoup(macro(picture, "100vw"), "html.parser").img


def test_a_picture_without_a_focus_has_no_class(shown):
    """Its middle is in sight."""
    assert not shown(PICTURE).has_attr("class")


@pytest.mark.parametrize("focus", [(each, 100 - each) for each in range(101)])
def test_a_focus_is_taken_to_the_nearest_ten_per_cent(shown, focus):
    """By classes of focus.css, since the Content Security Policy allows no style attributes."""
    css = (ROOT / "theme/static/css/focus.css").read_text("utf-8")
    rules = {name: (token, int(value)) for name, token, value in RULES.findall(css)}
    values = {"--focus-x": 50, "--focus-y": 50}
    image = shown(PICTURE.described("A desk", focus))

    values |= dict(rules[name] for name in image["class"] if name in rules)

    assert abs(values["--focus-x"] - focus[0]) <= 5
    assert abs(values["--focus-y"] - focus[1]) <= 5
    assert not image.has_attr("style")
