"""Publishes pictures in several formats and widths, without metadata, named by their content.

Settings: RESPONSIVE_IMAGES_CACHE (the folder that keeps encoded pictures between builds,
".cache/pictures"). `settings["PICTURES"]` is the build's `store.ImageStore`; template values are
`picture.Picture` (url, width, height, alt, sources).
"""
