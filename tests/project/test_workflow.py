"""The workflow that publishes is valid, pinned and has no more rights than it needs."""

import re
import subprocess
import sys

import pytest
import yaml

from tests.building import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def workflow(request):
    """Each workflow, as data."""
    return yaml.safe_load(request.param.read_text("utf-8"))


def test_there_is_a_workflow():
    """The tests below have something to read."""
    assert [path.name for path in WORKFLOWS] == ["site.yml"]


def test_workflows_follow_their_schema():
    """GitHub's own schema (bundled with the checker) accepts every workflow."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run(
        [*command, "vendor.github-workflows", *map(str, WORKFLOWS)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_actions_are_pinned_by_their_whole_hash(workflow):
    """No step runs an action that a tag could change under us."""
    used = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]

    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in used)


def test_rights_are_given_job_by_job(workflow):
    """The workflow as a whole has no rights, and only publishing may write, to Pages alone."""
    writes = {
        name: [right for right, level in job["permissions"].items() if level == "write"]
        for name, job in workflow["jobs"].items()
    }

    assert workflow["permissions"] == {}
    assert {name: rights for name, rights in writes.items() if rights} == {
        "deploy": ["pages", "id-token"]
    }


def test_pull_requests_are_checked_and_never_published(workflow):
    """A pull request runs the checks; building for production is kept to main."""
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true

    assert "pull_request" in triggers
    assert "if" not in workflow["jobs"]["check"]
    assert "pull_request" in workflow["jobs"]["build"]["if"]
    assert workflow["jobs"]["build"]["needs"] == "check"
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_the_artifact_keeps_its_hidden_files(workflow):
    """The marker .nojekyll and .well-known/ reach Pages."""
    steps = workflow["jobs"]["build"]["steps"]
    upload = next(step for step in steps if "upload-pages-artifact" in step.get("uses", ""))

    assert upload["with"] == {"path": "output", "include-hidden-files": True}
