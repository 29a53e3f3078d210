"""Pelican glue: writes the style guide, in previews only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.style_guide.examples import converter, scoped
from plugins.theme_support.tokens import tokens

TEMPLATE = "style_guide"
URL = "style-guide/"


def set_style_guide_url(pelican: Pelican) -> None:
    """Set `style_guide_url` for templates: the page's URL, or "" if this build has no page."""
    settings = pelican.settings
    template = Path(settings["THEME"]) / "templates" / f"{TEMPLATE}.html"
    settings["style_guide_url"] = URL if settings["PREVIEW"] and template.is_file() else ""


class StyleGuide(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes the style guide."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Write the page if this build has one."""
        if not (url := self.settings["style_guide_url"]):
            return
        css = Path(self.settings["THEME"]) / "static" / "css" / "tokens.css"
        convert = converter(self.settings["SITEURL"])
        values = {
            "articles": [],
            "url": url,
            "tokens": tokens(css.read_text("utf-8")) if css.is_file() else {},
            "markdown": lambda *given: Markup(convert(*given)),  # noqa: S704  # sanitised there
            "scoped": lambda html, name: Markup(scoped(html, name)),  # noqa: S704  # a template's own
        }
        name, template = f"{url}index.html", self.get_template(TEMPLATE)
        writer.write_file(name, template, self.context, **values)


def style_guide(_pelican: Pelican) -> type[Generator]:
    """Return the generator class to Pelican."""
    return StyleGuide


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(set_style_guide_url)
    signals.get_generators.connect(style_guide)
