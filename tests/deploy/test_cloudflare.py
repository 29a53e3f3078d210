"""Deploys to Cloudflare's Workers, with a program in the place of wrangler."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.deploy.__main__ import DONE, FAILED, REFUSED, main
from plugins.deploy.release_record import RECORD_PATH
from plugins.hosting.manifest import to_json
from plugins.hosting.web import LiveAnswer, Web
from tests.conftest import serving
from tests.deploy.sites import hashed_of, manifest, site, write

TOKEN = "cf-0123456789"  # noqa: S105
FAKE = Path(__file__).with_name("fake_wrangler.py")


@dataclass
class Account:
    """Cloudflare's account: `live` is what visitors get, at `url`."""

    folder: Path
    url: str

    def run(self, verb, *words, number=None, url=None):
        """Run a command; the exit code."""
        url = self.url if url is None else url
        if number is not None:
            output = write(self.folder / f"site-{number}" / "output", site(number))
            words = [*words, "--output", f"{output}"]
        where = ["--host", "cloudflare", "--target", "my-clinic", "--url", url]
        return main([verb, *where, *words])

    def files(self):
        """What visitors get."""
        live = self.folder / "live"
        return {
            path.relative_to(live).as_posix(): path.read_bytes()
            for path in live.rglob("*")
            if path.is_file() and path.name not in (".nojekyll", Path(RECORD_PATH).name)
        }

    def calls(self):
        """What wrangler was asked to do."""
        log = self.folder / "calls"
        return log.read_text().split() if log.exists() else []


def write_for(url, folder, number):
    """Write a site that was built for this address."""
    output = write(folder, site(number))
    text = to_json(manifest(site(number), url))
    (folder.with_name("output.release") / "manifest.json").write_bytes(text)
    return output


@pytest.fixture
def account(tmp_path, monkeypatch):
    """An account without a site."""
    for name in ("live", "versions", "programs"):
        (tmp_path / name).mkdir()
    program = tmp_path / "programs" / "wrangler"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} {FAKE} "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("ACCOUNT", f"{tmp_path}")
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", TOKEN)
    monkeypatch.setattr("plugins.deploy.cloudflare._PAUSE", 0.01)
    with serving(tmp_path / "live") as url:
        yield Account(tmp_path, url)


def test_visitors_get_the_site_and_old_hashed_files(account):
    """Those of the release before, fetched from where they are."""
    assert account.run("deploy", number=1) == DONE
    assert account.run("deploy", number=2) == DONE

    assert account.files() == hashed_of(1) | site(2)


def test_a_site_that_is_live_is_not_deployed_again(account):
    """So each of Cloudflare's versions is a release, and a rollback goes to another one."""
    account.run("deploy", number=1)

    assert account.run("deploy", number=1) == DONE
    assert account.calls() == ["deploy"]


def test_of_a_site_that_is_live_nothing_old_stays_if_nothing_is_to_be_kept(account):
    """Somebody has found a picture that should never have been published."""
    for number in (1, 2):
        account.run("deploy", number=number)

    for _ in range(2):
        assert account.run("deploy", "--keep", "0", "--keep-days", "0", number=2) == DONE
        assert account.files() == site(2)
    assert account.calls() == ["deploy"] * 3


def test_a_rollback_brings_back_the_release_before(account):
    """And once more the one before that; or any that is named."""
    for number in (1, 2, 3):
        account.run("deploy", number=number)
    newest = json.loads((account.folder / "live" / RECORD_PATH).read_bytes())["releases"][0]["id"]

    for number in (2, 1):
        assert account.run("rollback") == DONE
        assert account.files()["index.html"] == site(number)["index.html"]
    assert account.run("rollback") == REFUSED
    assert account.run("rollback", "--to", newest) == DONE
    assert account.files()["index.html"] == site(3)["index.html"]


@pytest.mark.parametrize("verb", ["rollback", "status"])
def test_the_built_site_is_not_needed_to_go_back(account, verb):
    """It may have changed since; its manifest says the address, and without one, URL=... does."""
    outputs = [account.folder / f"site-{number}" / "output" for number in (1, 2)]
    for number in (1, 2):
        output = write_for(account.url, outputs[number - 1], number)
        assert account.run("deploy", "--output", f"{output}", url="") == DONE
    (outputs[1] / "index.html").write_bytes(b"A build that is not published")

    assert account.run(verb, "--output", f"{outputs[1]}", url="") == DONE
    live = site(1) if verb == "rollback" else site(2)
    assert account.files()["index.html"] == live["index.html"]
    nothing = ["--output", f"{account.folder / 'nothing'}"]
    assert account.run(verb, *nothing, url="") == REFUSED
    assert account.run("status", *nothing) == DONE


def test_a_rollback_from_what_is_not_known_needs_a_name(account, monkeypatch):
    """The site does not answer, so that nobody knows which release was before."""
    for number in (1, 2):
        account.run("deploy", number=number)
    record = json.loads((account.folder / "live" / RECORD_PATH).read_bytes())
    releases = [each["id"] for each in record["releases"]]
    real = Web.get
    monkeypatch.setattr(Web, "get", lambda *_, **_more: LiveAnswer(503, {}, "", 0))
    before = account.calls()

    assert account.run("rollback") == REFUSED
    assert account.calls() == before
    monkeypatch.setattr(Web, "get", real)
    assert account.run("rollback", "--to", releases[1]) == DONE


@pytest.mark.parametrize("end", ["", "\r", "\n"])
def test_what_wrangler_says_is_shown_without_the_token(account, capsys, monkeypatch, end):
    """With what is live, and what to do; a token that was read from a file may end with a line."""
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", f"{TOKEN}{end}")
    account.run("deploy", number=1)
    (account.folder / "broken").touch()

    assert account.run("deploy", number=2) == FAILED
    said = "".join(capsys.readouterr())
    assert "Authentication error" in said
    assert TOKEN not in said
    assert account.files() == site(1)


def test_a_release_that_visitors_do_not_get_is_reported(account, monkeypatch):
    """The domain leads elsewhere, say."""
    account.run("deploy", number=1)
    (account.folder / "deaf").touch()
    monkeypatch.setattr("plugins.deploy.cloudflare.PATIENCE", 0.05)

    assert account.run("deploy", number=2) == FAILED


def test_status_says_what_is_live(account, capsys):
    """And the releases before, newest first."""
    for number in (1, 2):
        account.run("deploy", number=number)
    capsys.readouterr()

    assert account.run("status") == DONE
    releases = json.loads((account.folder / "live" / RECORD_PATH).read_bytes())["releases"]
    first, second = capsys.readouterr().out.splitlines()
    assert releases[0]["id"] in first
    assert releases[1]["id"] in second


@pytest.mark.parametrize("name", ["", "-x", "My-Clinic", "a b", "a" * 55, "a/b", "clinic.example"])
def test_what_is_no_name_of_a_worker_is_refused(name, tmp_path):
    """Nothing is started."""
    words = ["--host", "cloudflare", "--url", "http://127.0.0.1:9", "--output", f"{tmp_path}"]

    assert main(["deploy", *words, f"--target={name}"]) == REFUSED


@pytest.mark.parametrize("verb", ["deploy", "rollback", "status"])
def test_a_password_in_an_address_is_not_shown(account, capsys, verb):
    """It is refused: no site that everybody may see has one."""
    address = account.url.replace("//", f"//editor:{TOKEN}@")

    assert account.run(verb, number=1, url=address) == REFUSED
    assert TOKEN not in "".join(capsys.readouterr())


def test_without_a_token_nothing_is_started(account, monkeypatch):
    """It is read from the environment alone."""
    monkeypatch.delenv("CLOUDFLARE_API_TOKEN")

    assert account.run("deploy", number=1) == REFUSED
    assert account.calls() == []
