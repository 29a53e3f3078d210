"""What templates may call: `asset(name)` and the filters `date_words` and `date_iso`.

Settings: THEME (its static/ folder holds the assets). Assets are written below theme/ with a hash
of their content in the name.
"""
