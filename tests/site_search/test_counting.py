"""The words of articles, and how much each article is about them."""

import random
import sys

import pytest

from plugins.core.words import folded_words, stemmer, written_words
from plugins.site_search import counting
from plugins.site_search.counting import LETTER, WordCounter
from plugins.site_search.records import SearchRecord

SPACES = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
ODD = ["runner's", "’tis", "don''t", "co\u00adop", "É", "ﬁn", "ø", "膝の痛み", "a_b", "e", "\u0301"]


def counted(*records, lang="en-GB"):
    """The words of each record with their levels."""
    return levels_of(WordCounter(lang).count(records))


def levels_of(found):
    """The words of each article with their levels."""
    lists = [(each.words.split(" ")[:-1], map(ord, each.levels)) for each in found]
    return [
        {word: level - LETTER for word, level in zip(words, levels, strict=True)}
        for words, levels in lists
    ]


def levels_one_by_one(record, lang="en-GB"):
    """The same, word for word, as engine.js splits a query."""
    stem = stemmer(lang)
    texts = [
        record.text,
        record.title,
        *map("\n".join, (record.topics, record.headings, record.search_words)),
    ]
    found = [
        [(w, stem(w)) for each in written_words(text) for w in folded_words(each)] for text in texts
    ]
    count, more = {}, {}
    for words, weight in zip(found, (1, 5, 5, 1, 5), strict=True):
        for _, each in words:
            count[each] = count.get(each, 0) + weight
    for _, each in found[1]:
        more[each] = max(4, min(7, 9 - len(written_words(record.title))))
    for _, each in found[4]:
        more[each] = 7
    saturation = 0.3 + 0.9 * sum(count.values()) / 600
    return {
        word: max(1, round(8 * count[each] / (count[each] + saturation) + more.get(each, 0)))
        for words in found
        for word, each in words
    }


def records_by_chance(number):
    """Records of words that are odd, and between which there are other spaces than " "."""
    chance = random.Random(7)
    words = [*ODD, *(f"word{n}s" for n in range(40)), *(f"Word{n}," for n in range(40))]

    def text(most):
        some = chance.choices(words, k=chance.randint(0, most))
        return "".join(word + chance.choice([" ", " ", *SPACES]) for word in some)

    return [
        SearchRecord(f"{n}/index.html", text(6), text(200), "", (text(2),), (text(3),), (text(2),))
        for n in range(number)
    ]


def test_levels_are_those_of_each_record_alone():
    """Whatever it is counted with, and whatever is between words."""
    records = records_by_chance(60)

    assert counted(*records) == [levels_one_by_one(record) for record in records]


def test_too_many_words_are_forgotten(monkeypatch):
    """Before others are counted, which changes nothing else."""
    records = records_by_chance(9)
    expected = counted(*records)
    monkeypatch.setattr(counting, "_REMEMBERED", 10)
    counter = WordCounter("en-GB")
    counter.count(records)

    assert levels_of(counter.count(records)) == expected
    counter.count([SearchRecord("x/index.html", "", "one")])
    assert len(counter._known) == 1


@pytest.mark.parametrize("records", [[], [SearchRecord("x/index.html", "", "…")]])
def test_what_has_no_words_has_no_levels(records):
    """As a list of no records has none."""
    assert [(each.words, each.levels) for each in WordCounter("en-GB").count(records)] == [
        ("", "")
    ] * len(records)


def test_very_long_words_are_left_out():
    """The search field takes no more than 200 characters."""
    assert counted(SearchRecord("x/index.html", "", f"{'a' * 201} {'b' * 200}")) == [{"b" * 200: 6}]


def test_every_space_is_between_words():
    """The words of a text are those of what stands between its spaces, whatever else is there."""
    for space in SPACES:
        text = f"e{space}\u0301a'{space}'b\u1100{space}\u1161"
        assert written_words(text) == [w for each in text.split() for w in written_words(each)]
