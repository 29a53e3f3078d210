"""The pages of the desk, as HTML."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import html5lib
import pytest
from bs4 import BeautifulSoup

from plugins.core.contrast import contrast
from plugins.desk.addresses import editor_link, no_editor
from plugins.desk.latest import DeskState, LatestDesk
from plugins.desk.pages import page_at
from plugins.desk.served import ServedDesk
from tests.desk.made_up import HOSTILE, NOW, desk, full, path, post, related, warning

PAGES = ["", "calendar", "links", "findings", "open-points"]
FINDINGS = (warning("warm"), warning("cool", severity="error"), warning("../data/clinic"))
STATE = DeskState(full(), FINDINGS)
EDITOR = editor_link("vscode://file/{path}:{line}", Path("/home/nora"))


def page(name="", asked="", state=STATE, link=no_editor, now=NOW):
    return page_at(name.split("/") if name else [], asked, state, link, now)


def soup(*given, **options):
    return BeautifulSoup(page(*given, **options).body.decode(), "html.parser")


def row(tree, title):
    """The cells of a row by their labels, as text, and the row itself."""
    found = next(each for each in tree.select("tbody tr") if each.th.find(string=title))
    return {cell["data-label"]: cell.get_text(" ", strip=True) for cell in found("td")}, found


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("state", [STATE, DeskState(), DeskState(full())])
def test_each_page_is_valid_html_without_markup_of_posts(name, state):
    """Titles, names and messages are text; nothing in them is run or rendered."""
    text = page(name, state=state).body.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    tree = BeautifulSoup(text, "html.parser")

    assert tree("script") == []
    assert "49" not in text.replace("49 ", "")
    assert not [
        key for tag in tree(True) for key in tag.attrs if key == "style" or key.startswith("on")
    ]
    if state.values and name in {"", "links"}:
        assert HOSTILE in tree.get_text()


def test_a_post_has_all_its_values():
    """Each in its column."""
    cells, found = row(soup(), "Warm")

    assert cells == {
        "Date": "2026-11-01", "Status": "published", "Author": "Nora Lind, Ola Berg",
        "Reviewed": "2024-11-01", "Due": "2026-11-01", "Words": "800", "Findings": "1 warning",
        "Links in": "1", "Links out": "2", "Weight": "9.0 kB",
    }  # fmt: skip
    assert [link["href"] for link in found.th("a")] == [
        "/articles/warm/", "/edit/#/collections/articles/entries/warm",
    ]  # fmt: skip
    assert found.code.get_text() == path("warm")


def test_a_post_leads_to_its_file_if_there_is_an_editor():
    """At the scheme of the setting."""
    _, found = row(soup(link=EDITOR), "Warm")

    assert found.th("a")[2]["href"] == f"vscode://file//home/nora/{path('warm')}:1"


def test_a_post_without_a_page_leads_to_none():
    """Its form and its file are still there."""
    cells, found = row(soup(), "Gone")

    assert [link["href"] for link in found.th("a")] == ["/edit/#/collections/articles/entries/gone"]
    assert cells["Weight"] == ""


def test_the_form_and_the_headings_keep_the_query():
    """The chosen filter is selected, and the sorted column says how."""
    tree = soup(asked="status=draft&sort=-words")

    assert tree.select_one("select[name=status] option[selected]")["value"] == "draft"
    assert tree.select_one("select[name=sort] option[selected]")["value"] == "-words"
    assert tree.select_one("[aria-sort]")["aria-sort"] == "descending"
    assert tree.select_one("[aria-sort] a")["href"] == "?status=draft&sort=words"
    assert len(tree.select("tbody tr")) == 1


def test_a_query_is_text_too():
    """Whoever sends a link to the desk can put nothing into it."""
    tree = soup(asked=urlencode({"q": f'"><b>{HOSTILE}', "status": HOSTILE}))

    assert tree.select_one("input[name=q]")["value"] == f'"><b>{HOSTILE}'
    assert tree("b") == []
    assert tree("table") == []


def test_the_summary_counts_states_reviews_and_findings():
    """Each leads to its posts; gallery and token say their days."""
    lines = [line.get_text(" ", strip=True) for line in soup().select(".summary li")]

    assert {"1 draft", "1 scheduled", "1 error", "2 warnings"} <= {*lines}
    assert "1 with an overdue review" in lines
    assert any("121 days" in line for line in lines)
    assert any("4 days" in line for line in lines)
    assert any("expired" in text for text in soup(now=NOW + timedelta(days=9)).stripped_strings)


def test_the_calendar_shows_one_year():
    """This one, unless the address has another; a wrong one counts as none."""
    assert [each.get_text() for each in soup("calendar")("h2")] == [
        "November 2026", "December 2026",
    ]  # fmt: skip
    assert [each.get_text() for each in soup("calendar", "year=2027")("h2")] == ["January 2027"]
    assert soup("calendar", "year=x").h1 == soup("calendar").h1
    assert [link.get_text() for link in soup("calendar").select(".years a")] == ["2026", "2027"]


def test_the_links_table_has_articles_with_their_numbers():
    """In and out, of both kinds."""
    cells, _ = row(soup("links"), "Warm")

    assert list(cells.values()) == ["1", "2", "1", "1", "0", "1"]
    assert "About" not in soup("links").get_text()


def test_a_draft_without_links_is_no_exception_to_what_the_links_page_says():
    """The sentence is about what visitors see; the table has drafts too."""
    drafts = post("draft", status="draft", shown=False)
    state = DeskState(
        desk(post("warm", related=related("cool")), post("cool", related=related("warm")), drafts)
    )
    tree = soup("links", state=state)

    assert "Each public article is linked from another one." in tree.main.p.get_text()
    assert row(tree, "Draft")[0]["In"] == "0"


def test_findings_lead_to_their_lines():
    """Errors first; those of one file on request."""
    tree = soup("findings", link=EDITOR)
    one = soup("findings", urlencode({"path": path("warm")}), link=EDITOR)

    assert tree.select_one(".findings > li")["class"] == ["error"]
    assert [link["href"] for link in one.select(".findings a")] == [
        f"vscode://file//home/nora/{path('warm')}:3"
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [("Write `!!! urgent`, or `!!! emergency`.", ["!!! urgent", "!!! emergency"]), ("A ` b", [])],
)
def test_code_in_a_finding_is_shown_as_code(words, code):
    """Without its backticks, if each has a partner; nothing is lost."""
    finding = replace(warning("warm"), hint=words, message=words)
    found = soup("findings", state=DeskState(full(), (finding,))).select(".findings p")[1:]

    assert [[each.string for each in p("code")] for p in found] == [code, code]
    assert all(words.replace("`", "" if code else "`") in p.get_text() for p in found)


def test_open_points_are_listed_with_their_files():
    """As docs/before-launch.md has them."""
    [found] = soup("open-points").select("tbody tr")

    assert found.get_text("|", strip=True) == "content/data/clinic.yaml|phone|the telephone number"


def test_before_the_first_build_the_desk_says_what_was_found():
    """A first build that fails has no posts."""
    tree = soup(state=DeskState(None, FINDINGS))

    assert tree("table") == []
    assert len(tree.select(".findings > li")) == 3


def test_the_drawing_has_each_published_article_and_runs_nothing():
    """It is the one of the command `report`."""
    found = page("links.svg")

    assert found.content_type == "image/svg+xml"
    assert "Warm" in (text := found.body.decode())
    assert "<script" not in text
    assert "Draft" not in text
    assert "sandbox" in found.policy


def test_the_stylesheet_has_the_colours_of_the_theme_last():
    """In both schemes; without any, its own stay."""
    text = page("desk.css").body.decode()

    assert text.rindex("--paper: #f8f5ee") > text.rindex("--paper: #1d2327")
    assert "--paper: #ffffff;" in page("desk.css", state=DeskState()).body.decode()


def test_the_policy_allows_nothing_from_elsewhere():
    """No inline script or style, no other host, no frame."""
    policy = dict(part.strip().partition(" ")[::2] for part in page().policy.split(";"))

    assert policy["default-src"] == "'none'"
    assert {source for value in policy.values() for source in value.split()} <= {
        "'none'", "'self'", "'script'",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["nope", "calendar/x", "desk.css/x", "..", "posts.html"])
def test_other_addresses_have_no_page(name):
    """Neither the templates nor other files."""
    assert page(name) is None


def test_the_findings_of_a_page_are_json():
    """With a link for each; an address without a post has none."""
    latest = LatestDesk()
    latest.update(full(), FINDINGS)
    served = ServedDesk(latest, EDITOR, lambda: NOW)

    [found] = json.loads(served.findings("page=%2Farticles%2Fwarm%2F"))["findings"]
    assert (found["line"], found["severity"]) == (3, "warning")
    assert found["link"].endswith(f"{path('warm')}:3")
    assert json.loads(served.findings("page=/"))["findings"] == []
    assert served.page([], "").content_type.startswith("text/html")
    assert ServedDesk().now().tzinfo


def test_the_colours_of_the_stylesheet_are_readable():
    """All text has a contrast of 7:1 in both schemes, also beside a theme without colours."""
    text = page("desk.css", state=DeskState()).body.decode()
    schemes = [dict(re.findall(r"--([\w-]+): (#\w+);", part)) for part in text.split("@media")[:2]]

    for colours in schemes:
        for ground in ("paper", "panel"):
            for name in ("ink", "ink-soft", "link", "error", "warning"):
                assert contrast(colours[name], colours[ground]) >= 7, (name, ground)
