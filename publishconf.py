"""Settings of the published site: only what differs from pelicanconf.py."""

import os

from pelicanconf import *

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
