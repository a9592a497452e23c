"""The first ten minutes of a new owner at the real window: typed at once, and nothing is lost."""

from functools import partial
from pathlib import Path

import pytest
from e2e.test_counter import journal_of
from hands import Finger, Keys, focused, is_active, is_under_the_finger
from persons import AtKeys, AtTouchScreen, Person
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from support import World
from ui.onscreen_keys.test_keyboard import writes
from window import Cashier, play

from pos_app.app.sandbox_process import Sandbox
from pos_app.domain.events import State
from pos_app.installation import settings
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen has none

NAME, PIN, WORDS, OWN = "cantina nova", "4913", "tres tristes tigres", "923456789"
QUICK = 40  # times as fast as a customer


@pytest.fixture
def new(tmp_path: Path, world: World) -> Profile:
    """A till that nobody has set up; only the simulated provider's address is in place."""
    profile = Profile(tmp_path / "new")
    profile.prepare()
    address = world.accounts["vpos"].base_url
    settings.save(profile.settings, {("providers", "vpos", "base_url"): address})
    return profile


@pytest.mark.usefixtures("cheap_passphrases")
def test_by_keys_alone_from_the_country_to_an_account_that_works(
    new: Profile, world: World
) -> None:
    keys = Keys()

    async def first_day(cashier: Cashier) -> None:
        await cashier.sees(lambda: focused() == "first_AO")
        keys.enter()
        await cashier.sees(lambda: focused() == "shop_name_edit")
        keys.type(NAME)
        keys.enter()
        assert focused() == "account_vpos_pos_id"  # at once, whatever the disk does
        keys.type(world.accounts["vpos"].options["pos_id"])
        keys.enter()
        assert focused() == "account_vpos_token"
        QGuiApplication.clipboard().setText(world.accounts["vpos"].secret)
        keys.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        keys.enter()
        await cashier.sees(lambda: focused() == "passphrase_words")
        for _ in range(2):
            keys.type(WORDS)
            keys.enter()
        await cashier.sees(lambda: "a funcionar" in cashier.reads("account_vpos_state"))
        await cashier.sees(lambda: is_active(cashier.window))
        for landmark in ("printer_search", "people_name"):
            keys.walk_to("first_next")
            keys.enter()
            await cashier.sees(partial(cashier.shows, landmark))
        for text in ("ana", PIN, PIN):
            keys.type(text)
            keys.enter()
        await cashier.sees(lambda: cashier.shows("code_dialog"))

    play(new, first_day, is_new=True)
    known = settings.load(new.settings)
    assert known.name == NAME
    assert known.providers["vpos"].options["pos_id"] == "100"
    assert [one.name for one in People(new.people).everyone()] == ["ana"]


def test_by_touch_alone_what_was_typed_is_kept_by_the_button_that_leads_on(new: Profile) -> None:
    finger = Finger()

    async def first_day(cashier: Cashier) -> None:
        async def write(field: str, text: str) -> None:
            await cashier.sees(lambda: cashier.shows(field) and is_under_the_finger(field))
            finger.tap(field)
            await cashier.sees(lambda: cashier.shows("keyboard") and focused() == field)
            writes(finger, text)
            finger.tap("keyboard_key_done")

        await cashier.sees(lambda: focused() == "first_AO")
        finger.tap("first_AO")
        await cashier.sees(lambda: focused() == "shop_name_edit")
        await write("shop_name_edit", NAME)
        finger.tap("first_next")
        await write("account_vpos_pos_id", "77")
        finger.tap("first_step_done")  # which waits until everything is saved
        await cashier.sees(lambda: cashier.shows("first_ways"))

    play(new, first_day, is_new=True)
    known = settings.load(new.settings)
    assert known.name == NAME
    assert known.providers["vpos"].options["pos_id"] == "77"


def test_in_training_the_number_of_ones_own_pays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first number that anybody types, by keys and by touch."""
    monkeypatch.setattr(Sandbox, "start", partial(Sandbox.start, speed=QUICK))
    profile = Profile(tmp_path / "shop")

    async def practice(cashier: Cashier) -> None:
        await cashier.sees(cashier.may_charge)
        assert "qualquer número paga" in cashier.reads("phone_hint")
        people: dict[str, Person] = {"1500": AtKeys(cashier), "2500": AtTouchScreen(cashier)}
        for amount, person in people.items():
            await person.asks("vpos", amount, OWN)
            await cashier.sees_verdict("Pago")
            await person.next_customer()

    play(profile, practice, training=True)
    assert {sale.state for sale in journal_of(profile.training)} == {State.PAID}
