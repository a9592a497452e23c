"""The browser of the office's tests: one for each process, made when the first test asks."""

from office.browser import browser, chromium

__all__ = ["browser", "chromium"]
