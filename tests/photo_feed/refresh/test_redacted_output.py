"""Nothing is said with a secret in it."""

from plugins.photo_feed.refresh.redacted_output import RedactedOutput
from plugins.photo_feed.refresh.secret import Secret


def test_every_secret_is_left_out_of_everything(capsys):
    """However it is said, and however many there are."""
    output = RedactedOutput()
    output.keep(Secret("first+token"))
    output.keep(Secret("second/token"))

    output.say("done with first+token")
    output.warn("?access_token=first%2Btoken")
    output.fail("first+token, second%2Ftoken")

    said = capsys.readouterr()
    assert said.out == "done with (token)\n"
    assert said.err == "warning: ?access_token=(token)\nerror: (token), (token)\n"
