"""Which files a link may publish."""

import pytest

from plugins.article_body.intrasite import LinkError
from plugins.article_body.linked_files import KINDS, check, problem
from tests.publishing.small_site import write


@pytest.fixture
def content(tmp_path):
    """A content folder with several types of files, and a private file beside it."""
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
    """A missing one is reported by the link check."""
    assert problem(path, content) is None


def test_documents_and_recordings_may_be_copied(content):
    """A browser shows, plays or saves them."""
    assert [kind for kind in KINDS if problem(f"files/x{kind}", content)] == []


def test_active_and_unknown_types_may_not(content):
    """A type that is not listed is refused, in any letter case."""
    names = [
        "x.html", "x.htm", "x.xhtml", "x.xht", "x.shtml", "x.phtml", "x.svg", "x.svgz", "x.xml",
        "x.xsl", "x.xslt", "x.js", "x.mjs", "x.css", "x.swf", "x.jar", "x.wasm", "x.php", "x.py",
        "x.cgi", "x.md", "x.rst", "x.yaml", "x.json", "x.ini", "x.pem", "x.sqlite", "x.pdf.html",
        "x.pdf ", "x.eml", "x.mht", "x.hta", "x.exe", "x.docm", "Makefile", "x", "x.", "X.HTML",
    ]  # fmt: skip

    assert [name for name in names if not problem(f"files/{name}", content)] == []


@pytest.mark.parametrize("name", [".env", ".env.pdf", ".git/x.pdf", ".well-known/x.txt"])
def test_a_hidden_file_may_not(content, name):
    """Nor one in a hidden folder."""
    assert problem(f"files/{name}", content)
    assert problem(name, content)


@pytest.mark.parametrize(
    "path", ["data/people.yaml", "data/x.pdf", "Data/x.csv", "files/../data/x.csv",
             "files/facts.csv"],
)  # fmt: skip
def test_data_files_may_not(content, path):
    """Of any type, also through a symbolic link, and whatever folders a site copies completely."""
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
        ("files", "it is a folder"),
        (".", "it is a folder"),
    ],
)
def test_paths_outside_and_folders_may_not(content, path, why):
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
def test_files_in_static_folders_may_be_of_any_type(content, path, refused):
    """Except hidden files that no host reads."""
    assert bool(problem(path, content, ["extra"])) is refused


@pytest.mark.parametrize(
    ("name", "refused"),
    [("x.jpg", False), ("X.PNG", False), ("a/x.webp", False), ("x.pdf", False), ("x.svg", True),
     ("x.html", True), (".x.png", True)],
)  # fmt: skip
def test_a_static_images_folder_has_pictures_only(content, name, refused):
    """An SVG may contain a script."""
    assert bool(problem(f"images/{name}", content, ["extra", "images"])) is refused
    assert problem(f"images/{name}", content, ["extra"]) or name == "x.pdf"


@pytest.mark.parametrize(
    "address",
    ["{static}../data/people.yaml", "{attach}x.html", "{static}/data/x.csv",
     "{static}%2e%2e/%2e%2e/secret.pdf", "{static}/../secret.pdf#a", "{static}/articles",
     "{attach}../%64ata/x.csv", "{static}x.html?y.pdf", "{static}x.html#y.pdf"],
)  # fmt: skip
def test_a_link_to_another_file_is_refused(content, address):
    """Relative to the post, or to the content folder if it begins with a slash."""
    with pytest.raises(LinkError) as caught:
        check(address, content / "articles", content)

    assert caught.value.rule == "article-body/linked-file"


@pytest.mark.parametrize(
    "address",
    ["{static}../files/x.pdf", "{attach}x.pdf?y.html", "{static}/files/a%20b.pdf", "/x.html",
     "{filename}../pages/about.md", "https://example.org/x.js", ""],
)  # fmt: skip
def test_other_links_are_not_checked(content, address):
    """Only {static} and {attach} copy a file."""
    check(address, content / "articles", content)


@pytest.mark.parametrize("name", ["a%00.csv", f"{'a' * 5000}.csv", "a%00/b.pdf"])
def test_an_impossible_file_name_is_refused(content, name):
    """Without an exception of the operating system."""
    with pytest.raises(LinkError) as caught:
        check(f"{{static}}{name}", content / "articles", content)

    assert caught.value.rule == "article-body/linked-file"
