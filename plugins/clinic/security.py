"""The model of whom to tell of security problems of the site, and until when that holds."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, model_validator

from plugins.clinic.emails import to_email
from plugins.core import local_hosts
from plugins.core.date_values import Day
from plugins.core.models import EditorModel
from plugins.core.text_values import Text
from plugins.core.validation import refuse
from plugins.core.values import to_web_address

_PHONE = re.compile(r"\+[0-9][0-9 ()-]{4,22}[0-9]")
_IN_EMAIL = "@!#$&'*+/=?^_`{|}~"  # all but the sign that escapes others (RFC 6068)
_EXAMPLE = "expires: 2027-06-01"
_PUBLIC = "Write a page that everybody can open, such as `https://www.example.org/security/`"


def _contact(value: str) -> str:
    """The URI of an e-mail address, a telephone number or a web page (RFC 9116, 2.5.3)."""
    if value.lower().startswith("http"):
        return _page(value)
    number = value.removeprefix("tel:")
    if _PHONE.fullmatch(number):
        return f"tel:{re.sub(r'[^+0-9]', '', number)}"
    if "@" in value:
        return f"mailto:{quote(to_email(value.removeprefix('mailto:')), _IN_EMAIL)}"
    raise refuse(
        f"“{value}” is no way to reach somebody.",
        "Write an e-mail address, a telephone number that begins with + and the code of its "
        "country, or a page at https://...",
    )


def _page(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        raise refuse(f"“{value}” is not a web address.", _PUBLIC) from None
    if "@" in parts.netloc:  # first, so that no message repeats it
        raise refuse("This address has a name or a password before its host.", _PUBLIC)
    address = to_web_address(value)
    if parts.scheme != "https":
        raise refuse(f"“{value}” does not begin with https://.", "Write a page at https://...")
    if not address.isascii():
        hint = "Copy it from a browser, which writes other letters with % signs."
        raise refuse(f"“{value}” has letters that this address may not have.", hint)
    if who := local_hosts.only_for(parts.hostname or ""):
        raise refuse(f"Only {who} can reach “{value}”.", _PUBLIC)
    return address


class SecurityFacts(EditorModel):
    """Whom to tell of security problems of the site, as a URI, and the last day before `expires`.

    Both are there, or neither.
    """

    contact: Annotated[Text, AfterValidator(_contact)] = ""
    expires: Day | None = None

    @model_validator(mode="after")
    def _both(self) -> SecurityFacts:
        if self.contact and not self.expires:
            message = "The contact has no day on which somebody has to look at it again."
            raise refuse(message, f"Write `{_EXAMPLE}` below it, within a year.", at="contact")
        if self.expires and not self.contact:
            message = "There is a day, but no contact that expires on it."
            hint = "Write `contact:` and an e-mail address above it, or delete the day."
            raise refuse(message, hint, at="expires")
        return self
