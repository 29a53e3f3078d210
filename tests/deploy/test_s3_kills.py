"""A publisher that is killed leaves a site whose links work, and the next one finishes."""

import multiprocessing
import signal

import pytest

from plugins.deploy.retention import Keep
from plugins.hosting.responses import is_hashed
from tests.deploy.s3_killed import publish_and_die
from tests.deploy.s3_store import Later, broken
from tests.deploy.sites import site

KEEP = Keep(3, 0)
REQUESTS = 70  # of a deploy of these sites, about


def kill(context, bucket, files, number):
    """Start a publisher that is killed at a request, unless it has fewer; without files, back."""
    arguments = (bucket.endpoint, bucket.name, bucket.folder, files, number)
    process = context.Process(target=publish_and_die, args=arguments)
    process.start()
    process.join(120)
    assert process.exitcode in {0, -signal.SIGKILL}


def target(bucket):
    """The release that a rollback brings back, or None."""
    state = bucket.state()
    return state.live.before if state.live.before in {each.id for each in state.releases} else None


def unhashed(files):
    """All but the files that releases before may need."""
    return {path: data for path, data in files.items() if not is_hashed(path)}


@pytest.mark.slow
def test_whenever_a_publisher_is_killed_no_page_is_broken_and_the_next_finishes(
    bucket, seeded_random, long_run
):
    """With the same site, another one, or a rollback, once the lease has ended.

    A rollback that is killed is finished by another one, which goes no further back.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.deploy.s3_killed"])
    bucket.deploy(site(0))
    for trial in range(1, 101 if long_run else 11):
        before = target(bucket)
        number = seeded_random.randint(1, REQUESTS)
        if before and seeded_random.random() < 0.3:
            kill(context, bucket, None, number)
            assert broken(bucket) == [], number
            if not bucket.state().is_clean or bucket.state().live.id != before:
                bucket.rollback(kind=Later, keep=KEEP)
            assert bucket.state().live.id == before, number
            assert bucket.state().is_clean, number
            continue
        new = site(trial, articles=("a", "b", f"new{trial}"))
        kill(context, bucket, new, number)

        assert broken(bucket) == [], number
        if not bucket.state().is_clean and seeded_random.random() < 0.3:
            bucket.rollback(kind=Later, keep=KEEP)
        else:
            following = seeded_random.choice([new, site(trial + 1000)])
            bucket.deploy(following, kind=Later, keep=KEEP)
            assert unhashed(bucket.served()) == unhashed(following), number
        assert bucket.state().is_clean, number
        assert broken(bucket) == [], number
