"""What search engines and link previews read: JSON-LD, social cards, sitemap, robots.txt.

Settings: STRUCTURED_DATA_LOCATION_TYPE (the schema.org type of the clinic's locations,
"LocalBusiness"), SITEURL (cards, sitemap and robots.txt need absolute URLs and are made only if it
is set). Template variables: the function `json_ld`, `social_card`; on an article `social_card`. A
page's template may set `parents` (its breadcrumbs) and `page_kind`.
"""
