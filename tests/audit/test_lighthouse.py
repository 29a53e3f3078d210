"""What Lighthouse says, as measurements."""

import json

import pytest

from tools.audit import lighthouse
from tools.audit.budgets import breaches
from tools.audit.measurements import Page

HOME = Page("index.html", "home")


def report(score, *, blocking=1.0):
    """A report as version 12.8 writes it, shortened to one category."""
    return {
        "lighthouseVersion": "12.8.2",
        "categories": {
            "performance": {
                "score": score,
                "auditRefs": [
                    {"id": "total-blocking-time", "weight": 30},
                    {"id": "cumulative-layout-shift", "weight": 25},
                    {"id": "uses-long-cache-ttl", "weight": 0},
                ],
            }
        },
        "audits": {
            "total-blocking-time": {
                "title": "Total Blocking Time",
                "score": blocking,
                "scoreDisplayMode": "numeric",
                "displayValue": "140 ms",
            },
            "cumulative-layout-shift": {
                "title": "Cumulative Layout Shift",
                "score": None,
                "scoreDisplayMode": "notApplicable",
            },
            "uses-long-cache-ttl": {
                "title": "Serve static assets with an efficient cache policy",
                "score": 0.5,
                "scoreDisplayMode": "metricSavings",
                "displayValue": "2 resources found",
            },
        },
    }


def test_the_median_counts():
    """One slow moment of the machine does not, and neither does one lucky one."""
    good, bad = report(1), report(0.98, blocking=0.9)

    assert lighthouse.measurement(HOME, "performance", [bad, good, good]).value == 100
    assert lighthouse.measurement(HOME, "performance", [bad, good, bad]).value == 98


def test_what_cost_points_is_named_once():
    """An audit without weight costs none, however bad it is."""
    bad = report(0.98, blocking=0.9)

    [sentence] = breaches([lighthouse.measurement(HOME, "performance", [bad, bad, bad])])

    assert sentence.startswith("index.html: Lighthouse, performance: 98, but the budget is at")
    assert sentence.endswith(" least 100 (Total Blocking Time: 140 ms).")


def test_the_pages_that_were_promised_are_scored():
    """Home, article, topic, person, clinic; search and 404 but for SEO."""
    assert set(lighthouse.KINDS) == {
        "home",
        "article",
        "topic",
        "person",
        "clinic",
        "search",
        "404",
    }


@pytest.fixture
def node(tmp_path, monkeypatch):
    """A `node` that prints what it is given to print, and notes how it was called."""

    def prepare(output):
        (tmp_path / "output").write_text(output, "utf-8")
        program = tmp_path / "node"
        program.write_text(
            f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\ncat {tmp_path}/output\n', "utf-8"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        return tmp_path / "calls"

    return prepare


def score(tmp_path, **options):
    command = tmp_path / "index.js"
    return lighthouse.score("http://127.0.0.1:1", HOME, command=command, **options)


def test_each_run_is_a_run(node, tmp_path):
    """As many as were asked for, of the page's own address."""
    found = report(1)
    for name in ("accessibility", "best-practices", "seo"):
        found["categories"][name] = {"score": 1, "auditRefs": []}
    calls = node(json.dumps(found))

    measurements = score(tmp_path, runs=3, performance=True)

    assert [measurement.what for measurement in measurements] == [
        "performance", "accessibility", "best-practices", "seo",
    ]  # fmt: skip
    assert calls.read_text("utf-8").count(" http://127.0.0.1:1/ --quiet") == 3


def test_performance_is_left_out_where_machines_differ(node, tmp_path):
    """Lighthouse is not even asked for it."""
    found = {"categories": {}, "audits": {}}
    for name in ("accessibility", "best-practices", "seo"):
        found["categories"][name] = {"score": 1, "auditRefs": []}
    calls = node(json.dumps(found))

    assert len(score(tmp_path, runs=1, performance=False)) == 3
    assert "=accessibility,best-practices,seo " in calls.read_text("utf-8")


@pytest.mark.parametrize(
    "output", ["", '{"runtimeError": {"code": "NO_FCP", "message": "Nothing was painted."}}']
)
def test_a_run_that_failed_is_no_score(node, tmp_path, output):
    """It ends the audit, with the page's address."""
    node(output)

    with pytest.raises(RuntimeError, match=r"could not measure http://127\.0\.0\.1:1/"):
        score(tmp_path, runs=1, performance=False)
