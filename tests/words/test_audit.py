"""Every note of the journal is a sentence that names who did it."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import pytest

from pos_app.domain.audit_notes import (
    NOTES,
    DayClosed,
    Note,
    PinGiven,
    PinRefused,
    ProviderAsked,
    ProviderDeed,
    SettingsChanged,
)
from pos_app.domain.books.day_close import CloseDocument, DrawerCount
from pos_app.domain.books.shift import ShiftDocument
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.people.roles import Role
from pos_app.gateways.catalogue import BRANDS, METHODS
from pos_app.ports.shop import SHOP_SETTINGS
from pos_app.words.audit import changed_words, close_words, note_words

_NOTHING = Money(0, Currency.AOA)
_AT = datetime(2026, 5, 4, 19, 0, tzinfo=UTC)
_VALUES: dict[Any, Any] = {
    str: "Xavier",
    int: 3,
    bool: True,
    date: date(2026, 5, 4),
    Role: Role.CASHIER,
    DocumentKind: DocumentKind.CLOSE,
    ProviderDeed: ProviderDeed.CREATE_WEBHOOK,
    Money: Money(1250, Currency.AOA),
    Mapping[str, str]: {"amount": "Montante"},
    Money | None: Money(1250, Currency.AOA),
    datetime | None: datetime(2026, 5, 4, 19, 0, tzinfo=UTC),
    CloseDocument | None: None,
    tuple[DrawerCount, ...]: (DrawerCount(expected=_NOTHING, counted=_NOTHING),),
    ShiftDocument: ShiftDocument(
        cashier="Yara",
        since=7,
        opened_at=_AT,
        until=9,
        at=_AT,
        by="Yara",
        drawer=(DrawerCount(expected=Money(1250, Currency.AOA), counted=_NOTHING),),
    ),
}


def _example(kind: type[Note], *, blank: bool = False) -> Note:
    """With something in every field; `blank`: only where there has to be something."""
    hints = get_type_hints(kind)
    given = {
        one.name: _VALUES[hints[one.name]]
        for one in fields(kind)
        if not blank or one.default is MISSING
    }
    return kind(**{**given, **({"by": "Yara"} if "by" in given else {})})


@pytest.mark.parametrize("name", NOTES)
def test_every_note_is_a_sentence(name: str) -> None:
    said = note_words(_example(NOTES[name]), BRANDS)
    assert said[0].isupper()
    assert "{" not in said
    assert note_words(_example(NOTES[name], blank=True), BRANDS)


@pytest.mark.parametrize(
    "name", [name for name, kind in NOTES.items() if "by" in get_type_hints(kind)]
)
def test_a_deed_is_told_with_whose_it_is(name: str) -> None:
    note = _example(NOTES[name])
    if isinstance(note, PinGiven):  # which may have been found, and that is nobody's deed
        note = replace(note, found=False)
    assert "Yara" in note_words(note, BRANDS)


@pytest.mark.parametrize("deed", ProviderDeed)
def test_every_deed_at_a_provider_is_one_of_its_own(deed: ProviderDeed) -> None:
    note = ProviderAsked(provider="clicpay", deed=deed, what="42", by="Yara")
    said = note_words(note, BRANDS)
    assert ("Yara" in said, BRANDS["clicpay"] in said, said.endswith(": 42")) == (True, True, True)
    others = [one for one in ProviderDeed if one is not deed]
    for other in others:
        assert (
            note_words(ProviderAsked(provider="clicpay", deed=other, what="42", by="Yara"), BRANDS)
            != said
        )


def test_no_setting_of_an_account_is_told_by_its_code() -> None:
    for method in METHODS.values():
        secrets = (*filter(None, (method.secret,)), *method.other_secrets)
        for name in (*method.settings, *method.optional_settings, *secrets, "base_url"):
            said = changed_words(f"{method.provider}.{name}", BRANDS)
            assert said.endswith(f" of {method.brand}")
            assert "_" not in said


def test_no_setting_of_the_shop_that_a_manager_changes_is_told_by_its_code() -> None:
    guarded = {name for name, row in SHOP_SETTINGS.items() if row.guarded}
    assert guarded == {
        "name", "till", "country", "zone", "day_starts_at", "recent_customers", "lock_after",
        "slip_note", "nif", "address", "shop_phone", "receipt_note", "logo", "prints_receipts",
        "prints_shop_receipts", "takes_cash", "takes_card_machine", "takes_transfer",
        "splits_payments", "shifts", "kiosk",
    }  # fmt: skip
    for name in guarded:
        assert changed_words(f"shop.{name}", BRANDS) != name


def test_at_the_close_wrong_pins_are_one_line_and_what_only_the_till_saw_is_none() -> None:
    told: list[Note] = [PinRefused(), PinRefused(), DayClosed(day=date(2026, 5, 4), by="Ana")]
    assert close_words(told, BRANDS) == ["Wrong PINs typed: 2"]
    assert close_words([], BRANDS) == []
    given: list[Note] = [PinGiven(name="Eva"), SettingsChanged(what="vpos", by="Ana")]
    assert close_words(given, BRANDS) == [
        "Somebody without a PIN gave Eva a manager's PIN",
        "Ana changed the settings: Account of vPOS",
    ]
