"""Somebody who follows links, and somebody who holds old pages, while releases come and go."""

import http.client
import random
import re
import threading
from collections import deque
from contextlib import contextmanager

_LINKS = re.compile(rb'<a href="([^"]+)"')
_ASSETS = re.compile(rb'<link rel="stylesheet" href="([^"]+)"')


class Visitors:
    """Two visitors of a site; `errors` are addresses that had no answer with 200.

    The second holds the home pages that he has seen with other assets, the last `held` ones.
    `connect` gives a connection to the host for each request.
    """

    def __init__(self, connect, held):
        self.errors, self.answers = [], 0
        self._connect = connect
        self._old = deque(maxlen=held)
        self._over = threading.Event()

    def ask(self, address):
        """The body at an address; what has none is an error."""
        connection = self._connect()
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(f"{address}: {error!r}")
            return b""
        finally:
            connection.close()
        if answer.status != http.HTTPStatus.OK:
            self.errors.append(f"{address}: {answer.status}")
        self.answers += 1
        return body

    def follow_links(self):
        """Walk through the site, with the assets of each page, until it is over."""
        chance, address = random.Random(1), "/"
        while not self._over.is_set():
            page = self.ask(address)
            for asset in _ASSETS.findall(page):
                self.ask(asset.decode())
            links = [link.decode() for link in _LINKS.findall(page)]
            address = chance.choice(links or ["/"])

    def hold_pages(self):
        """Ask again and again for the assets of pages that were there before."""
        while not self._over.is_set():
            assets = tuple(_ASSETS.findall(self.ask("/")))
            if assets in self._old:
                self._old.remove(assets)
            self._old.append(assets)
            for old in tuple(self._old):
                for asset in old:
                    self.ask(asset.decode())

    @contextmanager
    def visiting(self):
        """Both, meanwhile."""
        threads = [threading.Thread(target=each) for each in (self.follow_links, self.hold_pages)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._over.set()
            for thread in threads:
                thread.join()
