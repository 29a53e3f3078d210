"""The components of the style guide, one by one."""

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("care_cards-non-urgent", "care-nonurgent", "Non-urgent advice: See somebody soon if:"),
        ("care_cards-urgent", "care-urgent", "Urgent advice: Ask for help today if:"),
        (
            "care_cards-emergency",
            "care-emergency",
            "Immediate action required: Call for help now if:",
        ),
    ],
)
def test_a_care_card_says_how_urgent_it_is(shown, name, kind, words):
    """The urgency is in the text too, for visitors who cannot see the colours."""
    card = shown(name).select_one(f".care.{kind}")

    assert card.find(["h2", "h3"]).get_text() == words
    assert len(card.find_all("li")) == 2


@pytest.mark.parametrize(
    ("name", "alt", "shape"),
    [
        ("a-picture-of-several-formats", "Three hills below a low sun", 1.5),
        ("a-silent-picture", "", 1.5),
        ("a-picture-that-fills-its-box", "The same hills in a tall picture", 2 / 3),
        ("a-picture-in-a-text", "Three hills below a low sun", 1.5),
    ],
)
def test_a_picture_has_alt_size_and_lazy_loading(shown, name, alt, shape):
    """The layout does not shift, and distant pictures are not loaded."""
    picture = shown(f"pictures-{name}").img

    assert picture["alt"] == alt
    assert int(picture["width"]) / int(picture["height"]) == pytest.approx(shape)
    assert picture["loading"] == "lazy"


def test_a_picture_of_several_formats_offers_them(shown):
    """In their widths."""
    part = shown("pictures-a-picture-of-several-formats")

    assert part.picture.source["type"]
    assert part.picture.source["srcset"].endswith("1200w")
    assert part.img["sizes"] == part.picture.source["sizes"]


def test_a_caption_belongs_to_its_picture(shown):
    """Both are in a figure."""
    figure = shown("pictures-a-picture-with-a-caption").figure

    assert figure.img
    assert figure.figcaption.get_text() == "What everybody should know of it."


def test_paging_is_a_named_navigation(shown):
    """With links to both sides, and one at each end."""
    ways = {
        name: [link.get("rel") for link in shown(f"paging-{name}").select("nav[aria-label] a")]
        for name in ("first-page", "a-page-between", "last-page")
    }

    assert ways == {
        "first-page": [["next"]],
        "a-page-between": [["prev"], ["next"]],
        "last-page": [["prev"]],
    }


def test_breadcrumbs_are_a_named_list(shown):
    """In order, from Home."""
    nav = shown("breadcrumbs-the-way-back").nav

    assert nav["aria-label"] == "Breadcrumb"
    assert nav.ol.li.get_text() == "Home"
    assert len(nav.find_all("li")) == 3


def test_a_card_is_one_link_in_its_heading(shown):
    """The picture has an empty alt, because the title says it all."""
    (first, *_) = shown("article_cards-three").find_all("article")

    assert [link.parent.name for link in first.find_all("a")] == ["h3"]
    assert first.img["alt"] == ""
    assert first.time["datetime"] == "2026-03-14"


def test_text_in_another_language_is_marked(shown):
    """It has lang and dir; labels keep the site's language."""
    card = shown("article_cards-badge-and-language").find("article", lang="ar")
    top = shown("article_tops-an-article-in-another-language")

    assert card["dir"] == "rtl"
    assert card.find("p", class_="soft")["lang"] == "en-gb"
    assert (top.h1["lang"], top.h1["dir"]) == ("ar", "rtl")
    assert top.header["lang"] == "en-gb"


def test_a_table_has_headers_and_a_wide_one_scrolls(shown):
    """A wide table can be scrolled with the keyboard, so it needs a name."""
    box = shown("tables-a-wide-table").select_one(".table-scroll")

    assert len(box.table.select("thead th")) == 7
    assert box["tabindex"] == "0"
    assert box["aria-label"] or box["aria-labelledby"]


def test_a_footnote_links_down_and_back(shown):
    """Within its own example."""
    part = shown("notes_and_sources-footnote")
    down = part.find(class_="footnote-ref")
    back = part.find(class_="footnote-backref")

    assert part.find(id=down["href"][1:]).name == "li"
    assert part.find(id=back["href"][1:]).name == "sup"


def test_a_citation_links_to_its_reference(shown):
    """By its number in the text."""
    part = shown("notes_and_sources-source-in-a-text")
    cited = [link["href"][1:] for link in part.select(".prose a[href^='#']")]

    assert [part.find(id=name).name for name in cited] == ["li", "li"]


def test_back_links_of_a_reference_cited_twice_differ(shown):
    """An arrow alone has no words."""
    links = shown("notes_and_sources-list-of-sources").select(".footnote-backref")

    assert [link["aria-label"] for link in links] == [
        "Back to where reference 1 is cited",
        "Back to where reference 2 is cited, 1 of 2",
        "Back to where reference 2 is cited, 2 of 2",
    ]


def test_a_review_has_its_dates(shown):
    """An overdue one does not repeat its next date."""
    times = {
        name: [time["datetime"] for time in shown(f"reviews-{name}").find_all("time")]
        for name in ("reviewed", "review-overdue")
    }

    assert times == {
        "reviewed": ["2026-03-14", "2026-09-30"],
        "review-overdue": ["2026-03-14", "2026-09-30"],
    }


def test_a_location_without_a_number_has_the_clinics(shown):
    """The clinic's number is shown after the booking link, and WhatsApp last."""
    links = shown("actions-a-place-without-a-number").find_all("a")

    assert [link["href"] for link in links] == ["#main", "tel:+441632960001", "#main"]
    assert links[-1].get_text().startswith("WhatsApp")


def test_contents_have_no_lower_headings(shown):
    """Only those of the second level."""
    part = shown("article_parts-contents").nav

    assert part.p.get_text() == "On this page"
    assert len(part.find_all("li")) == 4


def test_a_series_links_to_its_parts(shown):
    """To the previous and the next one."""
    nav = shown("series-in-the-middle").find("nav", attrs={"aria-label": "Series"})

    assert [link["rel"] for link in nav.find_all("a")] == [["prev"], ["next"]]
    assert "(this article)" in nav.find_all("li")[1].get_text()


def test_a_checklist_shows_what_is_done(shown):
    """With characters that are read out, not with form fields."""
    first, second = shown("text-checklist").find_all("li")

    assert not first.find("input")
    assert first.get_text().split()[0] != second.get_text().split()[0]


def test_a_preview_is_marked(shown):
    """In words."""
    assert shown("previews-a-draft").get_text(strip=True).startswith("Draft.")


def test_every_colour_has_its_name(shown):
    """As it is written in a stylesheet."""
    part = shown("colours-every-colour")
    names = [code.get_text() for code in part.find_all("code")]

    assert {"--paper", "--ink", "--accent", "--care-red"} <= set(names)
    assert [f"var({name})" for name in names] == [tag["fill"] for tag in part.find_all("rect")]
