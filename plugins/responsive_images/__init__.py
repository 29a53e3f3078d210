"""Publishes pictures in several formats and widths, without metadata, named by original and recipe.

Settings: RESPONSIVE_IMAGES_CACHE (the folder that keeps encoded pictures between builds,
".cache/pictures"). A build has one `store.ImageStore`; template values are `picture.Picture` (url,
width, height, alt, sources).
"""
