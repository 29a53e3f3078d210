"""Draws the site's pictures and icons: `python -m tools.draw_pictures [NAME ...]`.

Every picture is an illustration made of outlines and gradients, the same bytes on each run.
Names pick pictures by part of their file name; without names everything is drawn, icons too.
The colours are in palette.py, the list of pictures in catalogue.py, the clinic's mark in mark.py.
"""
