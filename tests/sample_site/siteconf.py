"""Settings of the made-up clinic: the project's own, and only what differs."""

import os

if os.environ.get("SITEURL"):
    from publishconf import *  # noqa: F403  # Pelican's own convention
else:
    from pelicanconf import *  # noqa: F403

PATH = "content"
THEME = "../../theme"
LANGUAGES = ["nb"]  # content/data/nb/ has the clinic's texts in Norwegian

# Few articles, so lists turn their pages early
PAGINATED_TEMPLATES = {"archives": 2, "tag": 2, "category": 2}
RELATED_ARTICLES_COUNT = 2
PHOTO_FEED_COUNT = 4
PHOTO_FEED_MAX_AGE_DAYS = 36_500  # its account posts nothing new
