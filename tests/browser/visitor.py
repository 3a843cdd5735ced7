"""A reader with a fresh profile, and a record of all that the site does behind the reader's back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route

WATCH = """
(() => {
  const tell = (what) => window.kyrReport(what + " on " + location.pathname);
  const method = (owner, name, label) => {
    if (!owner || !owner[name]) return;
    const real = owner[name];
    owner[name] = function (...values) { tell(label + " " + values.map(String)); return real.apply(this, values); };
  };
  document.addEventListener("securitypolicyviolation",
    (e) => tell("blocked by policy: " + e.violatedDirective + " " + e.blockedURI));
  for (const name of ["setItem", "getItem", "removeItem", "key"]) method(Storage.prototype, name, "storage");
  for (const area of ["localStorage", "sessionStorage"]) {
    const real = Object.getOwnPropertyDescriptor(window, area);
    if (real && real.get) Object.defineProperty(window, area,
      { configurable: true, get() { tell(area); return real.get.call(window); } });
  }
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(document, "cookie", { configurable: true,
    get() { tell("cookie read"); return cookie.get.call(document); },
    set(value) { tell("cookie " + value); cookie.set.call(document, value); } });
  method(window.IDBFactory && IDBFactory.prototype, "open", "indexedDB");
  method(window.CacheStorage && CacheStorage.prototype, "open", "caches");
  method(window.ServiceWorkerContainer && ServiceWorkerContainer.prototype, "register", "serviceWorker");
  method(window, "fetch", "fetch");
  method(XMLHttpRequest.prototype, "open", "XMLHttpRequest");
  method(Navigator.prototype, "sendBeacon", "beacon");
  method(History.prototype, "pushState", "history");
  method(History.prototype, "replaceState", "history");
  method(window, "open", "window");
  for (const name of ["WebSocket", "EventSource", "Worker", "SharedWorker"]) {
    const real = window[name];
    if (real) window[name] = function (...values) { tell(name + " " + values); return new real(...values); };
  }
})();
"""
"""Tells of every way to keep, send or fetch something, and of everything that the policy had to block."""

EXIT_STUB = "<!doctype html><title>Elsewhere</title><h1 id=elsewhere>Elsewhere</h1>"

OnExit: TypeAlias = Callable[[Route], None]


class Visitor:
    """One browser context. Everything that was noted is in ``requests``, ``errors`` and ``reports``."""

    def __init__(self, context: BrowserContext, exit_address: str) -> None:
        self.context = context
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.reports: list[str] = []
        self.exits: list[Request] = []
        self.on_exit: OnExit = lambda route: route.fulfill(body=EXIT_STUB, content_type="text/html")
        context.set_default_timeout(5000)
        context.expose_binding("kyrReport", lambda _, text: self.reports.append(str(text)))
        context.add_init_script(WATCH)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self._exit = exit_address
        if exit_address:
            context.route(exit_address, self._leave)
        self.page: Page = context.new_page()

    def _request(self, request: Request) -> None:
        if self._exit and request.url == self._exit and request.is_navigation_request():
            self.exits.append(request)
        else:
            self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.text} ({message.location.get('url')})")

    def _leave(self, route: Route) -> None:
        self.on_exit(route)

    def go(self, address: str) -> Page:
        """Open ``address``."""
        self.page.goto(address, wait_until="load")
        return self.page

    def traces(self, address: str) -> list[str]:
        """All that the visit to the site at ``address`` left behind or sent; empty if it kept its promise."""
        state: Any = self.context.storage_state(indexed_db=True)
        foreign = [f"request to {url}" for url in self.requests if not _own(url, address)]
        referrers = [
            f"referrer {request.headers['referer']}"
            for request in self.exits
            if "referer" in request.headers
        ]
        kept = [f"kept {key}: {value}" for key, value in state.items() if value]
        return [*foreign, *referrers, *kept, *self.errors, *self.reports]


def _own(url: str, address: str) -> bool:
    return url.startswith(address) or url.startswith("data:")


@contextmanager
def visitor(browser: Browser, exit_address: str = "", **options: Any) -> Iterator[Visitor]:
    """A reader with a fresh profile; ``options`` are those of Playwright's ``new_context``."""
    context = browser.new_context(**options)
    try:
        yield Visitor(context, exit_address)
    finally:
        context.close()
