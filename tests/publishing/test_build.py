"""One build, from its options to its exit code."""

import errno
import json
import os
import signal
import sys

import pytest

from plugins.core.findings import Finding
from plugins.core.process_pool import ProcessPool
from plugins.core.stop_signals import SIGNALS
from plugins.publishing import build as building
from plugins.publishing import staging
from plugins.publishing.build import BuildFailedError, build
from plugins.publishing.build_options import BuildOptions, BuildOptionsError
from plugins.publishing.staging import MARKER_TEXT
from tests.building import snapshot
from tests.publishing.small_site import old_site, write

ERROR = Finding("content/a.md", 3, "error", "a/b", "Wrong.", "Write right.")
WARNING = Finding("content/a.md", 4, "warning", "a/c", "Odd.", "Write even.")


@pytest.fixture(autouse=True)
def signals():
    """Restore the signal handlers of this process, which a build replaces."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def options(tmp_path, monkeypatch):
    """Valid options, for a project with the site of an earlier build."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "content").mkdir()
    write(tmp_path, "conf/pelicanconf.py", "")
    old_site(tmp_path)
    return BuildOptions(
        mode="html",
        input=tmp_path / "content",
        output=tmp_path / "output",
        settings=tmp_path / "conf/pelicanconf.py",
        report=tmp_path / "report.json",
    )


class FakeSite:
    """What a build function returns."""

    kept_pages = None

    def summary(self):
        """Nothing is added to the report."""
        return ""

    def explanations(self):
        """Nobody asked."""
        return ()

    def close(self, _output, _findings):
        """Nothing is noted for the next build."""


def write_site(_options, folder, _findings):
    """A successful build function."""
    write(folder, "index.html", "new")
    return FakeSite()


def run_with(*found, error=None):
    """A build function that writes a page, has findings and may raise."""

    def run(options, folder, findings):
        site = write_site(options, folder, findings)
        findings.extend(found)
        if error:
            raise error
        return site

    return run


def failed_build(options, run, code=1):
    """Build, check that the old site is unchanged, and return the reported findings."""
    before = snapshot(options.output)

    assert build(options, run) == code

    assert snapshot(options.output) == before
    assert not list(options.output.parent.glob(".output.*"))
    report = json.loads(options.report.read_text("utf-8"))
    assert report["ok"] is False
    return [Finding(**values) for values in report["findings"]]


def test_a_successful_build_replaces_the_site(options, capsys):
    """Exit code 0, one line, and a report without findings."""
    assert build(options, write_site) == 0

    assert snapshot(options.output) == {".nojekyll": MARKER_TEXT.encode(), "index.html": b"new"}
    assert capsys.readouterr().err.startswith("Wrote 1 page to output/ in 0.")
    assert json.loads(options.report.read_text("utf-8")) == {"ok": True, "findings": []}


def test_warnings_are_reported_and_do_not_stop_a_build(options, capsys):
    """The last line has their number."""
    assert build(options, run_with(WARNING)) == 0

    reported = capsys.readouterr().err.split("\n")
    assert reported[:2] == ["content/a.md:4: warning: Odd.", "    Write even."]
    assert reported[2].endswith("s (1 warning).")
    assert json.loads(options.report.read_text("utf-8"))["ok"] is True


@pytest.mark.parametrize("error", [None, BuildFailedError()])
def test_an_error_leaves_the_old_site(options, capsys, error):
    """Each error is reported, whether or not the build also raises."""
    assert failed_build(options, run_with(ERROR, WARNING, error=error)) == [ERROR, WARNING]

    assert capsys.readouterr().err == (
        "content/a.md:3: error: Wrong.\n    Write right.\n"
        "content/a.md:4: warning: Odd.\n    Write even.\n"
        "\n1 error, 1 warning. output is unchanged.\n"
    )


def test_an_exception_becomes_an_additional_finding(options):
    """It has the exception's type and message."""
    found = failed_build(options, run_with(ERROR, error=ZeroDivisionError("division by zero")))

    assert found[1] == ERROR
    assert found[0].rule == "build/failed"
    assert found[0].message == "ZeroDivisionError: division by zero."


def end_abruptly():
    os._exit(9)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no such processes")
def test_a_process_that_dies_is_reported(options):
    """One that draws or renders for the build; the system may have ended it."""

    def run(*_arguments):
        with ProcessPool(2) as pool:
            pool.submit(end_abruptly).result()

    (found,) = failed_build(options, run)

    assert (found.rule, found.path) == ("build/failed", "")
    assert "memory was full" in found.message
    assert "build again" in found.hint


def test_an_exception_is_reported_where_our_own_code_raised_it(options, monkeypatch):
    """The location is in this file."""
    monkeypatch.chdir(os.path.dirname(__file__))

    (found,) = failed_build(options, run_with(error=ValueError("no")))

    assert found.path == "test_build.py"
    assert found.line > 50


def test_a_traceback_is_shown_on_request(options, capsys):
    """With -D; the finding is reported as well."""
    asked = BuildOptions(**{**vars(options), "pelican_options": ("-D",)})

    failed_build(asked, run_with(error=ZeroDivisionError("division by zero")))

    assert "Traceback" in capsys.readouterr().err
    failed_build(options, run_with(error=ZeroDivisionError("division by zero")))
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS])
def test_a_full_disk_is_reported_with_a_hint(options, code):
    """The message says that the old site is unchanged, and what to do."""
    (found,) = failed_build(options, run_with(error=OSError(code, os.strerror(code))))

    assert found.rule == "output/disk"
    assert os.strerror(code) in found.message
    assert "Free some room" in found.hint


def test_a_report_that_cannot_be_written_is_reported(options, capsys):
    """The findings have been printed already, and the site is complete."""
    elsewhere = BuildOptions(
        **{**vars(options), "report": options.output.parent / "gone/report.json"}
    )

    assert build(elsewhere, write_site) == 0

    assert "warning: The report " in capsys.readouterr().err
    assert snapshot(options.output)["index.html"] == b"new"


def test_another_system_error_is_not_blamed_on_the_disk(options):
    """A missing theme file is not reported as a full disk."""
    (found,) = failed_build(options, run_with(error=FileNotFoundError(2, "No such file", "x.css")))

    assert found.rule == "build/failed"


def test_a_swap_that_fails_leaves_the_old_site(options, monkeypatch):
    """The operating system's error is reported."""

    def refuse(_first, _second):
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(staging, "exchange", refuse)

    (found,) = failed_build(options, write_site)

    assert "Device or resource busy" in found.message


def test_a_build_without_pages_is_an_error(options):
    """An empty folder must not replace a site."""
    (found,) = failed_build(options, lambda *_arguments: None)

    assert found.message == "The build wrote no page."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mode": "publish"}, "SITEURL is not set"),
        ({"input": "nowhere"}, "There is no folder"),
        ({"output": "conf"}, "which a build must not replace"),
        ({"output": "home/.."}, "which a build must not replace"),
    ],
)
def test_invalid_options_are_refused(options, monkeypatch, capsys, change, words):
    """Exit code 2, one sentence, and the same in the report."""
    monkeypatch.delenv("SITEURL", raising=False)
    paths = {
        name: options.output.parent / value for name, value in change.items() if name != "mode"
    }
    changed = BuildOptions(**{**vars(options), **change, **paths})

    assert build(changed, lambda *_arguments: pytest.fail("it ran")) == 2

    reported = capsys.readouterr().err
    assert reported.startswith("error: ")
    assert reported.count("\n") == 1
    assert words in reported
    (found,) = json.loads(options.report.read_text("utf-8"))["findings"]
    assert reported == f"error: {found['message']}\n"


def test_options_that_pelicans_parser_rejects_are_refused(options):
    """This is found only after the build has begun."""
    (found,) = failed_build(options, run_with(error=BuildOptionsError("No such option.")), code=2)

    assert found.message == "No such option."


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_stops_the_build(options, capsys, number, code):
    """No plugin can suppress it, and the old site is unchanged."""
    before = snapshot(options.output)

    def run(_options, folder, findings):
        write_site(options, folder, findings)
        try:
            os.kill(os.getpid(), number)
        except Exception:  # noqa: BLE001  # as a plugin might
            pytest.fail("it was swallowed")

    assert build(options, run) == code
    assert snapshot(options.output) == before
    assert capsys.readouterr().err == "Stopped. output is unchanged.\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["exchange", "_remove_leftovers"])
def test_a_signal_after_the_swap_comes_too_late(options, monkeypatch, capsys, number, moment):
    """The new site is in place, and the exit code and the last line say so."""
    real = getattr(staging, moment)

    def signalled(*arguments):
        done = real(*arguments)
        if snapshot(options.output).get("index.html") == b"new":
            os.kill(os.getpid(), number)
        return done

    monkeypatch.setattr(staging, moment, signalled)

    assert build(options, write_site) == 0

    assert snapshot(options.output)["index.html"] == b"new"
    assert capsys.readouterr().err.startswith("Wrote 1 page")


def removing_the_old_site(monkeypatch, do):
    """Call `do` at the moment when the old site is to be removed."""
    real = staging._remove_leftovers

    def remove(output):
        if any(map(staging.is_ours, staging.siblings(output, "new"))):
            do()
        real(output)

    monkeypatch.setattr(staging, "_remove_leftovers", remove)


def test_the_new_site_is_reported_before_the_old_one_is_removed(options, monkeypatch, capsys):
    """Removing it takes as long as a small build; until then, other builds wait."""
    seen = []

    def look():
        another_build_has_to_wait(options.output)
        seen.append((capsys.readouterr().err, options.report.exists()))

    removing_the_old_site(monkeypatch, look)

    assert build(options, write_site) == 0

    ((said, reported),) = seen
    assert said.startswith("Wrote 1 page to output/ in 0.")
    assert reported
    assert not list(options.output.parent.glob(".output.*"))


def test_a_site_is_noted_before_another_build_can_replace_it(options, monkeypatch):
    """After the old one is removed, which changes the stamps of files that both had."""
    noted = []

    def close(_self, output, _findings):
        another_build_has_to_wait(output)
        noted.append([*staging.siblings(output, "new"), *staging.siblings(output, "old")])

    monkeypatch.setattr(FakeSite, "close", close)

    assert build(options, write_site) == 0

    assert noted == [[]]


def another_build_has_to_wait(output):
    """Check that the folder is locked."""

    def waits():
        raise BlockingIOError

    with pytest.raises(BlockingIOError), staging.locked(output, waits):
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_removing_the_old_site_may_be_interrupted(options, monkeypatch, capsys, number):
    """The new site stays, the exit code is 0, and the next build removes the rest."""
    with monkeypatch.context() as patch:
        removing_the_old_site(patch, lambda: os.kill(os.getpid(), number))
        assert build(options, write_site) == 0

    assert capsys.readouterr().err.startswith("Wrote 1 page")
    assert snapshot(options.output)["index.html"] == b"new"
    assert list(options.output.parent.glob(".output.new-*"))
    assert build(options, write_site) == 0
    assert not list(options.output.parent.glob(".output.*"))


def test_waiting_for_another_build_is_reported(capsys):
    """Otherwise the build would seem to hang."""
    building._say_waiting()

    assert capsys.readouterr().err == ("Waiting for another build into the same folder to end.\n")


def test_numbers_are_formatted_for_readers():
    """One page, but 1,200 pages."""
    assert [building._count(number, "page") for number in (0, 1, 1200)] == [
        "0 pages", "1 page", "1,200 pages",
    ]  # fmt: skip
