"""Whole builds with other people's plugins, listed before ours and after it."""

import pytest

from plugins.site import other_plugins
from tests.other_plugins import add_plugin, build_with_plugins
from tests.publishing.small_site import edit, small_site, write

ORDERS = pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
ADDRESS = "https://clinic.example.org"
# By plugin: what a template shows of an article, and what that is.
EXPECTED = {
    "neighbors": ("{{ article.next_article.title }}", "Cool down"),
    "readtime": ("{{ article.readtime_string }}", "0 minutes"),
    "series": (
        "{% with a = article.series %}{{ a.name }} {{ a.index }}: {{ a.next.title }}{% endwith %}",
        "Race 1: Cool down",
    ),
    "similar_posts": ("{{ article.similar_posts|join(' ', attribute='title') }}", "Cool down"),
}
OVERLAPPING = ("image_process", "jinja2content", "yaml_metadata")


@pytest.fixture
def site(tmp_path):
    """A small clinic with a series, and an article that is in none."""
    folder = small_site(tmp_path / "site")
    for name in ("warm", "cool"):
        edit(folder, f"content/articles/{name}.md", "author:", "series: Race\nauthor:")
    write(folder, "content/articles/c.md", "---\ntitle: Rest\ndate: 2025-01-01\n---\nWords.\n")
    return folder


@pytest.mark.slow
@ORDERS
def test_articles_get_what_plugins_give_them(site, first):
    """A theme for Pelican shows it; ours builds as without the plugins."""
    add_plugin(site, *EXPECTED, first=first)
    ours = build_with_plugins(site)
    page = (site / "output/articles/warm/index.html").read_text("utf-8")
    shown = "".join(f"[{name}: {template}]" for name, (template, _) in EXPECTED.items())
    write(site, "own/article.html", f"<!doctype html><title>A</title>{_of_one(shown)}")
    with (site / "pelicanconf.py").open("a") as file:
        file.write('THEME = "simple"\nTHEME_TEMPLATES_OVERRIDES = ["own"]\n')

    theirs = build_with_plugins(site)

    assert ours.returncode == theirs.returncode == 0, ours.stderr + theirs.stderr
    assert "Part 1 of 2" in page
    assert "conflicts" not in ours.stderr
    expected = "".join(f"[{name}: {words}]" for name, (_, words) in EXPECTED.items())
    assert expected in (site / "output/articles/warm/index.html").read_text("utf-8")


def _of_one(shown):
    return f"{{% if 'Warm' in article.title %}}{shown}{{% endif %}}"


@pytest.mark.slow
@ORDERS
def test_the_report_of_seo(site, first):
    """Its other part, SEO_ENHANCER, is refused."""
    add_plugin(site, "seo", first=first, settings=f"SITEURL = {ADDRESS!r}\nSEO_REPORT = True")

    done = build_with_plugins(site)

    assert done.returncode == 0, done.stderr
    assert "Fjord Clinic" in (site / "seo_report.html").read_text("utf-8")


@pytest.mark.slow
@ORDERS
def test_another_sitemap(site, first):
    """As text there is one more file; as XML ours is kept, and a warning says so."""
    add_plugin(site, "sitemap", first=first, settings='SITEMAP = {"format": "txt"}')
    text = build_with_plugins(site, "publish", SITEURL=ADDRESS)
    listed = (site / "output/sitemap.txt").read_text("utf-8")
    edit(site, "pelicanconf.py", '"txt"', '"xml"')

    xml = build_with_plugins(site, "publish", SITEURL=ADDRESS)

    assert text.returncode == xml.returncode == 0, text.stderr + xml.stderr
    assert f"{ADDRESS}/articles/warm/" in listed
    assert "conflicts" not in text.stderr
    assert "sitemap conflicts with plugins.site.plugin" in xml.stderr
    assert "changefreq" not in (site / "output/sitemap.xml").read_text("utf-8")


@pytest.mark.slow
@ORDERS
def test_what_the_build_does_itself(site, first):
    """One warning for each says which plugin is of no use, and the site is as without them."""
    settings = 'IMAGE_PROCESS = {"thumb": ["crop 0 0 50% 50%"]}'
    add_plugin(site, *OVERLAPPING, first=first, settings=settings)

    done = build_with_plugins(site)

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("conflicts with plugins.site.plugin") == len(OVERLAPPING)
    for name in OVERLAPPING:
        assert done.stderr.count(f"The plugin pelican.plugins.{name}") == 1
    assert "Some words on running." in (site / "output/articles/warm/index.html").read_text()


@pytest.mark.slow
@ORDERS
@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("i18n_subsites", 'I18N_SUBSITES = {"de": {"SITENAME": "Klinik"}}'),
        ("seo", f"SITEURL = {ADDRESS!r}\nSEO_ENHANCER = True"),
    ],
)
def test_what_cannot_be_beside_the_build(site, name, settings, first):
    """One error says who conflicts with whom."""
    add_plugin(site, name, first=first, settings=settings)

    done = build_with_plugins(site)

    assert done.returncode == 1
    assert f"pelican.plugins.{name} conflicts with plugins.site.plugin" in done.stderr
    assert "1 error, 0 warnings" in done.stderr
    assert not (site / "output").exists()


def test_other_plugins_are_not_known_to_conflict():
    """Nor does a list without plugins."""
    assert other_plugins.known_conflicts({"PLUGINS": ["plugins.site.plugin", "own.sitemaps"]}) == []
    assert other_plugins.known_conflicts({"PLUGINS": None}) == []


def test_a_reader_of_pelicans_own_is_not_reported():
    """It is what ours replaces."""
    from pelican.readers import MarkdownReader  # noqa: PLC0415

    class Own(MarkdownReader):
        """A plugin's."""

    assert other_plugins.unused_reader(MarkdownReader) == []
    (found,) = other_plugins.unused_reader(Own)
    assert (found.rule, found.severity) == ("plugins/overlap", "warning")
    assert __name__ in found.message
