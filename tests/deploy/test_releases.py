"""The list of releases of a host says what is live, and is not believed when it is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.deploy.releases import (
    MAX_BYTES,
    Lease,
    Release,
    Releases,
    ReleasesError,
    from_bytes,
    release_id,
    to_bytes,
)
from tests.deploy.sites import NOW, id_of, manifest, site

FIRST, SECOND, THIRD = (id_of(site(each), each) for each in (1, 2, 3))


def lease(release):
    return Lease(owner="somebody", release=release, until=NOW)


def after(*releases):
    """The list after these were deployed, all of which are retained."""
    found = Releases()
    for each in releases:
        found = found.leased(lease(each)).finished(each, NOW, frozenset(releases)).swept()
    return found


def ids(releases):
    return [each.id for each in releases.releases]


IDS = st.sampled_from([FIRST, SECOND, THIRD])


@given(st.lists(IDS), st.none() | IDS)
def test_what_is_written_is_read(deployed, leased):
    """Whatever has happened."""
    found = after(*deployed)
    found = found.leased(lease(leased)) if leased else found

    assert from_bytes(to_bytes(found)) == found


def test_the_live_release_is_the_first():
    """And each knows which one was live before it."""
    found = after(FIRST, SECOND)

    assert ids(found) == [SECOND, FIRST]
    assert [each.before for each in found.releases] == [FIRST, None]
    assert [each.left for each in found.releases] == [None, NOW]


def test_a_release_that_is_live_again_keeps_what_was_before_it():
    """So that rollback goes further back each time."""
    found = after(FIRST, SECOND, THIRD)

    back = found.leased(lease(SECOND)).finished(SECOND, NOW, frozenset(ids(found)))

    assert back.live == Release(id=SECOND, before=FIRST)


def test_of_a_deploy_that_is_not_done_parts_may_be_live():
    """Also of one that was live before, and until another one is done."""
    found = after(FIRST, SECOND).leased(lease(FIRST))

    assert (found.live.id, found.mixed, found.is_clean) == (SECOND, (FIRST,), False)
    assert found.leased(lease(THIRD)).mixed == (THIRD, FIRST)
    assert found.leased(lease(SECOND)).mixed == (FIRST,)


def test_a_rollback_that_stopped_is_told_from_a_deploy():
    """Until its last step; a deploy, on the way or before its deletes, brings nothing back."""
    everything = frozenset([FIRST, SECOND])
    back = after(FIRST, SECOND).leased(lease(FIRST))
    deployed = after(FIRST).leased(lease(SECOND))
    steps = [
        (each, each.finished(each.lease.release, NOW, everything)) for each in (back, deployed)
    ]

    assert [each.half_way_back for each in steps[0]] == [FIRST, FIRST]
    assert [each.half_way_back for each in steps[1]] == ["", ""]
    assert after(FIRST, SECOND, FIRST).half_way_back == ""


def test_a_deploy_that_stopped_is_remembered_and_is_no_release():
    """Visitors may have pages of it, but a rollback cannot bring it back."""
    found = after(FIRST).leased(lease(SECOND)).leased(lease(THIRD))

    done = found.finished(THIRD, NOW, frozenset([FIRST, SECOND])).swept()

    assert [(each.id, each.complete) for each in done.releases] == [
        (THIRD, True), (SECOND, False), (FIRST, True),
    ]  # fmt: skip
    assert done.is_clean


def test_what_is_not_retained_is_expired_until_it_is_swept():
    """Its files may still be there."""
    found = after(FIRST, SECOND).leased(lease(THIRD)).finished(THIRD, NOW, frozenset([SECOND]))

    assert (ids(found), found.expired) == ([THIRD, SECOND], (FIRST,))
    assert FIRST in found.known
    assert found.swept().expired == ()


BAD = {
    "another format": {"format": 2},
    "unknown key": {"command": "x"},
    "no id": {"releases": [{"id": "../../etc"}]},
    "twice": {"releases": [{"id": FIRST}, {"id": FIRST}]},
    "not complete": {"releases": [{"id": FIRST, "complete": False}]},
    "no time zone": {"releases": [{"id": FIRST, "left": "2026-12-01T12:00:00"}]},
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_list_that_is_not_ours_is_refused(bad):
    """Ids become paths, so they are what they should be."""
    with pytest.raises(ReleasesError):
        from_bytes(json.dumps(bad).encode())


@given(st.binary(max_size=99))
def test_anything_else_is_refused(data):
    """With the one error that hosts expect."""
    with pytest.raises(ReleasesError):
        from_bytes(data)


def test_a_list_may_not_be_too_large():
    """It is read into memory."""
    with pytest.raises(ReleasesError):
        from_bytes(to_bytes(Releases()) + b" " * MAX_BYTES)


def test_the_id_of_a_release_has_its_time_and_its_contents():
    """So that they sort by time, and two sites of the same second differ."""
    assert release_id(manifest(site(1)), NOW).startswith("20261201T120000Z-")
    assert release_id(manifest(site(1)), NOW) != release_id(manifest(site(2)), NOW)
