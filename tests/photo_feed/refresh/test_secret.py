"""The token is never shown."""

import logging
import pickle
import traceback
from urllib.parse import quote, quote_plus, urlencode

import pytest

from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.secret import RedactedOutput, Secret, read_token
from tests.photo_feed.refresh.fake_instagram import TOKEN


def test_no_representation_shows_it():
    """In print, in a log, or in a container."""
    secret = Secret(TOKEN)

    assert f"{secret} {secret!r} {[secret]} {secret:}" == "(token) (token) [(token)] (token)"


def test_a_traceback_with_all_its_values_does_not_show_it():
    """Tools that print the values of a failed function print this."""

    def fail():
        secret = Secret(TOKEN)
        raise ValueError(secret)

    with pytest.raises(ValueError, match="token") as raised:
        fail()
    shown = traceback.TracebackException.from_exception(raised.value, capture_locals=True)

    assert "secret = (token)" in "".join(shown.format())
    assert TOKEN not in "".join(shown.format())


def test_it_is_redacted_in_each_way_of_writing():
    """As it is, and as an address has it."""
    ways = [TOKEN, quote(TOKEN), quote(TOKEN, ""), quote_plus(TOKEN), urlencode({"t": TOKEN})]
    ways += [quote(TOKEN, "").replace("%2B", "%2b").replace("%2F", "%2f"), TOKEN.lower()]

    said = Secret(TOKEN).redact(" | ".join(ways))

    assert said == "(token) | (token) | (token) | (token) | t=(token) | (token) | (token)"


def test_it_is_read_from_its_variable_alone():
    """White space around it is removed."""
    assert read_token({"INSTAGRAM_ACCESS_TOKEN": f" {TOKEN}\n"}).reveal() == TOKEN


@pytest.mark.parametrize("environ", [{}, {"INSTAGRAM_ACCESS_TOKEN": " "}, {"TOKEN": TOKEN}])
def test_a_missing_token_is_reported(environ):
    """With the variable's name, and where to read on."""
    with pytest.raises(RefreshError) as raised:
        read_token(environ)

    assert raised.value.kind is ErrorKind.TOKEN_MISSING


@pytest.mark.parametrize(
    "text",
    ["short", "two words of it", 'IGAA"quoted"', "IGAA\r\nX: injected", "IGAÄÖÜÄÖÜÄ", "a" * 2001],
)
def test_a_malformed_token_is_refused_and_not_shown(text):
    """It may be most of a real one."""
    with pytest.raises(RefreshError) as raised:
        read_token({"INSTAGRAM_ACCESS_TOKEN": text})

    assert raised.value.kind is ErrorKind.INPUT
    assert text not in raised.value.message


def test_it_is_not_pickled_by_accident():
    """A cache that took it would hold it in plain text."""
    with pytest.raises(TypeError):
        pickle.dumps(Secret(TOKEN))


def test_a_log_record_does_not_show_it(caplog):
    """Not even when it is logged itself."""
    logging.getLogger("test").warning("token %s %r", Secret(TOKEN), Secret(TOKEN))

    assert "token (token) (token)" in caplog.text


def test_every_secret_is_left_out_of_everything(capsys):
    """In every kind of message, for several secrets."""
    output = RedactedOutput()
    output.hide(Secret("first+token"))
    output.hide(Secret("second/token"))

    output.say("done with first+token")
    output.warn("?access_token=first%2Btoken")
    output.fail("first+token, second%2Ftoken")

    said = capsys.readouterr()
    assert said.out == "done with (token)\n"
    assert said.err == "warning: ?access_token=(token)\nerror: (token), (token)\n"
