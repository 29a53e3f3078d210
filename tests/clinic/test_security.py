"""Whom to tell of security problems, in clinic.yaml."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from plugins.clinic.facts import read_clinic
from plugins.clinic.security import SecurityFacts

DAY = "2027-06-01"


def read(text):
    return read_clinic(f"name: x\nsecurity:\n{text}".encode(), "clinic.yaml")


@pytest.mark.parametrize(
    ("contact", "uri"),
    [
        ("safe@harbour.example.org", "mailto:safe@harbour.example.org"),
        ("mailto:safe@harbour.example.org", "mailto:safe@harbour.example.org"),
        ("a%b+c@harbour.example.org", "mailto:a%25b+c@harbour.example.org"),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("tel:+44-20-7946-0000", "tel:+442079460000"),
        ("https://www.example.org/tell-us", "https://www.example.org/tell-us"),
    ],
)
def test_a_contact_becomes_a_uri(contact, uri):
    """As RFC 9116 wants it."""
    security = read(f"  contact: {contact}\n  expires: {DAY}\n").facts.security

    assert security == SecurityFacts(contact=contact, expires=DAY)
    assert (security.contact, security.expires) == (uri, date(2027, 6, 1))


@pytest.mark.parametrize(
    "contact",
    [
        "safe at harbour",
        "020 7946 0000",
        "http://www.example.org/",
        "https://www.example.org/é",
        "https://127.0.0.1/",
        "https://127.1/tell-us",
        "https://10.0.0.3/",
        "https://desk.local/tell-us",
        "https://me:secret@www.example.org/",
        "https://me@www.example.org/",
        "https://[www.example.org/",
        "javascript:alert(1)",
        "safe@harbour.example.org\\nContact: https://evil.example",
        "https://www.example.org/\\nExpires: 2099-01-01",
    ],
)
def test_any_other_contact_is_refused(contact):
    """At its line."""
    (found,) = read(f'  contact: "{contact}"\n  expires: {DAY}\n').findings

    assert (found.line, found.severity, found.rule) == (3, "error", "clinic/bad-value")


@pytest.mark.parametrize(
    "contact", ["https://me:secret@www.example.org/", "http://me:secret@www", "httpx://a:secret@é/"]
)
def test_a_password_is_not_repeated(contact):
    """What is found may be in the log of a workflow, which others read."""
    (found,) = read(f"  contact: {contact}\n  expires: {DAY}\n").findings

    assert "secret" not in f"{found}"


@pytest.mark.parametrize("text", ["  contact: a@example.org\n", f"  expires: {DAY}\n"])
def test_a_contact_and_its_day_belong_together(text):
    """The file needs both (RFC 9116)."""
    (found,) = read(text).findings

    assert (found.line, found.severity, found.rule) == (3, "error", "clinic/bad-value")


def test_without_values_there_is_no_contact():
    """As long as nobody has said who it is."""
    assert read('  contact: ""\n  expires: ""\n').facts.security == SecurityFacts()


@given(st.text())
def test_a_contact_has_one_line_and_no_space(contact):
    """Whatever was typed, nothing else can get into the file."""
    try:
        facts = SecurityFacts(contact=contact, expires=DAY)
    except ValidationError:
        return

    assert facts.contact.isascii()
    assert facts.contact.isprintable()
    assert " " not in facts.contact
