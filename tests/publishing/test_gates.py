"""A publication is refused by all that the checks find as errors when they are as strict."""

import json
import sys

import pytest

from tests.building import ROOT, run
from tests.clinical_care.care_rules import ROW
from tests.clinical_care.test_files import write_rules
from tests.publishing.small_site import build_site, small_site, write

SITE = {"SITEURL": "https://www.example.org", "SOURCE_DATE_EPOCH": "1796083200"}
POST = "---\ntitle: A post\ndate: 2023-01-02\ncategory: Running\n{keys}---\n\n{body}\n"
REVIEWED = "reviewed: 2024-01-05\nreviewed_by: Nora Lind\n"
REVIEW = {"every": [{"categories": ["Running"], "months": 12, **ROW}], "refuse_overdue": True}
PUBLISHCONF = (ROOT / "publishconf.py").read_text("utf-8")
DYNAMIC = "".join(f"/p{number}/* /q\n" for number in range(101))
HOSTS = {
    "headers/bad-line", "headers/impossible-setting", "redirects/host-limit",
    "redirects/unreadable-rule",
}  # fmt: skip
# What is found when posts are read, and what is found in the pages made of them.
IN_POSTS = {
    "unfinished": ("", "Rest for TODO days."),
    "heading": ("", "## One\n\nText.\n\n#### Two\n\nText."),
    "reference": ("", "It helps.[^nobody]"),
    "overdue": (REVIEWED, "Text."),
    "author": ("author: Nobody Known\n", "Text."),
    "picture": ("", "![A dot](gone.png)"),
    "scheme": ("", "[Run](javascript:alert(1))"),
    "key": ("titel: A post\n", "Text."),
}
IN_THE_SITE = {
    "link": ("", "See [there](/nowhere/)."),
    "anchor": ("", "See [there](/articles/warm/#nowhere)."),
    "heavy": ("", " ".join(f"{number:x}{number * 7919:x}" for number in range(9_000))),
}


@pytest.fixture
def project(tmp_path):
    """A small site that refuses reviews that are overdue."""
    folder = small_site(tmp_path)
    write_rules(folder / "content/data/rules")
    write(folder, "content/data/rules/review.yaml", json.dumps(REVIEW))
    return folder


def errors_of_publishing(folder):
    """What a publication reports as errors: file, line and rule; and its exit code."""
    report = folder / "report.json"
    done = build_site(folder, "publish", env=SITE, options=["--report", str(report)])
    found = json.loads(report.read_text("utf-8"))["findings"]
    return done.returncode, _errors(found)


def errors_of_checking(folder):
    words = [sys.executable, "-m", "plugins.editorial", "check", "--publish", "--format", "json"]
    done = run(words, cwd=folder, env=SITE)
    return done.returncode, _errors(json.loads(done.stdout)["findings"])


def _errors(found):
    return {
        (each["path"], each["line"], each["rule"]) for each in found if each["severity"] == "error"
    }


@pytest.mark.slow
@pytest.mark.parametrize("planted", [IN_POSTS, IN_THE_SITE], ids=["in posts", "in the site"])
def test_what_the_checks_refuse_is_not_published(project, planted):
    """Each post has an error in the same line of both."""
    for name, (keys, body) in planted.items():
        write(project, f"content/articles/{name}.md", POST.format(keys=keys, body=body))

    code, checked = errors_of_checking(project)

    assert code == 1
    assert {path for path, _, _ in checked} == {f"content/articles/{name}.md" for name in planted}
    assert errors_of_publishing(project) == (1, checked)


@pytest.mark.slow
def test_what_hosts_could_not_do_is_not_published(project):
    """Each file of an owner for hosts, and each setting, has the same errors in both."""
    long = "x" * 1_000
    write(project, "content/extra/_headers", "/*\n  No header\n")
    write(project, "content/extra/_redirects", f"/a /b\nnothing\n/c /{long}\n" + DYNAMIC)
    write(project, "content/data/redirects.yaml", f"- from: /old/\n  to: /articles/warm/#{long}\n")
    write(project, "publishconf.py", f"{PUBLISHCONF}HEADERS_EMBEDDER_POLICY = 'all'\n")

    code, checked = errors_of_checking(project)

    assert code == 1
    assert {(path, line, rule) for path, line, rule in checked if rule in HOSTS} == {
        ("content/extra/_headers", 2, "headers/bad-line"),
        ("content/extra/_redirects", 2, "redirects/unreadable-rule"),
        ("content/extra/_redirects", 3, "redirects/host-limit"),
        ("content/extra/_redirects", 104, "redirects/host-limit"),
        ("content/data/redirects.yaml", 1, "redirects/host-limit"),
        ("", 0, "headers/impossible-setting"),
    }
    assert errors_of_publishing(project) == (1, checked)


@pytest.mark.slow
def test_a_reason_in_publishconf_counts_in_both(project):
    """A check as strict as a publication reads the settings of that."""
    write(project, "content/extra/_redirects", DYNAMIC)
    write(project, "publishconf.py", f"{PUBLISHCONF}MANY_REDIRECTS = 'nginx serves them'\n")

    assert errors_of_checking(project) == errors_of_publishing(project) == (0, set())


@pytest.mark.slow
def test_an_owners_own_files_are_named_once_at_the_end_of_a_publication(project):
    """In one line each; a check and other builds do not speak of them."""
    for name in ("_headers", "_redirects", "robots.txt"):
        text = {"_headers": "/*\n  X-Mine: 1\n", "_redirects": "/a /b\n"}.get(name, "Allow: /\n")
        write(project, f"content/extra/{name}", text)

    said = build_site(project, "publish", env=SITE).stderr.splitlines()

    lines = [line for line in said if "content/extra/" in line]
    assert lines == said[-3:]
    assert [line.partition(": advice: ")[0].partition(":")[0] for line in lines] == [
        f"content/extra/{name}" for name in ("_headers", "_redirects", "robots.txt")
    ]
    assert "content/extra/" not in build_site(project, env=SITE).stderr
    checked = run(
        [sys.executable, "-m", "plugins.editorial", "check", "--publish"], cwd=project, env=SITE
    )
    assert "content/extra/" not in checked.stdout
