"""Related articles alone in a stock Pelican site."""

import pytest

from tests.publishing.small_site import write
from tests.stock_site import run_pelican, run_python, stock_site

pytestmark = pytest.mark.slow

ARTICLE = "{% for other in article.related_articles %}{{ other.url }} {% endfor %}"
POST = "Title: {title}\nDate: 2026-01-0{day}\n{more}\n{text}\n"


def add_post(folder, name, *, day=1, title=None, more="", text=""):
    """Add a post as users of Pelican write them."""
    words = POST.format(title=title or name, day=day, more=more, text=text)
    write(folder, f"content/{name}.md", words)


@pytest.fixture
def site(tmp_path):
    """A site with four posts; two share words."""
    stock_site(tmp_path, "plugins.related_articles.plugin", index="", article=ARTICLE)
    add_post(tmp_path, "ankle", text="A sprained *ankle* needs rest.")
    add_post(tmp_path, "sprain", text="Rest for a sprained ankle.")
    add_post(tmp_path, "sleep", day=2, text="Nights are for sleeping.")
    add_post(tmp_path, "needle", day=3, text="Thin needles hurt rarely.", more="Related: sleep\n")
    return tmp_path


def related(site, name):
    return (site / "output" / f"{name}.html").read_text().split()


def test_articles_of_a_stock_site_have_related_articles(site):
    """By their words and pins, among the published ones, as many as the setting says."""
    write(site, "content/draft.md", "Title: Draft\nStatus: draft\n\nA sprained ankle.\n")
    with (site / "conf.py").open("a") as settings:
        settings.write("RELATED_ARTICLES_COUNT = 2\nRELATED_ARTICLES_FAIRNESS = 0\n")

    done = run_pelican(site, "--fatal", "warnings")

    assert done.returncode == 0, done.stdout + done.stderr
    assert related(site, "ankle")[0] == "sprain.html"
    assert related(site, "sprain")[0] == "ankle.html"
    assert related(site, "needle")[0] == "sleep.html"
    assert all(len(related(site, name)) == 2 for name in ("ankle", "sprain", "sleep", "needle"))


def test_translations_are_related_to_articles_in_their_language(site):
    """Although Pelican lists them apart."""
    for slug in ("ankle", "sleep"):
        more = f"Slug: {slug}\nLang: de\nTranslation: true\n"
        add_post(site, f"{slug}-de", title=slug, more=more, text="Worte.")

    done = run_pelican(site, "--fatal", "warnings")

    assert done.returncode == 0, done.stdout + done.stderr
    assert related(site, "ankle-de") == ["sleep-de.html"]


def test_wrong_settings_and_pins_are_logged_as_errors(site):
    """The site is still written."""
    with (site / "conf.py").open("a") as settings:
        settings.write('RELATED_ARTICLES_COUNT = "many"\nRELATED_ARTICLES_TERM = 9\n')
    add_post(site, "pin", more="Related: ankel\n")

    done = run_pelican(site)

    log = done.stdout + done.stderr
    assert done.returncode == 0, log
    assert "The setting RELATED_ARTICLES_COUNT cannot be 'many'." in log
    assert "There is no setting “RELATED_ARTICLES_TERM”." in log
    assert "content/pin.md: " in log
    assert log.count(" ERROR ") == log.count(" plugin.py:") == 3
    assert len(related(site, "ankle")) == 3


RST = "A sprain\n########\n\n:date: 2026-01-04\n:related: sleep\n\nA sprained ankle.\n"
HTML = """<html><head><title>Old</title><meta name="date" content="2019-01-01"/>
<meta name="related" content="needle; sleep"/></head><body><p>A sprained ankle.</p></body></html>
"""


def test_all_readers_and_kinds_of_articles_have_related_articles(site):
    """Also drafts, with or without a date, and hidden articles; but nothing links to those."""
    write(site, "content/rst.rst", RST)
    write(site, "content/html.html", HTML)
    write(site, "content/draft.md", "Title: Draft\nStatus: draft\n\nA sprained ankle.\n")
    add_post(site, "hidden", more="Status: hidden\n", text="A sprained ankle.")
    add_post(site, "empty", more="Related: sleep\n    needle\n")
    with (site / "conf.py").open("a") as settings:
        settings.write('TIMEZONE = "America/New_York"\n')

    done = run_pelican(site, "--fatal", "warnings")

    assert done.returncode == 0, done.stdout + done.stderr
    assert related(site, "a-sprain")[0] == "sleep.html"
    assert related(site, "old")[:2] == ["needle.html", "sleep.html"]
    assert related(site, "empty")[:2] == ["sleep.html", "needle.html"]
    assert len(related(site, "drafts/draft")) == len(related(site, "hidden")) == 3
    published = ("ankle", "sprain", "sleep", "needle", "a-sprain", "old", "empty")
    linked = {url for name in published for url in related(site, name)}
    assert linked == {f"{name}.html" for name in published}


TWICE = """\
from pathlib import Path
from pelican import Pelican
from pelican.settings import read_settings
pelican = Pelican(read_settings("conf.py", override={"PATH": "content", "OUTPUT_PATH": "output"}))
pelican.run()
Path("content/ankle.md").write_text("Title: Gone\\nDate: 2026-01-01\\nSlug: gone\\n")
pelican.run()
"""


def test_a_second_run_in_the_same_process_reads_all_again(site):
    """As `pelican -r` does after each save."""
    write(site, "twice.py", TWICE)

    done = run_python(site, "twice.py")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "ankle.html" not in related(site, "sprain")
    assert "gone.html" in related(site, "sprain")


LATE = """\
from pelican import signals
def change(generators):
    for article in generators[0].articles:
        article._content = article._content.replace("Nights", "Mornings")
def register():
    signals.all_generators_finalized.connect(change)
"""


def test_other_plugins_may_still_change_the_content(site):
    """So the plugin does not ask Pelican for it, which would resolve its links and keep it."""
    write(site, "more/late.py", LATE)
    write(site, "theme/templates/article.html", "{{ article.content }}")
    with (site / "conf.py").open("a") as settings:
        settings.write('PLUGINS += ["late"]\nPLUGIN_PATHS = ["more"]\n')

    done = run_pelican(site, "--fatal", "warnings")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Mornings are for sleeping" in (site / "output/sleep.html").read_text()


def test_the_cache_is_where_pelican_has_its_own(site):
    """Below the settings file, also if Pelican is run from another folder."""
    run_pelican(site)

    assert [path.name for path in (site / "cache").iterdir()] == ["related-articles"]
    assert not (site / ".cache").exists()
