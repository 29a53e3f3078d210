"""What search engines and previews of links read: JSON-LD, social cards, sitemap, robots.txt.

Settings: STRUCTURED_DATA_LOCATION_TYPE (what a place of the clinic is to schema.org,
"LocalBusiness"), SITEURL (cards, sitemap and robots.txt need absolute
addresses and are made only when it is set), WRITTEN (the pages of this build, kept by
`publishing`). Template variables: the function `json_ld`, `social_card`; on an article
`social_card`. A page's template may set `parents` (its breadcrumbs) and `page_kind`.
"""
