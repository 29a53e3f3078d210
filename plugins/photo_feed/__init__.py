"""The Instagram box's replacement: a snapshot in the content folder becomes a static gallery.

Settings: PHOTO_FEED_COUNT (pictures shown at most, 6), PHOTO_FEED_PATH (the folder of photos.json,
pictures/ and curation.yaml, below the content folder, "data/photos"), PHOTO_FEED_MAX_AGE_DAYS (90:
how old the newest photo from Instagram may be before a build says so). Template variable:
`photo_feed`, a `gallery.Gallery` or None. The dead feeds of old posts leave with
`dead_feeds.remove_dead_feeds`.
"""
