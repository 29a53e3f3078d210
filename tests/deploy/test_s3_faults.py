"""Whatever fails during a deploy: no page is broken, the next run finishes, the command says so."""

import shutil

import boto3
import pytest
from botocore.exceptions import UnauthorizedSSOTokenError

from plugins.deploy import __main__ as command
from plugins.deploy import s3_bucket
from plugins.deploy.host import HostError
from plugins.deploy.plan import PlanError
from plugins.deploy.releases import POINTER, manifest_path, object_path, to_bytes
from plugins.deploy.retention import Keep
from plugins.hosting.responses import is_hashed
from tests.deploy.s3_store import KEYS, Faults, Later, broken
from tests.deploy.sites import manifest, site, write

REAL_SESSION = boto3.session.Session
OLD, NEW = site(1), site(2, articles=("a", "b", "new"))


@pytest.fixture
def live(bucket):
    """A bucket with the old site."""
    bucket.deploy(OLD)
    return bucket


def is_whole(bucket, files):
    """Whether visitors get this site, and nothing is left to do or kept for nothing."""
    served = bucket.served()
    rest = {path for path in {*served} - {*files} if not is_hashed(path)}
    state = bucket.state()
    return {path: served[path] for path in files} == files and not rest and state.is_clean


def is_usable(bucket):
    """Whether each file that visitors get is of one of the sites, and no page is broken."""
    known = all(data in (OLD.get(path), NEW.get(path)) for path, data in bucket.served().items())
    return known and not broken(bucket)


def from_the(number, answer):
    """Faults that answer like this from this request on."""
    return Faults(lambda n, *_: answer if n >= number else None)


def changes(method, path):
    """A request that changes what visitors get."""
    return Faults(
        lambda _number, asked, url: (
            (500, "InternalError") if asked == method and url.endswith(path) else None
        )
    )


def test_whichever_request_fails_no_page_is_broken_and_the_next_run_finishes(
    live, seeded_random, long_run
):
    """An error of the store that lasts."""
    live.deploy(NEW, everything := Faults())
    numbers = range(1, len(everything.asked) - 1)
    for number in numbers if long_run else seeded_random.sample(numbers, 4):
        new = site(number + 2, articles=("a", "b", f"new{number}"))
        with pytest.raises(HostError):
            live.deploy(new, from_the(number, (500, "InternalError")))

        assert broken(live) == [], number
        live.deploy(new, kind=Later)
        assert is_whole(live, new), number


def test_after_a_fault_another_site_can_follow(live):
    """What the deploy has changed that stopped is changed back."""
    with pytest.raises(HostError):
        live.deploy(NEW, changes("PUT", "sitemap.xml"))
    assert live.served()["index.html"] == NEW["index.html"]

    live.deploy(OLD)

    assert is_whole(live, OLD)


def test_after_a_fault_a_rollback_brings_the_live_release_back(live):
    """From what is in the bucket."""
    with pytest.raises(HostError):
        live.deploy(NEW, changes("PUT", "sitemap.xml"))

    live.rollback()

    assert is_whole(live, OLD)


@pytest.mark.parametrize(
    "end", [("PUT", "sitemap.xml"), ("DELETE", "articles/new/index.html")], ids=["copy", "delete"]
)
def test_a_rollback_that_failed_is_finished_by_the_same_command(bucket, end):
    """It brings back neither what somebody wanted to be rid of, nor what was before."""
    bucket.deploy(site(0))
    bucket.deploy(OLD)
    bucket.deploy(NEW)
    with pytest.raises(HostError):
        bucket.rollback(changes(*end))
    assert broken(bucket) == []

    bucket.rollback()

    assert is_whole(bucket, OLD)


def test_nothing_is_deleted_after_an_error(live):
    """Pages of the old site stay until all of the new one is there, and is what was sent."""
    faults = changes("HEAD", "robots.txt")
    with pytest.raises(HostError):
        live.deploy({**NEW, "robots.txt": b"New"}, faults)

    assert [url for method, url in faults.asked if method == "DELETE"] == []
    assert {*OLD} <= {*live.served()}


def test_a_cut_before_the_deletes_is_made_up_for(live):
    """By the next run, whichever site it has."""
    with pytest.raises(HostError):
        live.deploy(NEW, Faults(lambda _n, method, _u: (500, "X") if method == "DELETE" else None))
    assert "articles/c/index.html" in live.served()
    assert broken(live) == []

    live.deploy(NEW)

    assert is_whole(live, NEW)


def test_a_cut_after_the_deletes_is_made_up_for(live):
    """The manifests of expired releases are gone then, and the list still has them."""
    none = Keep(0, 0)
    live.deploy(NEW, keep=none)
    deleted = []

    def answer(_number, method, _url):
        deleted.extend([method] * (method == "DELETE"))
        return (500, "X") if deleted and method == "PUT" else None

    with pytest.raises(HostError):
        live.deploy(OLD, Faults(answer), keep=none)
    assert live.state().expired

    live.deploy(OLD, kind=Later, keep=none)

    assert is_whole(live, OLD)


def test_what_is_there_is_not_uploaded_again(live):
    """A deploy that stopped goes on."""
    with pytest.raises(HostError):
        live.deploy(NEW, changes("PUT", "sitemap.xml"))
    faults = Faults()

    live.deploy(NEW, faults)

    puts = [url for method, url in faults.asked if method == "PUT"]
    assert [url for url in puts if "/objects/" in url or "/theme/" in url] == []


def test_a_file_that_arrives_otherwise_is_noticed(live, monkeypatch):
    """By the checksum of the store, before visitors can get it."""
    real = s3_bucket.Bucket.stored
    changed = next(file.sha256 for file in manifest(NEW).files if file.path == "index.html")

    def stored(self, path):
        found = real(self, path)
        is_it = found and path == object_path(changed)
        return found._replace(sha256="0" * 64) if is_it else found

    monkeypatch.setattr(s3_bucket.Bucket, "stored", stored)

    with pytest.raises(HostError):
        live.deploy(NEW)

    assert {path: live.served()[path] for path in OLD} == OLD


def run(bucket, verb, *more, faults=None, monkeypatch):
    """Run the command with a host that fails like this; the exit code."""
    host = bucket.host(faults)
    monkeypatch.setitem(command.HOSTS, "s3", lambda _given: host)
    return command.main([verb, "--host", "s3", *more])


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "ExpiredToken"), (403, "RequestTimeTooSkewed"), (403, "AccessDenied"),
        (403, "InvalidAccessKeyId"), (404, "NoSuchBucket"), (503, "SlowDown"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", [1, 12])
def test_each_failure_says_what_is_live_and_what_to_do(
    live, monkeypatch, capsys, status, code, number
):
    """And never a secret."""
    folder = write(live.folder / "new", NEW)
    faults = Faults(lambda n, *_: (status, code) if number <= n < number + 30 else None)

    exit_code = run(live, "deploy", "--output", f"{folder}", faults=faults, monkeypatch=monkeypatch)

    said = capsys.readouterr()
    assert exit_code == command.FAILED
    message, state = said.err.splitlines()[-2:]
    assert message.startswith("error: ")
    assert message.count(". ") >= 1
    assert live.name in state
    assert "secret" not in said.err + said.out
    assert is_usable(live)


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, "ExpiredToken"), (403, "AccessDenied"), (403, "RequestTimeTooSkewed")],
)
def test_a_refusal_of_which_only_the_status_is_known_names_all_that_it_may_be(live, status, code):
    """Most requests of a deploy are HEAD: so it is when credentials expire on the way."""
    faults = Faults(lambda _number, method, _url: (status, code) if method == "HEAD" else None)

    with pytest.raises(HostError) as error:
        live.deploy(NEW, faults)

    assert "credentials" in error.value.message
    assert "expired" in error.value.hint


def test_a_login_that_has_expired_is_said(live):
    """Not the network, nor the bucket, is what is wrong."""

    def expired(*_request):
        raise UnauthorizedSSOTokenError

    with pytest.raises(HostError) as error:
        live.deploy(NEW, Faults(expired))

    assert "Log in again" in error.value.hint


def test_the_state_is_said_after_a_fault(live, monkeypatch, capsys):
    """Which release is live, and of which there are parts."""
    folder = write(live.folder / "new", NEW)
    faults = changes("PUT", "sitemap.xml")

    run(live, "deploy", "--output", f"{folder}", faults=faults, monkeypatch=monkeypatch)

    state = live.state()
    assert {state.live.id, *state.mixed} <= {
        word.strip(".,") for word in capsys.readouterr().err.split()
    }


def test_a_clock_that_is_wrong_is_said_in_minutes(live):
    """The store's own is in its answer."""
    faults = Faults(
        lambda *_: (403, "RequestTimeTooSkewed", {"date": "Tue, 01 Dec 2099 12:00:00 GMT"})
    )

    with pytest.raises(HostError) as error:
        live.deploy(NEW, faults)

    assert any(word.isdecimal() and int(word) > 1_000_000 for word in error.value.message.split())


def test_the_ids_of_releases_have_the_time_of_the_store(live):
    """Whatever the clock of this machine is."""
    date = {"date": "Tue, 01 Dec 2099 12:00:00 GMT"}
    host = live.host(Faults(lambda *_: (404, "NoSuchKey", date)), replace=True)

    host.releases()

    assert host.now().year == 2099


@pytest.mark.parametrize("replace", [False, True])
def test_a_bucket_with_other_files_is_refused(bucket, replace):
    """The wrong bucket stays as it is."""
    bucket.client.put_object(Bucket=bucket.name, Key="index.html", Body=b"Another site")

    if replace:
        bucket.deploy(NEW, replace=True)
    else:
        with pytest.raises(PlanError):
            bucket.deploy(NEW)

    assert (bucket.served()["index.html"] == NEW["index.html"]) == replace


def test_a_pointer_that_is_not_ours_is_refused(bucket):
    """Another program may use the name."""
    bucket.client.put_object(Bucket=bucket.name, Key=POINTER, Body=b'{"format": 9}')

    with pytest.raises(HostError):
        bucket.deploy(NEW)


def test_an_empty_output_is_refused(live, monkeypatch):
    """Nothing is deleted."""
    folder = write(live.folder / "empty", {"robots.txt": b""})

    exit_code = run(
        live, "deploy", "--allow-deletes", "--output", f"{folder}", monkeypatch=monkeypatch
    )

    assert exit_code == command.REFUSED
    assert is_whole(live, OLD)


@pytest.mark.parametrize(
    "words",
    [
        ["--bucket", ""],
        ["--bucket", "clinic", "--prefix", "../x"],
        ["--bucket", "clinic", "--endpoint", "http://store.example.org"],
        ["--bucket", "clinic", "--endpoint", "nowhere"],
        ["--bucket", "clinic", "--endpoint", "https://key:a-secret-key@store.example.org"],
        ["--bucket", "clinic", "--endpoint", "https://key:a-secret/key@store.example.org"],
        ["--bucket", "clinic", "--endpoint", "https://key:a-secret?key#@store.example.org"],
    ],
)
def test_options_that_cannot_be_used_are_refused(words, capsys):
    """Before anything is asked, and without what somebody may have written into an address."""
    assert command.main(["status", "--host", "s3", *words]) == command.REFUSED
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert "secret" not in said


def test_a_site_that_changes_meanwhile_ends_the_deploy(live, monkeypatch, capsys):
    """A build into the same folder, say."""
    output = write(live.folder / "new", NEW)

    def build(_number, method, _url):
        if method == "HEAD":
            shutil.rmtree(output, ignore_errors=True)

    arguments = ("deploy", "--output", f"{output}")
    exit_code = run(live, *arguments, faults=Faults(build), monkeypatch=monkeypatch)

    assert exit_code == command.FAILED
    assert live.name in capsys.readouterr().err
    assert is_usable(live)


def test_a_list_that_does_not_say_when_releases_ended_is_shown(live, monkeypatch, capsys):
    """Somebody has edited it."""
    live.deploy(NEW)
    state = live.state()
    older = [each.model_copy(update={"left": None}) for each in state.releases]
    data = to_bytes(state.model_copy(update={"releases": tuple(older)}))
    live.client.put_object(Bucket=live.name, Key=POINTER, Body=data)

    assert run(live, "status", monkeypatch=monkeypatch) == command.DONE
    assert older[1].id in capsys.readouterr().out


@pytest.mark.parametrize("number", ["-1", "1000", "9" * 5000, "²", "x", "1.5"])
def test_what_is_no_number_of_releases_is_refused(number):
    """Nor one of days, which calendars could not count."""
    with pytest.raises(SystemExit) as ended:
        command.main(["rollback", "--host", "s3", "--bucket", "clinic", f"--keep-days={number}"])

    assert ended.value.code == command.REFUSED


def test_a_manifest_that_is_broken_is_said(live):
    """No plan can be made without it."""
    state = live.state()
    live.client.put_object(Bucket=live.name, Key=manifest_path(state.live.id), Body=b"{}")

    with pytest.raises(HostError):
        live.deploy(NEW)

    assert {path: live.served()[path] for path in OLD} == OLD


def test_a_store_that_does_not_answer_is_said(bucket, capsys):
    """Nothing listens there."""
    where = ["--host", "s3", "--bucket", bucket.name, "--endpoint", "http://127.0.0.1:1"]

    assert command.main(["status", *where]) == command.FAILED
    assert "127.0.0.1" not in capsys.readouterr().out


def test_missing_credentials_are_said(bucket, monkeypatch):
    """By their names."""
    for name in KEYS:
        if "KEY" in name:
            monkeypatch.delenv(name)
    monkeypatch.setattr(boto3.session, "Session", REAL_SESSION)

    with pytest.raises(HostError) as error:
        bucket.host().releases()

    assert "AWS_SECRET_ACCESS_KEY" in error.value.hint


@pytest.mark.parametrize(
    ("name", "value"), [("AWS_PROFILE", "nobody"), ("AWS_REGION", "a b"), ("AWS_REGION", "-")]
)
def test_a_wrong_setting_is_said_by_its_name(bucket, monkeypatch, capsys, name, value):
    """Keys are not what is wrong."""
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3.session, "Session", REAL_SESSION)

    assert command.main(["status", "--host", "s3", "--bucket", bucket.name]) == command.REFUSED

    said = capsys.readouterr().err
    assert name in said
    assert "KEY" not in said


def test_a_bucket_of_another_region_or_a_wrong_key_is_said(bucket):
    """With the settings that say the region and the keys: stores answer the same for both."""
    with pytest.raises(HostError) as error:
        bucket.host(Faults(lambda *_: (400, "AuthorizationHeaderMalformed"))).releases()

    assert "AWS_REGION" in error.value.hint
    assert "AWS_SECRET_ACCESS_KEY" in error.value.hint


def test_ctrl_c_says_what_is_live(live, monkeypatch, capsys):
    """The next run finishes."""
    folder = write(live.folder / "new", NEW)

    def stop(*_):
        raise KeyboardInterrupt

    faults = Faults(lambda _n, method, url: method == "PUT" and "/objects/" in url and stop())
    exit_code = run(live, "deploy", "--output", f"{folder}", faults=faults, monkeypatch=monkeypatch)

    assert exit_code == command.FAILED
    assert live.name in capsys.readouterr().err
    live.deploy(NEW)
    assert is_whole(live, NEW)


@pytest.mark.parametrize("words", [["--keep", "x"], ["--keep-days", "-1"], ["--keep", "²"]])
def test_a_number_is_a_number(words):
    """Of releases and of days."""
    with pytest.raises(SystemExit) as stopped:
        command.main(["status", "--host", "s3", *words])

    assert stopped.value.code == command.REFUSED


def test_the_command_deploys_rolls_back_and_says_what_is_live(bucket, capsys):
    """From the environment and its options alone."""
    where = ["--host", "s3", "--bucket", bucket.name, "--endpoint", bucket.endpoint]
    codes = [
        command.main(["deploy", *where, "--allow-deletes", "--output", f"{write(folder, files)}"])
        for folder, files in ((bucket.folder / "one", OLD), (bucket.folder / "two", NEW))
    ]
    codes.append(command.main(["rollback", *where]))
    capsys.readouterr()
    codes.append(command.main(["status", *where]))

    state = bucket.state()
    said = capsys.readouterr().out
    assert codes == [command.DONE] * 4
    assert [each.id in said for each in state.releases] == [True, True]
    assert is_whole(bucket, OLD)
