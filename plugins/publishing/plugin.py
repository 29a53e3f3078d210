"""Connects the build to Pelican: runs it, writes pages and redirects, checks the site."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import IO, Any

from pelican import Pelican, console, get_instance, parse_arguments, signals
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.core import clock
from plugins.core.findings import Finding, Findings, Severity
from plugins.publishing import (
    content_files,
    log_gate,
    outputs,
    path_conflicts,
    templates,
    verify,
    write_errors,
)
from plugins.publishing.build import BuildFailedError
from plugins.publishing.build_options import (
    BuildOptions,
    overrides,
    pelican_arguments,
    require_plugins,
)
from plugins.publishing.path_conflicts import OutputPath
from plugins.publishing.progress import Progress


def prepare(pelican: Pelican) -> None:
    """Set what all other plugins need; this plugin is first in PLUGINS."""
    settings = pelican.settings
    given = {"FINDINGS": Findings(), "PROGRESS": Progress(), "PREVIEW": False, "LENIENT": False}
    settings |= given | settings
    settings["SEVERITY"] = "warning" if settings["LENIENT"] else "error"
    settings["NOW"] = clock.now(os.environ)
    settings["OUTPUTS"] = outputs.Outputs()
    settings["WRITTEN"] = settings["OUTPUTS"].sitemap
    settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], *content_files.LEFTOVERS]
    settings["JINJA_ENVIRONMENT"] |= {"bytecode_cache": templates.CompiledOnce()}
    settings["FINDINGS"].extend(content_files.exclude_unreadable(settings))
    signals.finalized.connect(check_site)  # here, so that it runs after all other plugins


def run_pelican(options: BuildOptions, folder: Path, findings: Findings) -> None:
    """Run Pelican with `options` into `folder`; raises when there are errors."""
    args = pelican_arguments(options, parse_arguments)
    fatal = args.fatal == "warnings"
    verbosity = args.verbosity or logging.WARNING
    log_gate.install(findings, options.input, verbosity=verbosity, fatal_warnings=fatal)
    console.quiet = True  # the build prints its own last line
    progress = Progress()
    args.overrides |= overrides(options, folder) | {"FINDINGS": findings, "PROGRESS": progress}
    try:
        pelican, settings = get_instance(args)
        if not findings.errors:
            require_plugins(settings["PLUGINS"], options.settings)
        if any(finding.rule.startswith("log/") for finding in findings.errors):
            raise BuildFailedError
        with write_errors.copy_conflicts(settings):
            pelican.run()
    finally:
        progress.done()
    if fatal and findings.warnings:
        hint = "Fix what the warnings name, or leave --fatal warnings out of PELICANOPTS."
        findings.add(Finding("", 0, "error", "build/warnings", "Warnings are fatal.", hint))


class SiteWriter(Writer):  # type: ignore[misc]  # Pelican is untyped
    """Writes pages; an error in one becomes a finding, and the others are still written."""

    _output_path = OutputPath()

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Render and write one page (or the pages of one paginated list)."""
        self.settings["PROGRESS"].step("Writing pages")
        if nameless := path_conflicts.nameless(kwargs, self.settings["SEVERITY"]):
            self.settings["FINDINGS"].add(nameless)
            return
        self._output_path = path_conflicts.of_page(kwargs)
        try:
            with write_errors.recorded(name, self._output_path, self.settings):
                super().write_file(name, template, context, *args, **kwargs)
        finally:
            self._output_path = OutputPath()

    def write_feed(self, elements: Any, context: Any, path: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Write one feed."""
        with write_errors.recorded(path, self._output_path, self.settings):
            super().write_feed(elements, context, path, *args, **kwargs)

    def _create_new_feed(self, kind: str, title: str | None, context: Any) -> Any:  # noqa: ANN401  # untyped Pelican
        """Begin a feed of ours: Pelican's have one author, no language and no full text in RSS."""
        return self.settings["FEED_ENTRIES"].begin(kind, title, context, self.feed_url)

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Add one post."""
        self.settings["FEED_ENTRIES"].add(feed, item)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> IO[str]:
        """Open a file of the site; a second page with the same path is discarded."""
        name = Path(filename).relative_to(self.output_path).as_posix()
        first = self.settings["OUTPUTS"].paths.setdefault(name, self._output_path)
        if first is not self._output_path:
            # As in Pelican, `save_as` may replace a page that the site generates.
            one_overrides = override != (filename in self._overridden_files)
            severity: Severity = self.settings["SEVERITY"] if one_overrides else "error"
            self.settings["FINDINGS"].add(
                path_conflicts.same_path(name, first, self._output_path, severity)
            )
            if severity == "error":
                return open(os.devnull, "w", encoding=encoding)  # noqa: PTH123  # closed by Pelican
        return super()._open_w(filename, encoding, override)  # type: ignore[no-any-return]


def use_writer(_pelican: Pelican) -> type[Writer]:
    """Give Pelican the writer."""
    return SiteWriter


def check_templates(generators: list[Generator]) -> None:
    """Stop before rendering if templates are missing or have syntax errors."""
    settings, context = generators[0].settings, generators[0].context
    findings: Findings = settings["FINDINGS"]
    folder = Path(settings["THEME"]) / "templates"
    posts = [post for post in context["generated_content"].values() if post]
    findings.extend(path_conflicts.misplaced(posts, settings["SEVERITY"]))
    findings.extend(templates.check(folder, generators[0].env))
    findings.extend(templates.check_posts(posts, folder, settings["SEVERITY"]))
    if any(finding.rule.startswith(("theme/", "log/")) for finding in findings.errors):
        raise BuildFailedError


class Redirects(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes a page at each old address (`aliases`) that redirects to the new one."""

    def generate_output(self, writer: Writer) -> None:
        """Write all redirects."""
        template = self.get_template("redirect")
        originals = [*self.context["articles"], *self.context["pages"]]
        translations = [other for post in originals for other in post.translations]
        for post in [*originals, *translations]:
            for alias in post.aliases:
                name = alias.strip("/")
                if not name.endswith((".html", ".htm")):
                    name = f"{name}/index.html"
                writer.write_file(name, template, self.context, redirect_to=post, url=name)


def redirects(_pelican: Pelican) -> type[Generator]:
    """Give Pelican the generator."""
    return Redirects


def check_site(pelican: Pelican) -> None:
    """Check the written site; raises BuildFailedError when there are errors."""
    settings = pelican.settings
    findings: Findings = settings["FINDINGS"]
    record: outputs.Outputs = settings["OUTPUTS"]
    findings.extend(path_conflicts.findings(record.copied, record.paths))
    findings.extend(templates.once_per_line(record.errors.values()))
    findings.extend(
        verify.findings(
            verify.read_back(Path(settings["OUTPUT_PATH"]), settings["SITEURL"]),
            siteurl=settings["SITEURL"],
            sources=record.sources,
            withheld=settings["WITHHELD"],
            unwritten=record.errors,
            severity=settings["SEVERITY"],
        )
    )
    if findings.errors:
        raise BuildFailedError


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(content_files.filter_files)
    signals.get_writer.connect(use_writer)
    signals.get_generators.connect(redirects)
    signals.content_written.connect(outputs.note_page)
    signals.all_generators_finalized.connect(check_templates)
    signals.static_generator_finalized.connect(content_files.contain_static_files)
