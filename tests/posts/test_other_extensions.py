"""Other people's extensions of Python-Markdown, with which posts are read too."""

import threading
from pathlib import Path

import pytest
from markdown.extensions import Extension
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.extra import ExtraExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.meta import MetaExtension
from markdown.extensions.toc import TocExtension

from plugins.incremental.recipe import settings_json
from plugins.posts import other_extensions
from plugins.posts.markdown_body import to_html
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from tests.dead_feeds.cases import read_cases
from tests.posts.other_extension import NoCode, ShoutExtension

CASES = read_cases(Path(__file__).parent / "fixtures/markdown.md")
OWN = "tests.posts.other_extension"
TOP = "---\ntitle: Knees\ndate: 2026-01-02\n---\n"


class _Nothing(Extension):
    """Adds nothing."""

    def extendMarkdown(self, md):  # noqa: N802  # Python-Markdown's name
        """Nothing."""


def loaded(*extensions, **configs):
    """What is read of a MARKDOWN with these."""
    setting = {"extensions": list(extensions), "extension_configs": configs}
    return other_extensions.read(setting, "error")


def read(text, others, **options):
    """A post with this body, read with other extensions."""
    data, context = f"{TOP}{text}".encode(), AnySiteContext()
    return read_post(data, context, path="a.md", lenient=False, others=others.extensions, **options)


def rules(found):
    """The rules of the findings."""
    return [each.rule for each in found.findings]


@pytest.mark.parametrize("given", [(OWN,), (f"{OWN}:ShoutExtension",), (ShoutExtension(),)])
def test_a_post_is_read_with_other_extensions_and_ours(given):
    """By the name of a module or class, or an object that a plugin has made."""
    others = loaded(*given)

    post = read("^^rest\n\nA ~~struck~~ note[^1].\n\n[^1]: Words.\n", others)

    assert (others.findings, post.body_findings) == ((), ())
    assert "<p>1 REST</p>" in post.html
    assert "<del>struck</del>" in post.html
    assert 'class="footnote"' in post.html


def test_options_count():
    """Those beside the name."""
    others = loaded(OWN, **{OWN: {"sign": "!"}})

    assert "<p>1 REST</p>" in read("!rest\n", others).html


def test_what_an_extension_keeps_does_not_reach_the_next_post():
    """A post is the same whichever was read before."""
    others = loaded(OWN)

    first, second = (read("^^rest\n", others).html for _ in range(2))

    assert first == second


def test_html_of_an_extension_is_sanitised_and_reported():
    """As that of an editor."""
    others = loaded(ShoutExtension(sign="q"))

    post = read("q<script>alert(1)</script>\n", others)

    assert "script" not in post.html.lower()
    assert [each.rule for each in post.body_findings] == ["article-body/forbidden-markup"]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_an_extension_that_does_nothing_changes_no_post(case):
    """All of ours are there, with the steps that a post needs."""
    assert to_html(case.given, [_Nothing()]) == to_html(case.given)


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ("toc", {"permalink": True}),
        (TocExtension(anchorlink=True), {}),
        ("codehilite", {"noclasses": True}),
        ("codehilite", {"use_pygments": False}),
        ("markdown.extensions.footnotes", {"SEPARATOR": "-"}),
        (FootnoteExtension(UNIQUE_IDS=True), {}),
        ("tables", {"use_align_attribute": True}),
        ("fenced_code", {"lang_prefix": "l-"}),
    ],
)
def test_an_option_that_must_be_another_is_reported_once(given, options):
    """The post is read with the right one."""
    others = loaded(given, **({given: options} if options else {}))

    post = read("[TOC]\n\n## One\n\nA[^1].\n\n```python\nprint(1)\n```\n\n[^1]: Words.\n", others)

    assert rules(others) == [other_extensions.RULE]
    assert '<h2 id="one">One</h2>' in post.html
    assert 'href="#fn:1"' in post.html
    assert '<div class="highlight">' in post.html
    assert "style=" not in post.html
    assert not [each for each in post.body_findings if "style" in each.rule]


class PelicanMathJaxExtension(ShoutExtension):
    """Has the name of that of render_math, and as that its options in the class."""

    config = {"auto_insert": [True, "Whether MathJax is loaded."]}  # noqa: RUF012  # as there

    def __init__(self):
        self.count = 0


@pytest.mark.parametrize(
    ("given", "option"),
    [(TocExtension(permalink=True), "permalink"), (PelicanMathJaxExtension(), "auto_insert")],
)
def test_the_object_of_a_plugin_is_not_changed(given, option):
    """`pelican -r` has the same one in each build."""
    first, again = loaded(given), loaded(given)

    assert given.getConfig(option)
    assert rules(first) == rules(again) == [other_extensions.RULE]
    assert not any(each.getConfig(option) for each in (*first.extensions, *again.extensions))


def test_tabs_are_four_columns():
    """The layout of lists needs it."""
    assert rules(other_extensions.read({"tab_length": 2}, "error")) == [other_extensions.RULE]
    assert rules(other_extensions.read({"tab_length": 4}, "error")) == []


def test_options_of_ours_count_otherwise():
    """Of the part of `extra` too, and of an object."""
    text = "A[^1].\n\n[^1]: Words.\n"
    given = {"footnotes": {"BACKLINK_TEXT": "up"}}
    of_parts = loaded("extra", extra=given), loaded(ExtraExtension(**given))

    for others in (*of_parts, loaded(FootnoteExtension(BACKLINK_TEXT="up"))):
        assert rules(others) == []
        assert read(text, others).html.count(">up</a>") == 1


def test_code_is_coloured_as_its_options_say():
    """In the class of the theme, unless they name another one."""
    text = "    import os\n    def f(x): return 1\n"

    guessed = read(text, loaded("codehilite", codehilite={"guess_lang": True})).html
    numbered = read(text, loaded(CodeHiliteExtension(linenums=True, css_class="code"))).html

    assert '<div class="highlight"><pre>' in guessed
    assert '<span class="kn">import</span>' in guessed
    assert '<table class="codetable">' in numbered


@pytest.mark.parametrize(
    "given", [MetaExtension(), CodeHiliteExtension(css_class="highlight"), FootnoteExtension()]
)
def test_objects_of_what_posts_are_read_with_anyway_are_none_of_others(given):
    """They would only make reading slower."""
    assert loaded(given) == other_extensions.OtherExtensions()


def test_headings_have_the_same_addresses_with_contents():
    """Those that the theme has taken are not used twice."""
    text = "## Main\n\n## Rest & sleep\n"

    alone, with_toc = read(text, other_extensions.OtherExtensions()), read(text, loaded("toc"))
    listed = read(f"[TOC]\n\n{text}", loaded("toc"))

    assert alone.html == with_toc.html
    assert '<a href="#main-2">Main</a>' in listed.html
    assert '<h2 id="main-2">' in listed.html


def test_an_extension_that_replaces_a_step_is_reported():
    """It is used nevertheless."""
    others = loaded(NoCode())

    assert rules(others) == [other_extensions.RULE]
    assert "fenced_code_block" in others.findings[0].message
    assert "<pre>" not in read("```\ncode\n```\n", others).html


class _Locked(ShoutExtension):
    """Cannot be copied."""

    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ("nobody.has.this", {}),
        (OWN, {"unknown": 1}),
        ("plugins.core.findings", {}),
        (f"{OWN}:NoSuch", {}),
        (3, {}),
        (_Locked(), {}),
    ],
)
@pytest.mark.parametrize("severity", ["error", "warning"])
def test_an_extension_that_cannot_be_used_is_an_error(given, options, severity):
    """A lenient build goes on without it."""
    configs = {given: options} if options else {}
    setting = {"extensions": [given, "smarty"], "extension_configs": configs}

    others = other_extensions.read(setting, severity)

    (found,) = others.findings
    assert (found.rule, found.severity) == (other_extensions.UNUSABLE, severity)
    assert "MARKDOWN" in found.message
    assert len(others.extensions) == 1


def test_an_extension_that_fails_is_a_finding_of_the_post():
    """The post has no body then; other posts are read."""
    others = loaded(OWN)

    post = read("Words.\n\nA quokka.\n", others)

    (found,) = [each for each in post.body_findings if each.severity == "error"]
    assert (found.path, found.line, found.rule) == ("a.md", 5, "post/extension")
    assert f"of {OWN}" in found.message
    assert "no quokka" in found.message
    assert not post.has_body
    assert read("Words.\n", others).has_body


def test_too_deep_a_post_is_still_reported_as_such():
    """It is no fault of an extension."""
    post = read("> " * 3000 + "deep\n", loaded(OWN))

    assert [each.rule for each in post.body_findings] == ["post/too-deep"]


def test_a_command_that_an_extension_has_replaced_is_not_reported():
    """One that is still there is."""
    others = loaded(ShoutExtension(sign="{% img "))

    replaced, kept = read("{% img a %}\n", others), read("Words {% include b %}.\n", others)

    assert replaced.body_findings == ()
    assert [each.rule for each in kept.body_findings] == ["other-system/template-tag"]


def test_the_recipe_knows_options_and_functions():
    """A function by its name, as its code is known; for a nameless one there is none."""
    first, again = (loaded(OWN, **{OWN: {"sign": "!"}}).recipe for _ in range(2))

    assert settings_json({"": first}) == settings_json({"": again})
    assert settings_json({"": first}) != settings_json({"": loaded(OWN).recipe})
    assert settings_json({"": loaded("toc").recipe})[1] == ()
    assert settings_json({"": loaded(TocExtension(slugify=lambda *_: "a")).recipe})[1] == ("",)
