"""The sample's pages: each feature of articles, places, people and the photo feed."""

from copy import copy

import pytest

from tests.building import SAMPLE
from tests.built_site.built_pages import html_pages, soup

pytestmark = pytest.mark.slow

PROFILE = "https://www.instagram.com/example_harbour_clinic/"
OLD_FEED = ("please go to the instagram feed settings", "only visible to wordpress", "loading, pl")


@pytest.fixture
def read(built_sample):
    """The parsed page at a URL path of the built sample."""
    return lambda address: soup(built_sample / address.strip("/") / "index.html")


def text_of(tag):
    """The text of an element, with single spaces."""
    return " ".join(tag.get_text().split())


def hrefs(tag):
    """The URLs that an element links to, in order."""
    return [a["href"] for a in tag.select("a[href]")]


def test_a_review_is_shown(read):
    """The review line has the date, the reviewer and the date of the next review."""
    line = read("/guides/first-visit/").select_one(".review")

    assert text_of(line).startswith("Page last reviewed: 20 January 2025 by Otto Pebble")
    assert text_of(line).endswith("Next review due: 20 January 2028")
    assert [time["datetime"] for time in line.select("time")] == ["2025-01-20", "2028-01-20"]


def test_articles_without_review_show_none(read):
    """Every other article has no review line."""
    for slug in ("walking-to-work", "quay-news", "open-on-saturdays", "new-shoes"):
        assert "reviewed" not in text_of(read(f"/articles/{slug}/")), slug


def test_references_can_be_linked_to(read):
    """Each reference has an id; its title is a link only if it has a URL."""
    items = read("/guides/first-visit/").select("#references li")

    assert [item["id"] for item in items] == ["ref-1", "ref-2", "ref-3"]
    assert text_of(items[0]).endswith("a leaflet that does not exist, Example Press, 2022")
    assert hrefs(items[0]) == ["https://library.example.org/ask-listen-decide?edition=2&lang=en"]
    assert text_of(items[1]) == "A notice on the clinic's own door"
    assert text_of(items[2]) == "Conversations with imaginary patients, volume 3"
    assert hrefs(items[1]) + hrefs(items[2]) == []


def test_the_head_of_an_article(read):
    """It has title, bylines, both dates, the credit with a linked person, and the series."""
    head = read("/guides/first-visit/").select_one(".article-head")
    text = text_of(head)

    assert text_of(head.h1) == "Your first visit: what to bring & what to ask"
    assert "By Wilma Sandpiper, Walking therapist" in text
    assert "Harbour Clinic Example" in text
    assert "5 March 2024" in text
    assert "Updated 11 February 2025" in text
    assert "Based on a talk by Otto Pebble at Upper Quillow" in text
    assert "“New here”" in text
    assert {"/people/wilma-sandpiper/", "/people/otto-pebble/"} <= set(hrefs(head))
    assert "/categories/before-you-come/" in hrefs(head)


def test_the_description_stands_below_the_title(read):
    """As one paragraph; an article without a description has none, not an excerpt."""
    lead = read("/guides/first-visit/").select_one(".article-head h1 + .lead")

    assert lead.name == "p"
    assert text_of(lead).startswith("What to pack, which questions are worth asking")
    assert read("/articles/quay-news/").select(".lead") == []


def test_a_picture_with_a_title_is_a_figure(read):
    """The title is the caption; a picture without one (from the post folder) is no figure."""
    prose = read("/guides/first-visit/").select_one(".prose")
    (figure,) = prose.select("figure")
    beside = prose.select_one("p > picture > img")

    assert text_of(figure.figcaption) == "The room is small & quiet: one couch, one window."
    assert figure.img["alt"] == "Drawing of a couch below a window"
    assert not figure.img.has_attr("title")
    assert beside["src"].startswith("/images/diary-")


def test_all_block_types_of_a_body(read):
    """Table, note, definitions, code, quotation, footnotes and abbreviation are rendered."""
    prose = read("/guides/first-visit/").select_one(".prose")

    assert [text_of(th) for th in prose.select("thead th[scope=col]")] == [
        "Part", "Minutes", "You may",
    ]  # fmt: skip
    assert text_of(prose.select_one(".admonition.warning .admonition-title")) == "Call 999 first"
    assert [text_of(dt) for dt in prose.select("dl dt")] == [
        "What does it cost?", "May I change my mind?",
    ]  # fmt: skip
    assert "1. Is there a <step> at the door?\n2. Can I pay by card & get" in prose.pre.get_text()
    assert "Otto Pebble" in prose.blockquote.get_text()
    assert [a["href"] for a in prose.select(".footnote-ref")] == ["#fn:1", "#fn:gp"]
    assert prose.find(id="fn:gp").select_one(".footnote-backref")["href"] == "#fnref:gp"
    assert prose.abbr["title"] == "General practitioner"
    assert [h["id"] for h in prose.select("h2")] == [
        "what-to-bring", "how-the-hour-is-spent", "questions-worth-asking",
    ]  # fmt: skip


def test_all_forms_of_links_are_resolved(read, built_sample):
    """A post's file name, a path, a fragment and a file next to the post all become URLs."""
    links = hrefs(read("/guides/first-visit/").select_one(".prose"))
    original = SAMPLE / "content" / "articles" / "diary-sheet.txt"

    assert "/articles/new-shoes/#when-to-stop" in links
    assert "/articles/walking-to-work/" in links
    assert "#questions-worth-asking" in links
    assert (built_sample / "articles/diary-sheet.txt").read_bytes() == original.read_bytes()
    assert "/articles/diary-sheet.txt" in links
    assert "/guides/first-visit/" in hrefs(read("/about/").main)  # a post's own `url` counts


def test_pins_and_exclusions_of_related_articles(read):
    """The pinned article comes first, and the excluded one does not appear."""
    first, second = read("/guides/first-visit/").select("#related-articles h3 a")

    assert first["href"] == "/articles/walking-to-work/"
    assert second["href"] != "/articles/open-on-saturdays/"


def test_a_minimal_article_is_complete(read):
    """Title and date are enough: the clinic is the author, and no section is empty."""
    page = read("/articles/open-on-saturdays/")

    assert text_of(page.h1) == "Open on Saturdays"
    assert text_of(page.select_one(".byline")) == "By Harbour Clinic Example"
    assert page.select_one("meta[name=description]")["content"] == (
        "From next week the door is open on Saturdays too."
    )
    assert len(page.select("#related-articles article.card")) == 2
    assert not page.select("#related-topics, #references, .review, .lead-picture")


def test_pelicans_metadata_syntax_is_read(read):
    """Date, topics and a summary with markup are read from lines such as `Title:`."""
    page = read("/articles/walking-to-work/")

    assert [time["datetime"] for time in page.select(".article-head time")] == [
        "2023-09-18", "2023-10-02",
    ]  # fmt: skip
    assert hrefs(page.select_one("#related-topics")) == ["/topics/walking/", "/topics/habits/"]
    assert page.select_one("meta[name=description]")["content"] == (
        "Ten minutes more on foot, without buying & planning anything."
    )


def test_bom_crlf_and_smart_quotes_are_read(read, built_sample):
    """They leave no trace in the page."""
    page = read("/articles/new-shoes/")

    assert text_of(page.h1) == "Old shoes, new shoes"
    assert hrefs(page.select_one("#related-topics")) == ["/topics/walking/", "/topics/shoes/"]
    for path in html_pages(built_sample):
        assert "\ufeff" not in path.read_text("utf-8"), path
        assert b"\r" not in path.read_bytes(), path


def test_dead_feeds_are_removed_and_quotations_kept(read):
    """Five dead feeds are removed; what the article says about them is kept."""
    prose = copy(read("/articles/quay-news/")).select_one(".prose")
    quoted = prose.get_text()
    code = [tag.extract().get_text().strip() for tag in prose.select("code")]
    left = text_of(prose).casefold()

    assert code == ["[instagram-feed feed=3]", "[instagram-feed]"]
    assert "Visitors read “Error: No feed with the ID 3 found.” in place of a photo" in quoted
    assert not prose.select("[id^=sb], [class^=sbi], [style]")
    assert "[instagram-feed" not in left
    assert left.count("no feed with the id") == 1
    assert not [sentence for sentence in OLD_FEED if sentence in left]


def test_the_excerpt_of_an_old_post_is_clean(read):
    """Without a description, the excerpt is from the body, without markup and feeds."""
    start = "Our photos used to come from somebody else's machine. One day they did not. Now the"
    page = read("/articles/quay-news/")
    cards = {a["href"]: a.find_parent("article") for a in read("/").select("article.card h3 a")}
    card = text_of(cards["/articles/quay-news/"].select_one(".card__excerpt"))

    assert card.startswith(start)
    assert page.select_one("meta[name=description]")["content"] == card


def test_no_excerpt_shows_markup(built_sample):
    """No card and no description contains a tag, an entity or CSS."""
    for path in html_pages(built_sample):
        page = soup(path)
        texts = [text_of(tag) for tag in page.select(".card__excerpt")]
        texts += [meta["content"] for meta in page.select("meta[name=description]")]

        for text in texts:
            assert not [m for m in ("<", ">", "&amp;", "&lt;", "span", "style") if m in text], path


def test_a_translation_has_its_own_url_and_language(read):
    """Nothing around it is in another, as the site has the words of that language."""
    page = read("/nb/articles/first-visit/")
    around = [page.select_one(name).get("lang") for name in ("header", "footer", "main > div")]

    assert page.html["lang"] == "nb"
    assert text_of(page.h1) == "Ditt første besøk"
    assert around == [None, None, None]
    assert page.find(id="spørsmål-det-er-verdt-å-stille")
    assert "/articles/new-shoes/" in hrefs(page.select_one(".prose"))
    assert read("/guides/first-visit/").html["lang"].casefold() == "en-gb"


def test_a_translation_is_not_in_lists_of_the_default_language(read):
    """Home, lists, related articles and the author's page have one language."""
    for address in ("/", "/articles/", "/categories/before-you-come/", "/articles/new-shoes/"):
        assert "/nb/articles/first-visit/" not in hrefs(read(address).main), address
    cards = read("/people/wilma-sandpiper/").select("article.card")

    assert [card.get("lang") for card in cards] == [None]


def test_a_location_with_all_facts(read):
    """Everything that a patient asks before a visit is shown."""
    page = read("/clinics/brindlemouth-quay/")
    links = hrefs(page.main)
    lines = list(page.select_one("address").stripped_strings)

    assert lines == ["The Old Rope Store", "7 Gull Walk", "Brindlemouth", "ZZ99 1AB"]
    assert [text_of(tag) for tag in page.select("main table :is(th[scope=row], td)")] == [
        "Monday to Thursday", "8am to 6pm", "Friday", "8am to noon",
    ]  # fmt: skip
    assert "tel:+441632960202" in links
    assert "mailto:quay@harbour.example.org" in links
    assert "https://booking.example.org/harbour/quay" in links
    assert "https://maps.example.org/?place=brindlemouth&zoom=16" in links
    for fact in ("From the ferry, turn left", "no step at the door", "Two places on the quay"):
        assert fact in text_of(page.main)
    assert "harbour wall" in page.select_one(".facts img")["alt"]
    assert "/about/#a-walk-and-a-talk" in links
    assert "/about/#a-quiet-hour" not in links, "not offered there"
    assert "/people/wilma-sandpiper/" in links
    assert "four houses" in page.main.img["alt"]


def test_a_location_with_only_a_name(read):
    """No section is empty; the clinic's telephone number is shown instead."""
    page = read("/clinics/upper-quillow/")

    assert [text_of(tag) for tag in page.main.select("h1, h2")] == [
        "Upper Quillow", "People at Upper Quillow", "Our treatments",
        "From the clinic and Instagram", "Our other clinic",
    ]  # fmt: skip
    assert "Artikler fra Upper Quillow" in text_of(read("/nb/clinics/upper-quillow/").main)
    assert "tel:+441632960101" in hrefs(page.main)
    assert "https://booking.example.org/harbour" in hrefs(page.main)
    assert not page.main.select("address, table, a[href^='mailto:']")


def test_a_person_with_all_facts(read):
    """Role, places, training, photo, booking, e-mail and articles are shown."""
    page = read("/people/wilma-sandpiper/")
    links = hrefs(page.main)

    assert (
        text_of(page.select_one(".lead"))
        == "Walking therapist, Brindlemouth Quay and Upper Quillow"
    )
    assert "Member of the Imaginary Register of Walkers" in text_of(page.main)
    assert "wading bird" in page.main.img["alt"]
    assert "https://booking.example.org/harbour/wilma" in links
    assert "mailto:wilma@harbour.example.org" in links
    assert "/guides/first-visit/" in links


def test_a_person_with_only_a_name(read):
    """The page has the name and the articles that the person wrote or that credit them.

    It says that treatments, training and registration are not listed yet.
    """
    page = read("/people/otto-pebble/")
    [unknown] = page.select(".page-head .soft")

    assert [text_of(tag) for tag in page.main.select("h1, h2")] == [
        "Otto Pebble", "Articles by Otto Pebble", "Articles that credit Otto Pebble",
    ]  # fmt: skip
    assert [a["href"] for a in page.main.select("h3 a")] == [
        "/articles/new-shoes/", "/guides/first-visit/",
    ]  # fmt: skip
    assert "treatments" in text_of(unknown)
    assert "training and registration" in text_of(unknown)
    assert not read("/people/wilma-sandpiper/").select(".page-head .soft")


def test_the_home_page_leads_on(read):
    """From what hurts to an article, to what the editor has chosen, and to the treatments' page."""
    page = read("/").main

    assert hrefs(page.select_one("#where-it-hurts")) == ["/articles/a-sore-knee/"]
    assert hrefs(page.select_one("#start-here")) == [
        "/guides/first-visit/", "/articles/a-sore-knee/",
    ]  # fmt: skip
    assert not {"/guides/first-visit/", "/articles/a-sore-knee/"} & set(
        hrefs(page.select_one("#latest-articles"))
    )
    assert "/about/" in hrefs(page.select_one(".hero"))
    assert [bool(card.select("img")) for card in page.select("#treatments .card")] == [True, False]


def test_the_page_about_contact_says_who_runs_the_website(read):
    """With name, postal address and e-mail address."""
    page = read("/contact/")
    [operator] = page.select("section:has(a[href^='mailto:office@'])")

    assert text_of(operator.p) == "Harbour Clinic Example Ltd"
    assert list(operator.address.stripped_strings) == [
        "The Old Rope Store", "7 Gull Walk", "Brindlemouth ZZ99 1AB",
    ]  # fmt: skip
    assert hrefs(operator) == ["mailto:office@harbour.example.org"]


def test_the_page_about_accessibility_says_what_was_tested(read):
    """With which tools, in which versions, when, and how many problems they found."""
    page = read("/accessibility/")
    tested = page.select_one("main .prose")
    words = [text_of(item) for item in tested.select("li")]

    assert tested.time["datetime"] == "2024-02-29"
    assert "Chromium 0.1" in text_of(tested)
    for part in ("Sandpiper 1.0", "7 pages", "no problems"):
        assert part in words[0]
    for part in ("Gull 2.5", "1 page,", "3 problems"):
        assert part in words[1]
    assert "screen reader" in text_of(page.select_one(".article-body"))
    assert "mailto:hello@harbour.example.org" in hrefs(page.select_one(".article-body"))


def test_the_page_about_privacy_says_what_was_measured(read):
    """When, on how many pages, and what they kept and requested; then who runs the website."""
    page = read("/privacy/")
    measured = page.select_one("main .prose")

    assert measured.time["datetime"] == "2024-02-29"
    assert [text_of(each) for each in measured.select("strong")] == ["2", "none"]
    assert "31 pages" in text_of(measured)
    assert page.select("section:has(a[href^='mailto:office@'])")


TRUST = {"/accessibility/", "/privacy/", "/how-we-make-our-information/"}


def test_every_page_leads_to_those_about_the_site_itself(built_sample):
    """The foot of each page but redirects links to accessibility, privacy and our information."""
    feet = [
        ("/nb" if page.is_relative_to(built_sample / "nb") else "", foot)
        for page in html_pages(built_sample)
        if (foot := soup(page).body.footer)
    ]

    assert len(feet) > 20
    assert [foot for at, foot in feet if not set(hrefs(foot)) >= {at + one for one in TRUST}] == []


def test_a_review_leads_to_how_articles_are_made(read):
    """Beside who has read the article, and when."""
    [review] = read("/guides/first-visit/").select(".review")

    assert hrefs(review) == ["/how-we-make-our-information/"]


def test_contact_details_are_links(read):
    """The home page links to booking and telephone, the footer to Instagram."""
    page = read("/")

    assert "tel:+441632960101" in hrefs(page.main)
    assert "https://booking.example.org/harbour" in hrefs(page.main)
    assert PROFILE in hrefs(page.footer)


def test_the_menu_follows_clinic_yaml(read):
    """In its order, without pages that are not public; the search and the language come last."""
    items = read("/clinics/upper-quillow/").select("nav[aria-label=Main] a")

    assert [text_of(item) for item in items] == [
        "About", "Clinics", "People", "Articles", "Contact", "Search", "Norsk bokmål",
    ]  # fmt: skip
    assert [text_of(item) for item in items if item.get("aria-current")] == ["Clinics"]


def test_the_visit_section_shows_the_articles_locations(read):
    """An article with its own location shows that one; others show their authors' or all."""
    first, shoes = (
        read(address).select_one("#visit")
        for address in ("/guides/first-visit/", "/articles/new-shoes/")
    )

    assert "Visit us at Brindlemouth Quay" in text_of(first)
    assert "tel:+441632960202" in hrefs(first)
    assert "/clinics/upper-quillow/" not in hrefs(first)
    assert {"/clinics/brindlemouth-quay/", "/clinics/upper-quillow/"} <= set(hrefs(shoes))


def test_the_photo_feed_labels_its_sources(read):
    """The heading names both sources, only photos from Instagram link there, in curated order."""
    feed = read("/").select_one("#photo-feed")
    photos = [(item.img["alt"], hrefs(item)) for item in feed.select("li")]

    assert text_of(feed.h2) == "From the clinic and Instagram"
    assert photos == [
        ("Drawing of four folded towels on a shelf.", []),
        (
            "Drawing of three small boats with red, yellow and white sails.",
            ["https://www.instagram.com/p/EXAMPLE1/"],
        ),
        (
            "Drawing of a red mug and a blue mug on a wooden table.",
            ["https://www.instagram.com/p/EXAMPLE2/"],
        ),
        ("Drawing of three gulls over a beach in evening sun.", []),
    ]
    assert hrefs(feed)[-1] == PROFILE
    assert [text_of(tag) for tag in feed.select("figcaption")] == [
        "Towels for Thursday", "Three boats & no wind", "Illustration",
    ]  # fmt: skip


def test_a_page_about_treatments_ends_with_who_offers_them(read):
    """And where, as far as it is known."""
    first, second = read("/about/").select(".offers > li")

    assert text_of(first) == "A walk and a talk: Wilma Sandpiper, Brindlemouth Quay"
    assert hrefs(first) == ["/people/wilma-sandpiper/", "/clinics/brindlemouth-quay/"]
    assert text_of(second) == "A quiet hour: Wilma Sandpiper"


def test_treatments_link_to_their_explanation(read):
    """The URL may have a fragment; the summary is optional."""
    first, second = read("/").select("#treatments .card")

    assert hrefs(first) == ["/about/#a-walk-and-a-talk"]
    assert text_of(first).endswith("and asks first.")
    assert text_of(second) == "A quiet hour"


def test_a_person_without_a_number_has_the_clinics(read):
    """So every page of a person has a next step."""
    assert "https://booking.example.org/harbour" in hrefs(read("/people/otto-pebble/").main)
    assert "https://booking.example.org/harbour" not in hrefs(
        read("/people/wilma-sandpiper/").select_one("main .actions")
    )


def test_the_footer_begins_with_the_pages_of_the_menu(read):
    """Then come lists, and what few patients look for."""
    page = read("/")
    menu, more = hrefs(page.select_one("#menu")), hrefs(page.select_one(".site-footer nav"))

    assert more[:2] == [url for url in menu if url in ("/about/", "/contact/")]
    assert len(set(more)) == len(more)
    assert more.index("/categories/") < more.index("/privacy/")
