"""The stores and servers of these tests."""

import boto3
import pytest

from plugins.deploy import s3_bucket
from tests.conftest import serving
from tests.deploy.rsync_server import RsyncServer
from tests.deploy.s3_server import store
from tests.deploy.s3_store import KEYS, TestBucket
from tests.deploy.whole_host import WholeHost


@pytest.fixture(scope="session")
def s3_address():
    """The address of a store that all tests of a process share."""
    with store() as address:
        yield address


@pytest.fixture(scope="session")
def boto_session():
    """One for all clients: each would read the description of S3 again, for a third of a second."""
    return boto3.session.Session()


@pytest.fixture
def bucket(s3_address, tmp_path, monkeypatch, boto_session):
    """An empty bucket; requests to it are not tried again."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3.session, "Session", lambda: boto_session)
    monkeypatch.setattr(s3_bucket, "_TRIES", 1)
    monkeypatch.setattr(s3_bucket, "_PAUSE", 0.01)
    return TestBucket(s3_address, tmp_path)


@pytest.fixture(params=["", "editor@web.example:"], ids=["folder", "ssh"])
def server(request, tmp_path):
    """A folder of this machine, and the same over ssh."""
    return RsyncServer(tmp_path, request.param)


@pytest.fixture
def folder(tmp_path):
    """A folder of this machine."""
    return RsyncServer(tmp_path)


@pytest.fixture
def host(tmp_path):
    """A host on which nothing is live yet."""
    return WholeHost(tmp_path)


@pytest.fixture
def nothing_live(tmp_path):
    """The address of a site without any file."""
    (tmp_path / "nothing").mkdir()
    with serving(tmp_path / "nothing") as url:
        yield url
