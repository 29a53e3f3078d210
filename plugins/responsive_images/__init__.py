"""Takes an original picture and publishes it: small, safe, named by its content.

Settings: RESPONSIVE_IMAGES_CACHE (the folder that keeps encoded pictures from build to build,
".cache/pictures"). `settings["PICTURES"]` is the build's `store.PictureStore`; template values are
`picture.Picture` (url, width, height, alt, sources).
"""
