"""Which files a link has published."""

import pytest

from plugins.article_body.intrasite import LinkError
from plugins.article_body.linked_files import KINDS, check, problem
from tests.publishing.small_site import write


@pytest.fixture
def content(tmp_path):
    """A content folder with files of many kinds, and a secret beside it."""
    write(tmp_path, "content/files/x.pdf", "x")
    write(tmp_path, "content/articles/draft.md", "d")
    write(tmp_path, "content/data/people.yaml", "p")
    write(tmp_path, "content.md", "s")
    (tmp_path / "content/files/out.pdf").symlink_to(tmp_path / "content.md")
    (tmp_path / "content/files/facts.csv").symlink_to(tmp_path / "content/data/people.yaml")
    return tmp_path / "content"


@pytest.mark.parametrize(
    "path", ["files/x.pdf", "files/../files/x.pdf", "./files/x.pdf", "gone.pdf", "REPORT.PDF"]
)
def test_a_file_of_the_content_folder_may_be_copied(content, path):
    """One that is not there is told of as a dead link."""
    assert problem(path, content) is None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_documents_and_recordings_may(content, kind):
    """A browser shows, plays or saves them."""
    assert problem(f"files/x{kind}", content) is None


@pytest.mark.parametrize(
    "name",
    [
        "x.html", "x.htm", "x.xhtml", "x.xht", "x.shtml", "x.phtml", "x.svg", "x.svgz", "x.xml",
        "x.xsl", "x.xslt", "x.js", "x.mjs", "x.css", "x.swf", "x.jar", "x.wasm", "x.php", "x.py",
        "x.cgi", "x.md", "x.rst", "x.yaml", "x.json", "x.ini", "x.pem", "x.sqlite", "x.pdf.html",
        "x.pdf ", "x.eml", "x.mht", "x.hta", "x.exe", "x.docm", "Makefile", "x", "x.", "X.HTML",
    ],
)  # fmt: skip
def test_a_file_that_may_run_or_is_of_an_unknown_kind_may_not(content, name):
    """What is not on the list is refused, whatever the letter case."""
    assert problem(f"files/{name}", content)


@pytest.mark.parametrize("name", [".env", ".env.pdf", ".git/x.pdf", ".well-known/x.txt"])
def test_a_hidden_file_may_not(content, name):
    """Nor one in a hidden folder."""
    assert problem(f"files/{name}", content)
    assert problem(name, content)


@pytest.mark.parametrize(
    "path", ["data/people.yaml", "data/x.pdf", "Data/x.csv", "files/../data/x.csv",
             "files/facts.csv"],
)  # fmt: skip
def test_what_lies_among_the_facts_may_not(content, path):
    """Of any kind, and by a link on the disk either; whatever folders a site publishes whole."""
    assert problem(path, content)
    assert problem(path, content, [""])
    assert problem(path, content, ["extra", "files", "data"])


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../content.md", "it leads out of content/"),
        ("files/../../content.md", "it leads out of content/"),
        ("/etc/passwd", "it leads out of content/"),
        ("../../../../../../etc/passwd", "it leads out of content/"),
        ("../content/files/x.pdf", "it leads out of content/"),
        ("files/out.pdf", "it leads out of content/"),
        ("files", "it names a whole folder"),
        (".", "it names a whole folder"),
    ],
)
def test_where_it_may_not_lie(content, path, why):
    """Each reason has a hint."""
    found = problem(path, content)

    assert found
    assert found[0] == why
    assert found[1].endswith(".")


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("extra/x.html", False),
        ("extra/_headers", False),
        ("extra/.well-known/security.txt", False),
        ("extra/.htaccess", False),
        ("extra/.nojekyll", False),
        ("extra/.env", True),
        ("extra/.git/config", True),
        ("extra/.well-known/.secret", True),
        ("extra/../data/people.yaml", True),
        ("extra/../x.html", True),
    ],
)
def test_what_the_owner_publishes_whole_is_the_owners_own(content, path, refused):
    """But for hidden files that no host reads."""
    assert bool(problem(path, content, ["extra"])) is refused


@pytest.mark.parametrize(
    ("name", "refused"),
    [("x.jpg", False), ("X.PNG", False), ("a/x.webp", False), ("x.pdf", False), ("x.svg", True),
     ("x.html", True), (".x.png", True)],
)  # fmt: skip
def test_of_images_that_are_published_whole_only_pictures_are(content, name, refused):
    """An original drawing may have a script in it."""
    assert bool(problem(f"images/{name}", content, ["extra", "images"])) is refused
    assert problem(f"images/{name}", content, ["extra"]) or name == "x.pdf"


@pytest.mark.parametrize(
    "address",
    ["{static}../data/people.yaml", "{attach}x.html", "{static}/data/x.csv",
     "{static}%2e%2e/%2e%2e/secret.pdf", "{static}/../secret.pdf#a", "{static}/articles",
     "{attach}../%64ata/x.csv", "{static}x.html?y.pdf", "{static}x.html#y.pdf"],
)  # fmt: skip
def test_a_link_to_one_is_refused(content, address):
    """Relative to the post, or to the content folder where it begins with a slash."""
    with pytest.raises(LinkError) as caught:
        check(address, content / "articles", content)

    assert caught.value.rule == "linked-file"


@pytest.mark.parametrize(
    "address",
    ["{static}../files/x.pdf", "{attach}x.pdf?y.html", "{static}/files/a%20b.pdf", "/x.html",
     "{filename}../pages/about.md", "https://example.org/x.js", ""],
)  # fmt: skip
def test_other_links_are_not(content, address):
    """Only these two have a file copied."""
    check(address, content / "articles", content)


@pytest.mark.parametrize("name", ["a%00.csv", f"{'a' * 5000}.csv", "a%00/b.pdf"])
def test_a_name_that_no_file_can_have_is_refused(content, name):
    """Whatever the system says of it."""
    with pytest.raises(LinkError) as caught:
        check(f"{{static}}{name}", content / "articles", content)

    assert caught.value.rule == "linked-file"
