"""The Instagram box's replacement: a snapshot in the content folder becomes a static gallery.

Settings: PHOTO_FEED_COUNT (pictures shown at most, 6), PHOTO_FEED_PATH (the folder of photos.json
and pictures/, below the content folder, "data/photos"). Template variable: `photo_feed`, a
`gallery.Gallery` or None. The dead feeds of old posts leave with `dead_feeds.remove_dead_feeds`.
"""
