"""Builds over a small content folder, for tests of their steps: without Pelican and a worker."""

import io
from unittest.mock import patch

from pelican.settings import read_settings

from plugins.publishing.progress import Progress
from plugins.site import start
from plugins.site.build import BuildRequest
from tests.building import ROOT

SITEURL = "https://clinic.example.org"


class NoReader:
    """Stands for the reader of posts, whose process takes a second to start."""

    def __init__(self, max_bytes, _worker=None):
        self.max_bytes = max_bytes

    def start(self):
        """Nothing is started."""

    def close(self):
        """There is no process to end."""


def settings_for(folder, **changes):
    """Pelican's settings for `folder`/content, with those of our settings file and `changes`."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "output").mkdir(exist_ok=True)
    own = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "RESPONSIVE_IMAGES_CACHE": str(folder / "cache" / "pictures"),
        "RELATED_ARTICLES_CACHE": str(folder / "cache" / "related"),
    }
    return read_settings(str(ROOT / "pelicanconf.py"), override=own | changes)


def request(*, preview=False, publish=False, lenient=False, cache=None):
    """What a build is started with; its progress is not printed."""
    progress = Progress(io.StringIO())
    return BuildRequest(
        preview=preview, publish=publish, lenient=lenient, progress=progress, cache=cache
    )


def new_build(folder, *, preview=False, publish=False, lenient=False, **changes):
    """A build that has read everything but the posts of `folder`/content."""
    return start_build(
        settings_for(folder, **changes), preview=preview, publish=publish, lenient=lenient
    )


def start_build(settings, **options):
    """The same with these settings of Pelican."""
    with patch.object(start, "SupervisedReader", NoReader):
        return start.start(settings, request(**options))


def rules(build):
    """The rules of a build's findings."""
    return [finding.rule for finding in build.request.findings.all]
