"""The rules about posts: their list, and their examples."""

import pytest

from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.rules.catalogue import RULES

NAMES = {rule.id for rule in RULES}


def found(text):
    """The ids of the rules that have findings for a post."""
    read = read_post(text.encode(), AnySiteContext(), path="post.md", lenient=False)
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
