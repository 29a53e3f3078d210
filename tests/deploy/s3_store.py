"""An S3 store on this machine, which tests make fail, and what visitors get from it."""

import itertools
import re
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import boto3
import urllib3
from botocore.awsrequest import AWSResponse, HeadersDict
from botocore.config import Config

from plugins.deploy import s3_bucket
from plugins.deploy.deploying import deploy, rollback
from plugins.deploy.releases import FOLDER, POINTER, from_bytes
from plugins.deploy.retention import Keep
from plugins.deploy.s3_host import S3Host
from tests.deploy.sites import write

KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "a-secret-key",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_DEFAULT_REGION": "us-east-1",
}
KEEP = Keep()
WEB = urllib3.PoolManager(maxsize=4)
_NUMBERS = itertools.count(1)


class Later(s3_bucket.Bucket):
    """The bucket when all leases have ended."""

    def now(self):
        """Two minutes later."""
        return super().now() + timedelta(minutes=2)


@dataclass
class Faults:
    """What happens to requests: `answer` gives a status and a code for some of them.

    It gets the number of the request, from 1, its method and its address; headers may follow the
    code. `asked` are all requests.
    """

    answer: object = lambda _number, _method, _url: None
    asked: list = field(default_factory=list)

    def __call__(self, request, **_more):
        """Answer in place of the store, or let the request pass."""
        self.asked.append((request.method, request.url))
        found = self.answer(len(self.asked), request.method, request.url)
        if not found:
            return None
        status, code, *headers = found
        body = f"<Error><Code>{code}</Code><Message>a-secret-key</Message></Error>".encode()
        if request.method == "HEAD":
            body = b""  # no answer to it has one, so that only the status is known
        return answered(request.url, status, body, *headers)


def answered(url, status, body, headers=None):
    """An answer of a store that botocore takes for a real one."""
    raw = AWSResponse(url, status, HeadersDict(headers or {}), None)
    raw._content = body
    return raw


@dataclass
class TestBucket:
    """A bucket of its own for each test."""

    endpoint: str
    folder: object
    name: str = field(default_factory=lambda: f"clinic-{next(_NUMBERS)}")
    __test__ = False

    def __post_init__(self):
        """Make it."""
        config = Config(connect_timeout=5, read_timeout=5)  # seconds, then it asks again
        self.client = boto3.session.Session().client(
            "s3", endpoint_url=self.endpoint, config=config
        )
        self.client.create_bucket(Bucket=self.name)

    def host(self, faults=None, kind=s3_bucket.Bucket, **more):
        """A host for a publisher of its own."""
        bucket = s3_bucket.connected(self.name, "", self.endpoint)
        client = bucket._client
        if faults:
            client.meta.events.register_first("before-send.s3", faults)
        return S3Host(kind(client, self.name), **more)

    def deploy(self, files, faults=None, keep=KEEP, **more):
        """Deploy a site of these files."""
        folder = write(Path(tempfile.mkdtemp(dir=self.folder)), files)
        deploy(self.host(faults, **more), folder, keep, [].append, allow_deletes=True)

    def rollback(self, faults=None, to="", keep=KEEP, **more):
        """Roll back."""
        rollback(self.host(faults, **more), to, keep, [].append)

    def objects(self):
        """All objects by path."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        keys = [each["Key"] for page in pages for each in page.get("Contents", ())]
        return {key: self.get(key)[1] for key in keys}

    def state(self):
        """What the bucket knows of its releases."""
        return from_bytes(self.get(POINTER)[1])

    def served(self):
        """What visitors can ask for: all but the releases."""
        found = self.objects()
        return {path: found[path] for path in found if not path.startswith(f"{FOLDER}/")}

    def get(self, address):
        """The status and the body for an address of the site, as a static host answers."""
        path = f"{address}index.html" if address.endswith("/") or not address else address
        url = f"{self.endpoint}/{self.name}/{quote(path)}"
        found = WEB.request("GET", url, headers={"Authorization": "AWS a:b"}, retries=False)
        return found.status, found.data


def asked_for(page):
    """The files that a page needs."""
    return re.findall(rb'<link rel="stylesheet" href="/([^"]+)">', page)


def linked(page):
    """The addresses that a page links to."""
    return re.findall(rb'<a href="/([^"]*)">', page)


def broken(bucket, pages=("",)):
    """What visitors cannot get, who follow all links from the home page."""
    seen, todo, found = set(), list(pages), []
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        status, body = bucket.get(address)
        if status != HTTPStatus.OK:
            found.append(address)
        todo += [each.decode() for each in (*linked(body), *asked_for(body))]
    return found
