"""Alternative texts that describe nothing."""

import pytest

from tests.posts.rules.rule_findings import HEAD, found

ALT = "picture/poor-alt"
POOR = [
    "IMG_2207.JPG",
    "IMG_2207",
    "DSC00431",
    "strap-2.png",
    "20260203_0931",
    "x",
    "B",
    "…",
    "picture of",
    "Photo of a strap",
    "An image of a strap",
    "a picture showing a strap",
    "a screenshot",
    "image",
    "Image 3",
    "alt text",
    "What it shows",
]
GOOD = [
    "A strap",
    "Drawing of a strap beside a ball",
    "Strap",
    "Two runners take a photo of the sea",
    "Imaging: a knee on a screen",
    "A sign that says “Photo booth”",
    "5 km",
    "Screenshot of the plan for week 3",
    "Pictured: Kim, and a strap",
]


@pytest.mark.parametrize("alt", POOR)
def test_a_poor_text_is_reported_at_its_line(alt):
    """In the text, and at the top of the post."""
    head = HEAD.replace("date:", f"image:\n  src: a.png\n  alt: {alt}\ndate:")

    assert found(f"Words.\n\n![{alt}](strap.png)") == [(3, ALT)]
    assert found("Words.", head=head) == [(5 - head.count("\n"), ALT)]


@pytest.mark.parametrize("alt", GOOD)
def test_a_description_is_not_reported(alt):
    """It may be short."""
    head = HEAD.replace("date:", f'image:\n  src: a.png\n  alt: "{alt}"\ndate:')

    assert found(f"![{alt}](strap.png)", head=head) == []


def test_each_picture_is_reported_at_its_own_line():
    """Also if two have the same text."""
    body = '![x](a.png)\n\n![A strap](b.png)\n\n![x](c.png)\n\n<img src="d.png" alt="y">'

    assert found(body) == [(1, ALT), (5, ALT), (7, ALT)]
