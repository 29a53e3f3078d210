"""security.txt (RFC 9116): whom to tell of security problems of the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from plugins.clinic.facts import ClinicFacts
from plugins.clinic.security import SecurityFacts
from plugins.core.data_file import DataFile
from plugins.core.findings import Finding, Severity
from plugins.hosting.hosted_site import HostedSite

PATH = ".well-known/security.txt"
OLD_PATH = "security.txt"  # where it was before there was .well-known

_RULE = "clinic/security-expires"
_SOON = timedelta(days=30)
_YEAR = timedelta(days=365)


def text(
    facts: SecurityFacts, site: HostedSite, languages: Sequence[str], today: date
) -> str | None:
    """The file for a site whose own language comes first among `languages`.

    None without a contact, if that has expired, or for a site below a path: the file is that of a
    whole host.
    """
    if not facts.contact or not facts.expires or facts.expires <= today or site.below:
        return None
    lines = [f"Contact: {facts.contact}", f"Expires: {facts.expires.isoformat()}T00:00:00Z"]
    lines.append(f"Preferred-Languages: {', '.join(languages)}")
    if site.siteurl.startswith("https://") and site.siteurl.isascii():
        lines.append(f"Canonical: {site.siteurl}/{PATH}")
    return "\n".join(lines) + "\n"


def check(clinic: DataFile[ClinicFacts], today: date, severity: Severity) -> list[Finding]:
    """The finding for a contact that has expired, will soon, or lasts for longer than a year.

    `severity` is that of one that has expired.
    """
    expires = clinic.facts.security.expires if clinic.facts else None
    if expires is None:
        return []
    hint = "See that somebody still reads what is sent to the contact, then write a day within a "
    hint += f"year, such as `expires: {today + _YEAR - _SOON}`"
    if expires <= today:
        message = f"The contact for security problems has expired on {expires}."
    elif expires > today + _YEAR:
        message = f"The contact for security problems expires on {expires}, in more than a year."
    elif expires <= today + _SOON:
        message = f"The contact for security problems expires on {expires}."
        severity = "warning"
    else:
        return []
    return [clinic.finding(("security", "expires"), severity, _RULE, message, hint)]


def is_own(paths: Iterable[str]) -> bool:
    """Whether an owner's own file is among these paths of files that are copied."""
    return not {PATH, OLD_PATH}.isdisjoint(paths)
