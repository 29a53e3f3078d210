"""Dead links: the words and the line of the post, and the address that was meant."""

import pytest

from plugins.publishing.link_findings import DeadLinkFindings, PageSource
from plugins.publishing.links import dead_links, parse
from tests.publishing.small_site import write

SITEURL = "https://clinic.example/repo"
HINT = "Fix the address, or take the link away."


def found(folder, text, links, *, siteurl="", pages=(), ids=()):
    """The findings for a post with `links`: each as Pelican has resolved it, and before."""
    after = "".join(f'<a href="{link}">x</a>' for link, _ in links)
    before = "".join(f'<a href="{link}">x</a>' for _, link in links)
    source = PageSource(write(folder, "content/articles/warm.md", text), after, before)
    others = {
        f"{page}index.html" if page.endswith("/") or not page else page: parse(
            "".join(f"<p id='{name}'>" for name in ids)
        )
        for page in pages
    }
    every = {"articles/warm/index.html": parse(after), **others}
    by_address = {}
    for link in dead_links(every, every, siteurl):
        by_address.setdefault(link.address, []).append(link)
    findings = DeadLinkFindings(every, siteurl, (), "error")
    sources = {"articles/warm/index.html": source}
    return [each for dead in by_address.values() for each in findings.of(dead, sources)]


@pytest.mark.parametrize(
    ("text", "link", "line"),
    [
        ("a\n\n[x]({tag}Knees & hips)\n", ("/topics/knees-hips/", "{tag}Knees %26 hips"), 3),
        ("[x](/other/)\n[x]({category}Advice)\n", ("/categories/advice/", "{category}Advice"), 2),
        ("a\n[x]({author}Fern Row)\n", ("/people/fern-row/", "{author}Fern Row"), 2),
        ("a\n\n[x](<draft one.md>)\n", ("/articles/draft-1/", "{filename}draft one.md"), 3),
        ("a\n[x](this & that.md)\n", ("/articles/b/", "{filename}this %26 that.md"), 2),
        ("a\n[x](/articles/late.md)\n", ("/articles/later/", "{filename}/articles/late.md"), 2),
        ("/gone/\n[x](/gone/)\n", ("/gone/", "/gone/"), 2),
        ("/gone/\n[x][y]\n\n[y]: /gone/ 'T'\n", ("/gone/", "/gone/"), 4),
        ("#gone\n<a href='#gone'>x</a>\n", ("#gone", "#gone"), 2),
        ("[x](/gone/a/)\n[x](/gone/)\n", ("/gone/", "/gone/"), 2),
    ],
)
def test_a_dead_link_is_found_where_it_was_written(tmp_path, text, link, line):
    """Though Pelican has made another address of it; an address within another one is none."""
    (finding,) = found(tmp_path, text, [link])

    assert (finding.line, finding.rule) == (line, "links/dead-link")
    row = text.splitlines()[line - 1]
    assert row[finding.column - 1 :].startswith(("{", "d", "t", "/", "#"))
    assert row[finding.column - 2] in "(<' "


def test_each_link_is_traced_to_its_own_words(tmp_path):
    """By their order, as links before and after Pelican's work have no more in common."""
    text = "[a]({tag}One)\n[b]({tag}Two)\n[c]({tag}Two)\n[d]({tag}Three)\n"
    links = [
        ("/topics/x/", "{tag}One"), ("/topics/y/", "{tag}Two"), ("/topics/y/", "{tag}Two"),
        ("/topics/z/", "{tag}Three"),
    ]  # fmt: skip

    findings = found(tmp_path, text, links)

    assert [finding.line for finding in findings] == [1, 2, 4]
    assert "“{tag}Three”" in findings[2].message


def test_links_that_another_plugin_has_changed_are_searched_for(tmp_path):
    """By the last part of the address."""
    source = PageSource(
        write(tmp_path, "content/a.md", "a\n[x](gone.md)"), "<a href='/x/gone/'>", ""
    )

    assert source.written("/x/gone/", "") == ("", -1)
    links = [("/articles/gone/", "{filename}gone.md")]
    (finding,) = found(tmp_path, "a\n\n[x](gone.md)", links)
    assert (finding.line, finding.column) == (3, 5)


def test_below_a_sub_path_links_are_found_as_written(tmp_path):
    """Without it."""
    (finding,) = found(
        tmp_path, "a\n[x](/gone/)\n", [(f"{SITEURL}/gone/", f"{SITEURL}/gone/")], siteurl=SITEURL
    )

    assert (finding.line, finding.message[:21]) == (2, "The link to “/gone/” ")


PAGES = (
    "", "contact/", "articles/", "articles/cold-knees/", "articles/warm-up/", "topics/running/",
    "people/fern-row/", "articles/page/2/", "404.html", "old/page.html",
)  # fmt: skip


@pytest.mark.parametrize("siteurl", ["", SITEURL])
@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/contcat/", "/contact/"),
        ("/Contact/", "/contact/"),
        ("/contact.html", "/contact/"),
        ("/contacts/", "/contact/"),
        ("/cold-knees/", "/articles/cold-knees/"),
        ("/articles/cold-kness/", "/articles/cold-knees/"),
        ("/2021/09/28/cold-knees/", "/articles/cold-knees/"),
        ("/articles/wram-up/index.html", "/articles/warm-up/"),
        ("/topics/runing/", "/topics/running/"),
        ("/people/fern/", "/people/fern-row/"),
        ("/old/pages.html", "/old/page.html"),
        ("/old/page.html/", "/old/page.html"),
    ],
)
def test_a_dead_link_has_the_nearest_page_in_its_hint(tmp_path, siteurl, address, meant):
    """With the same name elsewhere, else with a similar one."""
    link = (siteurl + address, siteurl + address)

    (finding,) = found(tmp_path, f"[x]({address})", [link], siteurl=siteurl, pages=PAGES)

    assert finding.hint == f"Did you mean “{meant}”?"


@pytest.mark.parametrize("address", ["/zebra/", "/articles/xyz/", "/404/", "/a/", "../../../x/"])
def test_a_dead_link_may_be_like_no_page(tmp_path, address):
    """A wrong proposal is worse than none."""
    (finding,) = found(tmp_path, f"[x]({address})", [(address, address)], pages=PAGES)

    assert finding.hint == HINT


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/contact", "Write `/contact/`"),
        ("/contact#door", "Write `/contact/#door`"),
        ("/contact/#dor", "Did you mean “#door”?"),
        ("/contact/#zebra", HINT),
        ("/files/plan.pdf", "`{static}/files/plan.pdf`"),
        ("/plan.PDF#page=2", "`{static}/files/plan.PDF`"),
        ("{static}plan.pdf", "`{static}/files/plan.pdf`"),
    ],
)
def test_other_hints(tmp_path, address, hint):
    """For a missing slash, an anchor, and a document."""
    pages = {"pages": PAGES, "ids": ["door", "hours"]}

    (finding,) = found(tmp_path, f"[x]({address})", [(address, address)], **pages)

    assert hint in finding.hint


@pytest.mark.parametrize(
    ("written", "why"),
    [("{tag}Kne", "topic"), ("{category}Kne", "category"), ("{author}K", "person")],
)
def test_a_group_that_nothing_has_is_named(tmp_path, written, why):
    """A topic is no file."""
    (finding,) = found(tmp_path, f"[x]({written})", [("/x/kne/", written)])

    assert finding.message.endswith(f" {why}.")
    assert f"“{written}”" in finding.message
