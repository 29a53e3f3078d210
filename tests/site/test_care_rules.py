"""The rules about health in whole builds."""

import json

import pytest

from tests.built_site.built_pages import soup
from tests.clinical_care.care_rules import CLAIMS, SAFETY, SOURCE
from tests.clinical_care.test_files import write_rules
from tests.publishing.small_site import build_site, edit, small_site, write

pytestmark = pytest.mark.slow

WARM = "content/articles/warm.md"
ROW = {"source": "made-up", "clinician": "not read by a clinician yet"}


@pytest.fixture
def site(tmp_path):
    """A small clinic with rules; one of its articles makes a claim."""
    folder = small_site(tmp_path / "site")
    write_rules(folder / "content/data/rules", claims=CLAIMS, safety={"lang": "en"})
    edit(folder, WARM, "author: Nora Lind\n", "category: Running\n")
    edit(folder, WARM, "Some words", "Massage cures insomnia. Some words")
    return folder


def said(done):
    """The warnings and errors about the article that makes a claim."""
    return [row for row in done.stderr.splitlines() if "warm.md:" in row]


def test_a_claim_is_a_warning(site):
    """At its line, with the source; the site is published."""
    done = build_site(site)

    assert done.returncode == 0, done.stderr
    [row] = said(done)
    assert "“insomnia”" in row
    assert "Harbour Office, “What to say” (https://harbour.example.org/say)" in done.stderr


def test_the_data_files_are_read_by_the_rules_too(site):
    """At each build, until nothing is found."""
    clinic = "content/data/clinic.yaml"
    sore = "where_it_hurts:\n  - {part: Leg, article: warm}\n"
    edit(site, clinic, "name: Fjord Clinic\n", f"name: Fjord Clinic\nkind: Clinic\n{sore}")
    edit(site, clinic, "headline: ", "headline: Massage cures insomnia, and ")

    for _ in range(2):
        done = build_site(site)
        assert done.returncode == 1
        found = [row for row in done.stderr.splitlines() if f"{clinic}:" in row]
        assert ["warning" in row for row in found] == [False, True]


def test_an_article_for_what_hurts_may_link_to_pages(site):
    """Its body is read before pages can be linked, and that changes nothing."""
    card = '!!! urgent "Call 111 if:"\n    - it is hot\n\nRead [about us](../pages/about.md).'
    edit(site, "content/articles/cool.md", "Some words", f"{card}\n\nSome words")
    sore = "where_it_hurts:\n  - {part: Leg, article: cool}\n"
    edit(site, "content/data/clinic.yaml", "name: Fjord Clinic\n", f"name: Fjord Clinic\n{sore}")

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    article = soup(site / "output/articles/cool/index.html")
    assert article.main.find("a", string="about us")["href"] == "/about/"
    home = soup(site / "output/index.html")
    assert home.select_one("#where-it-hurts a")["href"] == "/articles/cool/"


def test_other_rules_find_other_things(site):
    """Nothing else has to be changed, also if posts are kept from the last build."""
    assert said(build_site(site))
    edit(site, "content/data/rules/claims.yaml", '"insomnia"', '"nothing"')
    assert said(build_site(site)) == []

    part = {**SAFETY["parts"][0], "categories": ["Running"]}
    write_rules(site / "content/data/rules", claims=CLAIMS, safety={"lang": "en", "parts": [part]})
    done = build_site(site)
    assert done.returncode == 1
    assert any("no part “when to get help”" in row for row in said(done))


def test_a_rule_for_a_misspelt_category_is_named(site):
    """It would be about no post."""
    part = {**SAFETY["parts"][0], "categories": ["Runnning"]}
    write_rules(site / "content/data/rules", claims=CLAIMS, safety={"lang": "en", "parts": [part]})

    done = build_site(site)

    assert done.returncode == 0, done.stderr
    assert "safety.yaml" in done.stderr
    assert "Did you mean “Running”?" in done.stderr


def test_a_rule_without_a_source_stops_the_build(site):
    """Until somebody has read a page on which it rests."""
    write_rules(site / "content/data/rules", sources=[{**SOURCE, "id": "another"}])

    done = build_site(site)

    assert done.returncode == 1
    assert "claims.yaml:" in done.stderr


@pytest.mark.parametrize(
    ("front", "shown"),
    [
        ("", "Not yet reviewed by a clinician."),
        ("reviewed: 2026-01-05\nreviewed_by: Nora Lind\n", "Next review due: 5 January 2027"),
        (
            "reviewed: 2024-01-05\nreviewed_by: Nora Lind\n",
            "next review was due: 5 January 2025",
        ),
    ],
)
def test_a_page_shows_the_state_of_its_review(site, front, shown):
    """By the rules for its category."""
    rules = {"every": [{"categories": ["Running"], "months": 12, **ROW}]}
    write(site, "content/data/rules/review.yaml", json.dumps(rules))
    edit(site, WARM, "title: Warm up\n", f"title: Warm up\n{front}")
    edit(site, WARM, "date: 2026-01-01", "date: 2023-01-01")

    done = build_site(site, env={"SOURCE_DATE_EPOCH": "1795867200"})  # 28 November 2026

    assert done.returncode == 0, done.stderr
    page = soup(site / "output/articles/warm/index.html")
    assert " ".join(page.select_one(".review").get_text(" ").split()).endswith(shown)


def test_a_clinic_may_refuse_overdue_reviews(site):
    """Only if it publishes, and not in the period of grace."""
    rules = {"every": [{"categories": ["Running"], "months": 12, **ROW}], "refuse_overdue": True}
    write(site, "content/data/rules/review.yaml", json.dumps(rules))
    front = "title: Warm up\nreviewed: 2024-01-05\nreviewed_by: Nora Lind\n"
    edit(site, WARM, "title: Warm up\n", front)
    edit(site, WARM, "date: 2026-01-01", "date: 2023-01-01")
    env = {"SOURCE_DATE_EPOCH": "1795867200", "SITEURL": "https://example.org"}

    assert build_site(site, env=env).returncode == 0
    done = build_site(site, "publish", env=env)
    assert done.returncode == 1
    assert any("was due on 2025-01-05" in row for row in said(done))

    write(site, "content/data/rules/review.yaml", json.dumps({**rules, "grace_months": 30}))
    assert build_site(site, "publish", env=env).returncode == 0
