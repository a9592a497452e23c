"""The owner's pages in a real browser: for everybody, by keyboard, without scripts, and live."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from office.browser import ALL_RULES, COLOURS, DESKTOP, PHONE, TABLET, Browser
from office.pages.pages_server import Desk
from office.pages.sample_office import kz
from office.pages.test_what_pages_say import PAGES
from selenium.webdriver.common.keys import Keys

ZOOMED = (DESKTOP[0] // 2, DESKTOP[1] // 2)  # what is left of the window at 200 %
SOME = ("/?till=5&all=1", "/days/1/2026-11-26")
# Each pair of device, theme and language is there. Every rule holds for every page on both devices;
# what the other theme changes is colours.
LOOKS: Sequence[tuple[tuple[int, int], bool, str, Sequence[str], Sequence[str]]] = (
    (DESKTOP, False, "pt", PAGES, ALL_RULES),
    (PHONE, True, "en", PAGES, ALL_RULES),
    (DESKTOP, True, "en", SOME, COLOURS),
    (PHONE, False, "pt", SOME, COLOURS),
)


def speaking(browser: Browser, address: str, language: str) -> None:
    """Opens nothing yet, as somebody who has chosen this language."""
    browser.open(f"{address}/sign-in")
    browser.driver.add_cookie({"name": "language", "value": language})
    browser.complaints()


def test_nothing_keeps_anybody_out(browser: Browser, address: str) -> None:
    faults = {}
    for size, dark, language, paths, rules in LOOKS:
        browser.show(size, dark=dark)
        speaking(browser, address, language)
        for path in paths:
            browser.open(address + path)
            if found := browser.faults(rules):
                faults[path, size, dark] = found
            assert not browser.is_wider_than_it_shows(), path
        assert browser.complaints() == []  # of the policy about what may run, above all
    assert faults == {}


def test_every_page_fits_at_twice_its_size_and_on_a_tablet(browser: Browser, address: str) -> None:
    for size in (ZOOMED, TABLET):
        browser.show(size)
        for path in PAGES:
            browser.open(address + path)
            assert not browser.is_wider_than_it_shows(), (size, path)


def test_long_names_push_no_money_out_of_sight(browser: Browser, desk: Desk, address: str) -> None:
    """What a card holds is cut at its edge, and the page itself is no wider for it."""
    name = "Supermercado Nossa Senhora da Muxima e Filhos, Lda., Loja Nova do Kilamba, Rua Direita"
    desk.office.shown = [
        replace(
            shop,
            name=f"{name} {shop.shop}",
            tills=[
                replace(till, name="Caixa do balcão de atendimento rápido, junto à entrada norte")
                for till in shop.tills
            ],
        )
        for shop in desk.office.shown
    ]
    cut = """
        return [...document.querySelectorAll('table.list')]
            .filter(one => one.offsetWidth > one.parentElement.clientWidth)
            .map(one => [one.offsetWidth, one.parentElement.clientWidth]);
    """
    for size in (DESKTOP, TABLET, PHONE):
        browser.show(size)
        for path in ("/", "/sales", "/days", "/figures"):
            browser.open(address + path)
            assert browser.run(cut) == [], (size, path)


def test_what_a_finger_touches_is_large_enough(browser: Browser, address: str) -> None:
    browser.show(PHONE)
    small = """
        return [...document.querySelectorAll(`main a.button, main button, nav a, main select,
            main input:not([type=hidden], [type=checkbox]), main summary, header summary`)]
            .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44)
            .map(one => one.outerHTML.slice(0, 120));
    """
    for path in PAGES:
        browser.open(address + path)
        assert browser.run(small) == [], path


def test_everything_is_reached_by_keys(browser: Browser, address: str) -> None:
    speaking(browser, address, "pt")
    browser.open(address)
    browser.press(Keys.TAB)
    assert browser.focused.get_attribute("href") == f"{address}/#content"
    browser.press(Keys.ENTER)
    seen = _walked(browser, Keys.TAB, until=lambda one: "/?till=7" in one)
    assert any("/sales/1/s3147" in one for one in seen)  # what needs somebody comes first
    row = "document.activeElement.closest('tr')"
    assert browser.run(f"return getComputedStyle({row}).outlineStyle") == "solid"
    browser.press(Keys.ENTER)
    browser.wait_for("#panel-title", "Boa Vista Matola, Caixa 2")
    browser.press("/")
    assert browser.focused.get_attribute("id") == "q"
    browser.press("923 123 114")
    browser.wait_for("#found", "3145")
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP)
    chosen = browser.one("#found [aria-selected=true]")
    assert browser.focused.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert browser.faults() == []
    browser.press(Keys.ESCAPE)
    browser.wait_until("document.getElementById('found').hidden")
    browser.press(Keys.ARROW_DOWN, " ")
    browser.wait_for("#found", "3145")
    browser.press(Keys.ARROW_DOWN, Keys.ENTER)
    browser.wait_for("h1", "3145")
    _walked(browser, Keys.TAB, until=lambda one: one.startswith("SUMMARY"))
    browser.press(Keys.ENTER)
    browser.wait_for(".menu")
    _walked(browser, Keys.TAB, until=lambda one: one.startswith("INPUT language"))
    browser.press(Keys.ARROW_RIGHT)
    _walked(browser, Keys.TAB, until=lambda one: one.startswith("BUTTON"))
    browser.press(Keys.ENTER)
    browser.wait_until("document.documentElement.lang == 'en'")
    assert browser.driver.current_url.endswith("/sales/1/s3145")


def _walked(browser: Browser, key: str, until: Callable[[str], bool]) -> list[str]:
    """Presses a key until the focus is where it is wanted, and tells where it has been."""
    seen: list[str] = []
    for _ in range(120):
        browser.press(key)
        at = browser.focused
        what = f"{at.tag_name.upper()} {at.get_attribute('href') or at.get_attribute('name')}"
        seen.append(what)
        if until(what):
            return seen
    raise AssertionError(seen)


def test_all_of_it_works_without_scripts(browser: Browser, desk: Desk, address: str) -> None:
    browser.show(DESKTOP, scripts=False)
    browser.open(address)
    browser.one("#till-3 a").click()
    browser.wait_for("#panel-title", "Boa Vista Talatona, Caixa 1")
    browser.one("#q").send_keys("923 123 114", Keys.ENTER)
    browser.wait_for(".strip", "2 ")
    assert len(browser.all("tr.line")) == 2
    browser.one("tr.line a").click()
    browser.wait_for("h1", "3145")
    browser.one("details.who summary").click()
    browser.one(".menu input[value=dark]").find_element("xpath", "..").click()
    browser.one(".menu .button.go").click()
    browser.wait_for("html[data-theme=dark] h1", "3145")
    browser.one("nav.places a[href='/']").click()
    browser.one("#needs a.small").click()
    browser.one("#needs a.button[href^='/calls/']").click()
    browser.one("textarea").send_keys("Devolvido ao cliente")
    browser.one("main .button.go").click()
    browser.wait_for(".note.paid")
    assert desk.taken == ["Devolvido ao cliente"]


def test_what_happens_shows_at_once_and_keeps_the_readers_place(
    browser: Browser, desk: Desk, address: str
) -> None:
    browser.open(f"{address}/?till=1")
    browser.wait_for("#till-2", "214")
    link = browser.one("#till-2 a")
    browser.run("document.querySelector('#till-2 a').focus()")
    shop = desk.office.shown[0]
    tills = [shop.tills[0], replace(shop.tills[1], received=[kz(99900000)], is_silent=True)]
    desk.office.shown = [replace(shop, tills=tills), *desk.office.shown[1:]]
    desk.office.needed = desk.office.needed[:2]
    browser.wait_for("#till-2", "999")
    assert browser.focused.get_attribute("href") == f"{address}/?till=2"
    assert browser.focused != link
    browser.wait_until("document.querySelectorAll('#needs li').length == 2")
    browser.wait_until("document.getElementById('told').textContent.includes('2')")
    assert browser.faults() == []
    desk.reader = None
    browser.wait_until("location.pathname == '/sign-in'")
