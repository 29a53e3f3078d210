"""What the old site has kept from its visitors, or from its lists, is kept from ours too."""

from datetime import UTC, datetime

import pytest

from plugins.migration.hugo_site import read_hugo
from plugins.migration.jekyll_site import read_jekyll
from plugins.migration.kept_back import standing
from tests.migration.test_odd_sites import HUGO, JEKYLL, TOP, front, new_site, notes_of
from tests.publishing.small_site import PICTURE

NOW = datetime(2026, 3, 14, tzinfo=UTC)
POST = "articles/posts/a.md"


@pytest.fixture(autouse=True)
def _at_a_fixed_time(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


def hugo(folder, files):
    """The new folder for an old site of Hugo with these files below content/."""
    old = {f"content/{name}": text for name, text in files.items()}
    return new_site(folder, read_hugo, {**HUGO, **old})


@pytest.mark.parametrize(
    "keys",
    [
        "draft: y", "draft: t", "Draft: TRUE", "draft: [true]", 'draft: "yes"', "draft: maybe",
        "build:\n  render: never\n  list: never", "_build:\n  list: never", "headless: true",
        "build: {list: local}", 'publishDate: "1 January 2099"', "pubdate: soon",
        "expiryDate: 2021-01-01", 'expiryDate: "1 Jan 2021"', "unpublishDate: 2021-01-01",
        "private: true", "published: false", "status: draft", "status: pending",
        "visibility: friends", "params: {draft: true}",
    ],
)  # fmt: skip
def test_a_post_that_is_not_public_becomes_a_draft(tmp_path, keys):
    """So does one with a value that is not known to mean that it is public."""
    new = hugo(tmp_path, {"posts/a.md": TOP.format(f"{keys}\n")})

    assert "status: draft\n" in front(new, POST)
    assert [POST in note for note in notes_of(new, "kept back")] == [True]


@pytest.mark.parametrize("keys", ["hidden: true", "unlisted: yes", "status: hidden"])
def test_a_post_outside_lists_stays_outside_them(tmp_path, keys):
    """It has a page that nothing leads to."""
    new = hugo(tmp_path, {"posts/a.md": TOP.format(f"{keys}\n")})

    assert "status: hidden\n" in front(new, POST)
    assert len(notes_of(new, "kept back")) == 1


def test_what_is_hidden_and_a_draft_is_a_draft():
    """Whichever key is first."""
    assert standing({"hidden": "true", "expirydate": "2020-01-01"}, NOW).status == "draft"


@pytest.mark.parametrize(
    "keys",
    [
        "draft: false", "draft: no", "draft:", "published: true", "published: 2020-01-01",
        "hidden: false", "status: publish", "build: {render: always}", "publishDate: 2020-01-01",
    ],
)  # fmt: skip
def test_a_public_post_stays_public(tmp_path, keys):
    """With nothing in the list."""
    new = hugo(tmp_path, {"posts/a.md": TOP.format(f"{keys}\n")})

    assert "\nstatus:" not in front(new, POST)
    assert notes_of(new, "kept back") == []


def test_a_day_on_which_a_post_will_end_is_noted(tmp_path):
    """A post does not end here."""
    new = hugo(tmp_path, {"posts/a.md": TOP.format("expiryDate: 2027-01-01\n")})

    assert "\nstatus:" not in front(new, POST)
    assert ["stays public" in note for note in notes_of(new, "kept back")] == [True]


@pytest.mark.parametrize("key", ["publishDate", "pubdate", "published", "published_at"])
def test_a_post_waits_for_the_last_of_its_days(tmp_path, key):
    """Also if it has no other date."""
    row = f"{key}: 2099-01-01\n"

    new = hugo(tmp_path, {"posts/a.md": TOP.format(row), "posts/b.md": f"---\n{row}---\nB.\n"})

    assert "date: 2099-01-01 00:00:00\n" in front(new, POST)
    assert "date: 2099-01-01 00:00:00\n" in front(new, "articles/posts/b.md")


def test_a_page_that_waits_for_its_day_is_a_draft(tmp_path):
    """Only articles wait here."""
    new = hugo(tmp_path, {"about.md": TOP.format("publishDate: 2099-01-01\n")})

    assert "status: draft\n" in front(new, "pages/about.md")


def test_a_date_that_cannot_be_read_may_be_in_the_future(tmp_path):
    """So the post is a draft."""
    new = hugo(tmp_path, {"posts/a.md": "---\ndate: 1 January 2099, noon-ish\n---\nA.\n"})

    assert "status: draft\n" in front(new, "pages/posts/a.md")


def test_the_settings_may_name_other_keys_for_days(tmp_path):
    """As in `[frontmatter]`."""
    toml = '[frontmatter]\npublishDate = ["embargo"]\nexpiryDate = ["Until"]\n'
    files = {"hugo.toml": HUGO["hugo.toml"] + toml}
    files["content/posts/a.md"] = TOP.format("embargo: 2099-01-01\n")
    files["content/posts/b.md"] = TOP.format("until: 2021-01-01\n")

    new = new_site(tmp_path, read_hugo, files)

    assert "date: 2099-01-01 00:00:00\n" in front(new, POST)
    assert "status: draft\n" in front(new, "articles/posts/b.md")


@pytest.mark.parametrize(
    ("index", "is_draft"),
    [
        ("cascade:\n  draft: true", True), ("cascade:\n- build: {render: never}", True),
        ("cascade:\n- _target: {path: /x/**}\n  draft: true", True), ("draft: true", False),
        ("cascade: {params: {private: true}}", True), ("cascade: {draft: false}", False),
        ("cascade: [", True),
    ],
)  # fmt: skip
def test_folders_pass_on_what_keeps_posts_back(tmp_path, index, is_draft):
    """From the page of a list to the posts in all folders below it, unless they say otherwise."""
    files = {
        "posts/_index.md": f"---\n{index}\n---\n",
        "posts/2020/a.md": TOP.format(""),
        "posts/2020/b.md": TOP.format("draft: false\nbuild: {render: always}\nprivate: false\n"),
        "news/c.md": TOP.format(""),
    }

    new = hugo(tmp_path, files)

    drafts = [path for path in new.texts if b"\nstatus: draft" in new.texts[path]]
    assert drafts == (["articles/posts/2020/a.md"] if is_draft else [])


def test_the_settings_pass_on_what_keeps_posts_back(tmp_path):
    """A key of a post for certain posts only does not make one public."""
    toml = "[cascade]\ndraft = true\n"
    files = {"hugo.toml": HUGO["hugo.toml"] + toml, "content/posts/a.md": TOP.format("")}
    files["content/posts/_index.md"] = "---\ncascade: {target: {kind: page}, draft: false}\n---\n"

    new = new_site(tmp_path, read_hugo, files)

    assert "status: draft\n" in front(new, POST)
    assert notes_of(new, "setting") == []


@pytest.mark.parametrize(
    "keys", ["draft: true", "publishDate: 2099-01-01", "expiryDate: 2021-01-01", "draft: ["]
)
def test_files_of_a_post_that_is_not_public_are_not_published(tmp_path, keys):
    """They are copied for a person to look at."""
    files = {
        "posts/a/index.md": TOP.format(f"{keys}\n"),
        "posts/a/secret.PDF": b"%PDF",
        "posts/a/deep/secret.png": PICTURE,
    }

    new = hugo(tmp_path, files)

    assert [path for path in new.copies if path.startswith(("extra/", "images/"))] == []
    assert {
        "by-hand/content/posts/a/secret.PDF.txt",
        "by-hand/content/posts/a/deep/secret.png.txt",
    } <= {*new.copies}
    assert sum("secret" in note for note in notes_of(new, "file")) == 2


@pytest.mark.parametrize(
    "index", ["index.html", "index.org", "index.ad", "index.mmark", "index.fr.md", "Index.md"]
)
def test_files_of_a_post_that_is_not_adopted_are_not_published(tmp_path, index):
    """It may be a draft."""
    toml = HUGO["hugo.toml"] + "[languages.fr]\n"
    files = {"hugo.toml": toml, f"content/posts/a/{index}": TOP.format("")}

    new = new_site(tmp_path, read_hugo, {**files, "content/posts/a/secret.pdf": b"%PDF"})

    assert [path for path in new.copies if path.startswith("extra/")] == []


@pytest.mark.parametrize("index", ["draft: true", "draft: ["])
def test_files_beside_a_first_page_that_is_not_public_are_not_published(tmp_path, index):
    """In the folder content/ itself."""
    new = hugo(tmp_path, {"index.md": TOP.format(f"{index}\n"), "secret.pdf": b"%PDF"})

    assert "by-hand/content/secret.pdf.txt" in new.copies
    assert "extra/secret.pdf" not in new.copies


@pytest.mark.parametrize("name", ["posts/_content.gotmpl", "posts/_INDEX.md", "posts/a.ad"])
def test_sources_of_pages_are_not_published_as_files(tmp_path, name):
    """They may have drafts in them."""
    new = hugo(tmp_path, {name: "---\ntitle: A\n---\nA."})

    assert {path for path in new.copies if "posts" in path} == {f"by-hand/content/{name}.txt"}
    assert [path for path in new.texts if "posts" in path] == []


def test_files_of_a_list_that_is_not_public_are_not_published(tmp_path):
    """Nor are those of a folder whose posts are drafts because of the folder above it."""
    files = {
        "posts/_index.md": "---\ndraft: true\n---\n",
        "posts/secret.pdf": b"%PDF",
        "news/_index.md": "---\ncascade: {draft: true}\n---\n",
        "news/2020/secret.pdf": b"%PDF",
        "open/free.pdf": b"%PDF",
    }

    new = hugo(tmp_path, files)

    assert [path for path in new.copies if path.startswith("extra/")] == ["extra/open/free.pdf"]


@pytest.mark.parametrize("name", ["part.md", "part.MD", "part.mdown", "deep/part.markdown"])
def test_texts_beside_a_post_are_part_of_it(tmp_path, name):
    """They were no pages, and may be private."""
    files = {"posts/a/index.md": TOP.format(""), f"posts/a/{name}": TOP.format("")}

    new = hugo(tmp_path, files)

    assert [path for path in new.texts if "part" in path] == []
    assert f"by-hand/content/posts/a/{name}.txt" in new.copies


def test_names_of_files_may_be_in_capitals(tmp_path):
    """A post is one whatever the case of its ending."""
    new = hugo(
        tmp_path, {"posts/a.MD": TOP.format("draft: true\n"), "posts/b.Org": "#+draft: true"}
    )

    assert "status: draft\n" in front(new, POST)
    assert [path for path in new.copies if path.startswith("extra/")] == []


@pytest.mark.parametrize(
    ("keys", "status"),
    [
        ("private: true", "draft"), ("draft: yes", "draft"), ("status: draft", "draft"),
        ("pubdate: 2099-01-01", "draft"), ("expirydate: 2020-01-01", "draft"),
        ("hidden: true", "hidden"), ("unlisted: true", "hidden"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["_posts/2020-01-02-a.md", "a.md"])
def test_the_same_keys_keep_a_post_of_jekyll_back(tmp_path, path, keys, status):
    """Which reads few of them itself, but somebody wrote them for a reason."""
    new = new_site(tmp_path, read_jekyll, {**JEKYLL, path: TOP.format(f"{keys}\n")})

    (post,) = [text for name, text in new.texts.items() if name.endswith("a.md")]
    assert f"\nstatus: {status}\n".encode() in post
    assert len(notes_of(new, "kept back")) == 1


def test_the_defaults_of_jekyll_keep_posts_back(tmp_path):
    """Those in the settings; a public post and an old draft have nothing in the list."""
    config = "defaults: [{scope: {path: notes}, values: {private: true}}]\n"
    files = {"_config.yml": JEKYLL["_config.yml"] + config, "_drafts/c.md": TOP.format("")}
    files |= {"notes/a.md": TOP.format(""), "b.md": TOP.format("")}

    new = new_site(tmp_path, read_jekyll, files)

    assert ["notes/a.md" in note for note in notes_of(new, "kept back")] == [True]
    assert "status: draft\n" in front(new, "pages/notes/a.md")
    assert "status:" not in front(new, "pages/b.md")
