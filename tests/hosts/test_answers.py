"""What nginx and Caddy answer, against the table of responses."""

import gzip
import os

import brotli
import pytest

from plugins.hosting import responses

pytestmark = pytest.mark.hosts
MISSING = (
    "/nowhere/", "/nowhere.html", "/theme/", "/files/", "/theme/gone.0123456789.js",
    "/images/gone-0123456789-320.png", "/.nojekyll", "/.well-known/.hidden", "/a/.git/config",
    "/index.html/", "/%ff", "/_headers", "/%5fheaders", "/_redirects", "/_routes.json",
    "/_worker.js", "/CNAME",
)  # fmt: skip
FOR_HOSTS = {"_headers", "_redirects", "CNAME", "_routes.json", "_worker.js"}


def files(server):
    """The path of each file that visitors may ask for; old addresses redirect."""
    assert all((server.folder / name).is_file() for name in FOR_HOSTS)
    old = {redirect.old for redirect in server.site.redirects}
    paths = [path.relative_to(server.folder) for path in server.folder.rglob("*")]
    hidden = [part for path in paths for part in path.parts if part.startswith(".")]
    assert hidden
    return sorted(
        path.as_posix()
        for path in paths
        if (server.folder / path).is_file()
        and not any(part.startswith(".") for part in path.parts if part != ".well-known")
        and path.as_posix() not in FOR_HOSTS
        and path.suffix not in {".br", ".gz"}
        and address(path.as_posix()) not in old
    )


def address(path):
    """The address of a file; a page that is the index of its folder has that of the folder."""
    return f"/{path.removesuffix('index.html')}" if path.endswith("index.html") else f"/{path}"


def of_table(server, path):
    return {name.lower(): value for name, value in responses.headers(server.site, path).items()}


def chosen(answer, table):
    """The headers of an answer that the table has too."""
    return {name: value for name, value in answer.headers.items() if name in table}


def test_each_file_is_sent_as_the_table_says(server):
    """With all headers, and the bytes that were published."""
    paths = files(server)

    assert len(paths) > 150
    for path in paths:
        answer, table = server.ask(address(path)), of_table(server, path)
        assert answer.status == 200, path
        assert chosen(answer, table) == table, path
        assert answer.body == (server.folder / path).read_bytes(), path
        assert "etag" in answer.headers, path


@pytest.mark.parametrize("path", MISSING)
def test_whatever_is_missing_or_hidden_gets_the_404_page(server, path):
    """With all headers of that page, so that no browser keeps it in the place of a file."""
    answer = server.ask(path)

    table = of_table(server, "404.html")
    assert answer.status == 404
    assert chosen(answer, table) == table
    assert answer.body == (server.folder / "404.html").read_bytes()


@pytest.mark.parametrize("path", ["/%2e%2e/%2e%2e/secret.txt", "/a/%2e%2e/../%2e%2e/secret.txt"])
def test_nothing_outside_the_site_is_served(server, path):
    """However the address is written."""
    (server.folder.parents[1] / "secret.txt").write_text("secret", "utf-8")

    assert server.ask(path).body != b"secret"


def test_an_address_that_is_none_is_refused(server):
    """With an error of the server."""
    assert server.ask("/%00").status in {400, 500}


def test_the_404_page_is_compressed_too(server):
    """Visitors who come from old links see it often."""
    answer = server.ask("/nowhere/", Accept_Encoding="gzip, br")

    assert answer.status == 404
    assert answer.headers["content-encoding"] == "br"
    assert brotli.decompress(answer.body) == (server.folder / "404.html").read_bytes()


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_compressed_neighbours_are_sent_to_those_who_can_read_them(
    server, accepted, encoding, unpack
):
    """With the type of the original; caches learn what the answer depends on."""
    for path in ["index.html", "feeds/all.atom.xml", "search-index/index.json", "robots.txt"]:
        answer, table = server.ask(address(path), Accept_Encoding=accepted), of_table(server, path)

        assert answer.headers.get("content-encoding") == encoding, path
        assert unpack(answer.body) == (server.folder / path).read_bytes()
        assert chosen(answer, table) == table
        assert encoding is None or answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip"])
def test_what_has_not_changed_is_not_sent_again(server, accepted):
    """Pages are asked for each time, mostly for an answer without a body."""
    first = server.ask("/", Accept_Encoding=accepted)
    again = server.ask("/", Accept_Encoding=accepted, If_None_Match=first.headers["etag"])
    other = server.ask("/", Accept_Encoding=accepted, If_None_Match='"other"')

    table = of_table(server, "index.html")
    del table["content-type"]  # nginx sends none
    assert (again.status, again.body) == (304, b"")
    assert chosen(again, table) == table
    assert again.headers["etag"] == first.headers["etag"]
    assert (other.status, other.body) == (200, first.body)


def test_each_compression_has_a_tag_of_its_own(server):
    """Else a browser could put parts of two together."""
    tags = [
        server.ask("/", Accept_Encoding=accepted).headers["etag"]
        for accepted in ("identity", "gzip", "br")
    ]

    assert len(set(tags)) == 3


def test_a_changed_page_has_another_tag(server):
    """Even if it has as many bytes as before."""
    page = server.folder / "files" / "page.html"
    page.write_text("<p>One", "utf-8")
    os.utime(page, (1_700_000_000, 1_700_000_000))
    tag = server.ask("/files/page.html").headers["etag"]

    page.write_text("<p>Two", "utf-8")
    answer = server.ask("/files/page.html", If_None_Match=tag)
    page.unlink()

    assert (answer.status, answer.body) == (200, b"<p>Two")


def test_a_folder_has_a_slash_at_its_end(server):
    """Links without one lead there, on the same host and port."""
    answer = server.ask("/about")

    assert answer.status in {301, 308}
    assert answer.headers["location"] == f"{server.site.below}/about/"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/theme/gone.0123456789.js", "/files/plan.pdf"])
def test_the_headers_are_the_same_without_a_body(server, path):
    """As those who check addresses ask."""
    plain, head = server.ask(path), server.ask(path, method="HEAD")

    varying = {"date", "content-length", "transfer-encoding", "connection"}
    assert head.status == plain.status
    assert head.body == b""
    assert {name: value for name, value in head.headers.items() if name not in varying} == {
        name: value for name, value in plain.headers.items() if name not in varying
    }


def test_nothing_can_be_sent_to_the_site(server):
    """It has only files."""
    assert server.ask("/", method="POST").status == 405


def test_parts_of_a_recording_can_be_asked_for(server):
    """Safari plays nothing else."""
    answer = server.ask("/files/plan.pdf", Range="bytes=1-3")

    assert (answer.status, answer.body) == (206, b"PDF")


def test_the_server_does_not_say_which_version_it_is(server):
    """That would help only those who look for old ones."""
    assert server.ask("/").headers["server"].lower() == server.name
