"""The GitHub workflows are valid, pinned and have minimal permissions."""

import hashlib
import os
import re
import subprocess
import sys

import pytest
import yaml

from plugins.core.cache_folder import HOME
from tests.building import ROOT, clean_environment
from tests.photo_feed.refresh.fake_instagram import NEWER, TOKEN, fake_instagram
from tools.verbs import VERBS

WRITING = {"attest": ["id-token", "attestations"], "deploy": ["pages", "id-token"]}
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(name):
    return yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text("utf-8"))


@pytest.fixture(params=[path.name for path in WORKFLOWS])
def workflow(request):
    """Each workflow, parsed."""
    return read(request.param)


@pytest.fixture
def site():
    """The workflow that checks and publishes."""
    return read("site.yml")


@pytest.fixture
def photos():
    """The steps of the workflow that fetches photos from Instagram."""
    return read("photos.yml")["jobs"]["photos"]["steps"]


def test_there_are_workflows():
    """The tests below are not vacuous."""
    assert [path.name for path in WORKFLOWS] == ["photos.yml", "site.yml"]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ],
)
def test_workflows_follow_their_schema(schema, files):
    """Every workflow is valid by GitHub's schema, which is bundled with the checker."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run(
        [*command, schema, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_actions_are_pinned_by_full_commit_hash(workflow):
    """No step uses an action by a tag that can be moved."""
    used = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]

    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in used)


def test_permissions_are_set_for_each_job(workflow):
    """A workflow as a whole has none; two jobs may write, and run nothing of the repository."""
    writes = {
        name: [right for right, level in job["permissions"].items() if level == "write"]
        for name, job in workflow["jobs"].items()
    }

    assert workflow["permissions"] == {}
    for name, rights in writes.items():
        assert rights == WRITING.get(name, [])
        if rights:
            assert all("run" not in step for step in workflow["jobs"][name]["steps"])


def test_pull_requests_are_checked_and_never_published(site):
    """A pull request runs the checks; only main is built for production."""
    triggers = site[True]  # YAML 1.1 parses the key `on` as true

    assert "pull_request" in triggers
    assert "if" not in site["jobs"]["check"]
    assert "pull_request" in site["jobs"]["build"]["if"]
    assert site["jobs"]["build"]["needs"] == "check"
    assert site["jobs"]["deploy"]["needs"] == "build"


@pytest.mark.parametrize("job", ["check", "build"])
def test_the_caches_are_restored(job):
    """It is restored before anything is built, into the folder that builds use."""
    steps = read("site.yml")["jobs"][job]["steps"]
    kept = [step["with"] for step in steps if step.get("uses", "").startswith("actions/cache@")]
    building = [step.get("run", "") in {".ci/run", "make publish"} for step in steps]

    assert [folder["path"] for folder in kept] == [HOME]
    assert building.index(True) > next(
        index for index, step in enumerate(steps) if step.get("with") in kept
    )


def test_the_artifact_keeps_its_hidden_files(site):
    """The marker .nojekyll and .well-known/ are deployed to Pages."""
    steps = site["jobs"]["build"]["steps"]
    upload = next(step for step in steps if "upload-pages-artifact" in step.get("uses", ""))

    assert upload["with"] == {"path": "pages-site", "include-hidden-files": True}


def test_pages_get_the_site_with_the_hashed_files_of_releases_before(site):
    """It replaces the whole site; the folder that is deployed is the one that was put together."""
    commands = [step.get("run", "") for step in site["jobs"]["build"]["steps"]]
    (assembling,) = [each for each in commands if "plugins.deploy assemble" in each]

    assert "--host pages --into pages-site" in assembling
    assert commands.index("make publish") < commands.index(assembling)


def test_the_manifest_is_attested(site):
    """That which the build wrote, by its digest; a failure holds back no publication."""
    steps = site["jobs"]["build"]["steps"]
    (noted,) = [step for step in steps if step.get("id") == "manifest"]
    (kept,) = [step for step in steps if "manifest.json" in step.get("with", {}).get("path", "")]
    job = site["jobs"]["attest"]

    assert kept["with"]["path"] in noted["run"]
    assert site["jobs"]["build"]["outputs"] == {"manifest": "${{ steps.manifest.outputs.digest }}"}
    assert job["steps"][0]["with"]["subject-digest"] == "${{ needs.build.outputs.manifest }}"
    assert job["needs"] == site["jobs"]["deploy"]["needs"] == "build"


def test_the_digest_is_that_of_the_manifest(site, tmp_path):
    """In the form that the attestation takes."""
    steps = site["jobs"]["build"]["steps"]
    script = next(step["run"] for step in steps if step.get("id") == "manifest")
    (tmp_path / "output.release").mkdir()
    (tmp_path / "output.release" / "manifest.json").write_bytes(b"{}\n")
    environment = {**os.environ, "GITHUB_OUTPUT": str(tmp_path / "given")}

    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=True)

    digest = hashlib.sha256(b"{}\n").hexdigest()
    assert (tmp_path / "given").read_text("utf-8") == f"digest=sha256:{digest}\n"


def test_updates_are_proposed_after_a_while():
    """For all that is downloaded: actions, libraries, and each folder with a package.json."""
    text = (ROOT / ".github" / "dependabot.yml").read_text("utf-8")
    updates = {each["package-ecosystem"]: each for each in yaml.safe_load(text)["updates"]}
    tops = [path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")]
    files = [file for top in tops for file in top.rglob("package.json")]
    folders = {f"/{file.parent.relative_to(ROOT).as_posix()}" for file in files}

    assert set(updates) == {"github-actions", "pip", "npm"}
    assert all(each["cooldown"]["default-days"] >= 7 for each in updates.values())
    assert set(updates["npm"]["directories"]) == {
        name for name in folders if "/node_modules" not in name
    }


def test_the_checks_look_for_weak_points_of_the_workflows():
    """Offline, with the version of the lock, which is recent enough."""
    lock = (ROOT / "requirements" / "dev.lock").read_text("utf-8")
    version = re.search(r"^zizmor==(\d+)\.(\d+)", lock, re.MULTILINE)

    assert tuple(map(int, version.groups())) >= (1, 28)
    assert "\n.venv/bin/zizmor --offline" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_scheduled_runs_are_off_the_hour_and_the_site_has_two():
    """Runs on the hour are delayed most, and one may be left out."""
    schedules = {
        path.name: [each["cron"] for each in read(path.name)[True]["schedule"]]
        for path in WORKFLOWS
    }

    assert len(schedules["site.yml"]) == 2
    assert all(cron.split()[0] not in {"0", "*"} for crons in schedules.values() for cron in crons)


def test_secrets_reach_no_other_workflow_and_no_pull_request(site):
    """Code from a pull request never runs where the token can be read."""
    assert "secrets." not in str(site)
    assert set(read("photos.yml")[True]) == {"schedule", "workflow_dispatch"}


def test_a_secret_is_passed_only_in_the_environment(photos):
    """Command lines are printed in the log."""
    commands = [step["run"] for step in photos if "run" in step]

    assert len(commands) == 5
    assert not [command for command in commands if "${{" in command]
    assert photos[0]["with"] == {"persist-credentials": False}


def test_libraries_are_installed_without_the_secret(photos):
    """Code that runs during the installation cannot read it."""
    assert photos[1]["run"] == "make setup"
    assert [index for index, step in enumerate(photos) if "secrets." in str(step)] == [2, 3, 4, 5]


def test_a_pull_request_shows_findings_beside_their_lines(site):
    """Also those that would hold back the publication; on main there is nobody to show them to."""
    (shown,) = [step for step in site["jobs"]["check"]["steps"] if "check-content" in str(step)]

    assert shown["if"] == "github.event_name == 'pull_request'"
    assert shown["run"] == 'make check-content CHECKOPTS="--publish --format github"'


def test_a_pull_request_has_a_preview(site):
    """Built before the long tests, by Python alone, and kept for a while.

    Also if there are findings: what would hold back a publication is often still being written.
    """
    steps = site["jobs"]["check"]["steps"]
    built, kept = [step for step in steps if "preview-site" in str(step)]

    wanted = "${{ !cancelled() && github.event_name == 'pull_request' }}"
    assert built["if"] == kept["if"] == wanted
    assert kept["with"]["path"] == built["run"].split()[-1] == "preview-site"
    assert steps.index(kept) < steps.index(next(s for s in steps if s.get("run") == ".ci/run"))


def test_windows_is_tried_and_holds_back_no_publication(site):
    """By the commands that have to work there."""
    job = site["jobs"]["windows"]
    typed = [row.split() for step in job["steps"] for row in step.get("run", "").splitlines()]

    assert job["continue-on-error"] is True
    assert job["runs-on"].startswith("windows")
    assert all(words[:2] == ["python", "run.py"] for words in typed)
    assert all(VERBS[words[2]].anywhere for words in typed if words[2:])
    assert "windows" not in str(site["jobs"]["build"]["needs"])


def test_the_checks_build_without_a_network(site):
    """.ci/run builds without network; the workflow permits the namespaces that it needs."""
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    steps = [step.get("run", "") for step in site["jobs"]["check"]["steps"]]

    assert "\n  unshare -rn make html\n" in run
    assert "was left out" in run
    assert steps[-2:] == [
        "sudo sysctl --write kernel.apparmor_restrict_unprivileged_userns=0",
        ".ci/run",
    ]


GH = """#!/bin/sh
echo "$@" >> "$LOG"
case "$1 $2" in
  "secret set") cat >> "$LOG"; [ -z "$BROKEN" ] ;;
  "pr list") echo "${OPEN:-0}" ;;
esac
"""


@pytest.fixture
def repository(tmp_path):
    """A repository with the project's plugins, a remote, and a `gh` that records its calls."""
    work, remote, tools = tmp_path / "work", tmp_path / "remote.git", tmp_path / "tools"
    photos = work / "content" / "data" / "photos"
    photos.mkdir(parents=True)
    tools.mkdir()
    (tools / "gh").write_text(GH, "utf-8")
    (tools / "gh").chmod(0o755)
    (work / "pelicanconf.py").write_text("", "utf-8")
    (work / "content" / "data" / "photos" / "photos.json").write_text("{}", "utf-8")
    (work / "plugins").symlink_to(ROOT / "plugins")
    (work / ".venv").symlink_to(sys.prefix)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-C", str(work)]
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "content", "pelicanconf.py"],
        ["commit", "--quiet", "--message=Begin"],
        ["remote", "add", "origin", str(remote)],
    ):
        subprocess.run([*git, *words], check=True)
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    return work


@pytest.fixture
def step(repository, photos):
    """Runs the first step of the photos' workflow with this name prefix; returns its exit code."""
    with fake_instagram() as fake:

        def run(name, **environment):
            script = next(step["run"] for step in photos if step.get("name", "").startswith(name))
            tools, path = repository.parent / "tools", os.environ["PATH"]
            given = {
                "PATH": f"{tools}:{path}",
                "LOG": str(repository.parent / "log"),
                "RUNNER_TEMP": str(repository.parent),
                "INSTAGRAM_ACCESS_TOKEN": TOKEN,
                "INSTAGRAM_API_URL": fake.url,
                "BROKEN": "",
            }
            done = subprocess.run(
                ["bash", "-e", "-c", script],
                cwd=repository,
                env={**clean_environment(), **given, **environment},
                capture_output=True,
                text=True,
                check=False,
            )
            assert "Token" not in done.stdout + done.stderr
            return done.returncode

        yield run


def proposed(repository):
    """The files of the pull request's branch on the remote."""
    remote = repository.parent / "remote.git"
    command = ["git", "-C", str(remote), "ls-tree", "-r", "--name-only", "photo-feed"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


@pytest.mark.slow
def test_a_newer_token_is_stored_and_its_dates_are_proposed(repository, step):
    """The secret store gets the token, the pull request only its dates and the photos."""
    (repository / "content" / "data" / "photos" / "photos.json").write_text("{} ", "utf-8")

    assert step("Renew") == 0
    assert step("Propose") == 0

    log = (repository.parent / "log").read_text("utf-8")
    assert f"secret set INSTAGRAM_ACCESS_TOKEN\n{NEWER}" in log
    assert "pr create --base main --head photo-feed" in log
    assert not (repository.parent / "instagram-token").exists()
    assert proposed(repository) == [
        "content/data/photos/photos.json",
        "content/data/photos/token.json",
        "pelicanconf.py",
    ]


@pytest.mark.slow
def test_dates_of_a_token_that_was_lost_are_not_proposed(repository, step):
    """If the secret store rejects the newer token, the old token and its dates are kept."""
    (repository / "content" / "data" / "photos" / "photos.json").write_text("{} ", "utf-8")

    assert step("Renew", BROKEN="1") == 1
    assert step("Propose") == 0

    assert not (repository.parent / "instagram-token").exists()
    assert proposed(repository) == ["content/data/photos/photos.json", "pelicanconf.py"]


@pytest.mark.slow
def test_without_changes_nothing_is_proposed(repository, step):
    """No commit and no pull request are created."""
    assert step("Propose") == 0
    assert proposed(repository) == []
    assert not (repository.parent / "log").exists()


def head_of_main(repository):
    """Go back to main, as a new checkout would."""
    git = ["git", "-C", str(repository)]
    subprocess.run([*git, "switch", "--quiet", "--force", "main"], check=True)
    subprocess.run([*git, "branch", "--quiet", "-D", "photo-feed"], check=True)


@pytest.mark.slow
def test_a_second_run_before_the_proposal_is_merged_changes_nothing(repository, step):
    """Hours later, or at once: the token is not asked for again, and its dates stay proposed."""
    log = repository.parent / "log"
    assert step("Renew") == 0
    assert step("Propose") == 0
    first = proposed(repository)
    head_of_main(repository)
    log.write_text("")

    assert step("Renew", OPEN="1") == 0
    assert step("Propose", OPEN="1") == 0

    assert "secret set" not in log.read_text("utf-8")
    assert "pr create" not in log.read_text("utf-8")
    assert proposed(repository) == first
    assert "content/data/photos/token.json" in first
