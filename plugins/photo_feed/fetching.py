"""What to type to fetch photos, and where it is explained: here, or where the plugin is alone."""

COMMAND = f"python -m {__package__}"
_HERE = COMMAND == "python -m plugins.photo_feed"
_README = "the README of pelican-photo-feed"
FETCH = "make photos" if _HERE else f"{COMMAND} refresh"
GUIDE = "docs/publishing.md" if _HERE else _README
CURATION_GUIDE = "docs/writing.md" if _HERE else _README
