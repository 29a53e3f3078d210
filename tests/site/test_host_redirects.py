"""The redirects of a build, of which hosts get rules, and what is wrong with them."""

from dataclasses import dataclass, field

import pytest

from plugins.hosting.hosted_site import Redirect
from plugins.publishing.path_conflicts import OutputPath, of_page
from plugins.publishing.redirects import RedirectTarget
from plugins.site.build import PageAtOldAddress
from plugins.site.host_redirects import chains, host_redirects, pages_at_old_addresses
from tests.publishing.small_site import build_site, edit, small_site, write
from tests.site.builds import new_build

YAML = "content/data/redirects.yaml"


@dataclass(eq=False)
class FakePost:
    """What is read of a post."""

    aliases: list = field(default_factory=list)
    translations: list = field(default_factory=list)
    url: str = "articles/hips/"
    source_file: str = "content/articles/hips.md"
    field_lines: dict = field(default_factory=lambda: {"aliases": 4})


@pytest.fixture
def build(tmp_path):
    """A build with two old addresses in redirects.yaml."""
    write(tmp_path, YAML, "- {from: /tag/sleep.html, to: /topics/sleep/}\n- {from: /old, to: /}\n")
    return new_build(tmp_path)


def written(build, *posts):
    """The redirects of a build that has written all its pages at old addresses."""
    build.pages_at_old_addresses = list(pages_at_old_addresses(build, posts))
    for page in build.pages_at_old_addresses:
        source = of_page({"redirect_to": page.target})
        build.request.outputs.paths.setdefault(page.file, source)
    return host_redirects(build)


def test_every_old_address_has_a_page(build):
    """Of posts, their translations and redirects.yaml: in a folder, or a file."""
    german = FakePost(["de/alt/"])
    post = FakePost(["/old/", "older.html", "2019/oldest.htm"], [german])

    found = list(pages_at_old_addresses(build, [post, FakePost()]))

    assert [(page.file, page.target) for page in found[:4]] == [
        ("old/index.html", post), ("older.html", post), ("2019/oldest.htm", post),
        ("de/alt/index.html", german),
    ]  # fmt: skip
    assert [(page.file, page.target.url) for page in found[4:]] == [
        ("tag/sleep.html", "topics/sleep/"), ("old/index.html", ""),
    ]  # fmt: skip


def test_an_article_in_a_further_language_alone_has_its_old_addresses(build):
    """Pelican's lists do not have it, but the articles of the build do; each is there once."""
    german, norwegian = FakePost(["de/alt/"]), FakePost(["/fergen/"])
    post = FakePost(["/old/"], [german])
    build.articles = [norwegian, post, german]

    found = list(pages_at_old_addresses(build, [post]))

    assert [page.target for page in found[:3]] == [post, german, norwegian]
    assert all(isinstance(page.target, RedirectTarget) for page in found[3:])


def test_redirects_have_addresses_and_lines(build):
    """Sorted; a page in a folder has a slash at its end, however the alias was written."""
    found = written(build, FakePost(["/café", "/a/b.html", "/x/index.html"]))

    source = build.inputs.redirects.path
    assert found == (
        Redirect("/a/b.html", "/articles/hips/", "content/articles/hips.md", 4),
        Redirect("/café/", "/articles/hips/", "content/articles/hips.md", 4),
        Redirect("/old/", "/", source, 2),
        Redirect("/tag/sleep.html", "/topics/sleep/", source, 1),
        Redirect("/x/", "/articles/hips/", "content/articles/hips.md", 4),
    )


def test_a_new_address_is_the_one_that_hosts_serve(build):
    """They serve index.html without its name; an anchor stays."""
    post = FakePost(["/a/"], url="guide/index.html#top")

    assert written(build, post)[0].new == "/guide/#top"


def test_a_page_at_an_old_address_has_no_redirect(build):
    """Which would hide it; a lenient build goes on, and has the first of two redirects."""
    build.request.outputs.paths["knees/index.html"] = OutputPath("content/articles/hips.md", 1)

    found = written(build, FakePost(["/knees/", "/twice/"]), FakePost(["/twice"], url="other/"))

    assert [each.new for each in found if each.old == "/twice/"] == ["/articles/hips/"]
    assert "/knees/" not in {each.old for each in found}


def chain_of(*rows):
    """The findings for redirects with these old and new addresses."""
    pages = [
        PageAtOldAddress(
            old.strip("/") if old.endswith(".html") else f"{old.strip('/')}/index.html",
            RedirectTarget(new, new.lstrip("/"), YAML, {"aliases": line}),
        )
        for line, (old, new) in enumerate(rows, 1)
    ]
    return list(chains(pages, "error"))


def test_a_chain_is_an_error_that_names_its_end():
    """At each redirect but the last, however the addresses are written."""
    found = chain_of(("/a/", "/b#x"), ("/b/", "/c.html"), ("/c.html", "/d/#y"), ("/e/", "/d/"))

    assert [(each.path, each.line, each.rule, each.severity) for each in found] == [
        (YAML, 1, "redirects/chain", "error"), (YAML, 2, "redirects/chain", "error"),
    ]  # fmt: skip
    assert all("`/d/#y`" in each.hint for each in found)


def test_a_loop_is_no_chain():
    """It is an error of its own, and whatever leads into it."""
    assert chain_of(("/a/", "/a/"), ("/b/", "/c/"), ("/c/", "/b/"), ("/d/", "/b/")) == []


@pytest.mark.slow
def test_what_cannot_be_is_reported_once_at_its_line(tmp_path):
    """Chains over aliases and redirects.yaml, loops, and two pages at one address."""
    site = small_site(tmp_path)
    edit(site, "content/articles/warm.md", "date:", "aliases: [/warm/, /cold/]\ndate:")
    edit(site, "content/articles/cool.md", "date:", "aliases:\n  - /cold\n  - /guide.html\ndate:")
    write(site, "content/extra/guide.html", "<p>A guide</p>")
    rows = [
        ("/first/", "/warm/"), ("/about/", "/articles/cool/"), ("/x/", "/y/"), ("/y/", "/x/"),
        ("/twice/", "/articles/cool/"), ("/twice", "/articles/cool/"),
    ]  # fmt: skip
    write(site, YAML, "".join(f"- {{from: {old}, to: {new}}}\n" for old, new in rows))

    built = build_site(site)

    found = [line.split(": error: ")[0] for line in built.stderr.splitlines() if ": error:" in line]
    assert found == [
        "content/articles/cool.md:4", "content/articles/cool.md:5", f"{YAML}:1", f"{YAML}:2",
        f"{YAML}:3:15", f"{YAML}:4:15", f"{YAML}:6",
    ], built.stderr  # fmt: skip


@pytest.mark.slow
def test_a_lenient_build_warns_of_a_chain(tmp_path):
    """The page at the old address still leads on."""
    site = small_site(tmp_path)
    write(site, YAML, "- {from: /a/, to: /b/}\n- {from: /b/, to: /about/}\n")

    built = build_site(site, options=["--lenient"])

    assert built.returncode == 0
    assert f"{YAML}:1: warning:" in built.stderr
