"""Visitors meet no missing file, through ten deploys and five rollbacks."""

import threading
from http import HTTPStatus
from itertools import accumulate

import pytest

from plugins.deploy import s3_host
from plugins.deploy.host import HostError
from tests.deploy.s3_store import Faults, asked_for, broken, linked
from tests.deploy.sites import hashed, manifest, page, site


class Visitor(threading.Thread):
    """Follows links from the home page, and asks for what the pages need, until told to stop.

    With `old_page` it asks again and again for what the pages need that it has seen before.
    """

    def __init__(self, bucket, random, *, old_page):
        super().__init__(daemon=True)
        self.bucket, self.random, self.old_page = bucket, random, old_page
        self.stopping = threading.Event()
        self.seen, self.errors, self.answers = [], [], 0

    def run(self):
        """Visit."""
        address = ""
        while not self.stopping.is_set():
            page = self.page(address)
            self.seen.append(page)
            for each in [page, *self.random.choices(self.seen, k=3 * self.old_page)]:
                self.ask_for_assets(each)
            links = [each.decode() for each in linked(page)]
            address = self.followed(address, self.random.choice(["", *links]))

    def page(self, address):
        """The page at an address that another page links to."""
        status, body = self.bucket.get(address)
        self.answers += 1
        if status != HTTPStatus.OK:
            self.errors.append(address)
        return body

    def followed(self, address, link):
        """Where a link leads; if nowhere, the page that had it must have lost it by now.

        It is looked at again, because a deploy may bring both back in between.
        """
        for _ in range(3):
            if self.bucket.get(link)[0] == HTTPStatus.OK:
                return link
            if link.encode() not in linked(self.bucket.get(address)[1]):
                return ""
        self.errors.append(f"{address} -> {link}")
        return ""

    def ask_for_assets(self, page):
        """The files of a page have the bytes of their names."""
        for path in asked_for(page):
            status, body = self.bucket.get(path.decode())
            self.answers += 1
            if status != HTTPStatus.OK or hashed("main", body) != path.decode():
                self.errors.append(path)


def shuffled(random):
    """Ten deploys and five rollbacks, each of which has a release to go back to."""
    while True:
        steps = random.sample([1] * 10 + [-1] * 5, k=15)
        if min(accumulate(steps)) >= 0:
            return steps


@pytest.mark.slow
def test_nobody_in_mid_visit_meets_a_missing_file(bucket, seeded_random):
    """Whoever follows links, and whoever has a page open since before."""
    bucket.deploy(site(0))
    visitors = [Visitor(bucket, seeded_random, old_page=old) for old in (False, True)]
    for each in visitors:
        each.start()
    for number, step in enumerate(shuffled(seeded_random), 1):
        if step == 1:
            bucket.deploy(site(number, articles=("a", f"b{number % 3}", "c")))
        else:
            bucket.rollback()
    for each in visitors:
        each.stopping.set()
        each.join(60)

    assert [each.errors for each in visitors] == [[], []]
    assert all(each.answers > 20 for each in visitors)


def test_after_a_deploy_that_stopped_all_links_of_another_site_work(bucket, monkeypatch):
    """Its lists may link to a page of which the next site has another one, with a new link."""
    monkeypatch.setattr(s3_host, "THREADS", 1)
    bucket.deploy(site(1, articles=("a",)))
    with pytest.raises(HostError):
        bucket.deploy(
            site(2, articles=("a", "n")),
            Faults(
                lambda _number, _method, url: (500, "X") if url.endswith("sitemap.xml") else None
            ),
        )
    new = site(3, articles=("a", "n", "z"))
    new["articles/n/index.html"] = page("articles/z/")
    found = []

    def look(_number, method, url):
        if method == "PUT" and "/.releases/" not in url:
            found.extend((url, each) for each in broken(bucket))

    bucket.deploy(new, Faults(look))

    assert found == []


@pytest.mark.parametrize("is_reached_first", [True, False])
def test_after_two_deploys_that_stopped_all_links_of_a_third_site_work(
    bucket, monkeypatch, is_reached_first
):
    """One has changed the lists, so that its new page is reached; that of the other is missing.

    Which of them it was does not matter, nor which page comes first in the alphabet.
    """
    monkeypatch.setattr(s3_host, "THREADS", 1)
    bucket.deploy(site(1, articles=("a",)))
    reached, missing = ("m", "sitemap.xml"), ("n", f"{bucket.name}/articles/n/index.html")
    steps = [reached, missing] if is_reached_first else [missing, reached]
    for number, (name, end) in enumerate(steps, 2):
        faults = Faults(lambda _number, _method, url, end=end: url.endswith(end) and (500, "X"))
        with pytest.raises(HostError):
            bucket.deploy(site(number, articles=("a", name)), faults)
    assert bucket.get("articles/m/")[0] == HTTPStatus.OK
    assert bucket.get("articles/n/")[0] == HTTPStatus.NOT_FOUND
    new = site(4, articles=("a", "m", "n"))
    new["articles/m/index.html"] = page("articles/n/")
    found = []

    def look(_number, method, url):
        if method == "PUT" and "/.releases/" not in url:
            found.extend((url, each) for each in broken(bucket))

    bucket.deploy(new, Faults(look))

    assert found == []


def test_missing_pages_stay_in_order(bucket, monkeypatch):
    """So do those that are there, whichever answer of the store comes first."""
    host = bucket.host()
    pages = [file for file in manifest(site(1)).files if file.path.endswith(".html")]
    for file in pages[::2]:
        bucket.client.put_object(Bucket=bucket.name, Key=file.path, Body=b"")

    def last_one_first(action, items):
        for item in reversed(items):
            action(item)

    monkeypatch.setattr(host, "_each", last_one_first)

    assert host._missing_first(pages) == [pages[1::2], pages[::2]]


@pytest.mark.parametrize("step", ["deploy", "rollback"])
def test_before_each_change_all_links_work(bucket, monkeypatch, step):
    """Whichever file goes live next, or is deleted."""
    monkeypatch.setattr(s3_host, "THREADS", 1)
    bucket.deploy(site(1, articles=("a", "b", "old")))
    new = site(2, articles=("a", "b", "new"))
    found, changes = [], []

    def look(_number, method, url):
        if method in {"PUT", "DELETE"} and "/.releases/" not in url:
            changes.append(url)
            found.extend((url, each) for each in broken(bucket))

    if step == "deploy":
        bucket.deploy(new, Faults(look))
    else:
        bucket.deploy(new)
        bucket.rollback(Faults(look))

    assert found == []
    assert len(changes) > 8
