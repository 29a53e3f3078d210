"""Settings into options, and what is said about wrong ones."""

import pytest

from plugins.findings import Finding
from plugins.related_articles.options import Options


def test_defaults_without_settings():
    """A site that sets nothing gets three links and the measured weights."""
    options, findings = Options.read({"SITENAME": "Somewhere"})

    assert findings == ()
    assert options == Options(
        count=3, title_weight=5, topic_weight=5, terms=256, date_share=0.3, half_life_days=365.0
    )


def test_every_setting_is_read():
    """Each option has a setting of its own."""
    settings = {
        "RELATED_ARTICLES_COUNT": 4,
        "RELATED_ARTICLES_TITLE_WEIGHT": 1,
        "RELATED_ARTICLES_TOPIC_WEIGHT": 0,
        "RELATED_ARTICLES_TERMS": 64,
        "RELATED_ARTICLES_DATE_SHARE": 0,
        "RELATED_ARTICLES_HALF_LIFE_DAYS": 30.5,
    }

    options, findings = Options.read(settings)

    assert findings == ()
    assert options == Options(
        count=4, title_weight=1, topic_weight=0, terms=64, date_share=0, half_life_days=30.5
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
            cure="Did you mean “RELATED_ARTICLES_COUNT”?",
        ),
    )


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("COUNT", 0, "Write a whole number of at least 1."),
        ("COUNT", "3", "Write a whole number of at least 1."),
        ("COUNT", True, "Write a whole number of at least 1."),
        ("TERMS", 2.5, "Write a whole number of at least 1."),
        ("TITLE_WEIGHT", -1, "Write a whole number of at least 0."),
        ("DATE_SHARE", 1.1, "Write a number from 0 to 1."),
        ("DATE_SHARE", float("nan"), "Write a number from 0 to 1."),
        ("HALF_LIFE_DAYS", 0, "Write a number of at least 1."),
        ("HALF_LIFE_DAYS", float("inf"), "Write a number of at least 1."),
        ("HALF_LIFE_DAYS", None, "Write a number of at least 1."),
    ],
)
def test_impossible_value_is_reported_and_the_default_stays(name, value, cure):
    """A value of the wrong kind or size is an error that says which would do."""
    options, findings = Options.read({f"RELATED_ARTICLES_{name}": value})

    assert options == Options()
    assert [(finding.rule, finding.cure) for finding in findings] == [
        ("related-articles/impossible-setting", cure)
    ]
