"""The whole command in a separate process."""

import os
import signal
import socket
import urllib.request

import pytest

from plugins.preview.__main__ import main

pytestmark = pytest.mark.slow  # whole processes, which start and wait


def get(url):
    with urllib.request.urlopen(url) as answer:  # noqa: S310  -- our own server
        return answer.read().decode()


def test_a_save_is_built_and_served(preview, eventually):
    """The start message has the URL; a change appears in the page a moment later."""
    running = preview("--port", "0")
    greeting = running.wait_for_output("Preview at")
    url = greeting.split()[2]
    assert greeting == (
        f"Preview at {url} (drafts and scheduled posts are shown, marked; all posts are listed at "
        "/desk/). Ctrl-C stops.\n"
    )
    assert "First" in get(f"{url}/articles/x/")

    (running.folder / "content/articles/x.md").write_text("Saved\n")
    running.wait_for_output("content/articles/x.md changed, building.")

    eventually(lambda: "Saved" in get(f"{url}/articles/x/"), "the saved text")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_between_builds_ends_the_preview(preview, number):
    """The preview prints a message without a traceback, with exit code 0."""
    running = preview("--port", "0")
    running.url()

    assert running.end(number) == 0
    assert running.output[1:] == ["Stopped.\n"]


def test_a_failed_first_build_keeps_watching(preview, site, eventually):
    """The findings are in the terminal, and a fix brings the site."""
    post = site / "content/articles/x.md"
    post.write_text("One\nBROKEN\n")
    running = preview("--port", "0")
    assert (
        running.wait_for_output("x.md:2: ")
        == "content/articles/x.md:2: “BROKEN” is <b>not</b> a word.\n"
    )
    url = running.url()

    post.write_text("One\nfixed\n")

    eventually((site / ".preview").exists, "the fixed build")
    assert "fixed" in get(f"{url}/articles/x/")


def test_a_save_during_a_build_is_built_next(preview, site, eventually):
    """It is not lost, and two builds never run at once."""
    running = preview("--port", "0")
    running.url()
    gate, page = site / "gate", site / ".preview/articles/y/index.html"
    gate.touch()
    (site / "content/articles/x.md").write_text("Change\n")
    eventually(lambda: running.builds() == ["start", "end", "start"], "the second build")

    (site / "content/articles/y.md").write_text("During\n")
    gate.unlink()

    eventually(page.exists, "the new page")
    eventually(lambda: running.builds()[-1] == "end", "the last build")
    assert running.builds() == ["start", "end"] * (len(running.builds()) // 2)


def test_without_a_server_it_rebuilds_output(preview, site, eventually):
    """`make regenerate` builds the public site into output/ and opens no port."""
    running = preview("--no-server")
    assert running.wait_for_output("Ctrl-C") == "Rebuilding output/ on every save. Ctrl-C stops.\n"
    page = site / "output/articles/x/index.html"

    (site / "content/articles/x.md").write_text("Saved\n")

    eventually(lambda: page.exists() and "Saved" in page.read_text(), "the saved text")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_during_a_build_ends_both(preview, site, eventually, number, code):
    """The subprocess is ended too, and the exit code shows that its build was stopped."""
    (site / "gate").touch()
    running = preview("--port", "0")
    eventually(lambda: running.builds() == ["start"], "the first build")
    child = int((site / "builds.log").read_text().split()[1])

    assert running.end(number) == code
    assert running.output == []
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert not (site / ".preview").exists()


def test_a_busy_port_is_refused_before_anything_is_built(preview):
    """One sentence, exit code 2, no build."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        running = preview("--port", str(other.getsockname()[1]))
        running.process.wait(15)

    assert running.end() == 2
    assert len(running.output) == 1
    assert "is in use: stop the other program" in running.output[0]
    assert running.builds() == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--port", "x"], "“x” is not a port: "),
        (["--bind", "300.1.1.1"], "“300.1.1.1” is not an address of this computer: "),
        (["--bind", ""], "“” is not an address of this computer: "),
    ],
)
def test_a_usage_error_is_one_sentence(options, sentence, capsys, monkeypatch):
    """The exit code is 2."""
    monkeypatch.setattr("plugins.preview.__main__.handle_signals", lambda _inbox: None)

    assert main(options) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(sentence)
    assert err.count("\n") == 1
