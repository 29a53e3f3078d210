"""Rules of one build, from order to exit code."""

import errno
import json
import os
import signal

import pytest

from plugins.core.findings import Finding
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
    """Put the process's own handlers back: a build takes them over."""
    before = {number: signal.getsignal(number) for number in staging.SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def options(tmp_path, monkeypatch):
    """An order that can be carried out, over the site of an earlier build."""
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


def write_site(_order, folder, _findings):
    """A run that goes well."""
    write(folder, "index.html", "new")


def finding(*found, error=None):
    """A run that writes a page, has findings and may raise."""

    def run(options, folder, findings):
        write_site(options, folder, findings)
        findings.extend(found)
        if error:
            raise error

    return run


def failed(options, run, code=1):
    """Build, see that the old site stands, and return the reported findings."""
    before = snapshot(options.output)

    assert build(options, run) == code

    assert snapshot(options.output) == before
    assert not list(options.output.parent.glob(".output.*"))
    report = json.loads(options.report.read_text("utf-8"))
    assert report["ok"] is False
    return [Finding(**values) for values in report["findings"]]


def test_a_build_that_goes_well_puts_its_site_in_place(options, capsys):
    """Exit code 0, one line, and a report without findings."""
    assert build(options, write_site) == 0

    assert snapshot(options.output) == {".nojekyll": MARKER_TEXT.encode(), "index.html": b"new"}
    assert capsys.readouterr().err.startswith("Wrote 1 page to output/ in 0.")
    assert json.loads(options.report.read_text("utf-8")) == {"ok": True, "findings": []}


def test_warnings_are_reported_and_do_not_stop_a_build(options, capsys):
    """Their number stands in the last line."""
    assert build(options, finding(WARNING)) == 0

    reported = capsys.readouterr().err.split("\n")
    assert reported[:2] == ["content/a.md:4: warning: Odd.", "    Write even."]
    assert reported[2].endswith("s (1 warning).")
    assert json.loads(options.report.read_text("utf-8"))["ok"] is True


@pytest.mark.parametrize("error", [None, BuildFailedError()])
def test_an_error_leaves_the_old_site(options, capsys, error):
    """However the run ends, each error is reported."""
    assert failed(options, finding(ERROR, WARNING, error=error)) == [ERROR, WARNING]

    assert capsys.readouterr().err == (
        "content/a.md:3: error: Wrong.\n    Write right.\n"
        "content/a.md:4: warning: Odd.\n    Write even.\n"
        "\n1 error, 1 warning. output is unchanged.\n"
    )


def test_an_exception_becomes_a_finding_beside_the_others(options):
    """With its kind and words."""
    found = failed(options, finding(ERROR, error=ZeroDivisionError("division by zero")))

    assert found[1] == ERROR
    assert found[0].rule == "build/failed"
    assert found[0].message == "ZeroDivisionError: division by zero."


def test_an_exception_is_reported_where_our_own_code_raised_it(options, monkeypatch):
    """Here in this file."""
    monkeypatch.chdir(os.path.dirname(__file__))

    (found,) = failed(options, finding(error=ValueError("no")))

    assert found.path == "test_build.py"
    assert found.line > 50


def test_a_traceback_is_shown_on_request(options, capsys):
    """With -D; the finding is reported as well."""
    asked = BuildOptions(**{**vars(options), "pelican_options": ("-D",)})

    failed(asked, finding(error=ZeroDivisionError("division by zero")))

    assert "Traceback" in capsys.readouterr().err
    failed(options, finding(error=ZeroDivisionError("division by zero")))
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS])
def test_a_full_disk_says_that_the_old_site_stands(options, code):
    """And what to do."""
    (found,) = failed(options, finding(error=OSError(code, os.strerror(code))))

    assert found.rule == "output/disk"
    assert os.strerror(code) in found.message
    assert "Free some room" in found.hint


def test_a_report_that_cannot_be_written_is_reported(options, capsys):
    """Its content has been printed already, and the site is complete."""
    elsewhere = BuildOptions(
        **{**vars(options), "report": options.output.parent / "gone/report.json"}
    )

    assert build(elsewhere, write_site) == 0

    assert "warning: The report " in capsys.readouterr().err
    assert snapshot(options.output)["index.html"] == b"new"


def test_another_system_error_is_not_blamed_on_the_disk(options):
    """A file of the theme that is missing is no reason to free some room."""
    (found,) = failed(options, finding(error=FileNotFoundError(2, "No such file", "x.css")))

    assert found.rule == "build/failed"


def test_a_swap_that_fails_leaves_the_old_site(options, monkeypatch):
    """The system's reason is reported."""

    def refuse(_first, _second):
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(staging, "exchange", refuse)

    (found,) = failed(options, write_site)

    assert "Device or resource busy" in found.message


def test_a_build_without_pages_is_no_site(options):
    """An empty folder must not replace a site."""
    (found,) = failed(options, lambda *_arguments: None)

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
def test_an_order_that_cannot_be_carried_out_is_refused(
    options, monkeypatch, capsys, change, words
):
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


def test_an_order_that_pelicans_parser_refuses_is_refused(options):
    """It is known only once the run has begun."""
    (found,) = failed(options, finding(error=BuildOptionsError("No such option.")), code=2)

    assert found.message == "No such option."


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_stops_the_build(options, capsys, number, code):
    """No plugin can swallow it, and the old site stands."""
    before = snapshot(options.output)

    def run(_order, folder, findings):
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
    """The new site stands, and the exit code and the last line say so."""
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


def test_waiting_for_another_build_is_reported(capsys):
    """Or somebody would wonder why nothing happens."""
    building._say_waiting()

    assert capsys.readouterr().err == ("Waiting for another build beside the same folder to end.\n")


def test_numbers_are_readable():
    """One page, but 1,200 pages."""
    assert [building._count(number, "page") for number in (0, 1, 1200)] == [
        "0 pages", "1 page", "1,200 pages",
    ]  # fmt: skip
