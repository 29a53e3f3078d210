"""Checks what the data files about the clinic say of its services, by the rules of claims.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from plugins.clinical_care.checks import CareChecks
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, Severity
from plugins.core.sentences import sentences
from plugins.core.yaml_lines import KeyPath

# The classes of the cards that tell when to get help soon (article_body/care_cards.py).
_SIGNS = ('class="care care-urgent"', 'class="care care-emergency"')


class ClinicText(NamedTuple):
    """A text of a data file, and what it is about, such as the name of a treatment."""

    file: DataFile[Any]
    where: KeyPath
    text: str
    subject: str = ""


class SorePartLink(NamedTuple):
    """A link from a part of the body that hurts to an article, whose body is `html`."""

    file: DataFile[Any]
    where: KeyPath
    part: str
    title: str
    html: str


def claims(texts: Iterable[ClinicText], care: CareChecks) -> Iterator[Finding]:
    """Warnings about texts that claim more of a service than the rules accept."""
    if not care.claims:
        return
    for file, where, text, subject in texts:
        label = f"{subject}: " if subject else ""
        for sentence in sentences(text):
            for claim in care.claims.find(label + sentence):
                words = ", ".join(claim.words)
                message = f"This claims more than is accepted: “{words}”."
                hint = "Say what people may notice, for how long, and what is not known."
                hint += f" Source: {care.source_of(claim.rule)}."
                yield file.finding(where, "warning", "care/claim", message, hint)


def sore_parts(
    links: Iterable[SorePartLink], care: CareChecks, severity: Severity
) -> Iterator[Finding]:
    """Findings for links to articles that offer a service, or that tell no signs of danger.

    Somebody who is in pain reads there what to do, and when to see a doctor; that a service helps
    would be a claim.
    """
    for file, where, part, title, html in links:
        named = care.claims.services_in(f"{part}. {title}") if care.claims else []
        if named:
            message = f"“{part}” leads to “{title}”, which is about {named[0]}."
            hint = "Lead to an article with advice: a complaint beside a treatment is a claim."
            yield file.finding(where, severity, "care/leads-to-treatment", message, hint)
        elif not any(sign in html for sign in _SIGNS):
            message = f"“{title}” has no card with signs that need help soon."
            hint = 'Add one to the article (`!!! urgent "Call 111 if:"`), or choose another.'
            yield file.finding(where, severity, "care/no-signs", message, hint)
