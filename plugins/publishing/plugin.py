"""Glue: the collector of findings, the writer that keeps to the site, redirects, the last check."""

from __future__ import annotations

import logging
import os
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, UndefinedError
from pelican import Pelican, get_instance, parse_arguments, signals
from pelican.contents import Content
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.writers import FileOverwriteFailedError, Writer

from plugins import clock
from plugins.findings import Finding, Findings
from plugins.publishing import log_gate, templates, verify
from plugins.publishing.order import Order, OrderError
from plugins.publishing.progress import Progress
from plugins.responsive_images.store import PictureStore
from plugins.structured_data.sitemap import SitemapEntry


class BuildFailedError(Exception):
    """The build has errors; `settings["FINDINGS"]` has them."""

    exitcode = 1


def prepare(pelican: Pelican) -> None:
    """Set what every other plugin relies on; this plugin is listed first."""
    settings = pelican.settings
    settings.setdefault("FINDINGS", Findings())
    settings.setdefault("PREVIEW", False)
    settings.setdefault("LENIENT", False)
    settings["NOW"] = clock.now(os.environ)
    settings["PICTURES"] = PictureStore(Path(settings["OUTPUT_PATH"]))
    settings["PROGRESS"] = Progress()
    settings["WRITTEN"] = []
    settings["UNWRITTEN"] = {}
    settings["SOURCES"] = {}
    signals.finalized.connect(check_site)  # from here, so that it comes after every other plugin


def run_pelican(order: Order, folder: Path, findings: Findings) -> None:
    """Run Pelican for `order` into `folder`; raises when anything went wrong."""
    args = parse_arguments(list(order.pelican_options))
    if args.path:
        raise OrderError(f"PELICANOPTS has “{args.path}”: use INPUTDIR=... instead.")
    log_gate.install(
        findings,
        verbosity=args.verbosity or logging.WARNING,
        fatal_warnings=args.fatal == "warnings",
    )
    args.path, args.output, args.settings = str(order.input), str(folder), str(order.settings)
    args.overrides = {
        **args.overrides,
        "FINDINGS": findings,
        "PREVIEW": order.mode == "preview",
        "LENIENT": order.lenient,
    }
    if order.lenient and not (order.input / "articles").is_dir():
        args.overrides |= {"ARTICLE_PATHS": [""], "ARTICLE_EXCLUDES": ["pages", "data", "extra"]}
    pelican, _settings = get_instance(args)
    if findings.errors and any(finding.rule.startswith("log/") for finding in findings.errors):
        raise BuildFailedError
    pelican.run()


class SiteWriter(Writer):  # type: ignore[misc]  # Pelican is untyped
    """Writes pages; a template that fails becomes a finding, and the other pages go on."""

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Render and write one page (or the pages of one paginated list)."""
        self.settings["PROGRESS"].step("Writing pages")
        try:
            super().write_file(name, template, context, *args, **kwargs)
        except FileOverwriteFailedError:
            if not self.settings["FINDINGS"].errors:
                message = f"Two pages want to be {name}."
                self.settings["FINDINGS"].add(
                    Finding("", 0, "error", "addresses/double", message, "Rename one of them.")
                )
        except (OSError, KeyboardInterrupt):
            raise
        except (TemplateError, UndefinedError, Exception) as error:  # noqa: BLE001  # templates may raise anything
            folder = Path(self.settings["THEME"]) / "templates"
            self.settings["UNWRITTEN"][name] = templates.render_finding(error, folder, name)


def use_writer(_pelican: Pelican) -> type[Writer]:
    """Hand Pelican the writer."""
    return SiteWriter


def note_page(path: str, context: dict[str, Any]) -> None:
    """Remember a written page for the sitemap and for the check of its links."""
    url = Path(path).relative_to(context["OUTPUT_PATH"]).as_posix()
    content: Content | None = context.get("article") or context.get("page")
    if content is not None:
        context["SOURCES"][url] = Path(content.source_path)
    if "redirect_to" in context or url == "404.html" or not url.endswith(".html"):
        return
    listed = [content] if content is not None else context.get("articles", [])
    days = [getattr(post, "modified", post.date) for post in listed if hasattr(post, "date")]
    context["WRITTEN"].append(
        SitemapEntry(url.removesuffix("index.html"), max(days) if days else None)
    )


def check_addresses(generators: list[Generator]) -> None:
    """Stop before anything is rendered where templates are broken or two posts share an address."""
    settings = generators[0].settings
    findings: Findings = settings["FINDINGS"]
    findings.extend(templates.check(Path(settings["THEME"]) / "templates", generators[0].env))
    taken: dict[str, Content] = {}
    for post in _posts(generators):
        first = taken.setdefault(post.save_as, post)
        if first is not post:
            a, b = sorted((first, post), key=lambda post: post.source_file)
            findings.add(
                Finding(
                    b.source_file, b.field_lines.get("slug", 1), "error", "addresses/double",
                    f"This post has the same address as {a.source_file}: /{post.url}",
                    "Give one of them another `slug`.",
                )
            )  # fmt: skip
        name = f"{post.template}.html"
        if not (Path(settings["THEME"]) / "templates" / name).is_file():
            findings.add(
                Finding(
                    post.source_file, post.field_lines.get("template", 0), "error",
                    "theme/missing-template", f"The theme has no template “{post.template}”.",
                    "Leave `template` out, or write one that the theme has.",
                )
            )  # fmt: skip
    if any(finding.rule.startswith(("theme/", "log/")) for finding in findings.errors):
        raise BuildFailedError


def _posts(generators: list[Generator]) -> list[Content]:
    found: list[Content] = []
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            found += chain(generator.articles, generator.translations)
        elif isinstance(generator, PagesGenerator):
            found += chain(generator.pages, generator.translations)
    return found


class Redirects(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes a small page at each old address (`aliases`) that leads to the new one."""

    def generate_output(self, writer: Writer) -> None:
        """Write them all."""
        template = self.get_template("redirect")
        for post in chain(self.context["articles"], self.context["pages"]):
            for alias in post.aliases:
                name = alias.strip("/")
                if not name.endswith((".html", ".htm")):
                    name = f"{name}/index.html"
                writer.write_file(name, template, self.context, redirect_to=post, url=name)


def redirects(_pelican: Pelican) -> type[Generator]:
    """Hand Pelican the generator."""
    return Redirects


def check_site(pelican: Pelican) -> None:
    """Check what was written; raises BuildFailedError when there is any error."""
    settings = pelican.settings
    settings["PROGRESS"].done()
    settings["FINDINGS"].extend(templates.once_per_line(settings["UNWRITTEN"].values()))
    settings["FINDINGS"].extend(
        verify.findings(
            verify.read_back(Path(settings["OUTPUT_PATH"])),
            siteurl=settings["SITEURL"],
            sources=settings["SOURCES"],
            withheld=settings["WITHHELD"],
            unwritten=settings["UNWRITTEN"],
            severity="warning" if settings["LENIENT"] else "error",
        )
    )
    if settings["FINDINGS"].errors:
        raise BuildFailedError


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(prepare)
    signals.get_writer.connect(use_writer)
    signals.get_generators.connect(redirects)
    signals.content_written.connect(note_page)
    signals.all_generators_finalized.connect(check_addresses)
