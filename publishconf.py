"""Settings of the published site: only what differs from pelicanconf.py."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # where pelicanconf.py is

from pelicanconf import *

PUBLISH = True  # to `pelican`: build as `make publish` does, which needs SITEURL
SITEURL = os.environ.get("SITEURL", "").rstrip("/")
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
FEED_ALL_JSON = "feeds/feed.json"
FEED_MAX_ITEMS = 20  # in full, about 12 kB each; feed readers fetch them often

# Delete this once clinic.yaml says how to reach the clinic: make publish then checks that it does.
CLINIC_UNREACHABLE = "The clinic has not told us yet: telephone, e-mail, booking link, addresses."
