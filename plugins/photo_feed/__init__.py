"""A static photo gallery, built from a snapshot of Instagram's photos in the content folder.

Settings: PHOTO_FEED_COUNT (how many photos are shown at most, 6), PHOTO_FEED_PATH (the folder of
photos.json, pictures/ and curation.yaml, below the content folder, "data/photos"),
PHOTO_FEED_MAX_AGE_DAYS (90: a build warns when the newest photo from Instagram is older). Template
variable: `photo_feed`, a `gallery.Gallery` or None. Dead feeds in old posts are removed by the
package `dead_feeds`. Where the plugin is alone, encoded pictures are kept in Pelican's CACHE_PATH.
"""
