"""What the Nu HTML checker says, as measurements."""

import pytest

from tools.audit import nu
from tools.audit.budgets import breaches

# As version 26.9 answers, shortened.
ERROR = {
    "type": "error",
    "lastLine": 7,
    "firstColumn": 124,
    "message": "End tag “p” seen, but there were open elements.",
    "extract": "<p><b>hi</p>",
}
WARNING = {"type": "info", "subType": "warning", "lastLine": 9, "message": "Empty heading."}
INFO = {"type": "info", "lastLine": 1, "message": "Trailing slash on void elements has no effect."}
FATAL = {"type": "non-document-error", "subType": "io", "message": "Cannot read it."}
POLICY = {
    "type": "info",
    "subType": "warning",
    "lastLine": 14,
    "message": "Inline script violates Content Security Policy (meta tag): blocked by “script-src” "
    "directive (missing “‘unsafe-inline’” or nonce/hash).",
    "extract": '="en_GB">\n<script type="application/ld+json">{"@con',
}


@pytest.fixture
def told(tmp_path):
    """What is told of a site of two pages, on the first of which the checker has these messages."""

    def breaches_of(*messages, file="a b/index.html"):
        for name in ("a b/index.html", "index.html"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("", "utf-8")
        url = f"file:{tmp_path.resolve()}/{file}".replace(" ", "%20")
        answer = {"version": "26", "messages": [{**message, "url": url} for message in messages]}
        return breaches(nu.measurements(answer, tmp_path))

    return breaches_of


def test_a_site_without_messages_breaks_nothing(told):
    """Every page has measurements of 0."""
    assert told() == []


def test_errors_and_warnings_count_apart_with_their_lines(told):
    """What is neither error nor warning counts as a warning, and a fatal one as an error."""
    errors, warnings = told(ERROR, WARNING, INFO, FATAL)

    assert errors.startswith("a b/index.html: Errors found by the Nu HTML checker: 2, but")
    assert "(line 7: End tag “p” seen, but there were open elements.; line ?: Cannot" in errors
    assert warnings.startswith("a b/index.html: Warnings from the Nu HTML checker: 2, but")
    assert "(line 9: Empty heading.; line 1: Trailing slash on void elements" in warnings


def test_a_drawing_that_is_wrong_counts_too(told):
    """SVG files are checked with the pages."""
    assert told(ERROR, file="images/a.svg")[0].startswith("images/a.svg: Errors found by the Nu")


def test_a_block_of_data_is_no_script(told):
    """The checker takes JSON-LD for a script that a policy forbids; a script it says that of is."""
    script = {**POLICY, "extract": "<p>\n<script>let a"}

    assert told(POLICY) == []
    assert len(told(script)) == 1


def test_container_queries_are_right(told):
    """The checker does not know them; of what else it does not know it tells."""
    unknown = "CSS: “container-type”: Property “container-type” doesn't exist."
    rule = "CSS: Unrecognized at-rule “@container”"

    assert told({**ERROR, "message": unknown}, {**ERROR, "message": rule}) == []
    for name in (unknown.replace("container", "contain"), rule.replace("container", "contain")):
        assert len(told({**ERROR, "message": name})) == 1


def test_no_answer_is_a_fault_of_its_own(tmp_path, monkeypatch):
    """A checker that could not run has not found the site right."""
    program = tmp_path / "java"
    program.write_text("#!/bin/sh\necho no memory >&2\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    with pytest.raises(RuntimeError, match="no memory"):
        nu.check(tmp_path, tmp_path / "vnu.jar")
