"""A real browser for the tests of the office's pages: Debian's chromium without a window, one for
each process of tests; and axe-core, which looks for what keeps people out."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

DESKTOP, TABLET, PHONE = (1366, 900), (1024, 768), (390, 844)
_AXE = "selenium-axe-python"  # of it only the script is used: what it makes of the answer is a file
_PATIENCE = 10.0  # seconds
# The rules of WCAG 2.2 AA, and what axe calls best practice.
ALL_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast",)


@cache
def axe_script() -> str:
    found = [one for one in distribution(_AXE).files or () if one.name == "axe.min.js"]
    return Path(str(found[0].locate())).read_text(encoding="utf-8")


class Browser:
    """A window that shows pages."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def show(self, size: tuple[int, int], *, dark: bool = False, scripts: bool = True) -> None:
        """Makes the window as large as a device, which has its own theme."""
        width, height = size
        self._tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self._tell("Emulation.setEmulatedMedia", features=[theme, still])
        self._tell("Emulation.setTouchEmulationEnabled", enabled=width < 500)
        self._tell("Emulation.setScriptExecutionDisabled", value=not scripts)

    def _tell(self, command: str, **values: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, values)

    def open(self, address: str) -> None:
        self.driver.get(address)

    def one(self, css: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def text(self, css: str) -> str:
        return self.one(css).text

    def wait_for(self, css: str, words: str = "") -> None:
        """Waits until such an element is seen, with these words in it."""

        def is_there(_: Any) -> bool:
            return any(one.is_displayed() and words in one.text for one in self.all(css))

        # The page may put another element there while this one is looked at.
        gone = [StaleElementReferenceException]
        WebDriverWait(self.driver, _PATIENCE, 0.02, gone).until(is_there, f"{css} {words}")

    def wait_until(self, script: str) -> None:
        """Waits until the expression is true on the page."""
        WebDriverWait(self.driver, _PATIENCE, 0.02).until(
            lambda driver: driver.execute_script(f"return {script}"), script
        )

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def press(self, *keys: str) -> None:
        """Presses keys wherever the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def is_wider_than_it_shows(self) -> bool:
        """Whether the page has to be pushed sideways."""
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(self.run(f"return {wide}"))

    def faults(self, rules: Sequence[str] = ALL_RULES) -> list[str]:
        """What axe finds: the rule, the element, and why."""
        self.run(axe_script())
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            f"axe.run(document, {{runOnly: {[*rules]}, preload: false,"
            " resultTypes: ['violations']})"
            ".then(r => done(r.violations), e => done([{id: String(e), nodes: []}]))"
        )
        return [
            f"{one['id']}: {node['html'][:160]} ({node['failureSummary']})"
            for one in found
            for node in one["nodes"] or [{"html": "", "failureSummary": ""}]
        ]

    def picture(self, path: Path) -> None:
        """Keeps what the window shows."""
        self.driver.save_screenshot(str(path))

    @contextmanager
    def keeping_out(self, pattern: str) -> Iterator[None]:
        """Lets no request leave whose address is such, until the block is left."""
        self._tell("Network.enable")
        self._tell("Network.setBlockedURLs", urls=[pattern])
        try:
            yield
        finally:
            self._tell("Network.setBlockedURLs", urls=[])

    def complaints(self) -> list[str]:
        """What the browser has said of its pages since it was last asked."""
        return [str(one["message"]) for one in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]


def _options() -> ChromeOptions:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for one in (
        "headless=new",
        "no-sandbox",  # as root there is none
        "disable-dev-shm-usage",
        "disable-gpu",
        "hide-scrollbars",
        "force-color-profile=srgb",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "proxy-server=direct://",
    ):
        options.add_argument(f"--{one}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return options


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A browser until the block is left."""
    driver = Chrome(options=_options(), service=Service(shutil.which("chromedriver")))
    try:
        yield Browser(driver)
    finally:
        driver.quit()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chrome]:
    with a_browser() as made:
        yield made.driver


@pytest.fixture
def browser(chromium: Chrome) -> Browser:
    """The window, as it is on a PC, without anybody's cookies."""
    made = Browser(chromium)
    made.show(DESKTOP)
    chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    made.open("about:blank")
    made.complaints()
    return made
