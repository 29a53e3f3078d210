"""Nothing is said with a secret in it."""

from plugins.photo_feed.refresh.redacted_output import Voice
from plugins.photo_feed.refresh.secret import Secret


def test_every_secret_is_left_out_of_everything(capsys):
    """However it is said, and however many there are."""
    voice = Voice()
    voice.keep(Secret("first+token"))
    voice.keep(Secret("second/token"))

    voice.say("done with first+token")
    voice.warn("?access_token=first%2Btoken")
    voice.fail("first+token, second%2Ftoken")

    said = capsys.readouterr()
    assert said.out == "done with (token)\n"
    assert said.err == "warning: ?access_token=(token)\nerror: (token), (token)\n"
