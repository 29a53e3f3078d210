"""The time of a build, and SOURCE_DATE_EPOCH."""

import re
from datetime import UTC, datetime

import pytest

from plugins.core.clock import now


def test_the_clock_can_be_set():
    """SOURCE_DATE_EPOCH makes builds reproducible."""
    assert now({"SOURCE_DATE_EPOCH": "1790000000"}) == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("epoch", ["0", "1", "253402300799"])
def test_the_first_and_the_last_second_are_accepted(epoch):
    """From 1970 to the end of the year 9999."""
    assert now({"SOURCE_DATE_EPOCH": epoch}).timestamp() == int(epoch)


@pytest.mark.parametrize("environ", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_the_default_is_the_current_time(environ):
    """With a time zone."""
    before = datetime.now(UTC)

    found = now(environ)

    assert before <= found <= datetime.now(UTC)


@pytest.mark.parametrize(
    "epoch",
    ["soon", "1.5", "99999999999999999999", "2026-03-14", "1e9", "-1", "+1", " 1790000000", "1 ",
     " ", "1_790_000_000", "١٢٣", "0x10", "1790000000000", "253402300800"],
)  # fmt: skip
def test_another_epoch_is_refused(epoch):
    """The message quotes it and says what to write."""
    words = re.escape(f"SOURCE_DATE_EPOCH is “{epoch}”: write seconds since 19")

    with pytest.raises(ValueError, match=words):
        now({"SOURCE_DATE_EPOCH": epoch})
