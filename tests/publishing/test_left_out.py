"""Whole builds with LENIENT=1 of a folder with files that no build can publish."""

import json

import pytest

from plugins.core.left_out import RULE
from tests.building import build
from tests.publishing.small_site import text_of_site, write

pytestmark = pytest.mark.slow

GOOD = "Title: {}\nDate: 2020-01-02\n\n{}\n"
KEPT = {
    "good.md": GOOD.format("Good", "Words of the good one."),
    "toml.md": '+++\ntitle = "Toml"\ndate = 2014-05-06T07:08:09Z\n+++\nWords in Toml.\n',
    "2015-01-02-untitled.md": "# From the heading\n\nWords below it.\n",
    "trips/alps/index.md": "---\ndate: 2016-01-02\n---\nWords of the Alps.\n",
    "trips/coast/index.md": "---\ndate: 2016-01-02\n---\nWords of the coast.\n",
    "old/same.md": GOOD.format("Same", "The older one.").replace("2020", "2012"),
    "page.html": '<html><head><title>Page</title><meta name="date" content="2014-01-02">'
    "</head><body><p>Words of HTML.</p></body></html>",
}
LEFT_OUT = {
    "undated.md": ("Title: Undated\n\nquokka\n", "“date” is missing"),
    "bad-date.md": ("Title: Bad\nDate: soon\n\nquokka\n", "“soon” is not a date"),
    "empty.md": ("", "The file is empty"),
    "latin.md": (GOOD.format("Caf\xe9", "quokka").encode("latin-1"), "not saved as UTF-8"),
    "part.html": ("<p>quokka</p>", "“title” is missing"),
    "directive.rst": (
        "Title\n#####\n\n:date: 2020-01-02\n\n.. gist:: 12\n\nquokka\n",
        "Unknown directive type",
    ),
    "role.rst": (
        "Title\n#####\n\n:date: 2020-01-02\n\nA :gist:`quokka` here.\n",
        "Unknown interpreted text role",
    ),
    "underline.rst": (
        "Title\n#####\n\n:date: 2020-01-02\n\nQuokka heading\n------\n\nWords.\n",
        "Title underline too short",
    ),
    "new/same.md": (GOOD.format("Same", "quokka, newer."), "This has the same address as"),
    "status.md": ("Title: A\nDate: 2020-01-02\nStatus: secret\n\nquokka\n", "“secret” is not"),
    "search.md": (
        "Title: A\nDate: 2020-01-02\nSave_as: ../../x.html\n\nquokka\n", "leads outside"
    ),
}  # fmt: skip
DRAFTS = {
    "draft.md": "---\ntitle: Draft\ndate: 2020-01-02\ndraft: true\n---\nquokka\n",
    "unpublished.md": "---\ntitle: Not\ndate: 2020-01-02\npublished: false\n---\nquokka\n",
    "later.md": "---\ntitle: Later\ndate: 2020-01-02\npublishDate: 2090-01-02\n---\nquokka\n",
    "toml-draft.md": '+++\ntitle = "D"\ndate = 2020-01-02\ndraft = true\n+++\nquokka\n',
    "_drafts/2020-01-02-idea.md": "---\ntitle: Idea\n---\nquokka\n",
}


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """The lenient build, the folder, and the findings of its report."""
    folder = tmp_path_factory.mktemp("left-out") / "posts"
    for name, text in {**KEPT, **DRAFTS}.items():
        write(folder, name, text)
    for name, (text, _reason) in LEFT_OUT.items():
        write(folder, name, text)
    (folder / "gone.md").symlink_to("none.md")
    report = folder.parent / "report.json"
    options = ["--lenient", "--report", report]
    built = build("html", content=folder, output=folder.parent / "site", options=options)
    return built, folder, json.loads(report.read_text("utf-8"))["findings"]


def test_each_of_them_is_left_out_with_its_reason(done):
    """The rest of the site is built, and the exit code is 0."""
    built, folder, findings = done
    reasons = {each["path"]: each["message"] for each in findings if each["rule"] == RULE}

    assert built.returncode == 0, built.stderr
    assert {name for name in LEFT_OUT if str(folder / name) in reasons} == set(LEFT_OUT)
    assert len(reasons) == len(LEFT_OUT)
    for name, (_text, reason) in LEFT_OUT.items():
        assert reason in reasons[str(folder / name)]
    assert f"{len(LEFT_OUT)} files were left out." in built.stderr
    assert "gone.md: warning: This link leads nowhere" in built.stderr


def test_the_others_are_built(done):
    """With a title from the heading or the folder, if they have none."""
    _built, folder, _findings = done
    articles = folder.parent / "site/articles"
    names = {"good", "toml", "2015-01-02-untitled", "alps", "coast", "same", "page"}

    assert {path.name for path in articles.iterdir() if path.is_dir()} == names
    assert "<h1>From the heading</h1>" in (articles / "2015-01-02-untitled/index.html").read_text()
    assert "The older one." in (articles / "same/index.html").read_text()
    assert "Words of the Alps." in (articles / "alps/index.html").read_text()


def test_nothing_of_them_is_in_the_site(done):
    """Nor of a draft of another generator, or of a post for later."""
    _built, folder, _findings = done

    assert "quokka" not in text_of_site(folder.parent / "site").casefold()


def test_a_strict_build_refuses_the_same_folder(done):
    """Nothing gets looser without LENIENT."""
    _built, folder, _findings = done
    output = folder.parent / "strict"

    strict = build(
        "html",
        content=folder,
        output=output,
        options=["--pelican-options", "-e ARTICLE_PATHS='[\"\"]'"],
    )

    assert strict.returncode == 1
    assert not output.exists()
