"""Plans write what has changed, keep what old pages need, and delete only what we published."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.deploy.order import Stage
from plugins.deploy.plan import Known, PlanError, plan_deploy, plan_rollback
from plugins.deploy.releases import Lease
from plugins.deploy.retention import Keep
from plugins.hosting.responses import is_hashed
from tests.deploy.sites import NOW, FakeHistory, hashed, id_of, manifest, site

KEEP = Keep(releases=1, days=0)


def deployed(*sites, keep=KEEP):
    """The history of a host after deploys of these sites."""
    history = FakeHistory()
    for files in sites:
        history.finish(plan(history, files, keep=keep))
        history.now += timedelta(days=1)
    return history


def plan(history, files, keep=KEEP, **more):
    return plan_deploy(history.known, manifest(files), keep, history.now, **more)


def stopped(history, files):
    """The same host after a deploy that was killed on the way."""
    found = manifest(files)
    lease = Lease(owner="somebody", release=id_of(files, 99), until=NOW)
    manifests = {**history.known.manifests, lease.release: found}
    history.known = Known(history.known.releases.leased(lease), manifests)
    return history


def paths(plan):
    return {file.path for file in plan.puts}


def test_the_first_deploy_writes_everything():
    """And deletes nothing."""
    found = plan(FakeHistory(), site(1))

    assert paths(found) == {*site(1)}
    assert (found.kept, found.deletes, found.unused) == ((), (), ())


def test_only_what_has_changed_is_written():
    """Bytes or headers."""
    history = deployed(site(1))

    assert paths(plan(history, {**site(1), "about/index.html": b"New"})) == {"about/index.html"}


def test_the_same_site_again_is_nothing_to_do():
    """The host is not asked for anything."""
    assert plan(deployed(site(1)), site(1)) is None


def test_the_same_site_can_be_another_release():
    """Even in the same second; the one before stays, as after any deploy."""
    history = FakeHistory()
    first = plan(history, site(1))
    history.finish(first)
    history.now = NOW

    found = plan(history, site(1), anew=True)

    assert found.release != first.release
    assert found.retained == {first.release}
    assert (found.puts, found.deletes) == ((), ())


def test_pages_go_and_hashed_files_stay_for_a_while():
    """A page that is open still asks for its stylesheet."""
    history = deployed(site(1), site(2))
    old, new = (hashed("main", site(each)[css(each)]) for each in (1, 2))

    found = plan(history, {**site(3, articles=("a", "b"))})

    assert found.deletes == ("articles/c/index.html", old)
    assert [file.path for file in found.kept] == [new]


def css(number):
    return next(path for path in site(number) if is_hashed(path))


def test_nothing_is_deleted_that_we_have_not_published():
    """All paths that are deleted are in a manifest."""
    history = deployed(site(1), site(2))

    found = plan(history, site(3, articles=("a", "b")))

    assert {*found.deletes} <= {*site(1), *site(2)}


def test_new_pages_come_before_those_that_link_to_them():
    """Whoever follows the link finds the page."""
    found = plan(deployed(site(1)), site(1, articles=("a", "b", "c", "d")))

    stages = {file.path: stage for stage, files in found.stages for file in files}
    assert stages["articles/d/index.html"] == Stage.NEW_PAGES
    assert stages["articles/d/index.html"] < stages["articles/index.html"]


@pytest.mark.parametrize("files", [{}, {"robots.txt": b""}, {"about/index.html": b"About"}])
def test_a_site_without_a_home_page_is_refused(files):
    """A build that went wrong replaces no site."""
    with pytest.raises(PlanError):
        plan(deployed(site(1)), files)


def test_another_site_is_refused():
    """The wrong bucket."""
    other = manifest(site(2), siteurl="https://elsewhere.example.org")

    with pytest.raises(PlanError):
        plan_deploy(deployed(site(1)).known, other, KEEP, NOW, allow_deletes=True)


def test_many_deletes_need_a_word():
    """A quarter of the pages may go; hashed files do not count."""
    history = deployed(site(1, articles="abcdefghi"))
    few = site(2, articles="abcde")

    with pytest.raises(PlanError):
        plan(history, site(2, articles="abcd"))

    assert plan(history, few)
    assert plan(history, site(2, articles="abcd"), allow_deletes=True)


def test_where_a_deploy_stopped_all_is_written_that_it_may_have_changed():
    """Even if the next site has it as the one before."""
    history = stopped(deployed(site(1)), {**site(1), "about/index.html": b"Half", "x.html": b""})

    found = plan(history, site(1))

    assert paths(found) == {"about/index.html"}
    assert found.deletes == ("x.html",)


def test_hashed_files_of_a_stopped_deploy_are_written_again_and_stay():
    """Nobody knows which of them are there; but somebody may hold a page of it."""
    history = stopped(deployed(site(1)), site(2))

    assert css(2) in paths(plan(history, site(2)))
    assert css(2) in {file.path for file in plan(history, site(3)).kept}


def test_a_stopped_deploy_goes_on_with_its_id():
    """The same site is the same release."""
    history = stopped(deployed(site(1)), site(2))

    assert plan(history, site(2)).release == history.known.releases.lease.release


def test_rollback_writes_what_was_changed_and_asks_for_no_hashed_file():
    """They are still there."""
    history = deployed(site(1), site(2, articles="abcd"))

    found = plan_rollback(history.known, "", KEEP, history.now)

    assert found.manifest == manifest(site(1))
    assert Stage.HASHED_ASSETS not in dict(found.stages)
    assert found.deletes == ("articles/d/index.html",)
    assert [file.path for file in found.kept] == [css(2)]


def test_rollback_again_goes_further_back_and_a_deploy_follows():
    """And after the deploy, rollback goes to what was live before it."""
    keep = Keep(5, 0)
    history = deployed(*map(site, (1, 2, 3)), keep=keep)
    seen = []
    for _ in range(2):
        found = plan_rollback(history.known, "", keep, history.now)
        history.finish(found)
        seen.append(found.manifest)
    with pytest.raises(PlanError):
        plan_rollback(history.known, "", keep, history.now)
    history.finish(plan(history, site(4), keep=keep))

    seen.append(plan_rollback(history.known, "", keep, history.now).manifest)

    assert seen == [manifest(site(each)) for each in (2, 1, 1)]


def test_rollback_of_a_deploy_that_stopped_brings_back_the_live_release():
    """All of it."""
    history = stopped(deployed(site(1), site(2)), site(3))

    found = plan_rollback(history.known, "", KEEP, history.now)

    assert found.release == history.known.releases.live.id
    assert paths(found) == {path for path in site(2) if site(2)[path] != site(3).get(path)} - {
        css(2)
    }


def test_a_rollback_that_stopped_goes_on():
    """Typed again, it does not bring back the release that somebody wanted to be rid of."""
    history = deployed(site(1), site(2))
    live, before = (each.id for each in history.known.releases.releases)
    lease = Lease(owner="somebody", release=before, until=NOW)
    history.known = Known(history.known.releases.leased(lease), history.known.manifests)

    assert plan_rollback(history.known, "", KEEP, history.now).release == before
    assert plan_rollback(history.known, live, KEEP, history.now).release == live


def test_a_deploy_after_a_rollback_that_stopped_can_be_taken_back():
    """If it stops too: the release that is live is still the one before both."""
    history = deployed(site(1), site(2))
    live, before = (each.id for each in history.known.releases.releases)
    lease = Lease(owner="somebody", release=before, until=NOW)
    history.known = Known(history.known.releases.leased(lease), history.known.manifests)
    history = stopped(history, site(3))

    assert plan_rollback(history.known, "", KEEP, history.now).release == live


def test_a_deploy_that_was_killed_before_the_deletes_goes_on():
    """The same site again is the same release, with nothing to write."""
    history = deployed(site(1), site(2))
    releases = history.known.releases
    lease = Lease(owner="somebody", release=releases.live.id, until=NOW)
    history.known = Known(releases.leased(lease), history.known.manifests)

    found = plan(history, site(2))

    assert (found.release, found.puts) == (releases.live.id, ())
    assert "articles/c/index.html" not in found.deletes


def test_rollback_to_a_release_that_is_not_there_is_refused():
    """The message lists those that are."""
    history = deployed(site(1), site(2))

    with pytest.raises(PlanError) as refused:
        plan_rollback(history.known, id_of(site(9)), KEEP, history.now)

    assert id_of(site(1)) in refused.value.hint


SITES = st.builds(site, st.integers(0, 3), st.sets(st.sampled_from("abcde")).map(sorted))


@given(st.lists(st.tuples(SITES, st.sampled_from(["deploy", "stop", "back"])), max_size=8))
def test_the_host_has_the_site_and_what_releases_before_need(steps):
    """Whatever has happened before, by what the host would have after each plan is carried out.

    A deploy that stops has written all or nothing, which are the ends of what it may have done.
    """
    history, there, stores = FakeHistory(), {}, set()
    for number, (files, step) in enumerate(steps):
        if step == "back":
            try:
                found = plan_rollback(history.known, "", Keep(2, 0), history.now)
            except PlanError:
                continue
            assert {file.sha256 for file in found.puts} <= stores
        else:
            found = plan(history, files, keep=Keep(2, 0), allow_deletes=True)
        if found is None:
            continue
        if step == "stop":
            if number % 2:
                there |= {file.path: file for file in found.puts}
            stopped(history, files)
            continue
        there |= {file.path: file for file in found.puts}
        stores |= {file.sha256 for file in found.puts if not is_hashed(file.path)}
        stores -= {*found.unused}
        for path in found.deletes:
            there.pop(path, None)
        history.finish(found)

        complete = [each for each in history.known.releases.releases if each.complete]
        needed = {
            file.path
            for each in complete
            for file in history.known.manifests[each.id].files
            if is_hashed(file.path)
        }
        assert {file.path: there[file.path] for file in found.manifest.files} == {
            file.path: file for file in found.manifest.files
        }
        assert needed <= {*there}
        assert {*there} <= {file.path for file in (*found.manifest.files, *found.kept)}
