"""Settings into options, and what is said about wrong ones."""

import pytest

from plugins.core.findings import Finding
from plugins.related_articles import near_duplicates, neighbours, terms, tfidf
from plugins.related_articles.options import RelatedArticlesOptions as Options


def test_defaults_without_settings():
    """A site that sets nothing gets what was measured."""
    options, findings = Options.read({"SITENAME": "Somewhere"})

    assert findings == []
    assert options == Options(count=3, fairness=1.0, cache=".cache/related-articles")


def test_every_setting_is_read():
    """Each option has a setting of its own."""
    settings = {
        "RELATED_ARTICLES_COUNT": 4,
        "RELATED_ARTICLES_FAIRNESS": 0.5,
        "RELATED_ARTICLES_CACHE": "kept",
    }

    options, findings = Options.read(settings)

    assert findings == []
    assert options == Options(count=4, fairness=0.5, cache="kept")


def test_unknown_setting_is_reported_with_the_nearest():
    """A misspelt setting is an error that names the one probably meant."""
    options, findings = Options.read({"RELATED_ARTICLES_CUONT": 5})

    assert options.count == 3
    assert findings == [
        Finding(
            path="",
            line=0,
            severity="error",
            rule="related-articles/unknown-setting",
            message="There is no setting “RELATED_ARTICLES_CUONT”.",
            hint="Did you mean “RELATED_ARTICLES_COUNT”?",
        ),
    ]


@pytest.mark.parametrize(
    ("name", "value", "now"),
    [
        ("TITLE_SHARE", 0.5, "0.25"),
        ("TOPIC_WEIGHT", 2, "5 times"),
        ("TERMS", 64, "1024"),
        ("DATE_FADE", 0, "0.15"),
        ("COPY_SHARE", 0.5, "0.5"),
    ],
)
def test_a_removed_setting_is_an_error_that_says_so(name, value, now):
    """With what happens instead, whatever its value was, and that the line can go."""
    options, (finding,) = Options.read({f"RELATED_ARTICLES_{name}": value})

    assert options == Options()
    assert (finding.severity, finding.rule) == ("error", "related-articles/removed-setting")
    assert f"RELATED_ARTICLES_{name} was removed" in finding.message
    assert now in finding.hint
    assert finding.hint.endswith(" Delete the line.")


def test_the_values_that_are_named_for_removed_settings_are_those_in_use():
    """A message must not say one thing and the program do another."""
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
def test_impossible_value_is_reported_and_the_default_stays(name, value, hint):
    """A value of the wrong kind or size is an error that says which would do."""
    options, findings = Options.read({f"RELATED_ARTICLES_{name}": value})

    assert options == Options()
    assert [(finding.rule, finding.hint) for finding in findings] == [
        ("related-articles/impossible-setting", hint)
    ]
