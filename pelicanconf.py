"""Settings of local builds; publishconf.py has what differs in production."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # from any folder, `pelican` finds the plugins

# The clinic's name and facts are in content/data/clinic.yaml, not here.
PATH = "content"
THEME = "theme"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en-GB"
LOCALE = ("C.UTF-8", "C")  # dates and sorting must not depend on the machine
SITEURL = ""

# Input
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["extra"]
PATH_METADATA = r"extra/(?P<save_as>.*)"  # files in content/extra/ go to the top of the site
CLINIC_DATA = "data/clinic.yaml"
PEOPLE_DATA = "data/people.yaml"
TOPICS_DATA = "data/topics.yaml"
CARE_RULES = "data/rules"
SLUGIFY_SOURCE = "basename"
DEFAULT_CATEGORY = "Articles"
USE_FOLDER_AS_CATEGORY = False
FORMATTED_FIELDS = []  # the posts package turns them into plain text
WITH_FUTURE_DATES = True  # the posts package leaves future posts out, by the build's clock

# Addresses
ARTICLE_URL = DRAFT_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = DRAFT_SAVE_AS = "articles/{slug}/index.html"
ARTICLE_LANG_URL = DRAFT_LANG_URL = "{lang}/articles/{slug}/"
ARTICLE_LANG_SAVE_AS = DRAFT_LANG_SAVE_AS = "{lang}/articles/{slug}/index.html"
PAGE_URL = DRAFT_PAGE_URL = "{slug}/"
PAGE_SAVE_AS = DRAFT_PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL = DRAFT_PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_LANG_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
TAGS_URL = "topics/"
TAGS_SAVE_AS = "topics/index.html"
CATEGORY_URL = "categories/{slug}/"
CATEGORY_SAVE_AS = "categories/{slug}/index.html"
CATEGORIES_URL = "categories/"
CATEGORIES_SAVE_AS = "categories/index.html"
ARCHIVES_URL = "articles/"
ARCHIVES_SAVE_AS = "articles/index.html"
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"
AUTHOR_SAVE_AS = ""  # the clinic plugin writes people's pages
AUTHOR_URL = PERSON_URL = "people/{slug}/"
PEOPLE_URL = "people/"
LOCATION_URL = "clinics/{slug}/"
LOCATIONS_URL = "clinics/"
INDEX_URL = ""
DIRECT_TEMPLATES = ["index", "archives", "tags", "categories", "404"]
PAGINATED_TEMPLATES = {"archives": 24, "tag": 24, "category": 24}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

# Feeds are only for production
FEED_ALL_ATOM = FEED_ALL_RSS = FEED_ALL_JSON = None
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Rendering
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
}
THEME_STATIC_PATHS = []  # theme_support writes hashed copies of the files that templates use
PLUGINS = ["plugins.site.plugin"]
CACHE_CONTENT = LOAD_CONTENT_CACHE = False  # Pelican's cache is pickle and misses changed settings

# Counts
RELATED_ARTICLES_COUNT = 3
PHOTO_FEED_COUNT = 6

# Structured data for search engines
STRUCTURED_DATA_LOCATION_TYPE = "HealthAndBeautyBusiness"  # not known to be a medical business
