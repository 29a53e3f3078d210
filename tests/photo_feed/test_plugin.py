"""The photo feed alone in a stock Pelican site."""

import pytest
from PIL import Image

from plugins.photo_feed.snapshot import dump
from tests.photo_feed.samples import posted, snapshot
from tests.publishing.small_site import write
from tests.stock_site import run_pelican, run_python, stock_site

pytestmark = pytest.mark.slow

# What WordPress has left of its feed, as it is in old posts.
DEAD = """<div id="sb_instagram" class="sbi"><p>Error: No feed with the ID 3 found.</p></div>
<p>[instagram-feed feed=3]</p>"""
WHOLE = '<p>Some <em>words</em> &amp; a link to <a href="{static}/a.png">a picture</a>.</p>'
INDEX = """\
{% for photo in photo_feed.photos %}{{ photo.picture.url }} {{ photo.picture.alt }}
{% else %}no photos{% endfor %}"""
DAY = "1791072000"  # 4 October 2026


@pytest.fixture
def site(tmp_path):
    """A site with one post and one photo."""
    stock_site(tmp_path, "plugins.photo_feed.plugin", index=INDEX, article="{{ article.content }}")
    write(tmp_path, "content/post.md", "Title: A post\nDate: 2026-01-01\n\nSome *words*.\n")
    folder = tmp_path / "content" / "data" / "photos"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(folder / "pictures" / "door.jpg")
    (folder / "photos.json").write_text(dump(snapshot(posted("door", "2026-10-03"))), "utf-8")
    return tmp_path


def test_templates_of_a_stock_site_have_the_gallery(site):
    """The pictures are published, and encoded once only."""
    done = run_pelican(site, "--fatal", "warnings", SOURCE_DATE_EPOCH=DAY)

    assert done.returncode == 0, done.stdout + done.stderr
    url, _, words = (site / "output/index.html").read_text().strip().partition(" ")
    assert words == "A picture of door"
    assert (site / "output" / url).is_file()
    assert "<em>words</em>" in (site / "output/a-post.html").read_text()
    assert len(list((site / "cache/pictures").iterdir())) == 1
    assert not (site / ".cache").exists()


def test_a_stock_site_without_photos_builds(site):
    """Templates may test the variable."""
    (site / "content/data/photos/photos.json").unlink()

    done = run_pelican(site, "--fatal", "warnings", SOURCE_DATE_EPOCH=DAY)

    assert done.returncode == 0, done.stdout + done.stderr
    assert (site / "output/index.html").read_text() == "no photos"


def test_wrong_settings_and_photos_are_logged_as_errors(site):
    """An unknown name and an old photo are warnings; the other settings are used."""
    with (site / "conf.py").open("a") as settings:
        settings.write("PHOTO_FEED_COUNTS = 3\nPHOTO_FEED_MAX_AGE_DAYS = 1\n")
        settings.write("RESPONSIVE_IMAGES_CACHE = 3\n")
    write(site, "content/data/photos/curation.yaml", "hide: [gone]\n")

    done = run_pelican(site, SOURCE_DATE_EPOCH=str(int(DAY) + 864000))

    log = done.stdout + done.stderr
    assert done.returncode == 0, log
    assert "There is no setting “PHOTO_FEED_COUNTS”. Did you mean “PHOTO_FEED_COUNT”?" in log
    assert "The setting RESPONSIVE_IMAGES_CACHE cannot be 3." in log
    assert "content/data/photos/curation.yaml:1: " in log
    assert log.count(" ERROR ") == 2
    assert log.count(" WARNING ") == 2
    assert "A picture of door" in (site / "output/index.html").read_text()


def test_dead_feeds_are_removed_from_what_any_reader_has_read(site):
    """From articles, drafts, hidden articles and pages, and so from the summaries made of them."""
    head = '<html><head><title>{}</title><meta name="date" content="2026-01-01"/></head><body>'
    write(site, "content/html.html", f"{head.format('Html')}{DEAD}<p>After</p></body></html>")
    raw = DEAD.replace("\n", "\n   ")
    rst = f"Rst\n###\n\n:date: 2026-01-01\n\n.. raw:: html\n\n   {raw}\n\nAfter\n"
    write(site, "content/rst.rst", rst)
    for status in ("draft", "hidden"):
        post = f"Title: {status}\nDate: 2026-01-01\nStatus: {status}\n\n{DEAD}\n\nAfter\n"
        write(site, f"content/{status}.md", post)
    write(site, "content/pages/page.md", f"Title: Page\n\n{DEAD}\n\nAfter\n")
    write(site, "theme/templates/article.html", "{{ article.summary }} {{ article.content }}")
    write(site, "theme/templates/page.html", "{{ page.summary }} {{ page.content }}")

    done = run_pelican(site, "--fatal", "warnings", "--verbose", SOURCE_DATE_EPOCH=DAY)

    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("html", "rst", "drafts/draft", "hidden", "pages/page"):
        words = (site / f"output/{name}.html").read_text()
        assert "instagram" not in words
        assert "No feed" not in words
        assert words.count("After") == 2
    assert "content/rst.rst: removed dead Instagram feeds" in done.stdout


def test_content_without_dead_feeds_is_what_pelican_has_made_of_it(site):
    """Byte for byte, with its links."""
    Image.new("RGB", (4, 3)).save(site / "content" / "a.png")
    write(site, "content/post.md", f"Title: A post\nDate: 2026-01-01\n\n{WHOLE}\n")

    done = run_pelican(site, "--fatal", "warnings", SOURCE_DATE_EPOCH=DAY)

    assert done.returncode == 0, done.stdout + done.stderr
    assert (site / "output/a-post.html").read_text() == WHOLE.replace("{static}/", "/")


def test_all_templates_have_the_gallery(site):
    """Also those of articles, categories and pages of one's own."""
    write(site, "content/own.html", INDEX)
    for name in ("article", "category"):
        write(site, f"theme/templates/{name}.html", INDEX)
    with (site / "conf.py").open("a") as settings:
        settings.write('TEMPLATE_PAGES = {"own.html": "own.html"}\nARTICLE_EXCLUDES = ["."]\n')
        settings.write('ARTICLE_PATHS = ["post.md"]\n')

    done = run_pelican(site, "--fatal", "warnings", SOURCE_DATE_EPOCH=DAY)

    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("a-post", "category/misc", "own"):
        assert "A picture of door" in (site / f"output/{name}.html").read_text()


TWICE = """\
from pathlib import Path
from pelican import Pelican
from pelican.settings import read_settings
pelican = Pelican(read_settings("conf.py", override={"PATH": "content", "OUTPUT_PATH": "output"}))
pelican.run()
Path("content/data/photos/curation.yaml").write_text("hide: [door]\\n")
pelican.run()
"""


def test_a_second_run_in_the_same_process_reads_the_photos_again(site):
    """As `pelican -r` does after each save."""
    write(site, "twice.py", TWICE)

    done = run_python(site, "twice.py", SOURCE_DATE_EPOCH=DAY)

    assert done.returncode == 0, done.stdout + done.stderr
    assert (site / "output/index.html").read_text() == "no photos"
