"""Pelican glue: runs the steps of a build when Pelican comes to them."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from pelican import Pelican, readers, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.readers import Readers
from pelican.writers import Writer

from plugins.core.left_out import left_out
from plugins.publishing import content_files
from plugins.publishing.build import BuildFailedError
from plugins.site import generators, other_plugins, plain, posts
from plugins.site.build import Build, BuildRequest
from plugins.site.readers import FILE_TYPES, PostReader, converters
from plugins.site.start import start

if TYPE_CHECKING:
    from plugins.site.after_reading import StepsAfterReading  # see BuildSteps.later


class SiteGenerator(Generator):  # type: ignore[misc]
    """Reads the posts before Pelican's generators do, and writes the pages that these do not."""

    build: Build
    steps: BuildSteps

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as Pelican's
        super().__init__(*args, **kwargs)
        self.build.request.progress.stage("reading")
        found = posts.find(self, FILE_TYPES)
        self.build.request.findings.extend(content_files.uncovered(self, FILE_TYPES, found))
        posts.read_all(self.build, found, converters(self.build))
        self.build.request.progress.stage("joining")
        self.context.update(self.steps.later.link_clinic())

    def generate_output(self, writer: Writer) -> None:
        """Write the pages."""
        self.steps.later.write_pages(self, writer)


class BuildSteps:
    """The steps of one run of Pelican, from the first post to the last check."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._reader = type("BuildReader", (PostReader,), {"build": build})
        self._signals = (
            (signals.readers_init, self.use_reader),
            (signals.generator_init, self.filter_files),
            (signals.article_generator_init, self.speed_up),
            (signals.article_generator_context, self.require_date),
            (signals.page_generator_context, self._later("hide_404_page")),
            (signals.article_generator_pretaxonomy, self._later("part_languages")),
            (signals.article_generator_finalized, self._later("join_articles")),
            (signals.page_generator_finalized, self._later("join_pages")),
            (signals.static_generator_finalized, self._later("contain_static_files")),
            (signals.all_generators_finalized, self._later("finish_reading")),
            (signals.get_writer, self._later("use_writer")),
            (signals.article_writer_finalized, self._later("write_more_feeds")),
            (signals.content_written, self._later("note_page")),
            (signals.finalized, self.finish),
        )

    def connect(self) -> None:
        """Listen to Pelican; its signals are those of the whole process."""
        for signal, step in self._signals:
            signal.connect(step, weak=False)

    def disconnect(self) -> None:
        """Stop listening."""
        for signal, step in self._signals:
            signal.disconnect(step)

    def use_reader(self, known: Readers) -> None:
        """Replace Pelican's readers with ours, for all file types of posts."""
        self._report_readers(known)
        known.reader_classes |= dict.fromkeys(FILE_TYPES, self._reader)
        # Pelican's search for images without `alt` can take hours; `article_body` reports them.
        readers.find_empty_alt = lambda _html, _path: None

    def _report_readers(self, known: Readers) -> None:
        """Report the readers of other plugins, which Pelican may call before or after this one."""
        for kind in FILE_TYPES:
            if (reader := known.reader_classes.get(kind)) not in {None, self._reader}:
                self.build.request.findings.extend(other_plugins.unused_reader(reader))

    def filter_files(self, generator: Generator) -> None:
        """Let no generator find what must not be read."""
        build, site = self.build, self.build.site
        self._report_readers(generator.readers)
        generator.readers.readers |= {kind: self._reader(build.settings) for kind in FILE_TYPES}
        generators.find_files_fast(generator)
        content_files.filter_files(generator, site.content, build.inputs.unreadable)
        if build.inputs.theme.views and not build.reuse.why_no_pages:
            overrides = map(Path, build.settings["THEME_TEMPLATES_OVERRIDES"])
            generators.name_templates(generator, [*overrides, site.theme / "templates"])

    def speed_up(self, generator: ArticlesGenerator) -> None:
        """Replace what is slow in Pelican; a theme for it alone does not mark HTML as safe."""
        generators.speed_up(generator, safe_html=bool(self.build.inputs.theme.missing))

    def require_date(self, _generator: ArticlesGenerator, metadata: dict[str, Any]) -> None:
        """Skip an article without a date, with a finding."""
        if "date" not in metadata and metadata.get("status") != "skip":
            missing, request = posts.missing_date(metadata, self.build.now), self.build.request
            request.findings.add(left_out(missing) if request.lenient else missing)
            metadata["status"] = "skip"

    def finish(self, _pelican: Pelican) -> None:
        """End the run."""
        self.disconnect()
        self.later.finish()

    @cached_property
    def later(self) -> StepsAfterReading:
        """The steps after reading: their modules are not needed before the first post is read."""
        from plugins.site.after_reading import StepsAfterReading  # noqa: PLC0415

        return StepsAfterReading(self.build)

    def _later(self, name: str) -> partial[Any]:
        return partial(self._run_later, name)

    def _run_later(self, name: str, *given: Any, **named: Any) -> Any:  # noqa: ANN401  # passed on
        return getattr(self.later, name)(*given, **named)


_running: WeakSet[BuildSteps] = WeakSet()


def begin(pelican: Pelican) -> type[Generator]:
    """Start a build, once for each run of Pelican; returns the generator that takes part in it."""
    for interrupted in list(_running):
        interrupted.disconnect()
    request = getattr(pelican, "build_request", BuildRequest())
    others = other_plugins.extensions(pelican.settings, request.severity)
    found = [*other_plugins.known_conflicts(pelican.settings), *(others.findings if others else ())]
    request.findings.extend(found)
    if any(each.severity == "error" for each in found):
        raise BuildFailedError
    steps = BuildSteps(start(pelican.settings, request, others))
    steps.connect()
    _running.add(steps)
    return type("BuildGenerator", (SiteGenerator,), {"build": steps.build, "steps": steps})


def register() -> None:
    """Connect to the first signal of each run, after which all plugins are registered."""
    signals.initialized.connect(plain.take_over)
    signals.get_generators.connect(begin)
