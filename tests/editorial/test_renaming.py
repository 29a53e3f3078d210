"""The command that gives a post another slug."""

import shutil

import pytest

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
        ("warm", "warm", "another name"),
        ("warm", "", "another name"),
        ("warm", "Warming Up!", "warming-up"),
        ("warm", "../about", "cannot be"),
        ("warm", "con", "cannot be"),
        ("warm", "cool", "already"),
        ("warm", "w2", "there already"),
    ],
)
def test_what_cannot_be_done_changes_nothing(site, capsys, old, new, said):
    """One sentence says why, and what to write instead."""
    write(site, "content/articles/w2.nb.md", "no front matter, so no post")
    shutil.copy(site / "content/images/dot.png", site / "content/images/w2.png")
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


@pytest.mark.slow
def test_every_address_of_a_site_stays_alive(tmp_path):
    """Before and after: a post with a translation, an alias, a pin, a series and pictures."""
    content = shutil.copytree(SAMPLE / "content", tmp_path / "content")
    settings = SAMPLE / "siteconf.py"
    before = build("html", output=tmp_path / "before", content=content, settings=settings)

    for old, new in (("walking-to-work", "more-steps"), ("first-visit", "your-first-visit")):
        words = ["rename", old, new, "--input", str(content), "--settings", str(settings)]
        assert main(words) == 0

    after = build("html", output=tmp_path / "after", content=content, settings=settings)
    assert before.returncode == after.returncode == 0, after.stderr
    pages = {path for path in snapshot(tmp_path / "before") if path.endswith(".html")}
    assert pages - snapshot(tmp_path / "after").keys() == set()
    assert before.stderr.count("warning:") == after.stderr.count("warning:")
