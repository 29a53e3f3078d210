"""A publisher that is killed at one of its requests, in a process of its own."""

import os
import signal
import threading

import boto3

from plugins.deploy import s3_bucket
from tests.deploy.s3_store import KEYS, Faults, TestBucket

# Each process that is forked from one with this module has read the description of S3 already.
_SESSION = boto3.session.Session()
_SESSION.client("s3", region_name=KEYS["AWS_DEFAULT_REGION"])


def publish_and_die(endpoint, name, folder, files, number):
    """Deploy these files, or roll back without any; the request with this number kills us."""
    os.environ.update(KEYS)
    boto3.session.Session = lambda: _SESSION
    s3_bucket._READ = 5  # seconds
    lock = threading.Lock()

    def answer(asked, _method, _url):
        with lock:
            if asked >= number:
                os.kill(os.getpid(), signal.SIGKILL)

    bucket = TestBucket(endpoint, folder, name)
    if files:
        bucket.deploy(files, Faults(answer))
    else:
        bucket.rollback(Faults(answer))
