"""Related articles alone in a stock Pelican site."""

import pytest

from tests.publishing.small_site import write
from tests.stock_site import run_pelican, stock_site

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
    assert log.count(" ERROR ") == 3
    assert len(related(site, "ankle")) == 3
