"""Old sites are adopted and built: each old address is there, and nothing else becomes public."""

import pytest

from tests.building import build
from tests.migration import old_sites
from tests.migration.old_sites import adopt, files_of, texts_of

pytestmark = pytest.mark.slow
KINDS = ("pelican", "jekyll", "hugo", "stork")


class Adopted:
    """An old site, what the command printed, and the site that our build makes of it."""

    def __init__(self, kind, folder):
        self.old = getattr(old_sites, f"{kind}_site")(folder / "old")
        self.before = texts_of(self.old)
        self.new = folder / "mysite"
        self.done = adopt(self.old, self.new)
        self.site = folder / "output"
        settings = self.new / "siteconf.py"
        env = {"SITEURL": "https://new.example.org"}
        for path in self.new.glob("articles/**/*"):
            fix(path)
        self.built = build(
            "publish", content=self.new, settings=settings, output=self.site, env=env
        )


def fix(path):
    """Do what the list asks a person to do: take out commands of the old generator."""
    if path.is_file() and path.suffix in {".md", ".rst"}:
        rows = path.read_bytes().split(b"\n")
        kept = [row for row in rows if not row.startswith((b"{% include", b"{{< youtube"))]
        path.write_bytes(b"\n".join(kept))


@pytest.fixture(scope="module")
def adopted(tmp_path_factory):
    """Each of the three sites, adopted and built."""
    return {kind: Adopted(kind, tmp_path_factory.mktemp(kind)) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_site_is_adopted_and_published(adopted, kind):
    """Once a person has done what the list says, the first build succeeds."""
    one = adopted[kind]

    assert one.done.returncode == 0, one.done.stderr
    assert one.built.returncode == 0, one.built.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_the_old_folder_is_not_changed(adopted, kind):
    """Not even by compiled modules."""
    assert texts_of(adopted[kind].old) == adopted[kind].before


def test_no_address_of_a_pelican_site_changes(adopted, tmp_path):
    """All that stock Pelican has written is there: posts as pages, lists as pages or redirects."""
    one = adopted["pelican"]
    old = old_sites.built_by_pelican(one.old, tmp_path / "stock")

    new = files_of(one.site)
    assert len([name for name in old if name.startswith("heron-")]) == len(old_sites.VERSIONS)
    # A day in the future schedules a post here.
    assert old - new == {"later.html", "posts/2099/index.html"}
    for name in old:
        if name.startswith("heron-") or name == "We_Move.html":
            assert 'http-equiv="refresh"' not in (one.site / name).read_text("utf-8")


def test_no_address_changes_whatever_pelicans_settings_are(adopted, tmp_path):
    """Patterns, slugs, languages, attached files, pages of lists, feeds."""
    one = adopted["stork"]
    old = old_sites.built_by_pelican(one.old, tmp_path / "stock")

    assert len(old) > 25
    assert old - files_of(one.site) == set()


def test_no_address_of_a_jekyll_site_changes(adopted):
    """By Jekyll's rules for permalinks, pages, aliases, lists and feeds."""
    assert files_of(adopted["jekyll"].site) >= {
        "water/sports/2020/03/Swim-2.0.html", "2019/01/dive.html", "about/index.html",
        "old/swim/index.html", "archive.html", "page2/index.html", "feed.xml", "paper.pdf",
        "assets/otter.png",
    }  # fmt: skip


def test_no_address_of_a_hugo_site_changes(adopted):
    """By Hugo's rules for permalinks, bundles, aliases, lists and feeds."""
    assert files_of(adopted["hugo"].site) >= {
        "2022/05/antlers-grow/index.html", "2021/01/in-herds/index.html", "about/index.html",
        "horns/index.html", "posts/index.html", "tags/index.html", "tags/growth/index.html",
        "categories/body/index.html", "index.xml", "tags/growth/index.xml", "papers/elk.pdf",
        "img/elk.png",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("pelican", [b"Secret", b"Not yet."]),
        ("jekyll", [b"Hidden", b"An idea"]),
        ("hugo", [b"Secret"]),
    ],
)
def test_what_was_not_public_stays_so(adopted, kind, words):
    """Drafts, unpublished posts, and those of a day in the future."""
    one = adopted[kind]
    texts, site = texts_of(one.new), texts_of(one.site)

    for word in words:
        assert any(word in text for text in texts.values())
        assert [name for name, text in site.items() if word in text] == []


def test_links_and_pictures_lead_to_the_same_things(adopted):
    """In every format, by paths of files and by addresses."""
    pelican, jekyll, hugo = (texts_of(adopted[kind].site) for kind in KINDS[:3])

    release = pelican["heron-1.1-released.html"].decode()
    assert "/heron-1.0-released.html" in release
    assert "/files/notes.pdf" in release
    assert 'alt="A heron on one leg"' in release
    swim = jekyll["water/sports/2020/03/Swim-2.0.html"].decode()
    assert "/2019/01/dive.html" in swim
    assert 'alt="An otter"' in swim
    assert "swim --far" in swim
    antlers = hugo["2022/05/antlers-grow/index.html"].decode()
    assert "/2021/01/in-herds/" in antlers
    assert 'alt="An elk"' in antlers
    assert 'alt="Three elks"' in hugo["2021/01/in-herds/index.html"].decode()


def test_a_second_time_is_refused(adopted):
    """So that nothing that a person has written since is lost."""
    one = adopted["hugo"]
    before = texts_of(one.new)

    again = adopt(one.old, one.new)

    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert texts_of(one.new) == before
