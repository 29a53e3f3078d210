"""The command that gives a post another slug."""

import shutil
import subprocess

import pytest

from plugins.editorial import renaming
from plugins.editorial.__main__ import main
from tests.building import SAMPLE, build, snapshot
from tests.publishing.small_site import edit, small_site, write

POST = "---\ntitle: {}\ndate: 2026-01-03\n{}---\n{}\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A small clinic whose posts name each other in each way; the current folder is its project."""
    monkeypatch.chdir(tmp_path)
    folder = small_site(tmp_path / "site")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FROM", "")
    monkeypatch.setenv("TO", "")
    image = "image: {src: warm.png, alt: A red dot}\n"
    edit(
        folder,
        "content/articles/warm.md",
        "author:",
        f"series: Race\naliases: [/w/]\n{image}author:",
    )
    edit(folder, "content/articles/cool.md", "author:", "series: Race\nrelated: [warm]\nauthor:")
    more = "lang: nb\nslug: warm\ntranslation: true\n"
    write(folder, "content/articles/warm.nb.md", POST.format("Varm opp", more, "Ord."))
    for name in ("warm.png", "warm-shoes.png"):
        shutil.copy(folder / "content/images/dot.png", folder / "content/images" / name)
    write(folder, "content/articles/c.md", POST.format("C", "", "![Shoes](warm-shoes.png)"))
    clinic = "name: Fjord Clinic\nstart_here: [warm]\n"
    edit(folder, "content/data/clinic.yaml", "name: Fjord Clinic\n", clinic)
    return folder


def rename(old, new):
    """Run the command; returns its exit code."""
    return main(["rename", old, new])


def files(folder):
    """The contents of the content folder."""
    return snapshot(folder / "content")


def test_all_that_names_a_post_is_changed(site, capsys):
    """And nothing else; each file is named."""
    before = files(site)

    assert rename("warm", "warming") == 0

    after = files(site)
    renamed = ("articles/warm.md", "articles/warm.nb.md", "images/warm.png")
    assert after.keys() == {
        name.replace("/warm.", "/warming.") if name in renamed else name for name in before
    }
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert changed == {"articles/cool.md", "data/clinic.yaml"}
    assert b"related: [warming]" in after["articles/cool.md"]
    assert b"](/articles/warming/)" in after["articles/cool.md"]
    assert (
        b"aliases: [/w/, /articles/warm/]\nimage: {src: warming.png" in after["articles/warming.md"]
    )
    assert b"aliases: [/nb/articles/warm/]" in after["articles/warming.nb.md"]
    assert b"start_here: [warming]" in after["data/clinic.yaml"]
    printed = capsys.readouterr().out
    assert [name for name in (*renamed, *changed) if f"content/{name} " not in printed] == []


def test_pictures_beside_a_post_are_renamed_too(site):
    """But no document, whose address is its name, and none of what another post shows."""
    words = "![One](warm-1.png) ![Two](warm-2.png) [leaflet](warm.pdf)"
    edit(site, "content/articles/warm.nb.md", "Ord.", words)
    write(site, "content/articles/e.md", POST.format("E", "", "![Two](warm-2.png)"))
    for name in ("warm-1.png", "warm-2.png", "warm.pdf"):
        shutil.copy(site / "content/images/dot.png", site / "content/articles" / name)

    assert rename("warm", "warming") == 0

    names = {path.name for path in (site / "content/articles").iterdir()}
    assert {"warming-1.png", "warm-2.png", "warm.pdf"} <= names
    assert "warm-1.png" not in names
    text = (site / "content/articles/warming.nb.md").read_text("utf-8")
    assert words.replace("warm-1", "warming-1") in text


@pytest.mark.usefixtures("site")
def test_git_shows_the_changes_only_of_files_that_it_knows(capsys):
    """A post that was never added has none, and a folder may be no repository."""

    def is_named(old, new):
        assert rename(old, new) == 0
        return "git diff" in capsys.readouterr().out

    assert not is_named("c", "d")
    subprocess.run(["git", "init", "-q"], check=True)
    assert not is_named("d", "e")
    subprocess.run(["git", "add", "content/articles/e.md"], check=True)
    assert is_named("e", "f")


def test_a_name_and_back_changes_only_the_aliases(site):
    """The address that the post has again is none of them."""
    before = files(site)

    assert [rename("warm", "warming"), rename("warming.md", "warm")] == [0, 0]

    after = files(site)
    posts = {name: data for name, data in after.items() if name.startswith("articles/warm.")}
    assert b"aliases: [/w/, /articles/warming/]" in posts["articles/warm.md"]
    assert {**after, **before} == {**before} == {**after, **{name: before[name] for name in posts}}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", "FROM=old TO=new"),
        ("wram", "new", "Did you mean “warm”?"),
        ("torn", "new", "articles/torn.md cannot be read"),
        ("articles/torn.md", "new", "articles/torn.md cannot be read"),
        ("warm", "warm", "another name"),
        ("warm", "", "another name"),
        ("warm", "Warming Up!", "warming-up"),
        ("warm", "../about", "cannot be"),
        ("warm", "con", "cannot be"),
        ("warm", "cool", "already"),
        ("warm", "w2", "there already"),
        ("warm", "W2.md", "cannot be"),
        ("warm", "null", "no word"),
        ("warm", "b2", "has the address"),
        ("warm", "gone", "redirects.yaml"),
    ],
)
def test_what_cannot_be_done_changes_nothing(site, capsys, old, new, said):
    """One sentence says why, and what to write instead."""
    write(site, "content/articles/w2.nb.md", "no front matter, so no post")
    write(site, "content/articles/torn.md", "---\ntitle: Torn: a muscle\n---\n")
    shutil.copy(site / "content/images/dot.png", site / "content/images/w2.png")
    write(site, "content/pages/b.md", POST.format("B", "url: articles/b2/\n", "Words."))
    write(site, "content/data/redirects.yaml", "- {from: /articles/gone/, to: /about/}\n")
    before = files(site)

    assert rename(old, new) == 2

    assert said in capsys.readouterr().err
    assert files(site) == before


@pytest.mark.parametrize("kind", ["articles", "pages"])
def test_an_alias_of_another_post_is_not_taken(site, capsys, kind):
    """Both would lead to one address."""
    write(
        site, f"content/{kind}/d.md", POST.format("D", "aliases: [/articles/warming]\n", "Words.")
    )

    assert rename("warm", "warming") == 2
    assert f"{kind}/d.md" in capsys.readouterr().err


def test_an_article_and_a_page_of_one_slug(site, capsys):
    """The name of the file says which is meant."""
    write(site, "content/pages/warm.md", POST.format("Warm", "", "Words."))

    assert rename("warm", "warming") == 2
    assert (
        "Both articles/warm.md and articles/warm.nb.md and pages/warm.md" in capsys.readouterr().err
    )
    assert rename("content/pages/warm.md", "warming") == 0
    assert (site / "content/pages/warming.md").exists()
    assert (site / "content/articles/warm.md").exists()


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(site, capsys, monkeypatch):
    """What has been done is taken back."""
    before, real = files(site), type(site).rename

    def refuse(path, target):
        if path.suffix == ".png":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, target)

    monkeypatch.setattr(type(site), "rename", refuse)

    assert rename("warm", "warming") == 2
    assert "warm.png" in capsys.readouterr().err
    assert files(site) == before


def test_a_draft_leaves_no_address(site):
    """Nobody has seen it."""
    edit(site, "content/articles/cool.md", "author:", "status: draft\nauthor:")

    assert rename("cool", "cooling") == 0

    assert "aliases" not in (site / "content/articles/cooling.md").read_text()


def test_ends_of_lines_and_marks_of_byte_order_stay(site):
    """Such as of a file that was written on Windows."""
    text = POST.format("D", "", "[a](warm.md)\nb").replace("\n", "\r\n")
    (site / "content/articles/d.md").write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert rename("warm", "warming") == 0

    after = (site / "content/articles/d.md").read_bytes()
    assert after == b"\xef\xbb\xbf" + text.replace("warm.md", "warming.md").encode()


@pytest.mark.parametrize(
    ("name", "front", "old", "expected"),
    [
        ("Warm Up.md", "", "warm-up", "slug: new"),
        ("hot_day.md", "", "hot_day", "title: A"),
        ("2021-09-28-run.md", "", "2021-09-28-run", "date: 2021-09-28"),
        ("x.md", "slug:\n", "x", "slug:\n"),
        ("x.markdown", "", "x", "aliases: [/articles/x/]"),
        ("X.MD", "slug: hot\n", "hot", "slug: new"),
    ],
)
def test_a_post_has_the_new_slug_whatever_its_file_is_called(site, name, front, old, expected):
    """What its name said is written into it, if the new name does not say it."""
    date = "" if name[0] == "2" else "date: 2026-01-03\n"
    text = f"---\ntitle: A\n{date}{front}---\nWords on [cool](cool.md).\n"
    write(site, f"content/articles/{name}", text)

    assert rename(old, "new") == 0

    folder = site / "content/articles"
    [path] = [each for each in folder.iterdir() if b"Words on" in each.read_bytes()]
    assert expected in path.read_text()
    assert path.stem in {"new", name.partition(".")[0]}
    assert ("slug: new" in path.read_text()) is (path.stem != "new")


def test_posts_that_cannot_be_changed_are_named(site, capsys):
    """Those with the old name that cannot be read; another format is changed by hand."""
    write(site, "content/articles/r.rst", "R\n###\n\n:date: 2026-01-01\n\n/articles/warm/\n")
    assert rename("warm", "warming") == 0
    assert "r.rst may have the old name" in capsys.readouterr().out

    write(site, "content/articles/d.md", "---\ntitle: a: b\n---\n[w](warming.md)\n")
    before = files(site)

    assert rename("warming", "warm") == 2
    assert "d.md" in capsys.readouterr().err
    assert files(site) == before


def test_a_file_that_is_not_about_the_post_need_not_be_right(site):
    """Nor any YAML."""
    write(site, "content/articles/d.md", "---\ntitle: a: b\n---\nWords.\n")
    write(site, "content/extra/two.yaml", "a: 1\n---\nb: 2\n")

    assert rename("warm", "warming") == 0


def test_an_address_that_a_slug_does_not_tell(site, capsys):
    """Such as one with a category."""
    with (site / "pelicanconf.py").open("a") as file:
        file.write('ARTICLE_URL = "{category}/{slug}/"\n')

    assert rename("warm", "warming") == 2
    assert "ARTICLE_URL" in capsys.readouterr().err


def test_folders_of_the_settings(site):
    """As Pelican reads them: all, or with a slash; and a post with an address of its own."""
    with (site / "pelicanconf.py").open("a") as file:
        file.write('ARTICLE_PATHS = [""]\nPAGE_PATHS = ["pages/"]\n')
    front = "url: special/\nslug: own\naliases: [/articles/own/]\n"
    path = write(site, "content/notes/e.md", POST.format("E", front, "Words."))
    edit(site, "content/articles/cool.md", "/articles/warm/", "/articles/own/")

    assert rename("own", "mine") == 0

    assert path.read_text() == POST.format("E", front.replace("slug: own", "slug: mine"), "Words.")
    assert "/articles/own/" in (site / "content/articles/cool.md").read_text()


def test_two_files_of_one_name(site, capsys):
    """The folder says which."""
    path = write(site, "content/articles/sub/warm.md", POST.format("D", "slug: other\n", "Words."))

    assert rename("warm.md", "warming") == 2
    assert "articles/sub/warm.md" in capsys.readouterr().err
    assert rename("articles/sub/warm.md", "warming") == 0
    assert "slug: warming" in path.read_text()


def test_an_interruption_changes_nothing(site, monkeypatch):
    """Whatever has been written is taken back."""
    before, real = files(site), renaming.atomic_write
    calls = iter(range(1000))

    def interrupted(path, **options):
        if next(calls) == 1:
            raise KeyboardInterrupt
        return real(path, **options)

    monkeypatch.setattr(renaming, "atomic_write", interrupted)

    with pytest.raises(KeyboardInterrupt):
        rename("warm", "warming")
    assert files(site) == before


@pytest.mark.usefixtures("site")
def test_settings_that_are_not_there(capsys):
    """One sentence says so."""
    assert main(["rename", "warm", "warming", "--settings", "nope.py"]) == 2
    assert "nope.py" in capsys.readouterr().err


@pytest.mark.slow
def test_every_address_of_a_site_stays_alive(tmp_path):
    """Before and after: all posts of a site in two languages, with what posts may have.

    Among them are translations, aliases, pins, a series, pictures, and one that is not translated.
    """
    content = shutil.copytree(SAMPLE / "content", tmp_path / "content")
    settings = SAMPLE / "siteconf.py"
    before = build("html", output=tmp_path / "before", content=content, settings=settings)

    names = {path.stem.removesuffix(".nb") for path in content.glob("*/*.md")}
    for old in sorted(names):
        words = ["rename", old, f"new-{old}", "--input", str(content), "--settings", str(settings)]
        assert main(words) == 0

    after = build("html", output=tmp_path / "after", content=content, settings=settings)
    assert before.returncode == after.returncode == 0, after.stderr
    pages = {path for path in snapshot(tmp_path / "before") if path.endswith(".html")}
    assert pages - snapshot(tmp_path / "after").keys() == set()
    assert before.stderr.count("warning:") == after.stderr.count("warning:")
