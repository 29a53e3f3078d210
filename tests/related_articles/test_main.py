"""The commands: output, errors and exit codes."""

import json
import os
import subprocess
import sys

import pytest

from plugins.related_articles.__main__ import main
from tests.building import ROOT, SAMPLE, clean_environment
from tests.built_site.built_pages import soup

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_worker")]

POST = "---\ntitle: {title}\ndate: 2026-01-0{day}\n---\n{text}\n"


@pytest.fixture
def posts(tmp_path, monkeypatch):
    """The working folder, with settings and four posts that share words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    (tmp_path / "pelicanconf.py").write_text("PATH = 'posts'\nRELATED_ARTICLES_COUNT = 2\n")
    (tmp_path / "posts").mkdir()
    texts = {
        "ankle": "A sprained ankle and a swollen foot want rest and a good night.",
        "foot": "A swollen foot after a sprained ankle.",
        "sleep": "A good night and a quiet bed.",
        "bed": "A quiet bed, and rest.",
    }
    for day, (slug, text) in enumerate(texts.items(), 1):
        post = POST.format(title=f"On {slug}", day=day, text=text)
        (tmp_path / "posts" / f"{slug}.md").write_text(post)
    return tmp_path


@pytest.mark.usefixtures("posts")
def test_explain_prints_the_reasons(capsys):
    """For each link its score, its source and the shared words."""
    assert main(["explain", "ankle"]) == 0

    out, err = capsys.readouterr()
    assert out.startswith("On ankle\nankle, 1 January 2026\n")
    assert "1.  0." in out
    assert "by text: likeness " in out
    assert "shares " in out
    assert err == ""


@pytest.mark.usefixtures("posts")
def test_explain_refuses_an_unknown_slug(capsys):
    """With the most similar slug as a hint, and exit code 2."""
    assert main(["explain", "ankel"]) == 2

    err = capsys.readouterr().err
    assert err.startswith("error: ")
    assert "“ankel”" in err
    assert "Did you mean “ankle”?" in err


def test_report_counts_and_draws(posts, capsys):
    """The drawing is written to the given file."""
    assert main(["report", "--graph", "graph.svg"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("en: 4 published articles, 0 not published\n8 links: ")
    assert out.endswith("\nDrew the links: graph.svg\n")
    assert (posts / "graph.svg").read_text("utf-8").startswith("<svg ")


@pytest.mark.usefixtures("posts")
def test_report_prints_dot_for_graphviz(capsys):
    """And nothing else, so it can be piped into `dot`."""
    assert main(["report", "--dot"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("digraph related_articles {\n")
    assert out.endswith("}\n}\n")
    assert '"ankle" -> "foot" [' in out


@pytest.mark.parametrize(
    ("options", "number"), [([], 2), (["--top", "1"], 1), (["--top", "9"], 3), (["--raw"], 2)]
)
def test_export_writes_the_links(posts, capsys, options, number):
    """As many as the theme shows, or up to `--top`."""
    assert main(["export", *options, "-o", "links.json"]) == 0

    assert capsys.readouterr().out == "Wrote the links of 4 articles to links.json\n"
    lists = json.loads((posts / "links.json").read_text("utf-8"))
    assert list(lists) == ["ankle", "bed", "foot", "sleep"]
    assert (lists["ankle"][0], len(lists["ankle"])) == ("foot", number)


def test_output_is_reproducible(posts):
    """The same posts give the same bytes in every file that a command writes."""
    for name in ("one", "two"):
        main(["export", "--top", "9", "-o", f"{name}.json"])
        main(["report", "--graph", f"{name}.svg"])

    assert (posts / "one.json").read_bytes() == (posts / "two.json").read_bytes()
    assert (posts / "one.svg").read_bytes() == (posts / "two.svg").read_bytes()


def test_warnings_go_to_stderr_and_stop_nothing(posts, capsys):
    """A problem in one post does not prevent the output."""
    (posts / "posts" / "odd.md").write_text("No front matter.\n")

    assert main(["export", "-o", "links.json"]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("posts/odd.md:1: warning: ")
    assert out == "Wrote the links of 4 articles to links.json\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ("report --content none", ["folder none", "--content"]),
        ("report --content empty", ["post in empty", "--content"]),
        ("report --settings no.py", ["no.py", "--settings"]),
        ("report --graph no/a.svg", ["no/a.svg", "No such file or directory"]),
        ("export -o no/a.json", ["no/a.json", "No such file or directory"]),
    ],
)
def test_an_impossible_command_ends_with_one_line(posts, capsys, arguments, named):
    """It names what is missing; the exit code is 2."""
    (posts / "empty").mkdir()

    assert main(arguments.split()) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert [words for words in named if words not in err] == []


@pytest.mark.parametrize(
    "arguments",
    [
        *([], ["explain"], ["export"], ["export", "--top", "0", "-o", "x"], ["draw"]),
        ["report", "--dot", "--graph", "x.svg"],
    ],
)
def test_missing_or_conflicting_arguments_are_refused(capsys, arguments):
    """By the argument parser, which prints the usage."""
    with pytest.raises(SystemExit) as error:
        main(arguments)

    assert error.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m plugins.related_articles")


@pytest.mark.usefixtures("posts")
def test_an_invalid_clock_is_refused(capsys, monkeypatch):
    """Because it decides which posts are scheduled for later."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")

    assert main(["report"]) == 2
    assert "SOURCE_DATE_EPOCH is “soon”" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("epoch", ["x", "1e9", " ", "-1"])
def test_an_invalid_clock_is_reported_before_numpy_reads_it(posts, epoch):
    """In a separate process, because numpy reads the variable when it is imported."""
    done = subprocess.run(
        [sys.executable, "-m", "plugins.related_articles", "report"],
        cwd=posts,
        env={**clean_environment(), "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": epoch},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.startswith(f"error: SOURCE_DATE_EPOCH is “{epoch}”")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", [["explain", "ankle"], ["report"], ["export", "-o", "links.json"]]
)
def test_a_named_pipe_among_the_posts_is_skipped(posts, capsys, command):
    """Reading it would never end; the other posts are read."""
    os.mkfifo(posts / "posts" / "pipe.md")

    assert main(command) == 0

    assert "posts/pipe.md: warning: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("site", "settings"),
    [("built_site", ROOT / "pelicanconf.py"), ("built_sample", SAMPLE / "siteconf.py")],
)
def test_the_export_matches_the_built_site(request, tmp_path, site, settings):
    """Article by article, in the order of the cards; the command runs as a process."""
    built, file = request.getfixturevalue(site), tmp_path / "links.json"
    command = [sys.executable, "-m", "plugins.related_articles", "export", "-o", file]
    done = subprocess.run(
        [*command, "--settings", settings],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    shown = {}
    for page in built.rglob("*/index.html"):
        address = f"/{page.parent.relative_to(built).as_posix()}/"
        cards = soup(page).select("#related-articles h3 a")
        if cards:
            shown[address] = [card["href"] for card in cards]
    lists = {key: slugs for key, slugs in json.loads(file.read_text("utf-8")).items() if slugs}
    assert shown
    assert sorted(map(len, shown.values())) == sorted(map(len, lists.values()))
    for key, slugs in lists.items():
        slug, _, lang = key.partition("@")
        versions = sorted(address for address in shown if address.endswith(f"/{slug}/"))
        own = shown[next(each for each in versions if f"/{lang}/" in each)] if lang else None
        own = own or shown[versions[0]]  # /guides/ and /articles/ stand before /nb/
        assert [href.rstrip("/").rpartition("/")[2] for href in own] == [
            each.partition("@")[0] for each in slugs
        ]
