"""Links to files of the content folder: which are there, and which were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.intrasite import normalise
from plugins.posts.linked_posts import LinkedPosts
from plugins.posts.questions import Refusal, answer
from plugins.posts.site_context import ContentSiteContext
from tests.publishing.small_site import write


@pytest.fixture
def content(tmp_path):
    """A content folder with posts and documents, some of which have odd names."""
    for name in (
        "articles/cold-knees.md", "articles/two words & more.md", "articles/plan.pdf",
        "articles/deep/inner.md", "pages/team.md", "files/Stretches one.pdf", "extra/rota.csv",
        "data/secret.md", "data/secret.pdf", "articles/old.rst", "files/walk.docx",
    ):  # fmt: skip
        write(tmp_path, f"content/{name}", "---\ntitle: A title\n---\nx")
    write(tmp_path, "outside.md", "---\ntitle: Private\n---\nx")
    return tmp_path / "content"


def context(content, folder="articles", country=""):
    """Answers a post in a folder; pictures are not asked for."""
    linked = LinkedPosts(content)
    return ContentSiteContext(content / folder, content, "", ("extra",), None, linked, country)


def test_a_number_is_dialled_in_the_country_of_the_clinic(content):
    """The answer has the severity of what is wrong."""
    assert answer(context(content, country="GB"), "link", "tel:111") == "tel:111"
    assert answer(context(content), "link", "tel:01632") == "tel:01632"
    refused = answer(context(content, country="GB"), "link", "tel:01632")
    unused = answer(context(content, country="GB"), "link", "tel:020 5946 0303")

    assert (refused.rule, refused.severity) == ("clinic/impossible-phone", "error")
    assert (unused.rule, unused.severity) == ("clinic/unused-phone", "warning")
    assert unused.error().severity == "warning"


def link(content, href, folder="articles"):
    """The address for a link, or the refusal."""
    return answer(context(content, folder), "link", normalise(href))


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("cold-knees.md", "{filename}cold-knees.md"),
        ("../pages/team.md#fern", "{filename}../pages/team.md#fern"),
        ("{filename}/pages/team.md", "{filename}/pages/team.md"),
        ("/pages/team.md", "{filename}/pages/team.md"),
        ("old.rst", "{filename}old.rst"),
        ("two words & more.md", "{filename}two words & more.md"),
        ("{filename}two words & more.md", "{filename}two words %26 more.md"),
        ("two%20words%20%26%20more.md", "{filename}two%20words%20%26%20more.md"),
        ("plan.pdf", "{static}plan.pdf"),
        ("{filename}plan.pdf#page=2", "{static}plan.pdf#page=2"),
        ("/files/Stretches one.pdf", "{static}/files/Stretches one.pdf"),
        ("{static}/extra/rota.csv", "{static}/extra/rota.csv"),
        ("/extra/rota.csv", "{static}/extra/rota.csv"),
        ("{tag}Knees & hips", "{tag}Knees %26 hips"),
        ("/files/gone.pdf", "/files/gone.pdf"),
        ("/gone.md", "/gone.md"),
        ("/contact/", "/contact/"),
    ],
)
def test_a_link_to_a_file_that_is_there_has_a_prefix(content, href, address):
    """However its name is written; the check of the whole site looks at other addresses."""
    assert link(content, href) == address


@pytest.mark.parametrize(
    ("href", "folder", "meant"),
    [
        ("cold-kness.md", "articles", "cold-knees.md"),
        ("Cold Knees.md", "articles", "cold-knees.md"),
        ("cold_knees.md", "articles", "cold-knees.md"),
        ("team.md", "articles", "../pages/team.md"),
        ("../pages/tem.md", "articles", "../pages/team.md"),
        ("..\\pages\\team.md", "articles", "../pages/team.md"),
        ("{filename}team", "articles", "../pages/team.md"),
        ("{filename}/articles/team.md", "articles", "../pages/team.md"),
        ("cold-knees.md", "pages", "../articles/cold-knees.md"),
        ("articles/inner.md", "articles", "deep/inner.md"),
        ("olt.rst", "articles", "old.rst"),
    ],
)
def test_a_missing_post_has_the_one_that_was_meant_in_its_hint(content, href, folder, meant):
    """As it has to be written in that folder."""
    refusal = link(content, href, folder)

    assert refusal.rule == "article-body/missing-post"
    assert refusal.hint == f"Did you mean “{meant}”?"


@pytest.mark.parametrize("href", ["zebra.md", "{filename}", "{filename}#a", "secret.md", "x\0.md",
                                  f"{'x' * 300}.md"])  # fmt: skip
def test_a_missing_post_may_be_like_no_other(content, href):
    """The data files are no posts."""
    refusal = link(content, href)

    assert refusal.rule == "article-body/missing-post"
    assert "Did you mean" not in refusal.hint


@pytest.mark.parametrize(
    ("href", "hint"),
    [
        ("Stretches one.pdf", "`{static}/files/Stretches one.pdf`"),
        ("stretches-one.pdf", "“{static}/files/Stretches one.pdf”"),
        ("../walk.docx", "`{static}/files/walk.docx`"),
        ("walk.pdf", "“{static}/files/walk.docx”"),
        ("plans.pdf", "“plan.pdf”"),
        ("{static}/rota.csv", "`{static}/extra/rota.csv`"),
    ],
)
def test_a_missing_document_has_the_one_that_was_meant_in_its_hint(content, href, hint):
    """With where it lies."""
    refusal = link(content, href)

    assert refusal.rule == "article-body/missing-file"
    assert hint in refusal.hint


@pytest.mark.parametrize("href", ["leaflet.pdf", "{attach}leaflet.pdf", "{static}/x/leaflet.pdf"])
def test_a_missing_document_has_its_place_in_the_hint(content, href):
    """Beside the post, or in one folder for all."""
    refusal = link(content, href)

    assert refusal.rule == "article-body/missing-file"
    assert "content/files/" in refusal.hint
    assert "`{static}/files/leaflet.pdf`" in refusal.hint
    assert "Did you mean" not in refusal.hint


@pytest.mark.parametrize("href", ["../../outside.md", "{filename}/../outside.md", "out.md"])
def test_nothing_outside_of_content_is_there(content, href):
    """Neither its title nor whether it exists is told."""
    (content / "articles" / "out.md").symlink_to(content.parent / "outside.md")

    assert isinstance(link(content, href), Refusal)
    assert answer(context(content), "title", href) == ""


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("---\ntitle: Cold knees\ndate: 2026-01-02\n---\n", "Cold knees"),
        ("---\ndate: 2026-01-02\ntitle: 'Cold knees' \n---\n", "Cold knees"),
        ('---\r\ntitle: "Cold knees"\r\n---\r\n', "Cold knees"),
        ("Title: Cold knees\nDate: 2026-01-02\n\n", "Cold knees"),
        ("---\ntitle: >\n  Cold knees\n---\n", ""),
        ("---\ntitle:\n---\n", ""),
        ("---\nslug: title\n---\n", ""),
    ],
)
def test_the_title_of_a_post_is_read(content, start, title):
    """If it is on one line; the front matter is not parsed here."""
    (content / "pages" / "team.md").write_bytes(start.encode())

    assert answer(context(content), "title", "../pages/team.md") == title
    assert answer(context(content), "title", "{filename}/pages/team.md") == title


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A content folder without files."""
    return tmp_path_factory.mktemp("empty")


@given(href=st.text() | st.text(st.sampled_from("{}filenamstc/.\\#?% &\0md")))
def test_any_link_has_an_answer(empty, href):
    """Nothing else is raised."""
    asked = context(empty, "")

    for prefix in ("", "{filename}", "{static}"):
        found = answer(asked, "link", prefix + href)
        assert found.hint if isinstance(found, Refusal) else found.endswith(href[-1:])
        assert answer(asked, "title", prefix + href) == ""


def test_the_digest_of_a_file_is_that_of_its_bytes(content):
    """A file that is not there has none."""
    site, path = context(content), content / "words.txt"
    assert answer(site, "file", "words.txt") == ""

    path.write_text("words", "utf-8")
    first = answer(site, "file", "words.txt")
    path.write_text("other words", "utf-8")

    assert len({"", first, answer(site, "file", "words.txt")}) == 3
