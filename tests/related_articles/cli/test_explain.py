"""Why each link is shown, and why the next candidates are not."""

import re

import pytest

from plugins.related_articles.cli.explain import explain_article
from plugins.related_articles.cli.languages import group_by_language
from plugins.related_articles.cli.layout import NO_BREAK
from tests.related_articles.cli.articles import SITE, article, language


def explained(slug, shown):
    return explain_article(shown, shown.documents[slug])


def test_the_article_and_what_links_to_it():
    """The first lines give its date, category and topics."""
    shown = language(
        article("a", category="Running", topics=("Sleep", "Ankle"), title="On ankles"),
        article("b"),
        links=[("b", "a", 0.4, "text")],
    )

    assert explained("a", shown) == (
        "On ankles\n"
        "a, 1 January 2026\n"
        "Running. Sleep, Ankle\n"
        "Linked from: b\n"
        "\n"
        "Shows nothing: there is no other published article.\n"
    )


def test_a_draft_is_marked():
    """No other article links to it."""
    shown = language(article("a", published=False))

    assert explained("a", shown).splitlines()[1:3] == [
        "a, 1 January 2026, not published: no other article shows it", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("pin", "pinned: it is listed under `related`"),
        ("fairness", "given a place, so that an article links to it"),
        ("category", "fills up: the newest left in the category Running"),
        ("newest", "fills up: the newest left"),
        ("copy", "fills up: nearly a copy of one above, but nothing else is left"),
    ],
)
def test_each_source_has_a_reason(source, reason):
    """Articles without a shared word have no further evidence."""
    shown = language(
        article("a", category="Running"), article("b"), links=[("a", "b", 0.0, source)]
    )

    assert explained("a", shown).split("Shows:\n")[1] == (
        f"1.  0.000  B\n           b\n           {reason}\n"
    )


def test_a_link_by_text_names_the_shared_terms():
    """Its score is the likeness times the nearness."""
    text = "A sprained ankle takes rest."
    others = [article(f"c{at}", f"Quiet nights number{at} and beds.") for at in range(4)]
    (shown,) = group_by_language(
        [
            article("a", text, topics=("Ankle",)),
            article("b", f"{text} And ice.", day=400, topics=("Ankle",)),
            *others,
        ],
        SITE,
    )

    lines = explained("a", shown).split("Shows:\n")[1].splitlines()
    score, title = re.fullmatch(r"1\.  (0\.\d{3})  (B)", lines[0]).groups()
    likeness, nearness = re.fullmatch(
        r" {11}by text: likeness ([01]\.\d{3}) × nearness (0\.\d{3}) \(400 days apart\)", lines[2]
    ).groups()
    assert title == "B"
    assert float(likeness) * float(nearness) == pytest.approx(float(score), abs=0.002)
    assert lines[3].startswith("           shares ")
    assert "sprained" in lines[3]
    assert "topic: Ankle " in lines[3]
    assert re.search(r"similar(\n {11}| )articles 9%", "\n".join(lines[3:5]).replace(NO_BREAK, " "))


def test_links_in_the_text_are_named():
    """With what they add to the score."""
    documents = [article("a", "Ankle.", links=("b.md",)), article("b", "Ankle."), article("c")]
    (shown,) = group_by_language(documents, SITE)

    assert "1.000 (on the same day) + links in the text 0.060\n" in explained("b", shown)


def test_the_next_candidates_have_a_reason_too():
    """Excluded, a near-copy, replaced by a pin, or a lower score."""
    shown = language(
        article("a", exclude=("excluded",)),
        *(article(slug) for slug in ("shown", "pinned", "excluded", "twin", "aside", "less")),
        links=[("a", "pinned", 0.2, "pin"), ("a", "shown", 0.5, "text")],
        ranking={
            "a": [
                ("excluded", 0.6), ("shown", 0.5), ("twin", 0.45), ("aside", 0.3), ("pinned", 0.2),
                ("less", 0.1),
            ],
        },
        representatives={"shown": "shown", "twin": "shown"},
    )  # fmt: skip

    assert explained("a", shown).split("not shown:\n")[1] == (
        "    0.600  Excluded\n           excluded: it is listed under `related_exclude`\n"
        "    0.450  Twin\n           twin: it is nearly a copy of shown\n"
        "    0.300  Aside\n           aside: it gave its place to pinned\n"
        "    0.100  Less\n           less: it scores less\n"
    )


def test_lines_have_at_most_a_hundred_characters():
    """However long titles and topics are."""
    long = "word " * 40
    (shown,) = group_by_language(
        [article(f"post-{at}", long, title=long, topics=(long,), category=long) for at in range(9)],
        SITE,
    )

    assert max(map(len, explained("post-1", shown).splitlines())) <= 100
