"""Settings into options, and what is said about wrong ones."""

import pytest

from plugins.core.findings import Finding
from plugins.related_articles.options import Options


def test_defaults_without_settings():
    """A site that sets nothing gets what was measured."""
    options, findings = Options.read({"SITENAME": "Somewhere"})

    assert findings == ()
    assert options == Options(
        count=3,
        title_share=0.25,
        topic_weight=5,
        terms=1024,
        date_fade=0.15,
        copy_share=0.5,
        fairness=1.0,
        cache=".cache/related-articles",
    )


def test_every_setting_is_read():
    """Each option has a setting of its own."""
    settings = {
        "RELATED_ARTICLES_COUNT": 4,
        "RELATED_ARTICLES_TITLE_SHARE": 1,
        "RELATED_ARTICLES_TOPIC_WEIGHT": 0,
        "RELATED_ARTICLES_TERMS": 64,
        "RELATED_ARTICLES_DATE_FADE": 0,
        "RELATED_ARTICLES_COPY_SHARE": 0.9,
        "RELATED_ARTICLES_FAIRNESS": 0.5,
        "RELATED_ARTICLES_CACHE": "kept",
    }

    options, findings = Options.read(settings)

    assert findings == ()
    assert options == Options(
        count=4,
        title_share=1,
        topic_weight=0,
        terms=64,
        date_fade=0,
        copy_share=0.9,
        fairness=0.5,
        cache="kept",
    )


def test_unknown_setting_is_reported_with_the_nearest():
    """A misspelt setting is an error that names the one probably meant."""
    options, findings = Options.read({"RELATED_ARTICLES_CUONT": 5})

    assert options.count == 3
    assert findings == (
        Finding(
            path="",
            line=0,
            severity="error",
            rule="related-articles/unknown-setting",
            message="There is no setting “RELATED_ARTICLES_CUONT”.",
            hint="Did you mean “RELATED_ARTICLES_COUNT”?",
        ),
    )


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("COUNT", 0, "Write a whole number from 1 to 100."),
        ("COUNT", "3", "Write a whole number from 1 to 100."),
        ("COUNT", True, "Write a whole number from 1 to 100."),
        ("TERMS", 2.5, "Write a whole number from 1 to 8192."),
        ("TITLE_SHARE", -1, "Write a number from 0 to 1."),
        ("FAIRNESS", 1.1, "Write a number from 0 to 1."),
        ("COPY_SHARE", float("nan"), "Write a number from 0 to 1."),
        ("DATE_FADE", float("inf"), "Write a number from 0 to 10."),
        ("DATE_FADE", None, "Write a number from 0 to 10."),
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
