"""Takes an original picture and publishes it: safe, without private data, named by its content.

Settings: none yet. `settings["PICTURES"]` is the build's `store.PictureStore`; template values are
`picture.Picture` (url, width, height, alt).
"""
