"""What one run leaves for the next, on disk."""

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
    """A file that an earlier run kept."""
    path = cache.path_for(tmp_path / "kept", "en")
    cache.save(path, rank(SITE, Options()).run)
    return path


def arrays(run):
    """Every number of a run, as lists."""
    matrix, neighbours = run.terms.matrix, run.lists.neighbours
    parts = [matrix.vocabulary, matrix.counts.toarray(), run.levels, run.vectors.toarray()]
    parts += matrix.hapaxes
    parts += [neighbours.indices, neighbours.dots, neighbours.scores, run.lists.floors]
    return [part.tolist() for part in parts]


def test_what_is_saved_is_loaded(tmp_path):
    """Every array comes back as it was, and none is of zeros alone."""
    site = [post(f"p{number:02}", f"ankle alone{number}", day=number) for number in range(30)]
    before = rank([*site, post("rest", "sleep")], Options(count=1)).run

    cache.save(tmp_path / "file", before)
    after = cache.load(tmp_path / "file")

    assert (after.recipe, after.published_count) == (before.recipe, 31)
    assert list(after.terms.digests) == list(before.terms.digests)
    assert arrays(after) == arrays(before)
    assert all(np.any(part) for part in arrays(after))


def test_no_file_is_a_run_from_the_beginning(tmp_path):
    """The first run finds nothing."""
    assert cache.load(tmp_path / "nothing.npz") is None


@pytest.mark.parametrize("part", [0, 1, 100, -300, -1])
def test_a_cut_file_is_like_none(saved, part):
    """Wherever a full disk or a power cut ended it."""
    saved.write_bytes(saved.read_bytes()[:part])

    assert cache.load(saved) is None


def test_a_damaged_file_is_like_none(saved):
    """One wrong byte in the numbers is noticed."""
    data = bytearray(saved.read_bytes())
    place = data.index(b"PK", data.index(b"vectors_cells.npy")) - 2
    data[place] ^= 0xFF
    saved.write_bytes(data)

    assert cache.load(saved) is None


@pytest.mark.parametrize(("byte", "to"), [(6, 255), (8, 1), (10, 8), (10, 99)])
def test_a_damaged_table_of_contents_is_like_none(saved, byte, to):
    """Of the version, the flags and the kind of compression no value stops a build."""
    data = bytearray(saved.read_bytes())
    data[data.index(b"PK\1\2") + byte] = to
    data[data.index(b"PK\3\4") + byte - 2] = to
    saved.write_bytes(data)

    assert cache.load(saved) is None


def test_a_lone_array_is_like_none(saved):
    """A file in numpy's other format."""
    with saved.open("wb") as file:
        np.save(file, np.arange(3))

    assert cache.load(saved) is None


def test_another_array_file_is_like_none(saved):
    """A file of another program, or one that would run code, is not read."""
    np.savez(saved, recipe=np.array([object()], dtype=object), allow_pickle=True)

    assert cache.load(saved) is None


def test_nothing_is_left_half_written(saved, monkeypatch):
    """A full disk leaves the earlier file, and nothing beside it."""
    before = saved.read_bytes()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)

    with pytest.raises(OSError, match="No space"):
        cache.save(saved, rank(SITE[:2], Options()).run)

    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_folder_that_cannot_be_written_costs_speed_only(tmp_path):
    """Links do not depend on what can be kept."""
    (tmp_path / "file").write_text("")

    found = links(SITE, Options(), tmp_path / "file" / "below")

    assert found == links(SITE, Options())


def test_each_language_keeps_its_own(tmp_path):
    """A second run with both finds them and changes nothing."""
    site = [*SITE, *(post(each.slug, each.text, lang="nb") for each in SITE)]

    first = links(site, Options(), tmp_path)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    assert len(files) == 2
    assert links(site, Options(), tmp_path) == first == links(site, Options())


def test_writing_waits_until_enough_has_changed(tmp_path):
    """While less than one in fifty is looked at again, the file stays and serves the next run."""
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
