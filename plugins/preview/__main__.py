"""The command: runs the builder, the server and the watch, and stops them cleanly."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from plugins.desk.addresses import editor_link
from plugins.desk.served import ServedDesk
from plugins.desk.values import JoinedDesk, SavedChange
from plugins.form.answers import Form
from plugins.preview.broadcast import Broadcast
from plugins.preview.builder import PUBLISHING, Builder, BuildResult
from plugins.preview.listen_address import endpoint
from plugins.preview.loaded_code import CODE
from plugins.preview.loop import LoopEvents, rebuild_on_save, say
from plugins.preview.options import PreviewOptions, UsageError, parse
from plugins.preview.server import serving
from plugins.preview.watch import watching

THEME = Path("theme")


def main(arguments: Sequence[str] | None = None, command: Sequence[str] = PUBLISHING) -> int:
    """Run the preview; its help lists the exit codes. `command` replaces the build in tests."""
    try:
        return preview(parse(sys.argv[1:] if arguments is None else arguments), command)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2


def preview(options: PreviewOptions, command: Sequence[str]) -> int:
    """Preview the site, which `command` builds; returns the exit code."""
    events, broadcast = LoopEvents(), Broadcast()
    desk = None
    if options.mode == "preview":
        desk = ServedDesk(link=editor_link(options.editor_url, Path.cwd()))
    handle_signals(events)
    with ExitStack() as stack:
        greeting = f"Rebuilding {options.output}/ on every save. Ctrl-C stops."
        if options.serve:
            place = endpoint(options.bind, options.port)
            form = Form(options.input)
            url = stack.enter_context(serving(place, options.output, broadcast, form, desk))
            greeting = f"Preview at {url}{mode_note(options)}. Ctrl-C stops."
        roots = (options.input, THEME, CODE, options.settings)
        stack.enter_context(watching(roots, options.output, events.changed, events.failed))
        builder = Builder([*command, *options.build_arguments()], options.settings)
        stack.callback(builder.close)
        build = partial(_build, builder, events.stopping, desk, broadcast)
        cut_off = rebuild_on_save(build, events, broadcast, options.output, greeting)
    return report_end(events, cut_off=cut_off)


def _build(
    builder: Builder,
    stopping: Callable[[], bool],
    desk: ServedDesk | None,
    broadcast: Broadcast,
    saved: Iterable[Path],
    show: Callable[[str], object],
) -> BuildResult:
    """Build once, and give the desk what was found."""
    if desk is None:
        return builder.build(stopping, saved, show)

    latest = desk.latest

    def note(change: SavedChange | JoinedDesk) -> None:
        if latest.change(change):
            broadcast.desk_changed()

    result = builder.build(stopping, saved, show, note)
    if not result.cut_off and latest.update(result.desk, result.findings, ok=result.ok):
        broadcast.desk_changed()
    return result


def handle_signals(events: LoopEvents) -> None:
    """Have Ctrl-C, SIGTERM and a closed terminal stop the loop, without an exception."""
    signal.signal(signal.SIGINT, events.interrupted)
    signal.signal(signal.SIGTERM, events.interrupted)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # It is ignored if nohup has started this process.
        signal.signal(signal.SIGHUP, events.interrupted)


def mode_note(options: PreviewOptions) -> str:
    """A note for the greeting, on the pages that this mode shows."""
    if options.mode != "preview":
        return ""
    return " (drafts and scheduled posts are shown, marked; all posts are listed at /desk/)"


def report_end(events: LoopEvents, *, cut_off: bool) -> int:
    """Print why the preview ends; returns the exit code."""
    if events.error:
        words = f"Saves cannot be noticed any more ({events.error}): start it again."
        print(words, file=sys.stderr)
        return 1
    if cut_off and events.signal:
        return 128 + events.signal  # the build has printed that it was stopped
    say("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
