"""What search engines and link previews read: JSON-LD, social cards, sitemap, robots.txt.

Settings: STRUCTURED_DATA_LOCATION_TYPE (the schema.org type of the clinic's locations,
"LocalBusiness"), SITEURL (cards, sitemap and robots.txt need absolute URLs and are made only if it
is set). Template variables: docs/internals.md; a template may set `parents` (its breadcrumbs).
"""
