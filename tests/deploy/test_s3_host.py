"""A site in a bucket is the site that was published, with what old pages need."""

import hashlib

import pytest

from plugins.deploy.plan import PlanError
from plugins.deploy.releases import POINTER, object_path
from plugins.deploy.retention import Keep
from plugins.hosting.responses import is_hashed
from tests.deploy.s3_store import Faults, broken
from tests.deploy.sites import manifest, site, stylesheet


def test_the_bucket_has_the_site(bucket):
    """All files that visitors can ask for, with their bytes, and what a rollback needs."""
    files = {**site(1), "_headers": b"/*\n", ".nojekyll": b""}
    bucket.deploy(files)

    objects = bucket.objects()

    assert bucket.served() == site(1)
    assert broken(bucket) == []
    assert bucket.state().is_clean
    unhashed = [file for file in manifest(site(1)).files if not is_hashed(file.path)]
    assert all(object_path(file.sha256) in objects for file in unhashed)


def test_media_types_and_cache_rules_are_those_of_the_manifest(bucket):
    """And the checksum is the store's own."""
    bucket.deploy(site(1))

    for file in manifest(site(1)).files:
        found = bucket.client.head_object(Bucket=bucket.name, Key=file.path)
        assert (found["ContentType"], found["CacheControl"]) == (file.type, file.cache)
        assert "ContentEncoding" not in found
        assert bucket.host()._bucket.stored(file.path).sha256 == file.sha256


def test_only_what_has_changed_is_written(bucket):
    """And only once."""
    bucket.deploy(site(1))
    faults = Faults()

    bucket.deploy({**site(1), "about/index.html": b"New"}, faults)

    changed = {
        url.partition(f"{bucket.name}/")[2] for method, url in faults.asked if method == "PUT"
    }
    assert {path for path in changed if not path.startswith(".releases")} == {"about/index.html"}


def test_the_same_site_again_writes_nothing(bucket):
    """Not even the list of releases."""
    bucket.deploy(site(1))
    faults = Faults()

    bucket.deploy(site(1), faults)

    assert {method for method, _ in faults.asked} == {"GET"}


def test_what_nobody_needs_any_longer_goes(bucket):
    """Pages at once, hashed files and contents with the last release that needs them."""
    for number in range(4):
        bucket.deploy(site(number, articles=("a", f"x{number}")), keep=Keep(1, 0))

    served = bucket.served()

    expected = site(3, articles=("a", "x3"))
    hashed = {path for path in site(2) if is_hashed(path)}
    assert {*served} == {*expected, *hashed}
    stored = {path for path in bucket.objects() if path.startswith(".releases/objects/")}
    needed = [*manifest(expected).files, *manifest(site(2, articles=("a", "x2"))).files]
    assert stored == {object_path(file.sha256) for file in needed if not is_hashed(file.path)}
    assert len(bucket.state().releases) == 2


def test_what_was_never_put_there_is_never_deleted(bucket):
    """A file for hosts is in the manifest, but the bucket's own one of that name is somebody's."""
    bucket.client.put_object(Bucket=bucket.name, Key="_redirects", Body=b"Mine")
    bucket.deploy({**site(1), "_redirects": b"/a /b\n"}, replace=True)

    bucket.deploy(site(2))

    assert bucket.served()["_redirects"] == b"Mine"


def test_of_a_site_that_is_live_nothing_old_stays_if_nothing_is_to_be_kept(bucket):
    """Somebody has found a picture that should never have been published."""
    for number in (1, 2):
        bucket.deploy(site(number), keep=Keep(3, 1))

    for _ in range(2):
        bucket.deploy(site(2), keep=Keep(0, 0))

        assert bucket.served() == site(2)
        stored = {path for path in bucket.objects() if path.startswith(".releases/objects/")}
        files = manifest(site(2)).files
        assert stored == {object_path(file.sha256) for file in files if not is_hashed(file.path)}
        assert len(bucket.state().releases) == 1


def test_a_prefix_is_a_folder_of_its_own(bucket):
    """What is beside it stays."""
    bucket.client.put_object(Bucket=bucket.name, Key="other.txt", Body=b"Mine")
    host = bucket.host()
    host._bucket._prefix = "clinic/"
    bucket.host = lambda *_: host

    bucket.deploy(site(1))

    served = bucket.served()
    assert served.pop("other.txt") == b"Mine"
    assert {path for path in served if not path.startswith("clinic/.releases/")} == {
        f"clinic/{path}" for path in site(1)
    }


def test_rollback_brings_back_the_release_before(bucket):
    """Byte for byte, but for hashed files, without an upload."""
    bucket.deploy(site(1))
    bucket.deploy(site(2, articles=("a", "b", "new")))
    faults = Faults()

    bucket.rollback(faults=faults)

    served = bucket.served()
    assert {path: served[path] for path in site(1)} == site(1)
    assert {path for path in {*served} - {*site(1)} if not is_hashed(path)} == set()
    assert broken(bucket) == []


@pytest.mark.parametrize("harm", ["delete_object", "put_object"])
@pytest.mark.parametrize("is_hashed_file", [True, False])
def test_a_release_that_is_no_longer_whole_is_not_brought_back(bucket, harm, is_hashed_file):
    """Somebody has tidied up in the bucket; nothing has changed then, not even the list."""
    bucket.deploy(site(1))
    bucket.deploy(site(2))
    index = hashlib.sha256(site(1)["index.html"]).hexdigest()
    path = stylesheet(1) if is_hashed_file else object_path(index)
    words = {"Body": b""} if harm == "put_object" else {}
    getattr(bucket.client, harm)(Bucket=bucket.name, Key=path, **words)
    before, live = bucket.objects(), bucket.state().live.id

    with pytest.raises(PlanError) as refused:
        bucket.rollback()

    assert path in refused.value.message
    assert bucket.objects() == before
    bucket.deploy(site(1))
    assert {each: bucket.served()[each] for each in site(1)} == site(1)
    bucket.rollback(to=live)
    assert {each: bucket.served()[each] for each in site(2)} == site(2)


def test_what_the_live_site_lacks_too_holds_no_rollback_up(bucket):
    """It is no worse with the release before."""
    font = {"theme/font.0123456789.woff2": b"Font"}
    bucket.deploy(site(1) | font)
    bucket.deploy(site(2) | font)
    bucket.client.delete_object(Bucket=bucket.name, Key=next(iter(font)))

    bucket.rollback()

    assert {path: bucket.served()[path] for path in site(1)} == site(1)


def test_rollback_again_goes_further_back_and_a_deploy_follows(bucket):
    """And all the time the site is whole."""
    for number in (1, 2, 3):
        bucket.deploy(site(number))
    seen = []
    for step in (bucket.rollback, bucket.rollback, lambda: bucket.deploy(site(4)), bucket.rollback):
        step()
        seen.append(bucket.served()["index.html"])
        assert broken(bucket) == []

    assert seen == [site(each)["index.html"] for each in (2, 1, 4, 1)]


def test_without_its_list_of_releases_a_bucket_is_written_anew(bucket):
    """Whatever somebody has changed in it by hand."""
    bucket.deploy(site(1))
    bucket.client.put_object(Bucket=bucket.name, Key="index.html", Body=b"By hand")
    bucket.client.delete_object(Bucket=bucket.name, Key=POINTER)

    bucket.deploy(site(1), replace=True)

    assert bucket.served() == site(1)


def test_any_name_and_an_empty_file_can_be_deployed(bucket):
    """As posts and content/extra/ may have them."""
    odd = {"tag/søvn & ro/index.html": b"Sleep", "files/a+b %20.pdf": b"", ".well-known/x": b"1"}
    bucket.deploy(site(1))

    bucket.deploy({**site(1), **odd})

    assert bucket.served() == {**site(1), **odd}
    bucket.rollback()
    assert bucket.served() == site(1)
