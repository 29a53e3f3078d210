"""Posts as tired editors write them give the right findings, in words that editors understand."""

import re
from pathlib import PurePath

import pytest
import yaml

from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from tests.editorial.cases_site import CASES, check_site, write_site

EXPECTED = yaml.safe_load((CASES / "expected.yaml").read_text("utf-8"))
NAMES = sorted(path.name for path in CASES.glob("*.md"))
# Words that only programmers know, and what Python prints for a value.
_PROGRAMMERS = re.compile(
    r"Traceback|\bNone(?:Type)?\b|\b\w+Error\b|pydantic|plugins[./]|\.py\b|\bdict\b|\bstr\b"
    r"|should be a valid|<class|object at 0x|\[type=|\binput_value\b"
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """What a check of the whole site finds, by the name of the file, and what else it prints."""
    folder = tmp_path_factory.mktemp("tired") / "content"
    write_site(folder)
    findings, printed = check_site(folder)
    found = {}
    for finding in findings:
        found.setdefault(PurePath(finding["path"]).name, []).append(finding)
    return found, printed


def test_each_case_is_expected():
    """There are at least forty, and none without an expectation."""
    assert sorted(EXPECTED) == NAMES
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_found_at_its_line(checked, name):
    """Once, and nothing else with it."""
    found, _ = checked

    assert [[each["line"], each["severity"], each["rule"]] for each in found[name]] == EXPECTED[
        name
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_is_in_an_editors_words(checked, name):
    """It says what is wrong, then what to do."""
    found, _ = checked

    for each in found[name]:
        assert each["message"][0] == each["message"][0].strip()
        assert each["message"].endswith((".", "/"))
        assert each["hint"]
        assert not _PROGRAMMERS.search(f"{each['message']} {each['hint']}")


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_reading_a_case_never_raises(name, lenient):
    """Whatever the site has; a post without findings of its own has some among other posts."""
    read = read_post((CASES / name).read_bytes(), AnySiteContext(), path=name, lenient=lenient)

    of_post = [*read.findings, *read.body_findings]
    assert all(finding.path == name and finding.line > 0 for finding in of_post)
    assert lenient or {(each.line, each.rule) for each in of_post} <= {
        (line, rule) for line, _, rule in EXPECTED[name]
    }


def test_the_good_posts_have_no_findings(checked):
    """The mistakes are those of the cases."""
    found, printed = checked

    assert sorted(found) == NAMES
    assert "Traceback" not in printed
