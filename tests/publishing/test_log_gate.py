"""Conversion of log messages into findings."""

import errno
import logging

import pytest
from pelican.log import LimitFilter

from plugins.core.findings import Finding, Findings
from plugins.publishing import log_gate


@pytest.fixture
def root():
    """The root logger, restored after the test."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield logger
    logger.handlers[:], logger.level = handlers, level


@pytest.fixture
def gate(root, tmp_path, monkeypatch):
    """Install a gate; returns its findings and a logger like Pelican's."""
    assert root
    monkeypatch.chdir(tmp_path)
    # Pelican shows a message once per process; here each test is a separate build.
    monkeypatch.setattr(LimitFilter, "_raised_messages", set())

    def install(verbosity=logging.WARNING, **options):
        findings = Findings()
        log_gate.install(findings, tmp_path / "content", verbosity=verbosity, **options)
        return findings, logging.getLogger("pelican.generators")

    return install


@pytest.mark.parametrize("verbosity", [logging.DEBUG, logging.WARNING, logging.CRITICAL])
def test_an_error_becomes_a_finding_at_any_verbosity(gate, capsys, verbosity):
    """Even with -q; it is shown once, as a finding."""
    findings, logger = gate(verbosity)

    logger.error("Cannot do %s", "that")
    logger.critical("Nor\n  this")

    assert findings.all == [
        Finding("", 0, "error", "log/pelican", "Cannot do that"),
        Finding("", 0, "error", "log/pelican", "Nor this"),
    ]
    assert capsys.readouterr().err == ""


def test_existing_loggers_are_included(gate):
    """Such as those of libraries that were imported earlier."""
    logger = logging.getLogger("made.before")
    findings, _logger = gate()

    logger.error("Broken")

    assert [finding.rule for finding in findings.all] == ["log/made"]


def test_a_warning_is_shown_and_is_no_finding(gate, capsys):
    """It does not fail a build."""
    findings, logger = gate()

    logger.warning("Odd")
    logger.info("Fine")

    assert findings.all == []
    assert capsys.readouterr().err == "WARNING: Odd\n"


def test_quiet_hides_warnings(gate, capsys):
    """Pelican's -q shows only critical messages."""
    _findings, logger = gate(logging.CRITICAL)

    logger.warning("Odd")

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("verbosity", [logging.WARNING, logging.CRITICAL])
def test_fatal_warnings_become_findings(gate, verbosity):
    """Whether they are shown or not."""
    findings, logger = gate(verbosity, fatal_warnings=True)

    logger.warning("Odd")

    assert [finding.severity for finding in findings.all] == ["error"]


@pytest.mark.parametrize(
    "message",
    [
        "Unable to find 'x.md', skipping url replacement.",
        "Other resources were not found and their urls not replaced",
        'There are 2 items "with slug "hips"" with lang en-gb: \na.md\nb.md',
        'There are 2 original (not translated) items with slug "hips": \na.md\nb.md',
    ],
)
def test_messages_that_duplicate_findings_are_dropped(gate, capsys, message):
    """Even if warnings are fatal."""
    findings, logger = gate(fatal_warnings=True)

    logger.warning(message)

    assert findings.all == []
    assert capsys.readouterr().err == ""


def test_a_file_that_was_not_copied_is_an_error(gate, capsys):
    """Pelican only logs a warning, even if the disk is full."""
    findings, logger = gate(logging.CRITICAL)

    logger.warning("A problem occurred copying file %s to %s; %s", "a", "b", "No space left")

    (found,) = findings.all
    assert found.message == "A problem occurred copying file a to b; No space left"
    assert found.hint == "Free some room or fix the file, then build again."
    assert capsys.readouterr().err == ""


def raise_error():
    """Raise from the project's own code."""
    raise ValueError("no such day")


def test_the_exception_behind_an_error_is_reported(gate, monkeypatch):
    """Pelican hides it; the finding has the line of our own code that raised it."""
    findings, logger = gate()
    monkeypatch.chdir(__file__.rpartition("/")[0])
    try:
        raise_error()
    except ValueError:
        logger.error("Cannot register plugin `%s`", "a")  # noqa: TRY400  # as Pelican does

    (found,) = findings.all
    assert found.path == "test_log_gate.py"
    assert found.line > 100
    assert found.message == "Cannot register plugin `a`: ValueError: no such day"
    assert "PLUGINS" in found.hint


def test_an_exception_in_pelicans_message_is_not_repeated(gate):
    """When Pelican's message already contains it."""
    findings, logger = gate()
    try:
        raise_error()
    except ValueError as error:
        logger.exception("Cannot load plugin `a`\n%s", error)  # noqa: TRY401  # as Pelican does

    (found,) = findings.all
    assert found.message == "Cannot load plugin `a` no such day"


def test_a_post_that_fails_is_named(gate):
    """By the path as its editor would type it."""
    findings, logger = gate()

    logger.error("Could not process %s", "articles/a.md")

    assert [finding.path for finding in findings.all] == ["content/articles/a.md"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize(
    ("words", "level"),
    [("Could not process a.md", logging.ERROR), ("A problem occurred copying a", logging.WARNING)],
)
def test_a_full_disk_ends_the_build(gate, code, words, level):
    """Pelican would continue and report an error for each post."""
    findings, logger = gate()

    with pytest.raises(OSError, match="Errno") as caught:
        log_while_handled(logger, level, words, OSError(code, "The disk is full"))

    assert caught.value.errno == code
    assert findings.all == []


def test_a_post_that_cannot_be_read_from_disk_is_named(gate):
    """The editor must restore it."""
    findings, logger = gate()

    log_while_handled(
        logger, logging.ERROR, "Could not process a.md", OSError(errno.EIO, "Input/output error")
    )

    assert [finding.path for finding in findings.all] == ["content/a.md"]


def log_while_handled(logger, level, words, error):
    """Log while an error is being handled, as Pelican does."""
    try:
        raise error
    except OSError:
        logger.log(level, words)
