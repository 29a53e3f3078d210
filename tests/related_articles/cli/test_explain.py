"""The explanation says why each link is there, and why the next ones are not."""

import re

import pytest

from plugins.related_articles.cli.explain import explain_article
from plugins.related_articles.cli.languages import group_by_language
from tests.related_articles.cli.articles import SITE, article, language


def explained(slug, given):
    return explain_article(given, given.documents[slug])


def test_who_it_is_and_who_links_to_it():
    """The head says what the ranking may go by besides the words."""
    given = language(
        article("a", category="Running", topics=("Sleep", "Ankle"), title="On ankles"),
        article("b"),
        links=[("b", "a", 0.4, "text")],
    )

    assert explained("a", given) == (
        "On ankles\n"
        "a, 1 January 2026\n"
        "Running. Sleep, Ankle\n"
        "Linked from: b\n"
        "\n"
        "Shows nothing: there is no other published article.\n"
    )


def test_a_draft_is_said_to_be_one():
    """Nobody else shows it, so nobody is asked for."""
    given = language(article("a", published=False))

    assert explained("a", given).splitlines()[1:3] == [
        "a, 1 January 2026, not published: no other article shows it", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("pin", "pinned: it is listed under `related`"),
        ("fairness", "given a place, so that an article links to it"),
        ("category", "fills up: the newest left in the category Running"),
        ("newest", "fills up: the newest left"),
        ("copy", "fills up: nearly a copy of one above, but nothing else is left"),
    ],
)
def test_each_source_has_its_words(source, told):
    """Articles without a shared word have no likeness to speak of."""
    given = language(
        article("a", category="Running"), article("b"), links=[("a", "b", 0.0, source)]
    )

    assert explained("a", given).split("Shows:\n")[1] == (
        f"1.  0.000  B\n           b\n           {told}\n"
    )


def test_a_link_by_text_names_what_the_two_share():
    """The score is the likeness of the words times the nearness of the dates."""
    text = "A sprained ankle takes rest."
    others = [article(f"c{at}", f"Quiet nights number{at} and beds.") for at in range(4)]
    (given,) = group_by_language(
        [
            article("a", text, topics=("Ankle",)),
            article("b", f"{text} And ice.", day=400, topics=("Ankle",)),
            *others,
        ],
        SITE,
    )

    lines = explained("a", given).split("Shows:\n")[1].splitlines()
    score, title = re.fullmatch(r"1\.  (0\.\d{3})  (B)", lines[0]).groups()
    likeness, nearness = re.fullmatch(
        r" {11}by text: likeness ([01]\.\d{3}) × nearness (0\.\d{3}) \(400 days apart\)", lines[2]
    ).groups()
    assert title == "B"
    assert float(likeness) * float(nearness) == pytest.approx(float(score), abs=0.002)
    assert lines[3].startswith("           shares ")
    assert "sprained" in lines[3]
    assert "topic: Ankle " in lines[3]


def test_the_next_in_line_say_why_they_are_not_shown():
    """Excluded, nearly a copy of one that is shown, moved aside, or simply less."""
    given = language(
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

    assert explained("a", given).split("not shown:\n")[1] == (
        "    0.600  Excluded\n           excluded: it is listed under `related_exclude`\n"
        "    0.450  Twin\n           twin: it is nearly a copy of shown\n"
        "    0.300  Aside\n           aside: it gave its place to pinned\n"
        "    0.100  Less\n           less: it scores less\n"
    )


def test_no_line_is_wider_than_a_hundred_letters():
    """Whatever titles, slugs and topics say."""
    long = "word " * 40
    (given,) = group_by_language(
        [article(f"post-{at}", long, title=long, topics=(long,), category=long) for at in range(9)],
        SITE,
    )

    assert max(map(len, explained("post-1", given).splitlines())) <= 100
