"""Rules of what becomes of log messages."""

import errno
import logging

import pytest
from pelican.log import LimitFilter

from plugins.core.findings import Finding, Findings
from plugins.publishing import log_gate


@pytest.fixture
def root():
    """The root logger, put back after the test."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield logger
    logger.handlers[:], logger.level = handlers, level


@pytest.fixture
def gate(root, tmp_path, monkeypatch):
    """Install a gate and return its findings and a logger like Pelican's."""
    assert root
    monkeypatch.chdir(tmp_path)
    # Pelican shows a message once a process; here each test is a build of its own.
    monkeypatch.setattr(LimitFilter, "_raised_messages", set())

    def install(verbosity=logging.WARNING, **options):
        findings = Findings()
        log_gate.install(findings, tmp_path / "content", verbosity=verbosity, **options)
        return findings, logging.getLogger("pelican.generators")

    return install


@pytest.mark.parametrize("verbosity", [logging.DEBUG, logging.WARNING, logging.CRITICAL])
def test_an_error_is_kept_whatever_is_shown(gate, capsys, verbosity):
    """Even -q keeps it, and it is shown once only: as a finding."""
    findings, logger = gate(verbosity)

    logger.error("Cannot do %s", "that")
    logger.critical("Nor\n  this")

    assert findings.all == [
        Finding("", 0, "error", "log/pelican", "Cannot do that"),
        Finding("", 0, "error", "log/pelican", "Nor this"),
    ]
    assert capsys.readouterr().err == ""


def test_a_logger_made_before_counts_too(gate):
    """As those of libraries that were imported first."""
    logger = logging.getLogger("made.before")
    findings, _logger = gate()

    logger.error("Broken")

    assert [finding.rule for finding in findings.all] == ["log/made"]


def test_a_warning_is_shown_and_forgotten(gate, capsys):
    """It does not fail a build."""
    findings, logger = gate()

    logger.warning("Odd")
    logger.info("Fine")

    assert findings.all == []
    assert capsys.readouterr().err == "WARNING: Odd\n"


def test_quiet_hides_warnings(gate, capsys):
    """Pelican's -q shows critical messages only."""
    _findings, logger = gate(logging.CRITICAL)

    logger.warning("Odd")

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("verbosity", [logging.WARNING, logging.CRITICAL])
def test_fatal_warnings_are_kept(gate, verbosity):
    """Shown or not."""
    findings, logger = gate(verbosity, fatal_warnings=True)

    logger.warning("Odd")

    assert [finding.severity for finding in findings.all] == ["error"]


@pytest.mark.parametrize(
    "message",
    [
        "Unable to find 'x.md', skipping url replacement.",
        "Other resources were not found and their urls not replaced",
    ],
)
def test_a_message_with_a_finding_elsewhere_is_dropped(gate, capsys, message):
    """Even where warnings are fatal."""
    findings, logger = gate(fatal_warnings=True)

    logger.warning(message)

    assert findings.all == []
    assert capsys.readouterr().err == ""


def test_a_file_that_was_not_copied_is_an_error(gate, capsys):
    """Pelican only warns of it, also when the disk is full."""
    findings, logger = gate(logging.CRITICAL)

    logger.warning("A problem occurred copying file %s to %s; %s", "a", "b", "No space left")

    (found,) = findings.all
    assert found.message == "A problem occurred copying file a to b; No space left"
    assert found.hint == "Free some room or fix the file, then build again."
    assert capsys.readouterr().err == ""


def fail():
    """Raise from the project's own code."""
    raise ValueError("no such day")


def test_the_reason_of_an_error_is_reported_though_pelican_hides_it(gate, monkeypatch):
    """With the line of our own code that it came from."""
    findings, logger = gate()
    monkeypatch.chdir(__file__.rpartition("/")[0])
    try:
        fail()
    except ValueError:
        logger.error("Cannot register plugin `%s`", "a")  # noqa: TRY400  # as Pelican does

    (found,) = findings.all
    assert found.path == "test_log_gate.py"
    assert found.line > 100
    assert found.message == "Cannot register plugin `a`: ValueError: no such day"
    assert "PLUGINS" in found.hint


def test_a_reason_that_was_reported_is_not_reported_twice(gate):
    """Where Pelican's message has it already."""
    findings, logger = gate()
    try:
        fail()
    except ValueError as error:
        logger.exception("Cannot load plugin `a`\n%s", error)  # noqa: TRY401  # as Pelican does

    (found,) = findings.all
    assert found.message == "Cannot load plugin `a` no such day"


def test_a_post_that_fails_is_named(gate):
    """By the path that its editor would type."""
    findings, logger = gate()

    logger.error("Could not process %s", "articles/a.md")

    assert [finding.path for finding in findings.all] == ["content/articles/a.md"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize(
    ("words", "level"),
    [("Could not process a.md", logging.ERROR), ("A problem occurred copying a", logging.WARNING)],
)
def test_a_full_disk_ends_the_build(gate, code, words, level):
    """Pelican would go on, and blame each post in turn."""
    findings, logger = gate()

    with pytest.raises(OSError, match="Errno") as caught:
        log_while_handled(logger, level, words, OSError(code, "The disk is full"))

    assert caught.value.errno == code
    assert findings.all == []


def test_a_post_that_a_bad_disk_has_lost_is_named(gate):
    """It is the one to bring back."""
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
