"""Kept pages: found again by what a template can reach, and by nothing else."""

import shutil
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, PrefixLoader

from plugins.incremental.digests import digest
from plugins.incremental.last_build import LastBuild
from plugins.incremental.page_bytes import without_styles
from plugins.incremental.pages import KeptPage, KeptPages, TemplateDigests
from plugins.incremental.site_folder import SiteFolder
from plugins.publishing.links import ParsedPage, parse
from tests.building import snapshot
from tests.incremental.fakes import FakeStore, bytes_key
from tests.publishing.small_site import write

TEMPLATES = {
    "page.html": "{% extends 'base.html' %}{% block x %}{% include 'part.html' %}{% endblock %}",
    "base.html": "{% from 'macros.html' import m %}{% block x %}{% endblock %}",
    "macros.html": "{% import 'deep.html' as deep %}{% macro m() %}{{ deep.n() }}{% endmacro %}",
    "deep.html": "{% macro n() %}n{% endmacro %}",
    "part.html": "a part",
    "alone.html": "alone {# include 'part.html' #} {{ \"{% include 'part.html' %}\" }}",
    "either.html": "{% include ['late.html', 'part.html'] %}",
    "optional.html": "{% include 'late.html' ignore missing %}",
    "nested.html": "{% if x %}{% for y in z %}{% include 'alone.html' %}{% endfor %}{% endif %}",
    "computed.html": "{% include name %}",
    "of_layout.html": "{% extends layout or 'base.html' %}",
    "chosen.html": "{% include 'part.html' if x else 'alone.html' %}",
    "loop.html": "{% include 'loop.html' %}{% include 'pool.html' %}",
    "pool.html": "{% include 'loop.html' %}",
    "own.html": "{% extends '!theme/base.html' %}",
    "broken.html": "{% if %}",
}
ALL = {*TEMPLATES, "late.html", "!theme/base.html"}
# By template, those of which a change gives its pages other keys; `late.html` is missing at first.
REACHED = {
    "page.html": {"page.html", "base.html", "macros.html", "deep.html", "part.html"},
    "base.html": {"base.html", "macros.html", "deep.html"},
    "deep.html": {"deep.html"},
    "alone.html": {"alone.html"},
    "either.html": {"either.html", "late.html", "part.html"},
    "optional.html": {"optional.html", "late.html"},
    "nested.html": {"nested.html", "alone.html"},
    "computed.html": ALL,
    "of_layout.html": ALL,
    "loop.html": {"loop.html", "pool.html"},
    "pool.html": {"loop.html", "pool.html"},
    "own.html": {"own.html", "!theme/base.html"},
    "broken.html": {"broken.html"},
}


def digests(templates, store=None, syntax=b"", **options):
    """The digests of templates; `!theme/base.html` is one that another overrides."""
    theme = {"base.html": templates.get("!theme/base.html", "the theme's")}
    loader = ChoiceLoader([DictLoader(templates), PrefixLoader({"!theme": DictLoader(theme)})])
    environment = Environment(loader=loader, autoescape=True, **options)
    names = sorted({*templates, "!theme/base.html"})
    return TemplateDigests(environment, names, store or FakeStore(), syntax)


@pytest.mark.parametrize("changed", sorted(ALL))
def test_a_template_depends_on_those_that_it_may_include(changed):
    """Whether they are extended, included or imported, and however deep; on no others."""
    store = FakeStore()
    before = digests(TEMPLATES, store)
    after = digests({**TEMPLATES, changed: TEMPLATES.get(changed, "") + " changed"}, store)

    found = {name for name in REACHED if before.of(name) != after.of(name)}

    assert found == {name for name, reached in REACHED.items() if changed in reached}


def test_a_choice_between_templates_depends_on_all():
    """Jinja finds no name in such an expression."""
    before, after = digests(TEMPLATES), digests({**TEMPLATES, "alone.html": "other"})

    assert before.of("chosen.html") != after.of("chosen.html")


def test_the_same_templates_have_the_same_digests():
    """Whether or not an earlier build has parsed them; in any order."""
    store = FakeStore()
    first, second = digests(TEMPLATES, store), digests(TEMPLATES, store)
    other = digests(dict(reversed(TEMPLATES.items())))

    for name in [*TEMPLATES, "late.html"]:
        assert first.of(name) == second.of(name) == other.of(name), name


def test_a_source_is_parsed_once(monkeypatch):
    """The names in it are kept for the next build."""
    store = FakeStore()
    digests(TEMPLATES, store).of("page.html")
    monkeypatch.setattr(Environment, "parse", lambda *_given: pytest.fail("it was parsed"))

    digests(TEMPLATES, store).of("page.html")


def test_another_syntax_finds_other_names():
    """A setting decides what a line that begins with a mark means."""
    store, text = FakeStore(), "# include 'part.html'\n"
    templates = {"page.html": text, "part.html": "one"}
    digests(templates, store, b"plain").of("page.html")

    found = {
        digests({**templates, "part.html": part}, store, b"#", line_statement_prefix="#").of(
            "page.html"
        )
        for part in ("one", "two")
    }

    assert len(found) == 2


def test_a_template_may_be_deleted_or_unreadable(tmp_path):
    """Rendering reports it."""
    file = write(tmp_path, "part.html", "one")
    write(tmp_path, "page.html", "{% include 'part.html' %}")

    def of_page():
        environment = Environment(loader=FileSystemLoader(tmp_path), autoescape=True)
        return TemplateDigests(environment, ["page.html"], FakeStore(), b"").of("page.html")

    with_part = of_page()
    file.write_bytes(b"\xff")
    unreadable = of_page()
    file.unlink()
    missing = of_page()
    file.write_text("")
    empty = of_page()

    assert len({with_part, unreadable, empty}) == 3
    assert with_part != missing != empty


STYLES = {"main.css": "a{color:red}" * 100}
PAGE = KeptPage(
    parse('<a href="/x/" id="here"><img src="https://other.example/y">', ""), ("main.css",)
)


@pytest.fixture
def store():
    """What builds keep."""
    return FakeStore()


@pytest.fixture
def new(tmp_path):
    """The folder of a new site."""
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def kept(store, templates=TEMPLATES, shared=b"shared", new=Path("none")):
    """The pages of earlier builds, for a new one."""
    site = SiteFolder(LastBuild(), None, new)
    return KeptPages(store, site, digests(templates, store), shared, STYLES.__getitem__)


def keep(pages, new, key, name, data, page=PAGE):
    """Do as a build that has rendered a page."""
    write(new, name, data)
    pages.keep(key, page, {name: digest(data).hex()}, {name: without_styles(data, STYLES)})


def test_a_page_is_kept_with_its_bytes_and_its_view(store, new):
    """And with what the checks of the site need."""
    first = kept(store, new=new)
    key = first.key("page.html", b"a view")
    keep(first, new, key, "a.html", b"<p>bytes")
    first.keep_view(key, b"a view")
    (new / "a.html").unlink()

    second = kept(store, new=new)

    assert isinstance(PAGE.page, ParsedPage)
    assert second.key("page.html", b"a view") == key
    assert second.find(key)() == PAGE
    assert (new / "a.html").read_bytes() == b"<p>bytes"
    assert second.view(key) == b"a view"


def test_a_page_that_is_not_kept_is_not_found(store, new):
    """Nor is one of which the store has lost the bytes."""
    pages = kept(store, new=new)
    keep(pages, new, b"key", "a.html", b"bytes")
    del store.values[bytes_key(b"bytes")]

    assert pages.find(b"another") is None
    assert pages.find(b"key") is None
    assert pages.view(b"another") is None


def test_pages_with_the_same_bytes_share_them(store, new):
    """For example, those of two empty lists."""
    pages = kept(store, new=new)
    keep(pages, new, b"first", "a.html", b"bytes")
    keep(pages, new, b"second", "b.html", b"bytes")
    keep(pages, new, b"third", "c.html", b"other", KeptPage(PAGE.page, ()))
    shutil.rmtree(new)

    found = [pages.find(key)() for key in (b"first", b"second", b"third")]

    assert [each.assets for each in found] == [("main.css",), ("main.css",), ()]
    assert snapshot(new) == {"a.html": b"bytes", "b.html": b"bytes", "c.html": b"other"}
    assert [value for key, value in store.values.items() if len(key) == 16] == [b"bytes", b"other"]


def test_the_text_of_a_stylesheet_is_not_kept_with_each_page(store, new):
    """But the page has it again."""
    page = f"<style>{STYLES['main.css']}</style><p>bytes".encode()
    pages = kept(store, new=new)
    keep(pages, new, b"key", "a.html", page)
    (new / "a.html").unlink()

    pages.find(b"key")()

    assert (new / "a.html").read_bytes() == page
    assert len(store.values[bytes_key(page)]) < 50


def test_a_key_depends_on_what_the_page_depends_on(store):
    """Its view, the templates that it reaches, and what all pages share."""
    changed = {**TEMPLATES, "deep.html": "changed"}

    keys = [
        kept(store).key("page.html", b"view"),
        kept(store).key("page.html", b"another view"),
        kept(store).key("base.html", b"view"),
        kept(store, shared=b"another chrome").key("page.html", b"view"),
        kept(store, changed).key("page.html", b"view"),
    ]

    assert len(set(keys)) == len(keys)


def test_a_key_depends_on_nothing_else(store):
    """A template that the page does not reach; the order of what was asked before."""
    changed = {**TEMPLATES, "alone.html": "changed"}
    pages = kept(store, changed)
    pages.key("alone.html", b"view")

    assert pages.key("page.html", b"view") == kept(FakeStore()).key("page.html", b"view")
