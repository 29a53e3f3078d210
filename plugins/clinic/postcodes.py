"""British postcodes; those of other countries are not checked."""

from __future__ import annotations

import re

_COUNTRY = "GB"
# Royal Mail: area and district, then sector and unit, which has none of the letters C I K M O V.
_POSTCODE = re.compile(
    r"(?:[A-Z]{1,2}[0-9][0-9A-HJKMNPR-Y]?|GIR)[0-9][ABD-HJLNP-UW-Z]{2}|(?:[A-Z]{4}|[A-Z]{2}[A-Z0-9]{2})1ZZ"
)
_LETTER_FOR_DIGIT = str.maketrans("OIL", "011")
_DIGIT_FOR_LETTER = str.maketrans("01", "OI")


def tidy(postcode: str, country: str) -> str:
    """The postcode as it is printed on letters: in capitals, with one space; others as they are."""
    plain = _plain(postcode)
    if country != _COUNTRY or not _POSTCODE.fullmatch(plain):
        return postcode
    return _spaced(plain)


def is_wrong(postcode: str, country: str) -> bool:
    """Whether no British place can have this postcode."""
    return country == _COUNTRY and bool(postcode) and not _POSTCODE.fullmatch(_plain(postcode))


def meant(postcode: str) -> str:
    """The postcode that was probably meant: with 0 for O, 1 for I, or the reverse; or ""."""
    plain = _plain(postcode)
    area, sector, unit = plain[:-3], plain[-3:-2], plain[-2:]
    ends = sector.translate(_LETTER_FOR_DIGIT) + unit.translate(_DIGIT_FOR_LETTER)
    areas = [area, area[:-1] + area[-1:].translate(_LETTER_FOR_DIGIT)]
    areas += [each[:1].translate(_DIGIT_FOR_LETTER) + each[1:] for each in areas]
    return next((_spaced(each + ends) for each in areas if _POSTCODE.fullmatch(each + ends)), "")


def _plain(postcode: str) -> str:
    return re.sub(r"[\s.,-]", "", postcode.upper())


def _spaced(plain: str) -> str:
    return f"{plain[:-3]} {plain[-3:]}"
