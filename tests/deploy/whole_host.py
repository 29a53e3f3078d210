"""A host that replaces its whole site with each deploy."""

import json
from datetime import UTC, datetime, timedelta

from plugins.deploy.assembling import Assembly, assemble
from plugins.deploy.host_limits import HostLimits
from plugins.deploy.release_record import RECORD_PATH
from plugins.deploy.retention import Keep
from tests.conftest import serving
from tests.deploy.sites import write

ANY, THREE = HostLimits("The host"), Keep(3, 0)


class WholeHost:
    """A host that replaces the whole site by the folder `live`; each deploy is a day later."""

    def __init__(self, folder):
        self.folder, self.live, self.said = folder, folder / "live", []
        self.live.mkdir()
        self.now = datetime(2026, 12, 1, tzinfo=UTC)

    def assemble(self, files, limits=ANY, keep=THREE, **words):
        """Put the next site together."""
        self.now += timedelta(days=1)
        number = len([*self.folder.iterdir()])
        output = write(self.folder / f"site-{number}" / "output", files)
        with serving(self.live) as url:
            wanted = Assembly(output, limits, keep, self.now, words.pop("url", url), **words)
            self.said = []
            return assemble(wanted, self.live, self.said.append)

    def files(self):
        """What the host serves, without the record."""
        return {
            path.relative_to(self.live).as_posix(): path.read_bytes()
            for path in self.live.rglob("*")
            if path.is_file() and path != self.live / RECORD_PATH
            and path != self.live / ".nojekyll"
        }  # fmt: skip

    def record(self):
        """The public file."""
        return json.loads((self.live / RECORD_PATH).read_bytes())
