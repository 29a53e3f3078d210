"""Whole builds with pictures."""

import itertools
import os
import shutil

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.building import ROOT, SAMPLE, snapshot
from tests.publishing.small_site import build_site, small_site, write
from tests.responsive_images.originals import quarters, saved

KINDS = {".png", ".jpg", ".jpeg", ".webp"}

pytestmark = pytest.mark.slow


def test_a_warm_build_and_a_cold_one_write_the_same_bytes(tmp_path):
    """With an empty, a full and a damaged cache; touching an original encodes nothing."""
    folder = small_site(tmp_path / "project")
    write(folder, "content/images/dot.png", saved(quarters((700, 90)), "PNG"))
    sites, kept = [], []
    for step in ("cold", "touched", "damaged"):
        for entry in (folder / ".cache/pictures").glob("*"):
            if step == "touched":
                os.utime(folder / "content/images/dot.png", (1, 1))
            else:
                entry.write_bytes(entry.read_bytes()[:-1])

        shutil.rmtree(
            folder / ".cache/site", ignore_errors=True
        )  # so that this cache alone is asked
        done = build_site(folder)

        assert done.returncode == 0, done.stderr
        sites.append(snapshot(folder / "output"))
        kept.append([path.stat().st_ino for path in (folder / ".cache/pictures").iterdir()])
    assert sites[0] == sites[1] == sites[2]
    assert kept[0] == kept[1] != kept[2]
    assert len([name for name in sites[0] if name.endswith(".webp")]) == 3


def test_a_hostile_picture_is_reported_where_it_is_named(tmp_path):
    """With the post's file, line and column, and a hint."""
    folder = small_site(tmp_path / "project")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    write(folder, "content/images/dot.png", drawing)

    done = build_site(folder)

    assert done.returncode == 1
    assert (
        "content/articles/warm.md:9:14: error: This SVG drawing has a script (<script>) in it.\n"
        "    Export it as PNG, or as a plain SVG with only shapes and text.\n"
    ) in done.stderr
    assert not (folder / "output").exists()


@pytest.fixture(params=["built_site", "built_sample"])
def any_site(request):
    """The repository's own site, and the sample site, of which it is known that it has pictures."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize(("name", "content"), [("built_site", ROOT), ("built_sample", SAMPLE)])
def test_no_original_is_in_the_published_site(request, name, content):
    """Under no name."""
    originals = {
        path.read_bytes()
        for path in (content / "content").rglob("*")
        if path.suffix in KINDS and "extra" not in path.parts
    }

    assert originals or content is ROOT
    assert not originals & set(snapshot(request.getfixturevalue(name)).values())


def test_every_picture_of_the_site_offers_smaller_files_first(any_site, built_sample):
    """Each file exists, is as wide as srcset says, and smaller than in the next format."""
    seen = 0
    for page in sorted(any_site.rglob("*.html")):
        for picture in BeautifulSoup(page.read_text("utf-8"), "html.parser").find_all("picture"):
            rows = [candidates(tag, any_site) for tag in picture.find_all(["source", "img"])]
            seen += 1
            for one, other in itertools.pairwise(rows):
                assert [width for width, _ in one] == [width for width, _ in other]
                assert all(a < b for (_, a), (_, b) in zip(one, other, strict=True))
    assert seen > 20 or any_site is not built_sample


KNOWN = {}


def candidates(tag, site):
    """The width and size in bytes of each file in a tag's srcset."""
    found = []
    for candidate in tag["srcset"].split(", "):
        url, descriptor = candidate.split(" ")
        if url not in KNOWN:
            with Image.open(site / url.lstrip("/")) as image:
                KNOWN[url] = (image.width, (site / url.lstrip("/")).stat().st_size)
        assert descriptor == f"{KNOWN[url][0]}w"
        found.append(KNOWN[url])
    return found


def test_long_alternative_text_is_read_in_time(tmp_path):
    """Pelican's own search for images without alt takes cubic time."""
    folder = small_site(tmp_path / "project")
    alt = "src='x' " * 5000
    post = f"---\ntitle: Dots\ndate: 2026-01-04\n---\n![{alt}](dot.png)\n"
    write(folder, "content/articles/dots.md", post)

    done = build_site(folder)  # stopped after two minutes

    assert done.returncode == 0, done.stderr
