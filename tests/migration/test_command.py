"""The command: what it refuses, what it writes, and the list of what needs a person."""

import os
import subprocess
import sys

import pytest

from plugins.migration import __main__ as command
from plugins.migration import writing
from plugins.posts import post
from tests.building import ROOT, clean_environment
from tests.migration.old_sites import files_of, hugo_site, jekyll_site, pelican_site, texts_of
from tests.publishing.small_site import write


@pytest.fixture
def adopt(tmp_path, monkeypatch, capsys):
    """Adopts tmp_path/old as tmp_path/new; returns the exit code and what was printed."""
    monkeypatch.chdir(ROOT)

    def run(old=tmp_path / "old", new=tmp_path / "new"):
        code = command.main([str(old), "--input", str(new)])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.fixture
def new(tmp_path):
    """The folder that is made."""
    return tmp_path / "new"


def test_every_adopted_post_can_be_read(adopt, new, tmp_path):
    """Strictly, as a build reads it."""
    hugo_site(tmp_path / "old")

    assert adopt()[0] == 0
    for path in [*new.glob("articles/**/*.md"), *new.glob("pages/**/*.md")]:
        read, findings = post.read(path.read_bytes(), path.name, lenient=False)
        assert findings == []
        assert read


def test_a_body_stays_byte_for_byte(adopt, new, tmp_path):
    """Line ends and code too; only the link that must change does."""
    pelican_site(tmp_path / "old")

    adopt()

    text = (new / "articles/news/moving.md").read_bytes()
    assert text.endswith(
        b"---\n\nRead [the first release]({filename}heron-1.0.rst) again.\r\n\r\n"
        b"    {static}/images/heron.png\r\n"
    )


def test_front_matter_is_yaml_and_keeps_what_has_no_counterpart(adopt, new, tmp_path):
    """As a comment, so that nothing is lost; a slug that we refuse becomes an address."""
    pelican_site(tmp_path / "old")

    _, printed = adopt()

    text = (new / "articles/news/moving.md").read_text("utf-8")
    assert text.split("---\n")[1] == (
        "title: 'We move: plugins, too'\nslug: we-move\ndate: 2021-02-15\nauthors: [Ane Ås]\n"
        "category: news\nurl: We_Move.html\n# mood: glad\n"
    )
    assert "articles/news/moving.md: Without a counterpart: mood." in printed


def test_a_post_in_another_format_gets_fields_and_keeps_its_rows(adopt, new, tmp_path):
    """The rows of the old post are all there, in their order."""
    pelican_site(tmp_path / "old")
    old = (tmp_path / "old/content/news/heron-2.1.rst").read_text("utf-8").split("\n")

    adopt()

    rows = (new / "articles/news/heron-2.1.rst").read_text("utf-8").split("\n")
    added = [":authors: The Heron Team", ":category: news"]
    assert [row for row in rows if row not in added] == [
        row.replace("/files/", "/extra/files/") for row in old
    ]
    assert rows[6:8] == added


def test_nothing_is_made_up(adopt, new, tmp_path):
    """People have names only, and the clinic has what the old settings said."""
    hugo_site(tmp_path / "old")

    adopt()

    people = (new / "data/people.yaml").read_text("utf-8")
    clinic = (new / "data/clinic.yaml").read_text("utf-8")
    assert [row for row in people.split("\n") if row[:1] != "#"] == [
        "- name: Eli Elk", "  slug: eli-elk", "",
    ]  # fmt: skip
    assert [row for row in clinic.split("\n") if row[:1] != "#"] == [
        "name: Elk Journal", "introduction: On elks.", "",
    ]  # fmt: skip


def test_the_list_names_what_needs_a_person(adopt, new, tmp_path):
    """With the file and line in the new folder; what was not adopted is copied for them."""
    jekyll_site(tmp_path / "old")

    _, printed = adopt()

    assert "articles/2020-03-14-Swim-2.0.md:19: {% include video.html id=3 %}" in printed
    rows = (new / "articles/2020-03-14-Swim-2.0.md").read_text("utf-8").split("\n")
    assert rows[18] == "{% include video.html id=3 %}"
    assert "_posts/2017-01-02-broken.md" in printed
    assert (new / "by-hand/_posts/2017-01-02-broken.md.txt").read_text("utf-8").startswith("---")
    assert (new / "to-do.txt").read_text("utf-8").count("{% include") == 1


def test_old_text_cannot_write_control_characters(adopt, tmp_path):
    """To the terminal, through the list."""
    jekyll_site(tmp_path / "old")
    write(
        tmp_path / "old",
        "_posts/2016-01-01-evil.md",
        '---\ntitle: Evil\n"\\u001b[2J": x\n---\n{% x \x1b[31m %}\n',
    )

    assert "\x1b" not in adopt()[1]


@pytest.mark.parametrize(
    ("old", "target", "words"),
    [
        ("old", "old/new", "lie in each other"),
        ("old", "", "lie in each other"),
        ("gone", "new", "There is no folder"),
        ("empty", "new", "neither pelicanconf.py nor _config.yml nor hugo.toml"),
        ("old", "full", "is there already"),
        ("old", "file", "is there already"),
        ("old", "link", "is there already"),
        ("old", "file/x/y", "cannot be written"),
        ("paged", "new", "hugo.yaml"),
    ],
)
def test_a_folder_that_must_not_be_written_is_refused(adopt, tmp_path, old, target, words):
    """Before anything is read, and nothing changes."""
    hugo_site(tmp_path / "old")
    write(tmp_path, "paged/hugo.yaml", "paginate: [ten]\n")
    write(tmp_path, "full/mine.md", "Mine.")
    write(tmp_path, "file", "Mine.")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    before = texts_of(tmp_path)

    code, printed = adopt(tmp_path / old, tmp_path / target)

    assert code == 2
    assert words in printed
    assert texts_of(tmp_path) == before


def test_an_empty_folder_is_filled(adopt, new, tmp_path):
    """As one may have made it before."""
    hugo_site(tmp_path / "old")
    new.mkdir()

    assert adopt()[0] == 0
    assert (new / "data/clinic.yaml").is_file()


def test_a_full_disk_leaves_nothing(adopt, tmp_path, monkeypatch):
    """All is written, or nothing."""
    hugo_site(tmp_path / "old")

    def fail(*_given, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.shutil, "copyfile", fail)

    code, printed = adopt()
    assert code == 2
    assert "No space left" in printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old"]


def test_links_that_lead_out_are_not_followed(adopt, new, tmp_path):
    """To files or folders elsewhere: they are listed."""
    old = hugo_site(tmp_path / "old")
    write(tmp_path, "private/key.md", "---\ntitle: Key\ndate: 2020-01-01\n---\nThe key.\n")
    (old / "content/posts/key.md").symlink_to(tmp_path / "private/key.md")
    (old / "static/all").symlink_to(tmp_path / "private")
    os.mkfifo(old / "static/pipe")

    _, printed = adopt()

    assert [name for name, text in texts_of(new).items() if b"The key." in text] == []
    assert printed.count("A symbolic link is not followed") == 2
    assert "This is no file that can be read." in printed


@pytest.mark.parametrize(
    ("keys", "bad"),
    [
        ("slug: ../../out", "out"),
        ("permalink: /../../out.html", "out"),
        ("permalink: /feeds/x.html", "reserved"),
        ("redirect_from: /../../out/", "out"),
    ],
)
def test_addresses_that_lead_out_are_contained(adopt, new, tmp_path, keys, bad):
    """They are listed, and neither a file nor a key has them."""
    old = jekyll_site(tmp_path / "old")
    write(old, "_posts/2016-01-01-evil.md", f"---\ntitle: Evil\n{keys}\n---\nWords.\n")

    code, printed = adopt()

    text = (new / "articles/2016-01-01-evil.md").read_text("utf-8")
    assert code == 0
    assert ".." not in text
    assert "url:" not in text or "url: 2016/01/" in text
    assert bad in printed or "slug: out" in text
    assert files_of(tmp_path) == {
        *(f"old/{name}" for name in files_of(old)), *(f"new/{name}" for name in files_of(new)),
    }  # fmt: skip


def test_settings_that_fail_are_reported(adopt, new, tmp_path):
    """They are code, which may do anything; nothing is written then."""
    pelican_site(tmp_path / "old")
    write(tmp_path / "old", "pelicanconf.py", "import nowhere_at_all\n")

    code, printed = adopt()

    assert code == 2
    assert "cannot be run: ModuleNotFoundError" in printed
    assert not new.exists()


def test_content_outside_the_folder_is_refused(adopt, tmp_path):
    """PATH may lead anywhere."""
    pelican_site(tmp_path / "old")
    write(tmp_path, "elsewhere/a.md", "Title: A\nDate: 2020-01-01\n\nA.\n")
    write(tmp_path / "old", "pelicanconf.py", 'SITENAME = "A"\nPATH = "../elsewhere"\n')

    code, printed = adopt()

    assert code == 2
    assert "is outside" in printed


def test_a_post_that_pelican_cannot_read_is_kept_for_a_person(adopt, new, tmp_path):
    """The others are adopted."""
    pelican_site(tmp_path / "old")
    write(tmp_path / "old", "content/news/undated.md", "Title: No day\n\nWords.\n")

    code, printed = adopt()

    assert code == 0
    assert "news/undated.md" in printed
    assert (new / "by-hand/news/undated.md.txt").is_file()


def test_the_settings_work_with_pelican_itself(adopt, new, tmp_path):
    """From the folder of the project, as its own do."""
    jekyll_site(tmp_path / "old")
    adopt()
    words = [sys.executable, "-P", "-m", "pelican", str(new), "-s", str(new / "siteconf.py")]

    done = subprocess.run(
        [*words, "--print-settings", "SITENAME"],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert "SITENAME" in done.stdout
