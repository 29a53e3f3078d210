"""The type of an e-mail address in the data files; errors say what to write instead."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from plugins.core.text_values import Text
from plugins.core.validation import refuse

_EMAIL = re.compile(
    r"[A-Za-z0-9_%+'-]+(?:\.[A-Za-z0-9_%+'-]+)*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+)"
)
_AT = re.compile(r" *(?:@|[\[(]at[\])]| at (?=\S+\.\S)) *", re.IGNORECASE)
_AROUND_EMAIL = re.compile(r"\A(?:mailto:|<)+|[.,;>]+\Z", re.IGNORECASE)


def to_email(value: str) -> str:
    """Check an e-mail address."""
    if _EMAIL.fullmatch(value):
        return value
    meant = _AROUND_EMAIL.sub("", _AT.sub("@", value, count=1))
    hint = f"Write `{meant}`" if _EMAIL.fullmatch(meant) else "Write it like hello@example.org."
    raise refuse(f"“{value}” is not an e-mail address.", hint)


Email = Annotated[Text, AfterValidator(to_email)]
