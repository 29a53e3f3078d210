"""Pages of earlier builds are reused if they would be rendered to the same bytes."""

import os
from pathlib import Path

import pytest
from blinker import Signal
from jinja2 import Environment

from plugins.clinic.directory import Clinic, Directory
from plugins.incremental.build_cache import build_cache
from plugins.publishing.path_conflicts import OutputPath
from plugins.site.languages import SiteLanguage
from plugins.site.write_site import write_site
from plugins.site.writing import page_queue
from tests.publishing.small_site import write
from tests.site.builds import settings_for, start_build
from tests.site.views.samples import FakeArticle, FakePage, variables

TEMPLATES = {
    "base.html": "<head>{{ asset('main.css') }}</head>{% block main %}{% endblock %}",
    "article.html": "{% extends 'base.html' %}{% block main %}{{ article.title }} · {{ sitename }}"
    "{% include 'part.html' %}{% endblock %}",
    "page.html": "{% extends 'base.html' %}{% block main %}{{ page.title }}{% endblock %}",
    "map.html": "A map at {{ path }}",
    "part.html": " <a href='/about/' id='x'>About</a>",
}


class Site:
    """A site that is built again and again, each time into another folder."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        self.old = folder / "none"
        self.sent = []
        self.pages = {
            "sleep/index.html": ("article.html", {"article": FakeArticle("Sleep")}),
            "rest/index.html": ("article.html", {"article": FakeArticle("Rest", "rest")}),
            "about/index.html": ("page.html", {"page": FakePage()}),
            "map/index.html": ("map.html", {}),
        }

    def build(self, *, clinic="Fjord Clinic", preview=False, kind="", **settings):
        """Build it from its pages; returns the build."""
        self.count += 1
        output = self.folder / f"site-{self.count}"
        own = {"THEME": str(self.folder / "theme"), "OUTPUT_PATH": str(output)}
        made = settings_for(self.folder, **own | settings)
        cache = build_cache(made, self.old, (), pytest.fail)
        build = start_build(made, cache=cache, preview=preview)
        build.directory = Directory(Clinic(clinic))
        for tag in build.site.languages:
            known = Directory(Clinic(clinic, kind))
            build.languages[tag] = SiteLanguage(tag, f"{tag}/", known)
        queue = page_queue(
            build, variables(SITEURL=""), self.signal(), Environment(autoescape=True)
        )
        for name, (template, given) in self.pages.items():
            queue.add(name, template, given, OutputPath())
        write_site(build, queue)
        build.reuse.close(output, build.request.findings)
        self.old = output
        return build

    def signal(self):
        """A signal whose pages are noted in `sent`."""

        def note(path, context):
            self.sent.append((Path(path).parent.name, context["output_file"]))

        self.sent, signal = [], Signal()
        signal.connect(note, weak=False)
        return signal

    def text(self, name):
        """A page of the last build."""
        return (self.old / name).read_text("utf-8")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site that has been built once."""
    monkeypatch.chdir(tmp_path)
    for name in ("CACHEDIR", "INCREMENTAL", "WHY"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path, "theme/theme.toml", "views = 1\n")
    write(tmp_path, "theme/static/css/main.css", "p { margin: 0 }")
    write(tmp_path, "content/data/clinic.yaml", "name: Fjord Clinic\n")
    for name, text in TEMPLATES.items():
        write(tmp_path, f"theme/templates/{name}", text)
    made = Site(tmp_path)
    build = made.build()
    assert counts(build) == (4, 0)
    return made


def counts(build):
    """How many pages were rendered, and how many reused."""
    assert build.request.findings.all == []
    return build.reuse.rendered, build.reuse.reused


def texts(folder):
    """The text of each file."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_pages_of_an_unchanged_site_are_links_to_the_old_ones(site):
    """With the assets that they name; the build knows of them what it knows of rendered ones."""
    first, old = site.build(), site.old
    sent = site.sent

    second = site.build()

    assert counts(first) == counts(second) == (0, 4)
    assert texts(old) == texts(site.old)
    assert any(name.startswith("theme/main.") for name in texts(site.old))
    assert all((old / name).samefile(site.old / name) for name in site.pages)
    assert site.sent == sent == [(Path(name).parent.name, name) for name in site.pages]
    assert second.request.outputs.pages == first.request.outputs.pages


def test_a_reused_page_is_recorded_as_when_it_was_rendered(site, monkeypatch):
    """Its links and ids are checked again: their targets may be gone."""
    reused = site.build().request.outputs
    monkeypatch.setenv("INCREMENTAL", "0")

    rendered = site.build().request.outputs

    assert reused.pages.keys() == site.pages.keys()
    assert reused.pages == rendered.pages
    assert reused.sources == rendered.sources
    assert reused.sitemap == rendered.sitemap


def test_only_the_page_of_what_changed_is_rendered(site):
    """Another value of its view."""
    site.pages["rest/index.html"] = "article.html", {"article": FakeArticle("Rest more", "rest")}

    assert counts(site.build()) == (1, 3)
    assert "Rest more · Fjord Clinic" in site.text("rest/index.html")


def test_a_change_that_no_view_has_changes_no_page(site):
    """The body of an article, for the others."""
    article = FakeArticle("Sleep")
    article.unseen = "other words"
    site.pages["sleep/index.html"] = "article.html", {"article": article}

    assert counts(site.build()) == (0, 4)


def test_a_page_may_move_and_others_may_go(site):
    """A renamed one is rendered; one that is gone is in the new site no longer."""
    site.pages["cards/index.html"] = site.pages.pop("map/index.html")

    build = site.build()

    assert counts(build) == (1, 3)
    assert not (site.old / "map").exists()
    assert site.text("cards/index.html") == "A map at cards/"
    assert ", 1 removed; " in build.reuse.summary()


@pytest.mark.parametrize(
    ("template", "rendered"),
    [("base.html", 3), ("part.html", 2), ("article.html", 2), ("map.html", 1), ("new.html", 0)],
)
def test_pages_whose_templates_changed_are_rendered(site, monkeypatch, template, rendered):
    """Those that reach it; the site is then that of a clean build."""
    text = "{{ siteurl }}!" + TEMPLATES.get(template, "")
    write(site.folder, f"theme/templates/{template}", text)

    assert counts(site.build()) == (rendered, 4 - rendered)

    warm = texts(site.old)
    monkeypatch.setenv("INCREMENTAL", "0")
    site.build()
    assert texts(site.old) == warm
    changed = {name for name in site.pages if "!" in warm[name]}
    assert len(changed) == rendered


def test_a_template_that_is_overridden_is_not_the_themes(site):
    """A setting names the folder; it is another build when a template appears in it."""
    own = {"THEME_TEMPLATES_OVERRIDES": [str(site.folder / "own")]}
    (site.folder / "own").mkdir()
    assert counts(site.build(**own)) == (0, 4)

    write(site.folder, "own/part.html", " an override")

    assert counts(site.build(**own)) == (2, 2)
    assert "an override" in site.text("rest/index.html")


def test_a_computed_name_reaches_the_themes_own_templates(site):
    """Below `!theme/`, also those that are overridden."""
    own = {"THEME_TEMPLATES_OVERRIDES": [str(site.folder / "own")]}
    write(site.folder, "own/part.html", "an override")
    write(site.folder, "theme/templates/map.html", "{% include '!theme/' ~ 'part' ~ '.html' %}")
    site.build(**own)
    assert "/about/" in site.text("map/index.html")

    write(site.folder, "theme/templates/part.html", "the theme's")

    assert counts(site.build(**own)) == (1, 3)
    assert site.text("map/index.html") == "the theme's"


def test_a_static_file_of_the_theme_changes_all_pages(site):
    """Its name in them has a digest; the old file is not in the new site."""
    before = {name for name in texts(site.old) if name.startswith("theme/")}
    write(site.folder, "theme/static/css/main.css", "p { margin: 1px }")

    build = site.build()

    after = {name for name in texts(site.old) if name.startswith("theme/")}
    assert counts(build) == (4, 0)
    assert len(after) == len(before) == 1
    assert after != before
    assert " 0 reused (theme/static/css/main.css changed), " in build.reuse.summary()


def test_a_stylesheet_within_pages_is_that_of_a_clean_build(site, monkeypatch):
    """What it names is in the site of reused pages too; no page keeps an older one."""
    base = TEMPLATES["base.html"].replace("asset('main.css')", "inline_style('main.css')")
    write(site.folder, "theme/templates/base.html", base)
    write(site.folder, "theme/static/svg/dot.svg", "<svg/>")
    for colour in ("red", "tan"):
        css = f"p {{ background: {colour} url(../svg/dot.svg) }}"
        write(site.folder, "theme/static/css/main.css", css)
        assert counts(site.build()) == (4, 0)
        assert counts(site.build()) == (0, 4)

    warm = texts(site.old)
    monkeypatch.setenv("INCREMENTAL", "0")
    site.build()
    (file,) = (name for name in warm if name.startswith("theme/"))
    assert texts(site.old) == warm
    assert f'p{{background:tan url("/{file}")}}' in warm["rest/index.html"]


def test_links_among_the_themes_static_files_are_followed(site):
    """One that leads nowhere, such as the lock of a text editor, is no error."""
    os.symlink("nobody@nowhere.1", site.folder / "theme/static/css/.#main.css")
    write(site.folder, "fonts/serif.css", "p { color: red }")
    os.symlink(site.folder / "fonts", site.folder / "theme/static/fonts")
    site.build()
    assert (site.build().reuse.reused, site.build().reuse.rendered) == (4, 0)

    write(site.folder, "fonts/serif.css", "p { color: tan }")

    assert site.build().reuse.rendered == 4


def test_what_all_pages_show_changes_all_pages(site):
    """The report says which value."""
    build = site.build(clinic="Fjord Hospital")

    assert counts(build) == (4, 0)
    assert " 0 reused (clinic, sitename changed), " in build.reuse.summary()
    assert "Sleep · Fjord Hospital" in site.text("sleep/index.html")


def in_two_languages(site, **changes):
    """Build the site with one more page, in Norwegian."""
    site.pages["nb/map/index.html"] = ("map.html", {"language": "nb"})
    return site.build(LANGUAGES=["nb"], **changes)


def test_the_words_of_a_language_change_its_pages_only(site):
    """They are those of its catalogue; the pages of other languages have none of them."""
    catalogue = "theme/locale/nb/LC_MESSAGES/messages.po"
    write(site.folder, catalogue, 'msgid "Home"\nmsgstr "Hjem"\n')
    assert counts(in_two_languages(site)) == (5, 0)
    assert counts(in_two_languages(site)) == (0, 5)

    write(site.folder, catalogue, 'msgid "Home"\nmsgstr "Heim"\n')

    assert counts(in_two_languages(site)) == (1, 4)


def test_the_clinics_texts_in_a_language_change_its_pages_only(site):
    """The chrome of each language has a digest of its own."""
    write(site.folder, "theme/locale/nb/LC_MESSAGES/messages.po", "")
    assert counts(in_two_languages(site)) == (5, 0)

    assert counts(in_two_languages(site, kind="Klinikk")) == (1, 4)


def test_a_setting_of_jinjas_changes_all_pages(site):
    """It decides about white space."""
    assert counts(site.build(JINJA_ENVIRONMENT={"trim_blocks": False})) == (4, 0)
    assert counts(site.build(JINJA_ENVIRONMENT={"trim_blocks": False})) == (0, 4)


def test_a_page_that_was_changed_by_hand_is_put_right(site):
    """From its kept bytes; the file that was changed is not touched."""
    before = texts(site.old)
    (site.old / "map/index.html").write_text("by hand")
    (site.old / "rest/index.html").unlink()
    old = site.old

    assert counts(site.build()) == (0, 4)

    assert texts(site.old) == before
    assert (old / "map/index.html").read_text() == "by hand"


def test_pages_have_the_permissions_of_new_files(site):
    """Whoever changes the umask wants other ones, also of pages that are reused."""
    old, before = site.old, os.umask(0o077)
    try:
        assert counts(site.build()) == (0, 4)
    finally:
        os.umask(before)

    assert {(site.old / name).stat().st_mode & 0o777 for name in site.pages} == {0o600}
    assert {(old / name).stat().st_mode & 0o777 for name in site.pages} == {0o666 & ~before}


def test_one_cache_serves_two_outputs(site):
    """The second has no old site to link to."""
    before, site.old = site.old, site.folder / "elsewhere"

    assert counts(site.build()) == (0, 4)

    assert texts(site.old) == texts(before)
    assert not any((site.old / name).samefile(before / name) for name in site.pages)


def test_a_page_of_which_the_bytes_are_lost_is_rendered(site, monkeypatch):
    """The old site lacks it too."""
    (site.old / "rest/index.html").unlink()
    monkeypatch.setattr("plugins.incremental.site_files._bytes_key", lambda _found: b"another")

    assert counts(site.build()) == (1, 3)
    assert "Rest" in site.text("rest/index.html")


def test_a_page_with_an_error_is_not_kept(site):
    """It is reported by each build."""
    write(site.folder, "theme/templates/map.html", "{{ nothing }}")

    for _ in range(2):
        build = site.build()

        (error,) = build.request.outputs.errors.values()
        assert error.rule == "theme/template-error"
        assert (build.reuse.rendered, build.reuse.reused) == (1, 3)


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"PLUGINS": ["plugins.site.plugin", "another"]}, "PLUGINS has another"),
        ({"JINJA_GLOBALS": {"own": 1}}, "JINJA_GLOBALS has functions"),
    ],
)
def test_pages_that_other_code_may_have_changed_are_rendered(site, settings, why):
    """Each time; none is a link to the old site."""
    for _ in range(2):
        old = site.old
        build = site.build(**settings)

        assert counts(build) == (4, 0)
        assert f"4 rendered, 0 reused ({why}), " in build.reuse.summary()
        assert not any((site.old / name).samefile(old / name) for name in site.pages)


def test_without_incremental_all_pages_are_rendered_to_the_same_bytes(site, monkeypatch):
    """And the next build reuses those of the last one that was kept."""
    before = texts(site.old)
    monkeypatch.setenv("INCREMENTAL", "0")
    build = site.build()
    assert counts(build) == (4, 0)
    assert " 0 reused (INCREMENTAL=0), " in build.reuse.summary()
    assert texts(site.old) == before

    monkeypatch.delenv("INCREMENTAL")

    assert counts(site.build()) == (0, 4)


def test_a_file_that_cannot_be_placed_is_an_error_of_that_page(site):
    """As for one that is rendered."""
    write(site.folder, f"site-{site.count + 1}/rest", "in the way")

    build = site.build()

    assert list(build.request.outputs.errors) == ["rest/index.html"]
    assert (build.reuse.rendered, build.reuse.reused) == (0, 3)


def answers(site, monkeypatch, slug, **changes):
    """What the next build says of a post."""
    monkeypatch.setenv("WHY", slug)
    return site.build(**changes).reuse.explanations()


def test_why_names_the_value_that_has_changed(site, monkeypatch):
    """Of the pages that have the slug in their path."""
    article = FakeArticle("Rest more", "rest", reading_minutes=3)
    site.pages["rest/index.html"] = "article.html", {"article": article}

    (said,) = answers(site, monkeypatch, "rest")

    assert said.startswith("rest/index.html: ")
    assert 'article.title was "Rest", is "Rest more"' in said
    assert "reading_minutes was 2, is 3" in said
    assert "sleep" not in said


def test_why_names_what_all_pages_share(site, monkeypatch):
    """If the view is the same."""
    assert answers(site, monkeypatch, "rest", clinic="Fjord Hospital") == [
        "rest/index.html: clinic, sitename changed."
    ]


def test_why_names_a_template(site, monkeypatch):
    """That has changed since the last build."""
    write(site.folder, "theme/templates/map.html", "another map")

    (said,) = answers(site, monkeypatch, "map")

    assert said == "map/index.html: theme/templates/map.html changed."


@pytest.mark.parametrize("preview", [False, True])
def test_the_templates_of_examples_are_noted_in_previews_only(site, preview):
    """No other build renders them, so that it need not parse them."""
    write(site.folder, "theme/templates/examples/part.html", "a part in an example")

    parts = site.build(preview=preview).reuse.made.parts

    assert "theme/templates/part.html" in parts
    assert ("theme/templates/examples/part.html" in parts) == preview


def test_why_says_that_nothing_has_changed_or_that_a_page_is_new(site, monkeypatch):
    """Also that no page has the slug, which may be mistyped."""
    site.pages["new/index.html"] = "map.html", {}

    assert answers(site, monkeypatch, "rest") == ["rest/index.html: nothing has changed."]
    site.pages["newer/index.html"] = "map.html", {}
    assert answers(site, monkeypatch, "newer") == [
        "newer/index.html: the last build had no such page."
    ]
    assert "“res”" in answers(site, monkeypatch, "res")[0]
    assert os.environ["WHY"] == "res"
