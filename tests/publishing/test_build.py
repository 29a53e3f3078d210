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
from plugins.publishing.build_options import Order, OrderError
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
def order(tmp_path, monkeypatch):
    """An order that can be carried out, over the site of an earlier build."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "content").mkdir()
    write(tmp_path, "conf/pelicanconf.py", "")
    old_site(tmp_path)
    return Order(
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

    def run(order, folder, findings):
        write_site(order, folder, findings)
        findings.extend(found)
        if error:
            raise error

    return run


def failed(order, run, code=1):
    """Build, see that the old site stands, and return the reported findings."""
    before = snapshot(order.output)

    assert build(order, run) == code

    assert snapshot(order.output) == before
    assert not list(order.output.parent.glob(".output.*"))
    report = json.loads(order.report.read_text("utf-8"))
    assert report["ok"] is False
    return [Finding(**values) for values in report["findings"]]


def test_a_build_that_goes_well_puts_its_site_in_place(order, capsys):
    """Exit code 0, one line, and a report without findings."""
    assert build(order, write_site) == 0

    assert snapshot(order.output) == {".nojekyll": MARKER_TEXT.encode(), "index.html": b"new"}
    assert capsys.readouterr().err.startswith("Wrote 1 page to output/ in 0.")
    assert json.loads(order.report.read_text("utf-8")) == {"ok": True, "findings": []}


def test_warnings_are_told_and_do_not_stop_a_build(order, capsys):
    """Their number stands in the last line."""
    assert build(order, finding(WARNING)) == 0

    told = capsys.readouterr().err.split("\n")
    assert told[:2] == ["content/a.md:4: warning: Odd.", "    Write even."]
    assert told[2].endswith("s (1 warning).")
    assert json.loads(order.report.read_text("utf-8"))["ok"] is True


@pytest.mark.parametrize("error", [None, BuildFailedError()])
def test_an_error_leaves_the_old_site(order, capsys, error):
    """However the run ends, an error found is an error told."""
    assert failed(order, finding(ERROR, WARNING, error=error)) == [ERROR, WARNING]

    assert capsys.readouterr().err == (
        "content/a.md:3: error: Wrong.\n    Write right.\n"
        "content/a.md:4: warning: Odd.\n    Write even.\n"
        "\n1 error, 1 warning. output is as it was.\n"
    )


def test_an_exception_becomes_a_finding_beside_the_others(order):
    """With its kind and words."""
    found = failed(order, finding(ERROR, error=ZeroDivisionError("division by zero")))

    assert found[1] == ERROR
    assert found[0].rule == "build/failed"
    assert found[0].message == "ZeroDivisionError: division by zero."


def test_an_exception_is_told_where_our_own_code_raised_it(order, monkeypatch):
    """Here in this file."""
    monkeypatch.chdir(os.path.dirname(__file__))

    (found,) = failed(order, finding(error=ValueError("no")))

    assert found.path == "test_build.py"
    assert found.line > 50


def test_a_traceback_is_shown_on_request(order, capsys):
    """With -D; the finding is told as well."""
    asked = Order(**{**vars(order), "pelican_options": ("-D",)})

    failed(asked, finding(error=ZeroDivisionError("division by zero")))

    assert "Traceback" in capsys.readouterr().err
    failed(order, finding(error=ZeroDivisionError("division by zero")))
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS])
def test_a_full_disk_says_that_the_old_site_stands(order, code):
    """And what to do."""
    (found,) = failed(order, finding(error=OSError(code, os.strerror(code))))

    assert found.rule == "output/disk"
    assert os.strerror(code) in found.message
    assert "Free some room" in found.hint


def test_a_report_that_cannot_be_written_is_told(order, capsys):
    """What it would say has been said already, and the site is whole."""
    elsewhere = Order(**{**vars(order), "report": order.output.parent / "gone/report.json"})

    assert build(elsewhere, write_site) == 0

    assert "warning: The report " in capsys.readouterr().err
    assert snapshot(order.output)["index.html"] == b"new"


def test_another_system_error_is_not_blamed_on_the_disk(order):
    """A file of the theme that is missing is no reason to free some room."""
    (found,) = failed(order, finding(error=FileNotFoundError(2, "No such file", "x.css")))

    assert found.rule == "build/failed"


def test_a_swap_that_fails_leaves_the_old_site(order, monkeypatch):
    """The system's reason is told."""

    def refuse(_first, _second):
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(staging, "exchange", refuse)

    (found,) = failed(order, write_site)

    assert "Device or resource busy" in found.message


def test_a_build_without_pages_is_no_site(order):
    """An empty folder must not replace a site."""
    (found,) = failed(order, lambda *_arguments: None)

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
def test_an_order_that_cannot_be_carried_out_is_refused(order, monkeypatch, capsys, change, words):
    """Exit code 2, one sentence, and the same in the report."""
    monkeypatch.delenv("SITEURL", raising=False)
    paths = {name: order.output.parent / value for name, value in change.items() if name != "mode"}
    changed = Order(**{**vars(order), **change, **paths})

    assert build(changed, lambda *_arguments: pytest.fail("it ran")) == 2

    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert told.count("\n") == 1
    assert words in told
    (found,) = json.loads(order.report.read_text("utf-8"))["findings"]
    assert told == f"error: {found['message']}\n"


def test_an_order_that_pelicans_parser_refuses_is_refused(order):
    """It is known only once the run has begun."""
    (found,) = failed(order, finding(error=OrderError("No such option.")), code=2)

    assert found.message == "No such option."


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_stops_the_build(order, capsys, number, code):
    """No plugin can swallow it, and the old site stands."""
    before = snapshot(order.output)

    def run(_order, folder, findings):
        write_site(order, folder, findings)
        try:
            os.kill(os.getpid(), number)
        except Exception:  # noqa: BLE001  # as a plugin might
            pytest.fail("it was swallowed")

    assert build(order, run) == code
    assert snapshot(order.output) == before
    assert capsys.readouterr().err == "Stopped. output is as it was.\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["exchange", "_sweep"])
def test_a_signal_after_the_swap_comes_too_late(order, monkeypatch, capsys, number, moment):
    """The new site stands, and the exit code and the last line say so."""
    real = getattr(staging, moment)

    def signalled(*arguments):
        done = real(*arguments)
        if snapshot(order.output).get("index.html") == b"new":
            os.kill(os.getpid(), number)
        return done

    monkeypatch.setattr(staging, moment, signalled)

    assert build(order, write_site) == 0

    assert snapshot(order.output)["index.html"] == b"new"
    assert capsys.readouterr().err.startswith("Wrote 1 page")


def test_waiting_for_another_build_is_told(capsys):
    """Or somebody would wonder why nothing happens."""
    building._tell_waiting()

    assert capsys.readouterr().err == ("Waiting for another build beside the same folder to end.\n")


def test_numbers_are_readable():
    """One page, but 1,200 pages."""
    assert [building._count(number, "page") for number in (0, 1, 1200)] == [
        "0 pages", "1 page", "1,200 pages",
    ]  # fmt: skip
