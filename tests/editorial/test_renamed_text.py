"""What files say once a post has another name."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.yaml_lines import YamlError
from plugins.editorial.renamed_text import (
    SLUG_KEYS,
    NewNames,
    renamed_data,
    renamed_post,
    with_alias,
    with_value,
)

NAMES = NewNames(
    slugs={"old": "new"},
    files={
        "articles/old.md": "articles/new.md",
        "articles/old.nb.md": "articles/new.nb.md",
        "images/old.svg": "images/new.svg",
        "images/old pic.png": "images/new pic.png",
    },
    addresses={"articles/old/": "articles/new/", "nb/articles/old/": "nb/articles/new/"},
    siteurl="https://clinic.example.org",
    slug_keys=SLUG_KEYS["ARTICLE"] | SLUG_KEYS["PAGE"],
    existing=frozenset({"articles/old.md", "articles/old.nb.md", "articles/sub/old.svg"}),
)
TOP = "---\ntitle: A\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](old.md)", "[a](new.md)"),
        ("[a](old.md#part) [b](old.md?x=1)", "[a](new.md#part) [b](new.md?x=1)"),
        ("[a](../articles/old.md)", "[a](../articles/new.md)"),
        ("[a]({filename}old.md)", "[a]({filename}new.md)"),
        ("[a](|filename|/articles/old.md)", "[a](|filename|/articles/new.md)"),
        ("[a](/articles/old/)", "[a](/articles/new/)"),
        ("[a](/articles/old)", "[a](/articles/new)"),
        ("[a](/articles/old/#part)", "[a](/articles/new/#part)"),
        ("[a](/nb/articles/old/)", "[a](/nb/articles/new/)"),
        ("[a](https://clinic.example.org/articles/old/)",
         "[a](https://clinic.example.org/articles/new/)"),
        ('[a](old.md "old.md")', '[a](new.md "old.md")'),
        ("[a][1]\n\n[1]: old.md\n", "[a][1]\n\n[1]: new.md\n"),
        ('<a href="old.md">a</a>', '<a href="new.md">a</a>'),
        ("![a](old.svg)", "![a](new.svg)"),
        ("![a](old%20pic.png)", "![a](new%20pic.png)"),
        ('<img src="/images/old.svg" alt="a">', '<img src="/images/new.svg" alt="a">'),
        ("[![a](old.svg)](old.md)", "[![a](new.svg)](new.md)"),
    ],
)  # fmt: skip
def test_links_and_pictures_in_a_body(before, after):
    """However they are written."""
    assert renamed_post(TOP + before, "articles/b.md", NAMES) == TOP + after


@pytest.mark.parametrize(
    "text",
    [
        "old.md, /articles/old/ and old as words",
        "[a](older.md) [b](old-b.md) [c](old)",
        "[a](../pages/old.md)",
        "[a](https://example.com/articles/old/)",
        "[a](/articles/old/more/)",
        "![a](old.svg.png)",
    ],
)
def test_what_is_not_meant_stays(text):
    """Such as a post of the same name in another folder."""
    assert renamed_post(TOP + text, "articles/b.md", NAMES) == TOP + text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("related: [old, older]", "related: [new, older]"),
        ("related: old, b", "related: new, b"),
        ("related_exclude:\n- b  # old\n- 'old' #a", "related_exclude:\n- b  # old\n- 'new' #a"),
        ("image: old.svg", "image: new.svg"),
        ("image: {src: /images/old.svg, alt: old}", "image: {src: /images/new.svg, alt: old}"),
        ("aliases: [/articles/old/]", "aliases: [/articles/old/]"),
        ("series: old\ndescription: ''", "series: old\ndescription: ''"),
        ("Related-Exclude: [old]", "Related-Exclude: [new]"),
        ("category:\told\nrelated: [old]", "category:\told\nrelated: [new]"),
    ],
)  # fmt: skip
def test_front_matter(before, after):
    """Slugs and pictures; spaces, quotation marks and comments stay."""
    text = "---\ntitle: old\n{}\n---\nold\n"

    assert renamed_post(text.format(before), "articles/b.md", NAMES) == text.format(after)


def test_a_picture_beside_another_post_is_another_one():
    """Its name is looked for there first."""
    text = f"{TOP}![a](old.svg) ![b](/images/old.svg)"

    after = text.replace("/images/old.svg", "/images/new.svg")
    assert renamed_post(text, "articles/sub/b.md", NAMES) == after


@pytest.mark.parametrize(
    ("kind", "menu", "start"), [("PAGE", "new", "old"), ("ARTICLE", "old", "new")]
)
def test_each_kind_of_post_has_its_keys(kind, menu, start):
    """A page is in the menu, an article in all else."""
    names = replace(NAMES, slug_keys=SLUG_KEYS[kind])

    after = renamed_data("menu: [old]\nstart_here: [old]\n", "data/clinic.yaml", names)

    assert after == f"menu: [{menu}]\nstart_here: [{start}]\n"


def test_data_files():
    """The pages and articles that clinic.yaml names, and pictures."""
    rows = ["menu: [about, {0}]  # old", "phone: ''", "hurts:", "- {{part: old, article: {0}}}"]
    text = "\n".join([*rows, "hero: {0}.svg", ""])

    before, after = text.format("old"), text.format("new")
    assert renamed_data(before, "data/clinic.yaml", NAMES) == after


def test_a_post_without_fences():
    """As Pelican's own format is written."""
    text = "Title: A\nSlug: old\nRelated: b, old\n\nSee [a](old.md).\n"
    after = "Title: A\nSlug: new\nRelated: b, new\nAliases: /articles/old/\n\nSee [a](new.md).\n"

    renamed = renamed_post(with_value(text, "slug", "new"), "articles/b.md", NAMES)
    assert with_alias(renamed, "/articles/old/", "articles/new/") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "aliases: [/articles/old/]\n"),
        ("aliases: /a/\n", "aliases: [/a/, /articles/old/]\n"),
        ("aliases: [/a/, /b/]\n", "aliases: [/a/, /b/, /articles/old/]\n"),
        ("aliases: [\n  /a/,\n  /b/,\n]\n", "aliases: [/a/, /b/, /articles/old/]\n"),
        ("aliases:\n  - /a/  # why\n", "aliases:\n  - /a/  # why\n  - /articles/old/\n"),
        ("aliases:\n- /a/\n\n# end\n", "aliases:\n- /a/\n- /articles/old/\n\n# end\n"),
        ("aliases: [/articles/old]\n", "aliases: [/articles/old]\n"),
        ("aliases: [/articles/new/]\n", "aliases: [/articles/old/]\n"),
        ("aliases:\n  - /articles/new/\n  - /a/\n", "aliases:\n  - /a/\n  - /articles/old/\n"),
        ("aliases:\n  - /articles/new/\n", "aliases:\n  - /articles/old/\n"),
        ("aliases: []\n", "aliases: [/articles/old/]\n"),
        ("aliases:\n", "aliases: [/articles/old/]\n"),
        ("aliases: [\n  /a/,\n  # b\n]\n", "aliases: [/a/, /articles/old/]\n"),
        ("aliases: /a/,\n  /b/\n", "aliases: [/a/, /b/, /articles/old/]\n"),
        ("aliases: |\n  /a/\n  /b/\n", "aliases: [/a/, /b/, /articles/old/]\n"),
        ("Aliases: [/a/]  # c\n", "aliases: [/a/, /articles/old/]  # c\n"),
        ('"aliases": [/a/]\n', "aliases: [/a/, /articles/old/]\n"),
    ],
)
def test_the_old_address_is_an_alias(before, after):
    """Of the post that had it; its own address is none."""
    text = "---\ntitle: A\n{}---\nWords.\n"

    assert with_alias(text.format(before), "/articles/old/", "articles/new/") == text.format(after)


def test_keys_that_are_indented():
    """All of them, as YAML allows."""
    text = "---\n  title: A\n  slug: old\n---\nWords.\n"

    after = with_value(with_alias(text, "/old/", "new/"), "slug", "new")

    assert after == "---\n  title: A\n  slug: new\n  aliases: [/old/]\n---\nWords.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Aliases: /a/,\n    /b/\nDate: 1\n\nB.", "Aliases: /a/, /b/, /old/\nDate: 1\n\nB."),
        ("Date: 2026-01-01", "Date: 2026-01-01\nAliases: /old/\n"),
        (" Aliases: /a/\n\nB.", "Aliases: /a/, /old/\n\nB."),
    ],
)
def test_aliases_without_fences(before, after):
    """Also in several rows, and where the text ends."""
    assert with_alias(f"Title: A\n{before}", "/old/", "new/") == f"Title: A\n{after}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("slug:\n", "slug: new\n"),
        ("slug: 'old'  # a\n", "slug: new  # a\n"),
        ("", "slug: new\n"),
    ],
)
def test_a_value_is_set(before, after):
    """Whether the key is there, has a value, or has none."""
    text = "---\ntitle: A\n{}---\nWords.\n"

    assert with_value(text.format(before), "slug", "new") == text.format(after)


@pytest.mark.parametrize(
    "before", ["aliases: [/new/]\n", "aliases:\n  - /new/\n", "aliases: /new\n"]
)
def test_a_draft_that_gets_an_old_name_back_has_no_alias(before):
    """Nor an empty key."""
    text = "---\ntitle: A\n{}date: 2026-01-01\n---\nWords.\n"

    assert with_alias(text.format(before), "", "new/") == text.format("")


@given(st.text(alphabet="aé-:[]{}'\"#\n ", max_size=60), st.sampled_from(["old.md", "old.svg"]))
def test_only_names_change(words, name):
    """Whatever stands around them; a post that cannot be read is reported."""
    text = f"---\ntitle: {words}\n---\n{words}\n\n[a]({name}) {words}\n"
    try:
        after = renamed_post(text, "articles/b.md", NAMES)
    except (YamlError, yaml.YAMLError):
        return
    assert after in {text, text.replace(name, name.replace("old", "new"))}
