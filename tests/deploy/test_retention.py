"""Old hashed assets stay for some releases and for some days, and nothing else stays."""

from datetime import timedelta

from plugins.deploy.releases import Release
from plugins.deploy.retention import Keep, kept_files, retained
from tests.deploy.sites import NOW, id_of, manifest, site


def releases(*ages, complete=True):
    """Releases that were replaced so many days ago, the most recent first."""
    return [
        Release(id=id_of(site(1), minutes), left=NOW - timedelta(days=age), complete=complete)
        for minutes, age in enumerate(ages)
    ]


def ids(found):
    return frozenset(each.id for each in found)


def test_the_last_releases_stay_however_old_they_are():
    """A site that changes once a year can be rolled back too."""
    found = releases(300, 400, 500)

    assert retained(found, Keep(2, 1), NOW) == ids(found[:2])


def test_whatever_was_live_a_day_ago_stays():
    """Ten corrections in an hour take nothing from a page that is open since this morning."""
    found = releases(0.1, 0.2, 0.9, 1, 1.1)

    assert retained(found, Keep(1, 1), NOW) == ids(found[:4])


def test_a_deploy_that_stopped_takes_no_place():
    """However often it was tried, rollback finds the releases before."""
    stopped = [
        Release(id=id_of(site(2), each), complete=False, left=NOW - timedelta(days=9))
        for each in range(3)
    ]
    found = [*stopped, *releases(10, 20)]

    assert retained(found, Keep(1, 0), NOW) == ids(found[:4])


def test_hashed_files_of_retained_releases_stay():
    """But for what the site has itself."""
    manifests = {id_of(site(each)): manifest(site(each)) for each in (1, 2, 3)}

    kept = kept_files(manifest(site(3)), list(manifests), manifests)

    assert [file.path for file in kept] == sorted(
        path for each in (1, 2) for path in site(each) if path.startswith("theme/")
    )


def test_of_two_files_at_a_path_the_most_recent_stays():
    """It has replaced the other one."""
    path = "theme/main.0123456789.css"
    manifests = {id_of(site(each)): manifest({path: bytes([each])}) for each in (1, 2)}
    first, second = manifests

    (kept,) = kept_files(manifest(site(3)), [second, first], manifests)

    assert kept == manifests[second].files[0]
