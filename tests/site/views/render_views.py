"""Renders the views that keep_views.py kept: python render_views.py FILE SETTINGS OUTPUT."""

import json
import sys
from pathlib import Path

from pelican.settings import read_settings

from plugins.publishing.links import ParsedPage
from plugins.site.rendering import PageWriter, Renderer, environment
from plugins.site.views.chrome import Chrome
from plugins.theme_support.assets import Assets
from tests.site.views.json_views import from_json, view_kinds


def main(file, settings, output):
    """Write the page of each view below the folder `output`."""
    known = read_settings(settings, override={"PATH": "."})
    theme = Path(known["THEME"])
    found, kinds = json.loads(Path(file).read_text("utf-8")), view_kinds()
    assets, others = Assets(theme / "static", output, found["parts"]), {}
    for text in found["chromes"]:
        chrome = from_json(Chrome, text)
        others[chrome.site_lang] = Renderer(environment(theme, assets, chrome, known), chrome)
    own = others.pop(next(iter(others)))
    renderer = Renderer(own.environment, own.chrome, others)
    writer = PageWriter(renderer, assets, output, theme / "templates")
    for kind, view in found["pages"]:
        written = writer.write(from_json(kinds[kind], view))
        assert isinstance(written.page, ParsedPage), written.page


if __name__ == "__main__":
    main(*sys.argv[1:3], Path(sys.argv[3]))
