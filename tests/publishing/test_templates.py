"""Checks of a theme's templates."""

import os
from dataclasses import dataclass, field

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

from plugins.core.findings import Finding
from plugins.publishing import templates
from tests.publishing.small_site import write


@pytest.fixture
def theme(tmp_path, monkeypatch):
    """A theme that has all templates, each empty."""
    monkeypatch.chdir(tmp_path)
    for name in templates.REQUIRED:
        write(tmp_path, f"theme/templates/{name}.html", "")
    return tmp_path / "theme/templates"


def check(theme):
    """The findings for a theme."""
    return templates.check(theme, Environment(loader=FileSystemLoader(theme), autoescape=True))


def test_a_complete_theme_has_no_findings(theme):
    """Templates may include and extend each other."""
    write(theme, "article.html", '{% extends "base.html" %}{% include "partials/a.html" %}')
    write(theme, "partials/a.html", "a")

    assert check(theme) == []


def test_every_missing_template_is_reported(theme):
    """Pelican would use the one of its own theme."""
    (theme / "tags.html").unlink()
    (theme / "404.html").unlink()

    assert [(finding.path, finding.rule) for finding in check(theme)] == [
        ("theme/templates/404.html", "theme/missing-template"),
        ("theme/templates/tags.html", "theme/missing-template"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n{% blokc x %}\n", "unknown tag 'blokc'"),
        ("a\n{{ x|shout }}\n", "No filter named 'shout'"),
        ("a\n{{ x is odd_one }}\n", "No test named 'odd_one'"),
        ("a\n{{ x \n", "unexpected end of template"),
        ("a\n{% if x %}\n", "end of template"),
    ],
)
def test_broken_syntax_is_reported_at_its_line(theme, text, words):
    """In any template, whether it is used or not."""
    write(theme, "partials/unused.html", text)

    (found,) = check(theme)

    assert (found.path, found.rule) == (
        "theme/templates/partials/unused.html",
        "theme/template-syntax",
    )
    assert found.line in {2, 3}
    assert words in found.message
    assert found.hint


def test_other_files_are_not_checked(theme):
    """Editors' backup copies and files of the operating system."""
    write(theme, "page.html~", "{% blokc %}")
    write(theme, ".DS_Store", b"\x00\xff")

    assert check(theme) == []


def test_a_template_is_compiled_once(theme, monkeypatch):
    """For all Jinja environments of a build; a changed template is compiled again."""
    cache, compiled = templates.CompiledOnce(), []
    compile_it = Environment.compile

    def noted(env, source, *arguments, **options):
        compiled.append(source)
        return compile_it(env, source, *arguments, **options)

    monkeypatch.setattr(Environment, "compile", noted)
    write(theme, "page.html", "one {{ x }}")
    for text in ("one {{ x }}", "one {{ x }}", "two {{ x }}"):
        write(theme, "page.html", text)
        env = Environment(loader=FileSystemLoader(theme), autoescape=True, bytecode_cache=cache)
        assert env.get_template("page.html").render(x="<") == f"{text[:3]} &lt;"

    assert compiled == ["one {{ x }}", "two {{ x }}"]


def test_a_template_in_another_encoding_is_reported(theme):
    """Jinja reads UTF-8."""
    write(theme, "page.html", b"Caf\xe9")

    (found,) = check(theme)

    assert found.rule == "theme/template-syntax"


@pytest.mark.parametrize(
    "text",
    [
        'a\n{% include "partials/vist.html" %}',
        'a\n{% extends "partials/vist.html" %}',
        'a\n{% from "partials/vist.html" import x %}',
        'a\n{% import "partials/vist.html" as x %}',
    ],
)
def test_an_unknown_template_name_is_reported_at_its_line(theme, text):
    """The hint is the most similar name."""
    write(theme, "partials/visit.html", "")
    write(theme, "page.html", text)

    assert check(theme) == [
        Finding(
            "theme/templates/page.html", 2, "error", "theme/missing-template",
            "There is no template “partials/vist.html”.",
            "Did you mean “partials/visit.html”? Write it, or name another here.",
        )
    ]  # fmt: skip


def test_a_dynamic_template_name_is_not_checked(theme):
    """It is known only while rendering."""
    write(theme, "page.html", "{% include name %}")

    assert check(theme) == []


@dataclass
class FakePost:
    """A post that may set `template`."""

    template: str
    default_template: str = "article"
    source_file: str = "content/a.md"
    field_lines: dict = field(default_factory=lambda: {"template": 4})


def test_the_template_of_a_post_must_exist(theme):
    """The default template is used instead, so that a lenient build can continue."""
    posts = [FakePost("page"), FakePost("gallery")]

    found = templates.check_posts(posts, theme, "warning")

    assert found == [
        Finding(
            "content/a.md", 4, "warning", "addresses/template",
            "The theme has no template “gallery”.",
            "Leave `template` out, or write one that the theme has.",
        )
    ]  # fmt: skip
    assert [post.template for post in posts] == ["page", "article"]


def test_a_theme_for_pelican_shows_our_pages_as_others(theme):
    """Which is reported once; a template that is nobody's is still an error."""
    posts = [FakePost(name) for name in ("privacy", "contact", "contact", "gallery")]

    found = templates.check_posts(posts, theme, "error", missing=["404"])

    assert [(each.severity, each.rule) for each in found] == [
        ("error", "addresses/template"), ("warning", "theme/left-out")
    ]  # fmt: skip
    assert "contact.html, privacy.html" in found[1].message
    assert {post.template for post in posts} == {"article"}


def render_error(theme, **names):
    """The finding for an error while page.html is rendered."""
    loader = FileSystemLoader(theme)
    env = Environment(loader=loader, undefined=StrictUndefined, autoescape=True)
    with pytest.raises(Exception) as caught:  # noqa: PT011  # whatever a template raises
        env.get_template("page.html").render(**names)
    return templates.render_finding(caught.value, theme, "about/index.html")


def test_an_error_while_rendering_is_reported_at_the_templates_line(theme):
    """With the innermost template, the template that includes it, and the page."""
    write(theme, "page.html", 'a\n{% include "partials/a.html" %}')
    write(theme, "partials/a.html", "a\nb\n{{ page.titel }}")

    found = render_error(theme, page={})

    assert (found.path, found.line) == ("theme/templates/partials/a.html", 3)
    assert found.rule == "theme/template-error"
    assert "no attribute 'titel'" in found.message
    assert "about/index.html" in found.hint
    assert "theme/templates/page.html:2" in found.hint


def test_an_error_in_a_called_function_is_reported_at_the_template(theme):
    """Such as an unknown asset."""
    write(theme, "page.html", "a\n{{ asset('x.css') }}")

    found = render_error(theme, asset=os.stat)

    assert (found.path, found.line) == ("theme/templates/page.html", 2)


def test_a_missing_dynamic_template_is_named(theme):
    """Its name is known only while rendering."""
    write(theme, "page.html", "{% include name %}")

    assert render_error(theme, name="x.html").message == "There is no template “x.html”."
    error = TemplateNotFound("x.html")
    assert templates.render_finding(error, theme, "a").path == ""


def test_one_error_on_many_pages_is_reported_once():
    """By line and message; another message at the same line is another error."""
    found = [
        Finding("a.html", 3, "error", "r", "Broken", f"Seen while writing {page}.")
        for page in "xyz"
    ]
    other = Finding("a.html", 3, "error", "r", "Worse", "Seen while writing x.")

    assert templates.once_per_line([*found, other]) == [found[0], other]
