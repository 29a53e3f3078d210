"""A visitor with a phone of 360 x 640 CSS pixels, whose taps are counted."""

import re

PHONE = {"width": 360, "height": 640}
MOST_TAPS = 3


class Visitor:
    """Somebody with a phone, who taps what has certain words; counts the taps."""

    def __init__(self, context, url):
        self.page = context.new_page()
        self.page.goto(url)
        self.taps = 0

    def tap(self, words, within="body"):
        """Tap the first link or button with these words that can be seen."""
        self.taps += 1
        found = self.page.locator(within).locator("a, button", has_text=re.compile(words))
        found.locator("visible=true").first.tap()
        self.page.wait_for_load_state("load")
        return self

    @property
    def menu_is_open(self):
        """Whether the menu covers the page."""
        return self.page.locator("#menu").is_visible()

    def sees(self, words, within="main"):
        """Whether the words are on the screen, without scrolling, after few enough taps."""
        box = self.page.locator(within).get_by_text(re.compile(words)).locator("visible=true").first
        place = box.bounding_box(timeout=10_000)
        return (
            self.taps <= MOST_TAPS and place is not None and 0 <= place["y"] < PHONE["height"] - 20
        )
