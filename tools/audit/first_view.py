"""What a page loads and does before any scroll or input, in a real browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from playwright.sync_api import Browser, Request, Route
from playwright.sync_api import Page as Tab

from plugins.publishing import budgets
from tools import page_kinds
from tools.audit.measurements import Measurement, Page, count

# A small phone with a high pixel density, which requests the largest pictures.
WIDTH, HEIGHT, PIXEL_RATIO = budgets.PHONE_WIDTH, 640, budgets.PHONE_DENSITY
_CODE = {"script", "fetch", "xhr", "other"}  # the search's index and WebAssembly are fetched
_NOTE_SHIFTS = """window.shift = 0
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shift += entry.value
}).observe({type: 'layout-shift', buffered: true})"""
_SCROLL = """async () => {
    const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds))
    for (let y = 0; y < document.documentElement.scrollHeight; y += 500) {
        window.scrollTo(0, y)
        await wait(50)
    }
    return window.shift
}"""
_KEPT = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(each => each.name), ...(await caches.keys()),
]"""


@dataclass
class Visit:
    """The requests of one visit to the site at `base`, and the messages in the console."""

    base: str
    finished: list[Request] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def open(self, browser: Browser, *, scripts: bool = True) -> Tab:
        """A tab in a new browser context, which the caller must close."""
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=PIXEL_RATIO,
            java_script_enabled=scripts,
        )
        context.add_init_script(_NOTE_SHIFTS)
        context.route("**/*", self._let_through)
        tab = context.new_page()
        tab.on("requestfinished", self._end)
        tab.on("console", lambda message: self._note(message.type, message.text))
        tab.on("pageerror", lambda error: self._note("error", str(error)))
        return tab

    def bytes_of(self, *kinds: str) -> int:
        """The transferred bytes of responses with their headers, of these resource types or all."""
        wanted = [each for each in self.finished if not kinds or each.resource_type in kinds]
        sizes = [request.sizes() for request in wanted]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

    def names(self) -> tuple[str, ...]:
        """The requested addresses; those of the site are relative to it."""
        own = (request.url.removeprefix(f"{self.base}/") or "/" for request in self.finished)
        return (*own, *self.outside)

    def _let_through(self, route: Route) -> None:
        if route.request.url.startswith(f"{self.base}/"):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _end(self, request: Request) -> None:
        self.finished.append(request)

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.messages.append(text)


def look(browser: Browser, base: str, page: Page) -> list[Measurement]:
    """Visit a page of the site at `base`, first without any input, then scrolling to its end."""
    visit = Visit(base)
    tab = visit.open(browser)
    tab.goto(f"{base}/{page_kinds.address(page.file)}", wait_until="networkidle")
    names = visit.names()
    still = [
        Measurement(page, "transfer", visit.bytes_of(), names),
        Measurement(page, "requests", len(names), names),
        Measurement(page, "pictures", visit.bytes_of("image")),
    ]
    lines = tab.inner_text("main").splitlines()
    shift = tab.evaluate(_SCROLL)
    kept = [cookie["name"] for cookie in tab.context.cookies()] + tab.evaluate(_KEPT)
    tab.context.close()
    return [
        *still,
        Measurement(page, "shift", shift),
        count(page, "third parties", visit.outside),
        count(page, "kept", kept),
        count(page, "console", visit.messages),
        count(page, "needs scripts", _lost_without_scripts(browser, base, page, lines)),
    ]


def search(browser: Browser, base: str, page: Page, word: str) -> Measurement:
    """What the search page loads besides itself when a visitor searches for `word`."""
    visit = Visit(base)
    tab = visit.open(browser)
    tab.goto(f"{base}/{page_kinds.address(page.file)}?q={quote(word)}", wait_until="networkidle")
    measurement = Measurement(page, "search", visit.bytes_of(*_CODE), visit.names())
    tab.context.close()
    return measurement


def _lost_without_scripts(browser: Browser, base: str, page: Page, lines: list[str]) -> list[str]:
    """The lines of text that a browser without JavaScript does not show."""
    tab = Visit(base).open(browser, scripts=False)
    tab.goto(f"{base}/{page_kinds.address(page.file)}")
    shown = set(tab.inner_text("main").splitlines())
    tab.context.close()
    return [line for line in lines if line not in shown]
