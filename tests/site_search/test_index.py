"""The index for the search."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.words import folded_words, written_words
from plugins.site_search import counting, index
from plugins.site_search.records import SearchRecord
from tests.site_search.samples import BESOK, NEEDLES, Index, files_of


def article(number, text, title="", **other):
    """A record of an article."""
    return SearchRecord(f"articles/{number:03}/index.html", title or f"N{number}", text, **other)


def index_of(*records, language="en-GB"):
    """The index of the records."""
    return Index(files_of(records, language))


def test_a_result_shows_the_article():
    """Its address is below the site, and percent-encoded; empty values are left out."""
    found = index_of(NEEDLES, BESOK)
    digests = found.load("articles", found.entry["articles"])

    assert found.entry["count"] == 2
    assert [found.load("article", digests[at : at + 12]) for at in (0, 12)] == [
        {
            "url": "articles/needles/",
            "title": "Fine needles <b>",
            "topics": "Dry needling · First visit",
            "text": "Does it hurt?\nRarely & briefly: a <thin> needle.",
        },
        {"url": "nb/articles/bes%C3%B8k/", "title": "Første besøk", "lang": "nb", "text": "Ta med"},
    ]


def test_the_home_page_may_be_an_article():
    """Its address is empty."""
    found = index_of(SearchRecord("index.html", "Knees", ""))

    assert found.load("article", found.load("articles", found.entry["articles"])) == {
        "url": "", "title": "Knees",
    }  # fmt: skip


def test_a_part_of_a_page_has_its_place_and_kind():
    """Which the address of the result leads to."""
    walk = SearchRecord("about/index.html", "A walk", "", kind="treatment", anchor="a walk")
    found = index_of(walk)

    assert found.load("article", found.load("articles", found.entry["articles"])) == {
        "url": "about/#a%20walk", "kind": "treatment", "title": "A walk",
    }  # fmt: skip


def test_the_articles_of_other_languages_are_ranges():
    """By the first part of the language's tag."""
    found = index_of(
        article(1, "a"), article(2, "b", lang="nb"), article(3, "c", lang="nb"), article(4, "d"),
        article(5, "e", lang="pt-br"), article(6, "f", lang="nb"),
    )  # fmt: skip

    assert found.entry["languages"] == {"nb": [[1, 3], [5, 6]], "pt": [[4, 5]]}


def test_words_of_one_stem_are_found_together():
    """Whichever of them is in an article."""
    found = index_of(article(1, "Running, runs"), article(2, "I run"), article(3, "ran"))

    words, levels = found.group("runs")
    assert words == ["run", "running", "runs"]
    assert levels.keys() == {"N1", "N2"}
    assert found.group("ran")[1].keys() == {"N3"}
    assert found.group("runn") is None


def test_the_site_s_language_decides_about_stems():
    """Of Welsh no stems are known; Bokmål is Norwegian."""
    texts = [article(1, "sykler"), article(2, "sykkel sykle")]

    assert index_of(*texts, language="nb").group("sykle")[1].keys() == {"N1", "N2"}
    assert index_of(*texts, language="cy").group("sykle")[1].keys() == {"N2"}


def test_an_article_about_a_word_has_a_higher_level():
    """In its title, topics and headings, or often; less in a long article."""
    long = "other words " * 300
    found = index_of(
        article(1, "knee", title="Once"),
        article(2, "knee " * 5, title="Often"),
        article(3, "knee " + long, title="Long"),
        article(4, long, title="Knee"),
        article(5, long, title="Topic", topics=("Knee",)),
        article(6, "Knee\n" + long, title="Heading", headings=("Knee",)),
        article(7, long, title="Search words", search_words=("knee",)),
    )

    levels = found.group("knee")[1]
    assert 15 >= levels["Often"] > levels["Once"]
    assert levels["Knee"] > levels["Topic"] > levels["Heading"] > levels["Long"] >= 1
    assert levels["Once"] > levels["Long"]
    assert levels["Search words"] == levels["Knee"]


def test_a_large_index_is_divided_by_first_letters(monkeypatch):
    """Each word is in the part with the most of its letters; one part alone would be large."""
    monkeypatch.setattr(index, "_PART", 400)
    chance = random.Random(1)
    vocabulary = ["".join(chance.choices("abc", k=chance.randint(1, 6))) for _ in range(150)]
    records = [article(n, " ".join(chance.choices(vocabulary, k=40))) for n in range(9)]

    found = index_of(*records, language="cy")

    sizes = [len(found.files[f"part.{digest}.json"]) for digest in found.entry["parts"].values()]
    assert len(sizes) > 5
    assert max(sizes) < 900
    for record in records:
        for word in record.text.split():
            words, levels = found.group(word)
            assert words == [word]
            assert record.title in levels


def test_a_group_is_in_the_parts_of_all_its_words(monkeypatch):
    """As English says "dying" of what dies."""
    monkeypatch.setattr(index, "_PART", 60)
    found = index_of(article(1, "dying dye dusk dance"), article(2, "dies dies did dinner"))

    assert found.home("dying") != found.home("dies")
    assert found.group("dying") == found.group("dies")


def test_the_endings_of_one_stem_are_learned():
    """In both directions, the most frequent first; one that is rare may be a coincidence."""
    found = index_of(
        article(1, "berry city story knee arm leg hip necks"),
        article(2, "berries cities stories knees arms legs hips necking"),
    )

    assert found.entry["endings"] == [["", "s"], ["s", ""], ["ies", "y"], ["y", "ies"]]


def test_the_words_are_listed_by_length(monkeypatch):
    """Without those of three letters, and those with digits: one digit makes another number."""
    monkeypatch.setattr(index, "_LIST", 8)
    found = index_of(article(1, "to be or not to bees hand 2024 B123 elbow"), article(2, "wrist"))

    assert found.listed() == {4: ["bees", "hand"], 5: ["elbow", "wrist"]}


def test_few_words_are_remembered(monkeypatch):
    """Which makes no difference."""
    records = [article(n, f"knee neck {n} x{n % 3}") for n in range(10)]
    whole = files_of(records)
    monkeypatch.setattr(counting, "_REMEMBERED", 1)

    assert files_of(records) == whole


def test_a_letter_may_be_no_word():
    """Such as an apostrophe that Unicode calls a letter; the words around it keep their levels."""
    found = index_of(article(1, "knee \u0149 neck neck"), article(2, "\u02bc"))

    assert found.group("neck")[1]["N1"] > found.group("knee")[1]["N1"]


def test_the_same_articles_give_the_same_bytes():
    """In any order."""
    records = [replace(NEEDLES, path=f"articles/{n}/index.html", title=f"{n}") for n in range(50)]

    assert files_of(records) == files_of(reversed(records))


def test_a_changed_article_changes_few_files():
    """Browsers and hosts keep the others."""
    records = [article(n, f"words of article{n} with some more") for n in range(100)]
    before = files_of(records)
    records[50] = replace(records[50], text="words of article50 with some others")

    after = files_of(records)

    assert {name.partition(".")[0] for name in after.keys() - before.keys()} <= {
        "article", "articles", "part", "words",
    }  # fmt: skip
    assert len(after.keys() - before.keys()) <= 5


@pytest.mark.parametrize("text", ["", "!!!"])
def test_an_article_without_text_is_found_by_its_title(text):
    """Other articles too."""
    found = index_of(SearchRecord("a/index.html", "Knees", text), article(1, "neck"))

    assert found.group("knees")[1].keys() == {"Knees"}


def test_words_that_nobody_can_type_are_left_out():
    """However many there are with the same beginning; the field takes 200 characters."""
    long = "x" * 200
    longer = " ".join(long * 10 + str(number) for number in range(20))
    found = index_of(article(1, f"{long} {long}y {longer}"))

    assert found.group(long)[0] == [long]
    assert found.group(f"{long}y") is None


@pytest.mark.parametrize("title", ["\uff9e", "x" * 201])
def test_an_index_may_have_no_words(title):
    """Such as the half-width mark of a Japanese character, which is a letter to Python."""
    assert index_of(SearchRecord("a/index.html", title, "")).entry["parts"] == {}


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1, max_size=8))
def test_every_word_of_any_article_is_found(texts):
    """Whatever its characters; the files are JSON."""
    records = [
        article(n, text, title=f"{title} t{n}", topics=(topic,))
        for n, (title, text, topic) in enumerate(texts)
    ]
    found = index_of(*records)

    for name, data in found.files.items():
        if name.endswith(".json"):
            json.loads(data)
    for record in records:
        for written in written_words(f"{record.title}\n{record.text}\n{record.topics[0]}"):
            for word in folded_words(written):
                assert record.title in found.group(word)[1]
