"""Two publishers at once: one is refused, and has changed nothing that visitors see."""

import pytest

from plugins.deploy import s3_bucket, s3_pointer
from plugins.deploy.deploying import deploy
from plugins.deploy.host import HostError, OvertakenError
from plugins.deploy.releases import POINTER
from plugins.deploy.retention import Keep
from tests.deploy.s3_store import Faults, Later, broken
from tests.deploy.sites import site, write

OLD, NEW, OTHER = site(1), site(2, articles=("a", "b", "new")), site(3)


def is_whole(bucket, files):
    """Whether visitors get this site, and nobody is at work."""
    served = bucket.served()
    is_clean = bucket.state().is_clean
    return {path: served[path] for path in files} == files and is_clean and not broken(bucket)


class Meanwhile(Faults):
    """Does something at a request with this method whose address ends like this: the first one."""

    def __init__(self, method, path, action, number=1):
        super().__init__(self.answer_to)
        self.method, self.path, self.action, self.number = method, path, action, number
        self.caught = None

    def answer_to(self, _number, method, url):
        """Answer nothing."""
        if method == self.method and url.endswith(self.path):
            self.number -= 1
            if self.number == 0:
                try:
                    self.action()
                except HostError as error:
                    self.caught = error


@pytest.mark.parametrize("path", [".css", "sitemap.xml", "index.html"])
def test_whoever_comes_while_another_is_at_work_is_refused(bucket, path):
    """Before and while the site changes."""
    bucket.deploy(OLD)
    second = Meanwhile("PUT", path, lambda: bucket.deploy(OTHER))

    bucket.deploy(NEW, second)

    assert isinstance(second.caught, OvertakenError)
    assert is_whole(bucket, NEW)
    assert len([path for path in bucket.objects() if path.endswith(".json")]) == 3  # and none of it


def test_whoever_has_planned_before_another_was_done_is_refused(bucket):
    """The plan is of a site that is live no longer."""
    bucket.deploy(OLD)
    host = bucket.host()
    real = host.publish
    host.publish = lambda *plan: (bucket.deploy(NEW), real(*plan))

    with pytest.raises(OvertakenError):
        deploy(host, write(bucket.folder / "x", OTHER), Keep(), print, allow_deletes=True)

    assert is_whole(bucket, NEW)


def test_two_first_deploys_at_once(bucket):
    """There is no list of releases yet that could be compared."""
    second = Meanwhile("PUT", POINTER, lambda: bucket.deploy(OTHER))

    with pytest.raises(OvertakenError):
        bucket.deploy(NEW, second)

    assert is_whole(bucket, OTHER)


def test_a_lease_that_has_ended_is_taken_over_and_its_owner_stops(bucket, monkeypatch):
    """Whoever comes back, with a laptop that slept, changes nothing any longer."""
    bucket.deploy(OLD)
    monkeypatch.setattr(s3_pointer, "LEASE", 0)  # is renewed before each step
    second = Meanwhile("PUT", POINTER, lambda: bucket.deploy(OTHER, kind=Later), number=2)

    with pytest.raises(OvertakenError):
        bucket.deploy(NEW, second)

    assert second.caught is None
    assert is_whole(bucket, OTHER)


def test_a_conflict_is_tried_again(bucket):
    """The store asks for that."""
    conflicts = [True, True]
    faults = Faults(
        lambda _n, method, url: (
            (409, "ConditionalRequestConflict")
            if method == "PUT" and url.endswith(POINTER) and conflicts and conflicts.pop()
            else None
        )
    )

    bucket.deploy(NEW, faults)

    assert is_whole(bucket, NEW)


def test_a_write_whose_answer_is_lost_is_not_another_publishers(bucket, monkeypatch):
    """Its second try is refused, because the first has changed the list."""
    monkeypatch.setattr(s3_bucket, "_TRIES", 2)
    host = bucket.host()
    client = host._bucket._client
    lost = [True]

    def lose(request, **_more):
        if request.method == "PUT" and request.url.endswith(POINTER) and lost and lost.pop():
            client._endpoint.http_session.send(request)
            return Faults(lambda *_: (500, "InternalError"))(request)
        return None

    client.meta.events.register_first("before-send.s3", lose)
    deploy(host, write(bucket.folder / "x", NEW), Keep(), print, allow_deletes=True)

    assert is_whole(bucket, NEW)


class Unconditional(Faults):
    """A store that ignores conditions."""

    def __call__(self, request, **more):
        """Take the conditions out of the request."""
        for name in ("If-Match", "If-None-Match"):
            if name in request.headers:
                del request.headers[name]
        return super().__call__(request, **more)


def refusing(request, **_more):
    """A store that does not know conditions, and says so."""
    if {"If-Match", "If-None-Match"} & {*request.headers}:
        return Faults(lambda *_: (501, "NotImplemented"))(request)
    return None


@pytest.mark.parametrize("faults", [Unconditional(), refusing])
def test_a_store_without_conditions_works_and_that_is_said(bucket, capsys, faults):
    """A second publisher is refused unless it comes in the same moment."""
    bucket.deploy(OLD, faults)
    capsys.readouterr()
    second = Meanwhile("PUT", "sitemap.xml", lambda: bucket.deploy(OTHER, faults))
    host = bucket.host(second)
    host._bucket._client.meta.events.register_last("before-send.s3", faults)

    deploy(host, write(bucket.folder / "x", NEW), Keep(), print, allow_deletes=True)

    assert isinstance(second.caught, OvertakenError)
    assert capsys.readouterr().err
    assert is_whole(bucket, NEW)


def test_a_store_with_conditions_is_not_warned_of(bucket, capsys):
    """Nothing is to be done."""
    bucket.deploy(NEW)

    assert capsys.readouterr().err == ""
