"""Visitors of real servers, while releases are deployed into the folder that these serve."""

import http.client

import pytest

from plugins.deploy.__main__ import DONE
from plugins.hosting.hosted_site import HostedSite
from tests.deploy.rsync_server import RsyncServer
from tests.deploy.sites import SITEURL
from tests.deploy.visitors import Visitors
from tests.hosts.conftest import SERVERS

pytestmark = pytest.mark.hosts
KEEPING = ("--keep", "3", "--keep-days", "0")


@pytest.fixture
def folder(tmp_path):
    """A folder with a release in it."""
    folder = RsyncServer(tmp_path)
    assert folder.deploy(0).returncode == DONE
    return folder


@pytest.fixture(params=SERVERS)
def live(request, folder, certificate, tmp_path_factory):
    """A server of what is live in that folder."""
    place = tmp_path_factory.mktemp(request.param)
    site = HostedSite(SITEURL, "default-src 'self'")
    running = SERVERS[request.param](site, folder.current, folder.current, certificate, place)
    with running as server:
        yield server


def test_nobody_meets_a_missing_file(live, folder):
    """Through ten deploys and five rollbacks, whoever follows links or holds an old page."""

    def connected():
        return http.client.HTTPSConnection("127.0.0.1", live.port, timeout=20, context=live.trusted)

    with Visitors(connected, held=3).visiting() as visitors:
        for number in range(1, 11):
            assert folder.deploy(number, *KEEPING).returncode == DONE
            if number % 2 == 0:
                assert folder.run("rollback", *KEEPING).returncode == DONE

    assert visitors.errors == []
    assert visitors.answers > 100


def test_a_browser_gets_what_has_changed_and_nothing_else_again(live, folder):
    """Even if as many bytes are changed back within seconds: the time of a file is its own."""
    folder.is_quick = True  # so that only deploys set the times of files
    first = {path: live.ask(path).headers["etag"] for path in ("/", "/robots.txt")}
    folder.deploy(1)

    statuses = {path: live.ask(path, If_None_Match=tag).status for path, tag in first.items()}

    assert statuses == {"/": 200, "/robots.txt": 304}
    second = live.ask("/").headers["etag"]
    folder.run("rollback")
    assert live.ask("/", If_None_Match=second).status == 200
    assert live.ask("/", If_None_Match=first["/"]).status == 304
