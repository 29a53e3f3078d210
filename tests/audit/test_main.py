"""What the command prints, and how it ends."""

import pytest

from plugins.audit_results.results import FILE, read_file
from tools.audit import __main__ as audit
from tools.audit.measurements import Measurement, Page, count
from tools.audit.table import BEGIN, END
from tools.audit.versions import Versions

HOME = Page("index.html", "home")
NONE = count(HOME, "axe", [])


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """Runs the command as if these values had been measured: its exit code and its output."""
    monkeypatch.setattr(audit.versions, "installed", lambda: Versions("Browser 1", "2", "3", "4"))
    (tmp_path / "data").mkdir()
    document = tmp_path / "visitors.md"
    document.write_text(f"# Visitors\n{BEGIN}old\n{END}", "utf-8")
    monkeypatch.setattr(audit, "DOCUMENT", document)

    def run_it(*arguments, measured):
        def measure(_options, _site):
            if isinstance(measured, Exception):
                raise measured
            return measured, [HOME]

        monkeypatch.setattr(audit, "measure", measure)
        code = audit.main([*arguments, "--input", str(tmp_path)])
        return code, capsys.readouterr(), document.read_text("utf-8")

    return run_it


def test_a_site_within_its_budgets_gets_a_table(run):
    """The table is all that is printed; the document stays."""
    code, words, document = run(measured=[Measurement(HOME, "html", 3990)])

    assert code == 0
    assert words.out.splitlines()[2] == "| home | 4.0 |  |  |  |  |  |  |  |  |  |  |  |"
    assert words.err == ""
    assert "old" in document


def test_a_breach_fails_with_its_sentence_after_the_table(run):
    """And it never becomes the documented state of the site."""
    measured = [count(HOME, "inline styles", ["<b>"]), NONE]

    code, words, document = run("--write-docs", measured=measured)

    assert code == 1
    assert words.out.startswith("| Page |")
    assert words.err == (
        "error: index.html: Inline styles: 1, but the budget is at most 0 (<b>).\n"
    )
    assert "old" in document


def test_the_document_gets_the_table_with_its_day(run):
    """Between the marks."""
    code, _words, document = run("--write-docs", measured=[Measurement(HOME, "html", 3990), NONE])

    assert code == 0
    assert document.startswith("# Visitors\n<!-- table: make audit -->\nMeasured on 2")
    assert "| home | 4.0 |" in document
    assert "old" not in document


@pytest.mark.parametrize("problems", [[], ["button-name"]])
def test_what_was_found_is_written_into_the_content(run, tmp_path, problems):
    """Whether a budget was exceeded or not, also without the score that only the table has."""
    measured = [count(HOME, "axe", problems)]

    code, _words, document = run("--write-docs", "--no-performance", measured=measured)

    [check] = read_file(tmp_path / FILE, lenient=False).facts.accessibility
    assert (check.tool, check.version, check.problems) == ("axe-core", "2", len(problems))
    assert "old" in document
    assert code == len(problems)


def test_nothing_is_written_unless_it_is_asked_for(run, tmp_path):
    """CI measures only."""
    run(measured=[count(HOME, "axe", [])])

    assert not (tmp_path / FILE).exists()


def test_what_cannot_be_measured_is_not_found_right(run):
    """A tool that is missing or failed is one sentence and a failure."""
    code, words, _document = run(measured=RuntimeError("Measuring needs nodejs."))

    assert code == 1
    assert words.err == "error: Measuring needs nodejs.\n"
