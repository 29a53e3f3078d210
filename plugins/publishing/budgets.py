"""The budgets of a page that are measured without a browser, in bytes.

docs/visitors.md has them with all others. `make audit` measures each; a build for publication
refuses pages that are sure to exceed one (see page_weights).
"""

KILOBYTE = 1000  # bytes, the SI unit, which is stricter than 1024

FIRST_FLIGHT = 13_000  # a page's HTML and CSS, compressed with brotli
SCRIPTS = 3_000  # compressed too
SEARCH_SCRIPTS = 150_000  # of the search page
FONTS = 30_000
FONT_FILES = 1
TRANSFER = 120_000  # before any scroll or input, on a phone
PHONE_WIDTH = 360  # of that phone, in CSS pixels
PHONE_DENSITY = 3  # its pixels for each CSS pixel
