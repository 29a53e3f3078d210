"""search_words.yaml: synonyms and urgent words, or findings with lines."""

import pytest

from plugins.site_search.search_words import SearchWords, Synonyms, read, read_file

PATH = "content/data/search_words.yaml"
GOOD = b"""\
synonyms:
  - words: [trainers, running shoes]
    means: shoes
urgent: [chest pain]
"""
TWICE = b"""\
synonyms:
  - {words: [trainers], means: shoes}
  - means: boots
    words:
      - wellies
      - Tr\xc3\xa4iners
"""


def reported(findings):
    """The place and the rule of each finding."""
    return [(found.path, found.line, found.severity, found.rule) for found in findings]


def test_synonyms_and_urgent_words_are_read():
    """As phrases, in the order of the file."""
    file = read(GOOD, PATH)

    assert file.findings == ()
    assert file.facts == SearchWords(
        synonyms=[Synonyms(words=["trainers", "running shoes"], means="shoes")],
        urgent=["chest pain"],
    )


@pytest.mark.parametrize(
    ("data", "line", "rule"),
    [
        (b"- trainers\n", 1, "search-words/unreadable"),
        (b"synonyms:\n  - words: [trainers]\n", 2, "search-words/missing-key"),
        (b"synonyms:\n  - words: []\n    means: shoes\n", 2, "search-words/missing-key"),
        (GOOD.replace(b"means", b"mean: x\n    means"), 3, "search-words/unknown-key"),
        (b"urgent: [chest pain]\nsynonyms: trainers\n", 2, "search-words/bad-value"),
        (GOOD + b"emergency: [999]\n", 5, "search-words/unknown-key"),
        (TWICE, 6, "search-words/double"),
    ],
)  # fmt: skip
def test_errors_have_lines(data, line, rule):
    """Words that the search cannot tell apart are listed twice."""
    assert reported(read(data, PATH).findings) == [(PATH, line, "error", rule)]


def test_a_site_may_have_no_such_file(tmp_path):
    """Words then stand for themselves."""
    found = read_file(tmp_path / "search_words.yaml", lenient=False)

    assert (found.facts, found.findings) == (SearchWords(), ())
