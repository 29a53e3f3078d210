"""Keys of other generators: what they keep from the public is never published."""

import pytest

from plugins.posts import other_keys, post
from plugins.posts.key_lines import DECIDING
from plugins.posts.other_keys import RULE
from tests.posts.post_texts import PATH, TITLE, errors_in, front, post_bytes


def status(*rows, path=PATH):
    """The status of a post with these rows, and the rules of its findings."""
    found, findings = post.read(post_bytes(TITLE, *rows), path, lenient=True)
    return found.front.status, [finding.rule for finding in findings]


@pytest.mark.parametrize(
    "row",
    ["draft: true", "Draft: True", "draft: yes", "draft: 1", "draft: 'true'", "draft: maybe",
     "draft: [true]", "published: false", "Published: no", "published: 0", "published: later",
     "private: true", "password: secret", "public: false", "visibility: private",
     "permalink: false", "headless: true", "expiryDate: 2020-01-01", "unpublishdate: 2020-01-01",
     "isDraft: true", "post_status: draft", "publish: false", "render: false", "visible: no",
     "build: {render: never}", "_build: {list: false}"],
)  # fmt: skip
def test_a_draft_of_another_generator_is_a_draft(row):
    """Also if its value cannot be understood; a warning says what to write."""
    assert status(row) == ("draft", [RULE])


@pytest.mark.parametrize("row", ["hidden: true", "unlisted: true"])
def test_a_post_that_is_in_no_list_is_hidden(row):
    """Whoever has its address may read it."""
    assert status(row) == ("hidden", [RULE])


@pytest.mark.parametrize(
    "row",
    ["draft: false", "draft:", "draft: no", "published: true", "published: 2020-01-01",
     "published:", "public: true", "visibility: public", "hidden: false", "permalink: /a/b/",
     "build: {render: always}", "publish: true", "render: true", "post_status: publish",
     "status: publish", "Status: Published"],
)  # fmt: skip
def test_what_says_that_a_post_is_public_changes_nothing(row):
    """Nor is it reported."""
    assert status(row) == ("published", [])


@pytest.mark.parametrize("row", ["draft: true", "published: false", "private: true"])
def test_a_hidden_draft_is_a_draft(row):
    """A hidden post has a page, which a draft has not."""
    assert status("status: hidden", row) == ("draft", [RULE])


@pytest.mark.parametrize("written", ["draft", "hidden", "skip"])
def test_our_own_status_is_never_made_more_public(written):
    """Another key cannot publish a draft."""
    assert status(f"status: {written}", "published: true", "draft: false") == (written, [])


def test_a_post_in_the_folder_of_drafts_is_a_draft():
    """Jekyll's has an underscore; in any case."""
    assert status(path="blog/_drafts/idea.md") == ("draft", [])
    assert status("status: hidden", path="blog/_Drafts/idea.md") == ("draft", [])


@pytest.mark.parametrize("key", ["publishDate", "publish_date", "pubdate", "published"])
def test_the_day_of_publication_counts_more_than_the_date(key):
    """A post that is published later is scheduled; its date is when it was written."""
    found = front(TITLE, "date: 2020-01-02", f"{key}: 2031-05-06 07:08", lenient=True)

    assert f"{found.date:%Y-%m-%d %H:%M}" == "2031-05-06 07:08"


def test_a_day_of_publication_that_cannot_be_read_is_an_error():
    """The post may be meant for next year."""
    ((line, message, _hint),) = errors_in(
        post_bytes(TITLE, "date: 2020-01-02", "publishDate: soon"), lenient=True
    )

    assert (line, "date: “soon”" in message) == (4, True)


@pytest.mark.parametrize("key", ["draft", "published", "publishDate", "unlisted", "private"])
def test_a_strict_build_refuses_these_keys(key):
    """It cannot publish what somebody meant to keep back."""
    assert errors_in(post_bytes(TITLE, f"{key}: 2031-01-01"))


@pytest.mark.parametrize("key", sorted({*DECIDING, "date"}))
def test_a_key_that_decides_is_not_written_twice(key):
    """The second one would not be read."""
    rows = f"Title: A\n{key}: false\n{key.upper()}: true\n{key}: true\n\nWords"

    assert errors_in(rows.encode(), lenient=True)


def test_every_key_that_keeps_a_post_back_is_known_to_decide():
    """So that a file is refused in which such a key cannot be read."""
    assert {*other_keys.PRIVATE, *other_keys.SAME["date"], "status"} == DECIDING


def test_keys_with_the_same_meaning_are_used():
    """Where ours is missing."""
    found = front(
        TITLE, "date: 2020-01-02", "lastmod: 2021-01-02", "updated: 2022-01-02",
        "excerpt: What helps.", "categories: [Running, Sleep]", "tags: [Rest]",
        "redirect_from: [/old/]", "url: /new/place/", lenient=True,
    )  # fmt: skip

    assert f"{found.modified:%Y}" == "2021"
    assert (found.summary, found.category, found.topics) == (
        "What helps.", "Running", ["Rest", "Sleep"],
    )  # fmt: skip
    assert (found.aliases, found.url) == (["/old/"], "new/place/")


@pytest.mark.parametrize("url", ["/new/place", "/new/place.html", "/new/place/"])
def test_an_address_of_hugo_begins_with_a_slash(url):
    """It may end without one."""
    found = front(TITLE, "date: 2020-01-02", f"url: {url}", lenient=True)

    assert found.url == url[1:]


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        (["path: 2014/12/13/sleep"], "2014-12-13"),
        (["path: news/2014/12/13/sleep"], "2014-12-13"),
        (["permalink: /2014/12/13/sleep/"], "2014-12-13"),
        (["date: 2020-01-02", "path: 2014/12/13/sleep"], "2020-01-02"),
    ],
)
def test_the_date_may_be_in_the_address(rows, day):
    """As in Zola, if there is no other."""
    assert f"{front(TITLE, *rows, lenient=True).date:%Y-%m-%d}" == day


def test_ours_are_kept():
    """A key of another generator does not replace them."""
    found = front(
        TITLE, "modified: 2021-01-02", "updated: 2022-01-02", "summary: Ours.", "excerpt: Theirs.",
        "category: Running", "categories: Sleep, Rest", lenient=True,
    )  # fmt: skip

    assert (f"{found.modified:%Y}", found.summary, found.category) == ("2021", "Ours.", "Running")
    assert found.topics == ["Sleep", "Rest"]


def test_the_rest_is_ignored_without_a_finding():
    """The theme and the settings decide it here."""
    assert front(
        TITLE, "layout: post", "permalink: /a/", "comments: true", "cover: a.png",
        "thumbnail: b.png", "toc: true", "weight: 3", "extra: {a: b}", lenient=True,
    )  # fmt: skip


def test_authors_and_topics_may_be_tables():
    """As in Hugo and Zola."""
    found = front(
        TITLE, "author: {name: Nora Lind}", "taxonomies: {tags: [Sleep, Rest]}", lenient=True
    )

    assert (found.authors, found.topics) == (["Nora Lind"], ["Sleep", "Rest"])


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        (["params:", "  draft: true"], "draft"),
        (["params: {Private: 1}"], "draft"),
        (["params: {hidden: true}"], "hidden"),
        (["params: {draft: true}", "draft: false"], "published"),
        (["params: {color: red}"], "published"),
    ],
)
def test_a_key_in_the_params_of_hugo_counts(rows, status):
    """If the post has none of its own."""
    found, _ = post.read(post_bytes(TITLE, "date: 2020-01-02", *rows), PATH, lenient=True)

    assert found.front.status == status


@pytest.mark.parametrize(
    ("cascade", "key"),
    [
        ({"draft": "true"}, "draft"),
        ([{"color": "red"}, {"build": {"render": "never"}, "target": {}}], "build"),
        ({"params": {"Draft": "true"}}, "draft"),
        ({"hidden": "true"}, ""),
        ({"draft": "false"}, ""),
        ("[", "cascade"),
        (None, ""),
    ],
)
def test_a_folder_may_make_its_posts_drafts(cascade, key):
    """By the front matter of its own page."""
    assert other_keys.cascaded_key({"cascade": cascade}) == key
