"""The cache file that one run leaves for the next."""

import numpy as np
import pytest

from plugins.related_articles import cache
from plugins.related_articles.links import find_links
from plugins.related_articles.options import RelatedArticlesOptions as Options
from plugins.related_articles.ranking import rank
from tests.related_articles.corpus import post

SITE = [post("a", "ankle sprain"), post("b", "ankle"), post("c", "sprain"), post("d", "sleep")]


def links(*arguments):
    return {lang: found.links for lang, found in find_links(*arguments).items()}


@pytest.fixture
def saved(tmp_path):
    """The file of an earlier run."""
    path = cache.path_for(tmp_path / "kept", "en")
    cache.save(path, rank(SITE, Options()).run)
    return path


def arrays(run):
    """Every array of a run, as lists."""
    matrix, neighbours = run.terms.matrix, run.lists.neighbours
    parts = [matrix.vocabulary, matrix.counts.toarray(), run.levels, run.vectors.toarray()]
    parts += matrix.hapaxes
    parts += [neighbours.indices, neighbours.dots, neighbours.scores, run.lists.floors]
    return [part.tolist() for part in parts]


def test_a_saved_run_is_loaded(tmp_path):
    """Every array is the same, and none of them is all zeros."""
    site = [post(f"p{number:02}", f"ankle alone{number}", day=number) for number in range(80)]
    before = rank([*site, post("rest", "sleep")], Options(count=1)).run

    cache.save(tmp_path / "file", before)
    after = cache.load(tmp_path / "file")

    assert (after.recipe, after.published_count) == (before.recipe, 81)
    assert list(after.terms.digests) == list(before.terms.digests)
    assert arrays(after) == arrays(before)
    assert all(np.any(part) for part in arrays(after))


def test_a_missing_file_is_no_run(tmp_path):
    """As before the first run."""
    assert cache.load(tmp_path / "nothing.npz") is None


@pytest.mark.parametrize("part", [0, 1, 100, -300, -1])
def test_a_truncated_file_is_ignored(saved, part):
    """Wherever it ends."""
    saved.write_bytes(saved.read_bytes()[:part])

    assert cache.load(saved) is None


def test_a_damaged_file_is_ignored(saved):
    """One wrong byte in an array is detected."""
    data = bytearray(saved.read_bytes())
    place = data.index(b"PK", data.index(b"vectors_cells.npy")) - 2
    data[place] ^= 0xFF
    saved.write_bytes(data)

    assert cache.load(saved) is None


@pytest.mark.parametrize(("byte", "to"), [(6, 255), (8, 1), (10, 8), (10, 99)])
def test_a_damaged_zip_directory_is_ignored(saved, byte, to):
    """No version, flags or compression method stops a build."""
    data = bytearray(saved.read_bytes())
    data[data.index(b"PK\1\2") + byte] = to
    data[data.index(b"PK\3\4") + byte - 2] = to
    saved.write_bytes(data)

    assert cache.load(saved) is None


def test_a_single_array_is_ignored(saved):
    """A file in numpy's .npy format."""
    with saved.open("wb") as file:
        np.save(file, np.arange(3))

    assert cache.load(saved) is None


def test_a_pickle_is_ignored(saved):
    """A file that could run code is not read."""
    np.savez(saved, recipe=np.array([object()], dtype=object), allow_pickle=True)

    assert cache.load(saved) is None


def test_a_failed_write_keeps_the_earlier_file(saved, monkeypatch):
    """And leaves nothing else in the folder."""
    before = saved.read_bytes()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)

    with pytest.raises(OSError, match="No space"):
        cache.save(saved, rank(SITE[:2], Options()).run)

    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_read_only_cache_changes_no_links(tmp_path):
    """It only costs time."""
    (tmp_path / "file").write_text("")

    found = links(SITE, Options(), tmp_path / "file" / "below")

    assert found == links(SITE, Options())


def test_each_language_has_its_own_file(tmp_path):
    """A second run reads both and gives the same links."""
    site = [*SITE, *(post(each.slug, each.text, lang="nb") for each in SITE)]

    first = links(site, Options(), tmp_path)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    assert len(files) == 2
    assert links(site, Options(), tmp_path) == first == links(site, Options())


def test_the_file_is_written_again_only_after_enough_changes(tmp_path):
    """If at most one article in fifty has changed, the file stays as it is."""
    site = [post(f"p{number:03}", f"word{number // 2} ankle", day=number) for number in range(200)]
    edited = [post("p000", "word0 ankle again sprain"), *site[1:]]
    rewritten = [post(each.slug, f"{each.text} sprain", day=9) for each in site]
    links(site, Options(), tmp_path)
    (path,) = tmp_path.iterdir()
    before = path.read_bytes()

    assert links(edited, Options(), tmp_path) == links(edited, Options())
    assert path.read_bytes() == before
    assert links(rewritten, Options(), tmp_path) == links(rewritten, Options())
    assert path.read_bytes() != before
