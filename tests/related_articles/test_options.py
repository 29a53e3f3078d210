"""Reading the settings, and the findings about wrong ones."""

import pytest

from plugins.related_articles import near_duplicates, neighbours, terms, tfidf
from plugins.related_articles.options import RelatedArticlesOptions as Options


def test_defaults_without_settings():
    """The defaults are those of the documentation."""
    options, findings = Options.read({"SITENAME": "Somewhere"})

    assert findings == []
    assert options == Options(count=3, fairness=1.0, cache=".cache/related-articles")


def test_every_setting_is_read():
    """Each option has its own setting."""
    settings = {
        "RELATED_ARTICLES_COUNT": 4,
        "RELATED_ARTICLES_FAIRNESS": 0.5,
        "RELATED_ARTICLES_CACHE": "kept",
    }

    options, findings = Options.read(settings)

    assert findings == []
    assert options == Options(count=4, fairness=0.5, cache="kept")


def test_an_unknown_setting_is_an_error():
    """The hint names the most similar setting."""
    options, findings = Options.read({"RELATED_ARTICLES_CUONT": 5})

    assert options.count == 3
    assert [(each.severity, each.rule, each.hint) for each in findings] == [
        ("error", "related-articles/unknown-setting", "Did you mean “RELATED_ARTICLES_COUNT”?")
    ]


@pytest.mark.parametrize(
    ("name", "value", "now"),
    [
        ("TITLE_SHARE", 0.5, "0.25"),
        ("TOPIC_WEIGHT", 2, "5 times"),
        ("TERMS", 64, "2048"),
        ("DATE_FADE", 0, "0.0315"),
        ("COPY_SHARE", 0.5, "0.5"),
    ],
)
def test_a_removed_setting_is_an_error_that_says_so(name, value, now):
    """The hint says what happens instead, whatever the value was, and to delete the line."""
    options, (finding,) = Options.read({f"RELATED_ARTICLES_{name}": value})

    assert options == Options()
    assert (finding.severity, finding.rule) == ("error", "related-articles/removed-setting")
    assert f"RELATED_ARTICLES_{name} was removed" in finding.message
    assert now in finding.hint
    assert finding.hint.endswith(" Delete the line.")


def test_the_hints_for_removed_settings_name_the_values_in_use():
    """The hints and the constants must agree."""
    used = {
        "TITLE_SHARE": tfidf.TITLE_SHARE,
        "TOPIC_WEIGHT": terms.TOPIC_WEIGHT,
        "TERMS": tfidf.MAX_TERMS,
        "DATE_FADE": neighbours.DECAY_EXPONENT,
        "COPY_SHARE": near_duplicates.COPY_SHARE,
    }

    removed = {name: Options.removed[f"RELATED_ARTICLES_{name}"] for name in used}
    assert [name for name, value in used.items() if str(value) not in removed[name]] == []


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("COUNT", 0, "Write a whole number from 1 to 100."),
        ("COUNT", "3", "Write a whole number from 1 to 100."),
        ("COUNT", True, "Write a whole number from 1 to 100."),
        ("COUNT", 2.5, "Write a whole number from 1 to 100."),
        ("FAIRNESS", -1, "Write a number from 0 to 1."),
        ("FAIRNESS", 1.1, "Write a number from 0 to 1."),
        ("FAIRNESS", float("nan"), "Write a number from 0 to 1."),
        ("FAIRNESS", float("inf"), "Write a number from 0 to 1."),
        ("FAIRNESS", None, "Write a number from 0 to 1."),
        ("FAIRNESS", False, "Write a number from 0 to 1."),
        ("CACHE", 5, "Write the name of a folder, such as “.cache/related-articles”."),
        ("CACHE", "./", "Write the name of a folder, such as “.cache/related-articles”."),
        ("CACHE", "a\0b", "Write the name of a folder, such as “.cache/related-articles”."),
    ],
)
def test_an_invalid_value_is_an_error_and_the_default_is_used(name, value, hint):
    """The hint says which values are valid."""
    options, findings = Options.read({f"RELATED_ARTICLES_{name}": value})

    assert options == Options()
    assert [(finding.rule, finding.hint) for finding in findings] == [
        ("related-articles/impossible-setting", hint)
    ]
