"""The build as a subprocess, and its report."""

import json
import signal
import sys

import pytest

from plugins.core.findings import Finding
from plugins.preview.builder import BuildResult, read_result, run

BROKEN = Finding("content/articles/x.md", 7, "error", "a/b", "Wrong.", "Right.")
WARNING = Finding("", 0, "warning", "a/c", "Odd.", "")


def report_of(path, *findings):
    path.write_text(
        json.dumps({"ok": False, "findings": [dict(vars(finding)) for finding in findings]})
    )
    return path


def python(words):
    return [sys.executable, "-c", words]


def never():
    return False


def test_a_successful_build_may_have_warnings(tmp_path):
    """Exit code 0 is a success, whatever its warnings are."""
    report = report_of(tmp_path / "r", WARNING)

    assert read_result(0, report) == BuildResult(ok=True, findings=(WARNING,))


def test_a_failed_build_has_findings(tmp_path):
    """The findings of the report are returned in its order."""
    report = report_of(tmp_path / "r", BROKEN, WARNING)

    assert read_result(1, report) == BuildResult(ok=False, findings=(BROKEN, WARNING))


def test_a_successful_build_needs_no_report(tmp_path):
    """The exit code decides."""
    assert read_result(0, tmp_path / "none") == BuildResult(ok=True)


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"ok": false, "findings": [{"path": 1}]}'])
@pytest.mark.parametrize(
    ("code", "end"),
    [
        (1, "ended with exit code 1"),
        (-signal.SIGKILL, "was ended by SIGKILL"),
        (-1000, "was ended by signal 1000"),
    ],
)
def test_a_build_without_a_report_is_a_finding(tmp_path, text, code, end):
    """A crash, an invalid report and a kill are findings too."""
    report = tmp_path / "r"
    if text is not None:
        report.write_text(text)

    (found,) = read_result(code, report).findings
    assert (found.path, found.severity) == ("", "error")
    assert found.rule == "preview/build-stopped"
    assert end in found.message


def test_a_crash_after_a_warning_still_has_an_error(tmp_path):
    """Warnings alone do not explain why a build failed."""
    result = read_result(3, report_of(tmp_path / "r", WARNING))

    assert [finding.severity for finding in result.findings] == ["error", "warning"]


def test_the_command_is_run_and_its_report_read(tmp_path):
    """The result is what the subprocess writes into the report."""
    report = tmp_path / "r"
    text = json.dumps({"ok": False, "findings": [dict(vars(BROKEN))]})

    result = run(python(f"open({str(report)!r}, 'w').write({text!r}); exit(1)"), report, never)

    assert result == BuildResult(ok=False, findings=(BROKEN,))


def test_an_old_report_is_ignored(tmp_path):
    """If the subprocess dies before it reports, the last build's findings are not shown again."""
    report = report_of(tmp_path / "r", BROKEN)

    result = run(python("exit(1)"), report, never)

    assert [finding.rule for finding in result.findings] == ["preview/build-stopped"]


def test_the_output_of_the_build_is_printed(tmp_path, capfd):
    """What the subprocess prints appears in the terminal."""
    run(python("import sys; print('out'); sys.stderr.write('err')"), tmp_path / "r", never)

    assert capfd.readouterr() == ("out\n", "err")


def test_a_build_can_be_stopped(tmp_path):
    """The subprocess gets SIGTERM, may clean up, and is waited for."""
    ready, tidied = tmp_path / "ready", tmp_path / "tidied"
    words = (
        "import pathlib, signal, time\n"
        f"def tidy(*_): pathlib.Path({str(tidied)!r}).touch(); raise SystemExit(143)\n"
        "signal.signal(signal.SIGTERM, tidy)\n"
        f"pathlib.Path({str(ready)!r}).touch()\n"
        "time.sleep(60)"
    )

    assert run(python(words), tmp_path / "r", ready.exists) == BuildResult(ok=False, cut_off=True)
    assert tidied.exists()


def test_a_build_that_ignores_sigterm_is_killed(tmp_path, monkeypatch):
    """A subprocess that does not end does not block the end of the preview."""
    monkeypatch.setattr("plugins.preview.builder.GRACE", 0.05)
    ready = tmp_path / "ready"
    words = (
        "import pathlib, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(ready)!r}).touch()\n"
        "time.sleep(60)"
    )

    assert run(python(words), tmp_path / "r", ready.exists).cut_off
