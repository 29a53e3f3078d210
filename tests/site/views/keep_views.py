"""Builds a site and keeps its views: python keep_views.py FILE MODE [OPTION ...].

FILE becomes JSON: the chrome of each language, the clinic's parts of stylesheets, and for each page
the name of its view's class and the view.
"""

import json
import sys
from pathlib import Path

from plugins.site import writing
from plugins.site.__main__ import main
from tests.site.views.json_views import to_json

write_pages = writing.write_pages


def keep(file, writer, views, pool):
    """Write the pages as ever."""
    views = list(views)
    pages = [[type(view).__name__, to_json(view)] for view in views]
    own = writer.renderer
    chromes = [to_json(each.chrome) for each in (own, *own.others.values())]
    found = {"chromes": chromes, "parts": dict(writer.assets.parts), "pages": pages}
    Path(file).write_text(json.dumps(found), "utf-8")
    return write_pages(writer, views, pool)


if __name__ == "__main__":
    kept, *arguments = sys.argv[1:]
    writing.write_pages = lambda *given: keep(kept, *given)
    sys.exit(main(arguments))
