"""Hosts that replace a whole site get the old files that its visitors may still ask for."""

import errno
import hashlib
import json

import pytest

from plugins.deploy import release_record
from plugins.deploy.__main__ import DONE, FAILED, REFUSED, main
from plugins.deploy.host_limits import LIMITS, HostLimits, fitting
from plugins.deploy.live_release import LiveRelease
from plugins.deploy.plan import DeployError
from plugins.deploy.release_record import RECORD_PATH, next_record, to_bytes
from plugins.deploy.retention import Keep
from tests.deploy.sites import NOW, hashed_of, manifest, site, write


def test_a_first_deploy_has_the_site_alone(host):
    """It is said in one line that nothing is kept."""
    host.assemble(site(1))

    assert host.files() == site(1)
    assert len(host.said) == 1


def test_old_hashed_files_stay_as_long_as_their_releases_are_kept(host):
    """Nothing else of an old site does."""
    for number in range(5):
        host.assemble(site(number), keep=Keep(2, 0))

    assert host.files() == hashed_of(2) | hashed_of(3) | site(4)
    assert len(host.record()["releases"]) == 3


def test_old_hashed_files_stay_for_some_days(host):
    """However many releases there were since."""
    for number in range(5):
        host.assemble(site(number), keep=Keep(0, 2.5))

    assert host.files() == hashed_of(1) | hashed_of(2) | hashed_of(3) | site(4)


def test_a_site_that_is_built_again_meanwhile_is_refused(host, monkeypatch):
    """Its new pages would ask for files that no manifest names."""
    host.assemble(site(1))

    def build(*_arguments, **_more):
        for output in host.folder.glob("site-*/output"):
            write(output, site(3))
        return LiveRelease(None, "none")

    monkeypatch.setattr("plugins.deploy.live_release.live_release", build)

    with pytest.raises(DeployError) as refused:
        host.assemble(site(2))

    assert "index.html" in refused.value.message
    assert host.files() == site(1)


def test_the_same_site_is_the_same_release(host):
    """A nightly run that changes nothing takes no place from a release before."""
    host.assemble(site(1))
    host.assemble(site(2))
    before = host.record()

    made = host.assemble(site(2))

    assert not made.is_new
    assert host.record() == before
    assert host.files() == hashed_of(1) | site(2)


def test_what_the_live_site_has_no_longer_as_it_was_is_left_out(host):
    """It is named once, and not asked for again."""
    host.assemble(site(1))
    (path,) = hashed_of(1)
    (host.live / path).write_bytes(b"p { margin: 9px }")

    host.assemble(site(2))

    assert host.files() == site(2)
    assert [line for line in host.said if path in line]
    host.assemble(site(3))
    assert not [line for line in host.said if path in line]


@pytest.mark.parametrize("data", [b"", b"<!doctype html>", b"Not found"])
def test_a_page_in_place_of_a_record_is_none(host, data):
    """Many a site answers 200 for what it does not have."""
    host.assemble(site(0))
    (host.live / RECORD_PATH).write_bytes(data)

    host.assemble(site(1))

    assert host.files() == site(1)
    assert len(host.said) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b' {"format":2,"releases":[]}',
        b'\n{"format":1,"releases":[]',
        b'{"releases":[]}',
        b'{"releases":[{"id":"20261201T000000Z-00000000","manifest":"' + b"0" * 64 +
        b'","others":1,"files":[{"path":"../a","sha256":"' + b"0" * 64 + b'","bytes":1}]}]}',
        b'{"releases":[{"id":"20261201T000000Z-00000000","manifest":"' + b"0" * 64 +
        b'","others":1,"files":[{"path":"index.html","sha256":"' + b"0" * 64 + b'","bytes":1}]}]}',
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_not_taken_for_a_first_deploy(host, data):
    """A newer version may have written it; its paths are not used, whoever has."""
    host.assemble(site(0))
    (host.live / RECORD_PATH).write_bytes(data)

    with pytest.raises(DeployError):
        host.assemble(site(1))

    assert host.files() == site(0)
    host.assemble(site(1), allow_deletes=True)
    assert host.files() == site(1)


def test_a_record_that_is_too_large_is_not_taken_for_a_first_deploy(host, monkeypatch):
    """Nor is it read."""
    host.assemble(site(0))
    size = (host.live / RECORD_PATH).stat().st_size
    monkeypatch.setattr(release_record, "MAX_BYTES", size - 1)

    with pytest.raises(DeployError):
        host.assemble(site(1))

    monkeypatch.setattr(release_record, "MAX_BYTES", size)
    host.assemble(site(1))
    assert host.files() == hashed_of(0) | site(1)


def test_no_page_and_no_name_of_a_page_is_in_the_public_file(host):
    """Nothing may lead to a hidden page; the pictures in social/ have the names of pages."""
    name = f"social/hidden-{hashlib.sha256(b'x').hexdigest()[:10]}.jpg"

    host.assemble(site(1) | {"hidden/index.html": b"<!doctype html>", name: b"x"})

    assert "hidden" not in (host.live / RECORD_PATH).read_text()
    assert "index.html" not in (host.live / RECORD_PATH).read_text()


def test_a_site_that_has_lost_many_pages_is_refused(host):
    """Unless that is meant."""
    host.assemble(site(1, articles="abcdefghij"))

    with pytest.raises(DeployError):
        host.assemble(site(2, articles="a"))
    assert host.files() == site(1, articles="abcdefghij")
    host.assemble(site(2, articles="a"), allow_deletes=True)
    assert host.files() == hashed_of(1) | site(2, articles="a")


@pytest.mark.parametrize(
    "limits",
    [
        HostLimits("The host", files=len(site(1))),
        HostLimits("The host", bytes=sum(map(len, site(1).values())) - 1),
        HostLimits("The host", file_bytes=max(map(len, site(1).values())) - 1),
    ],
)
def test_a_site_that_the_host_does_not_take_is_refused(host, limits):
    """Before anything is sent; the file that says which release it is counts too."""
    with pytest.raises(DeployError):
        host.assemble(site(1), limits)
    assert host.files() == {}


def test_old_files_for_which_there_is_no_room_are_left_out(host):
    """The oldest ones first; it is said how many."""
    for number in (1, 2):
        host.assemble(site(number))

    host.assemble(site(3), HostLimits("The host", files=len(site(3)) + 2))

    assert host.files() == hashed_of(2) | site(3)
    assert len(host.said) == 2


def test_there_is_room_for_as_many_bytes_as_the_host_takes():
    """The record, which is a file too, is counted."""
    record = None
    for number in (1, 2, 3):
        record = next_record(record, manifest(site(number)), Keep(), NOW)
    size = sum(map(len, site(3).values())) + len(to_bytes(record))
    (newest, _) = record.kept

    found = [
        fitting(HostLimits("The host", bytes=size + more), manifest(site(3)), record)
        for more in (newest.bytes - 1, newest.bytes)
    ]

    assert found == [[], [newest]]


def test_cloudflare_takes_20_000_files_of_25_mebibytes_and_pages_a_gigabyte():
    """As their documentation says."""
    assert LIMITS["cloudflare"] == HostLimits("Cloudflare", 20_000, 26_214_400)
    assert LIMITS["pages"].bytes == 10**9


def test_the_sites_own_file_is_not_replaced(host):
    """One of that name in content/extra/ is refused."""
    with pytest.raises(DeployError):
        host.assemble(site(1) | {RECORD_PATH: b"{}"})


def test_a_password_in_an_address_is_not_shown(tmp_path, capsys):
    """Nor is such an address asked."""
    output = write(tmp_path / "output", site(1))
    words = ["--host", "pages", "--output", f"{output}", "--into", f"{tmp_path / 'new'}"]

    assert main(["assemble", *words, "--url", "https://me:secret@www.example.org"]) == REFUSED
    assert "secret" not in "".join(capsys.readouterr())


def test_the_folder_of_the_site_is_not_replaced(tmp_path, nothing_live):
    """Old files never come into output/."""
    output = write(tmp_path / "output", site(1))
    words = ["--host", "pages", "--output", f"{output}", "--url", nothing_live]

    assert main(["assemble", *words, "--into", f"{output}"]) == REFUSED
    assert main(["assemble", *words, "--into", f"{output / 'new'}"]) == REFUSED
    assert main(["assemble", *words]) == REFUSED
    assert main(["assemble", *words, "--into", f"{tmp_path / 'new'}"]) == DONE
    assert (tmp_path / "new" / "index.html").read_bytes() == site(1)["index.html"]


def test_as_many_releases_as_a_record_has_are_kept(host):
    """However many somebody wants to keep."""
    host.assemble(site(1))
    record = host.record()
    first, when = record["releases"][0], "2026-11-30T00:00:00Z"
    old = [
        first | {"id": f"20261130T{n:06}Z-00000000", "manifest": f"{n:064}", "left": when}
        for n in range(999)
    ]
    (host.live / RECORD_PATH).write_text(json.dumps({"releases": [first, *old]}))

    host.assemble(site(2), keep=Keep(999, 999))

    assert len(host.record()["releases"]) == 1000


def test_a_full_disk_ends_it_with_a_message(tmp_path, nothing_live, monkeypatch, capsys):
    """And no half of a site is left."""
    output, into = write(tmp_path / "output", site(1)), tmp_path / "new"

    def full(*_paths):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("plugins.deploy.assembling.shutil.copyfile", full)
    words = ["--host", "pages", "--output", f"{output}", "--url", nothing_live]

    assert main(["assemble", *words, "--into", f"{into}"]) == FAILED
    assert capsys.readouterr().err.startswith("error: ")
    assert not into.exists()


@pytest.mark.parametrize("verb", ["deploy", "rollback", "status"])
def test_what_only_a_workflow_deploys_to_is_refused(verb):
    """Pages and Netlify get the folder that was put together; rsync gets no such folder."""
    assert main([verb, "--host", "pages"]) == REFUSED
    assert main(["assemble", "--host", "rsync", "--into", "x"]) == REFUSED


@pytest.mark.parametrize("verb", ["deploy", "rollback", "status"])
@pytest.mark.parametrize("words", [[], ["--host", "ftp"]])
def test_a_missing_or_unknown_host_is_one_sentence(verb, words, capsys):
    """With what to write."""
    assert main([verb, *words]) == REFUSED

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert "HOST=s3" in line
