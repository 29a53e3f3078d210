"""The commands, some in a process of their own, as make and the workflow run them."""

import gzip
import re
import subprocess
import sys

import pytest

from plugins.photo_feed.__main__ import main
from plugins.photo_feed.refresh.errors import ErrorKind
from plugins.photo_feed.refresh.token_dates import TokenState
from tests.building import ROOT, clean_environment, snapshot
from tests.photo_feed.refresh.fake_instagram import (
    MEDIA,
    TOKEN,
    api_error,
    fake_instagram,
    raw,
    sending,
)
from tests.photo_feed.refresh.test_pictures import worst_cases
from tests.publishing.small_site import build_site, small_site

MEASURED = (
    "import pathlib, re, sys\n"
    "from plugins.photo_feed.__main__ import main\n"
    "code = main(sys.argv[1:])\n"
    "status = pathlib.Path('/proc/self/status').read_text()\n"
    "print(re.search(r'VmHWM:\\s+(\\d+) kB', status)[1])\n"
    "sys.exit(code)\n"
)
# No file may have more than 300 bytes, which fails as a full disk does.
CRAMPED = (
    "import resource, sys\n"
    "from plugins.photo_feed.__main__ import main\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


@pytest.fixture
def instagram():
    """A fake Instagram with nothing posted yet."""
    with fake_instagram() as fake:
        yield fake


def command(instagram, content, *words, script=("-m", "plugins.photo_feed")):
    """Run a command and return the finished process."""
    environ = {"INSTAGRAM_ACCESS_TOKEN": TOKEN, "INSTAGRAM_API_URL": instagram.url}
    return subprocess.run(
        [sys.executable, *script, *words, "--input", str(content)],
        cwd=ROOT,
        env={**clean_environment(measured=CRAMPED not in script), **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_a_site_is_built_with_downloaded_photos(instagram, tmp_path):
    """From the API's answer to the page: the photo leads to its post, and the token is nowhere."""
    folder = small_site(tmp_path / "clinic", code=True)
    instagram.post(1, caption="We moved the <b>couch</b>.")

    done = command(instagram, folder / "content", "refresh")
    assert (done.returncode, done.stdout) == (0, "1 photo, 1 of them new; 0 removed.\n")
    before = snapshot(folder)
    instagram.answers[MEDIA] = api_error(190, 460)
    assert command(instagram, folder / "content", "refresh").returncode == 11
    assert snapshot(folder) == before
    built = build_site(folder)
    assert built.returncode == 0, built.stderr

    page = (folder / "output" / "index.html").read_text("utf-8")
    assert 'href="https://www.instagram.com/p/post1/"' in page
    assert "We moved the &lt;b&gt;couch&lt;/b&gt;." in page
    assert instagram.url not in page
    assert not [name for name, data in snapshot(folder).items() if b"planted" in data]


@pytest.mark.slow
def test_a_full_disk_changes_nothing(instagram, tmp_path):
    """A picture that does not fit gives one message, and no part of it is left."""
    instagram.post(1)
    assert command(instagram, tmp_path, "refresh").returncode == 0
    instagram.post(2, colour="red")
    before = snapshot(tmp_path)

    done = command(instagram, tmp_path, "refresh", script=("-c", CRAMPED))

    assert done.returncode == 4
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert snapshot(tmp_path) == before


def test_the_help_lists_every_exit_code(capsys):
    """A script that runs this can tell the kinds of errors apart."""
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = {int(n) for n in re.findall(r"^ +(\d+)  \w", capsys.readouterr().out, re.MULTILINE)}

    assert listed == {0, 1, 130, 30, 31, 32} | {kind.code for kind in ErrorKind}
    assert len({kind.code for kind in ErrorKind}) == len(ErrorKind)


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("--settings", "none.py", "none.py cannot be read (FileNotFoundError)"),
        ("--settings", "words.md", "words.md cannot be read (SyntaxError)"),
        ("--input", "nowhere", "There is no folder nowhere"),
    ],
)
def test_a_wrong_option_is_one_sentence(tmp_path, monkeypatch, capsys, option, value, complaint):
    """Without a request to any server: there is no transport."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "words.md").write_text("Not a program.", "utf-8")

    code = main(["refresh", option, value], {"INSTAGRAM_ACCESS_TOKEN": TOKEN}, transport=None)

    said = capsys.readouterr().err
    assert code == 2
    assert complaint in said
    assert said.count("\n") == 1


def test_without_an_input_the_content_folder_is_that_of_the_settings(tmp_path, monkeypatch, capsys):
    """As Pelican reads PATH, which need not be called content."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site" / "posts").mkdir(parents=True)
    (tmp_path / "site" / "conf.py").write_text('PATH = "posts"\n')
    (tmp_path / "site" / "wrong.py").write_text('PATH = "nowhere"\n')

    assert main(["token", "--settings", "site/conf.py"], {}) == TokenState.MISSING.code
    assert main(["token", "--settings", "site/wrong.py"], {}) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: There is no folder site/nowhere: set PATH in site/wrong.py ")


@pytest.mark.slow
def test_memory_stays_under_300_mb(instagram, tmp_path):
    """With the largest pictures that are taken, endless ones, bombs and captions of 100 kB."""
    for number, data in enumerate(worst_cases(), start=1):
        instagram.post(number, caption="ä\U0001f33f" * 50_000)
        instagram.pictures[f"/pictures/{number}.jpg"] = data
    for number in range(20, 24):
        instagram.post(number)
    packed = gzip.compress(b"\xff" * 100_000_000)
    head = b"HTTP/1.1 200 OK\r\n"
    instagram.answers["/pictures/20.jpg"] = sending(packed, Content_Encoding="gzip")
    instagram.answers["/pictures/21.jpg"] = raw(head + b"\r\n" + b"\xff" * 65_536, endless=True)
    instagram.answers["/pictures/22.jpg"] = raw(
        head + b"Content-Length: 10000000000\r\n\r\n" + b"\xff" * 65_536, endless=True
    )

    done = command(instagram, tmp_path, "refresh", script=("-c", MEASURED))

    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < 300_000


@pytest.mark.slow
@pytest.mark.parametrize("piece", [b"[],", b'"ab",', b'"\xf0\x9f\x8c\xbf",', b"1.5,"])
def test_memory_stays_under_300_mb_whatever_the_list_is(instagram, tmp_path, piece):
    """JSON takes far more memory once it is parsed."""
    body = b'{"data":[' + piece * (11_900_000 // len(piece)) + b"0]}"
    instagram.answers[MEDIA] = sending(body)

    done = command(instagram, tmp_path, "refresh", script=("-c", MEASURED))

    assert done.returncode == ErrorKind.UNSAFE.code
    assert int(done.stdout.split()[-1]) < 300_000
