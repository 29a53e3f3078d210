"""The rules about posts: their list, and their examples."""

import time

import pytest

from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.rules.catalogue import RULES
from tests.clinical_care.care_rules import CARE_JSON

NAMES = {rule.id for rule in RULES}


def found(text):
    """The ids of the rules that have findings for a post."""
    read = read_post(text.encode(), AnySiteContext(), path="post.md", lenient=False, care=CARE_JSON)
    return {finding.rule for finding in (*read.findings, *read.body_findings)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_breaks_the_rule_alone(rule):
    """So that an editor learns one thing from it."""
    assert found(rule.bad) == {rule.id}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_breaks_no_rule(rule):
    """It can be copied."""
    assert found(rule.good) == set()


def test_an_id_names_one_rule():
    """Waivers, reports and docs refer to it."""
    assert len(NAMES) == len(RULES)
    assert all(name.count("/") == 1 for name in NAMES)


@pytest.mark.parametrize(
    "body",
    [
        "| a | b |\n" + "|---|---|\n" * 2_500,
        "|" * 16_000 + "a",
        "    !!! urgent" + " " * 32_000 + "a",
    ],
    ids=["table of hyphens", "row of bars", "spaces in code"],
)
def test_the_time_is_linear(body):
    """A post that no editor wrote does not stop the build either."""
    text = f"---\ntitle: Knees\ndate: 2026-01-02\n---\n{body}\n"
    started = time.process_time()

    found(text)

    assert time.process_time() - started < 2
