"""security.txt, byte for byte, and the day on which its contact expires."""

from datetime import date, timedelta

import pytest

from plugins.clinic.facts import read_clinic
from plugins.clinic.security import SecurityFacts
from plugins.hosting import security_txt
from plugins.hosting.hosted_site import HostedSite
from plugins.site import finish, gates
from tests.publishing.small_site import FACTS, build_site, small_site, write
from tests.site.builds import new_build

TODAY = date(2026, 12, 1)
SITE = HostedSite("https://www.example.org", "")
FACTS_OF = SecurityFacts(contact="safe@example.org", expires="2027-06-01")
YAML = f"{FACTS}security:\n  contact: safe@example.org\n  expires: 2027-06-01\n"


def test_the_file_has_what_the_rfc_asks_for():
    """Contact and Expires, and where the file itself is."""
    assert security_txt.text(FACTS_OF, SITE, ["en-GB", "nb"], TODAY) == (
        "Contact: mailto:safe@example.org\n"
        "Expires: 2027-06-01T00:00:00Z\n"
        "Preferred-Languages: en-GB, nb\n"
        "Canonical: https://www.example.org/.well-known/security.txt\n"
    )


@pytest.mark.parametrize("siteurl", ["http://www.example.org", "https://bücher.example"])
def test_an_address_that_may_not_be_canonical_is_left_out(siteurl):
    """It has to be a URI that begins with https:// (RFC 9116, 2.5.2)."""
    text = security_txt.text(FACTS_OF, HostedSite(siteurl, ""), ["en"], TODAY)

    assert "Contact: " in text
    assert "Canonical" not in text


@pytest.mark.parametrize(
    ("facts", "site", "today"),
    [
        (SecurityFacts(), SITE, TODAY),
        (FACTS_OF, HostedSite("https://example.org/clinic", ""), TODAY),
        (FACTS_OF, SITE, date(2027, 6, 1)),
    ],
)
def test_there_is_no_file_that_nobody_may_rely_on(facts, site, today):
    """Without a contact, below a path, and after it has expired."""
    assert security_txt.text(facts, site, ["en"], today) is None


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        (-1, "error"),
        (0, "error"),
        (1, "warning"),
        (30, "warning"),
        (31, None),
        (365, None),
        (366, "error"),
    ],
)
def test_the_day_is_reported_in_time(days, severity):
    """From 30 days before it, and if it is more than a year ahead; at its line."""
    day = date(2027, 6, 1)
    clinic = read_clinic(YAML.encode(), "clinic.yaml")

    found = security_txt.check(clinic, day - timedelta(days=days), "error")

    assert [each.severity for each in found] == ([severity] if severity else [])
    assert all((each.line, each.rule) == (6, "clinic/security-expires") for each in found)


def test_a_clinic_without_a_contact_has_no_finding():
    """Nothing can expire."""
    assert security_txt.check(read_clinic(FACTS.encode(), "clinic.yaml"), TODAY, "error") == []


@pytest.mark.parametrize(
    ("options", "severity"),
    [
        ({"publish": True}, "error"),
        ({"publish": True, "lenient": True}, "warning"),
        ({}, "warning"),
    ],
)
def test_only_a_publication_is_refused(tmp_path, options, severity):
    """A contact that has expired is not written in any case."""
    old = YAML.replace("2027-06-01", "2020-01-01")
    write(tmp_path, "content/data/clinic.yaml", old)
    build = new_build(tmp_path, SITEURL="https://www.example.org", **options)

    gates.write_security_txt(build)

    (found,) = build.request.findings.all
    assert (found.rule, found.severity) == ("clinic/security-expires", severity)
    assert not (tmp_path / "output/.well-known").exists()


def test_a_local_build_has_no_file(tmp_path):
    """Without SITEURL it is nobody's."""
    write(tmp_path, "content/data/clinic.yaml", YAML)

    finish.finish(new_build(tmp_path))

    assert not (tmp_path / "output/.well-known").exists()


@pytest.fixture
def project(tmp_path):
    """A small site with a contact."""
    folder = small_site(tmp_path)
    write(folder, "content/data/clinic.yaml", YAML)
    return folder


def publish(folder):
    site = {"SITEURL": "https://www.example.org", "SOURCE_DATE_EPOCH": "1796083200"}
    done = build_site(folder, "publish", env=site)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.slow
def test_it_is_published(project):
    """Where everybody looks for it, and nothing is said of it."""
    said = publish(project)

    text = (project / "output/.well-known/security.txt").read_text("utf-8")
    assert text.startswith("Contact: mailto:safe@example.org\n")
    assert "advice" not in said


@pytest.mark.slow
@pytest.mark.parametrize("name", [".well-known/security.txt", "security.txt"])
def test_an_owners_own_file_wins_and_is_named_once(project, name):
    """The build writes none beside it; the same holds for robots.txt."""
    write(project, f"content/extra/{name}", "Contact: mailto:me@example.org\n")
    write(project, "content/extra/robots.txt", "User-agent: *\nDisallow: /drafts/\n")

    said = publish(project)

    files = [path for path in (project / "output").rglob("security.txt") if path.is_file()]
    assert [path.read_text("utf-8") for path in files] == ["Contact: mailto:me@example.org\n"]
    assert "/drafts/" in (project / "output/robots.txt").read_text("utf-8")
    assert said.count(f"content/extra/{name}: advice") == 1
    assert said.count("content/extra/robots.txt: advice") == 1
