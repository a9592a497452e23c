"""Text of a sale's row (number, customer, amount, detail) and its countdown. No painting here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from pos_app.domain.events import Purpose, State, signed
from pos_app.domain.method import Kind
from pos_app.domain.phone import in_threes
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.ui.format import times
from pos_app.words.durations import left_words, span_words
from pos_app.words.methods import method_name
from pos_app.words.reasons import reason_words
from pos_app.words.services import service_of
from pos_app.words.states import purpose_words
from pos_app.words.tenders.split import split_rest
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from datetime import datetime

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale

_NO_COUNTDOWN = frozenset({State.AUTHORIZED, State.UNKNOWN})
_LONGEST_GROUPED = 15
_LONGEST_ID = 16
_ENDS = 4  # characters of each end of a long id
_LEFT_IN_SECONDS = 100  # two figures fit; more is shown in minutes
_MINUTES = 120
_ON_A_LINE = 3
_LONGEST_NOTE = 24


def number_of(sale: Sale) -> str:
    return sale_number(sale.number)


def reference_of(sale: Sale) -> str:
    """Returns the reference's number as people read it aloud: in groups of three."""
    text = readable(sale.reference or "")
    if text.isdigit() and len(text) <= _LONGEST_GROUPED:
        return in_threes(text)
    return text


def end_of(sale: Sale, now: datetime) -> str:
    """Returns the reference's end, by the clock of the place where it is paid. It names the year
    only where it differs."""
    if sale.expires_at is None:
        return ""
    there = times.where_paid(sale.amount.currency)
    at, today = sale.expires_at.astimezone(there), now.astimezone(there)
    return f"{at:%d/%m %H:%M}" if at.year == today.year else f"{at:%d/%m/%Y %H:%M}"


def customer_of(sale: Sale) -> str:
    """Returns who pays (the masked number), or else what is paid. Of a provider's long id it shows
    both ends, as of a number."""
    if sale.phone:
        return sale.phone.masked
    reference = reference_of(sale)
    if len(reference) > _LONGEST_ID:
        reference = f"{reference[:_ENDS]} ••• {reference[-_ENDS:]}"
    return reference or sale.voucher


def title_of(sale: Sale) -> str:
    """Returns what a person knows the sale by: its number, its customer and its note."""
    return joined(short_title_of(sale), sale.description)


def short_title_of(sale: Sale) -> str:
    """Returns the title without the note, which has a line of its own there."""
    return joined(number_of(sale), customer_of(sale))


def note_of(sale: Sale) -> str:
    """Returns the sale's note, cut where it would leave a row no room for anything else."""
    note = sale.description
    return note if len(note) <= _LONGEST_NOTE else f"{note[: _LONGEST_NOTE - 1].rstrip()}…"


def method_of(sale: Sale, method: Method | None) -> str:
    """Returns the method's name, with the purpose where that is no payment."""
    name = method_name(method) if method else sale.method
    if sale.purpose in (Purpose.PAYMENT, Purpose.SPLIT):
        return name
    return f"{purpose_words(sale.purpose)} · {name}"


def amount_of(sale: Sale) -> str:
    """Returns the amount, with a minus where the money leaves the shop."""
    return str(signed(sale.purpose, sale.amount))


def detail_of(sale: Sale, method: Method | None, now: datetime) -> str:
    """Returns the second line of a row: what goes on, or why the sale ended."""
    name = method_of(sale, method)
    if sale.state is State.UNKNOWN or not (sale.is_open or sale.state is State.PAID):
        said = reason_words(sale.reason, service_of(method))[0] if sale.reason else ""
        why = said.partition(". ")[0]
        if sale.purpose is Purpose.PAYMENT:
            return why or name
        return joined(purpose_words(sale.purpose), why)
    return _going_on(sale, method, now, name)


def _going_on(sale: Sale, method: Method | None, now: datetime, name: str) -> str:
    """Returns the second line of an open or a paid sale."""
    if sale.purpose is Purpose.SPLIT and sale.is_open:
        return joined(name, split_rest(sale))
    if sale.state is State.PAID and sale.by_hand:
        return name  # nobody waited for it
    if sale.state is State.PAID:
        took = (sale.settled_at or sale.updated_at) - (sale.first_sent_at or sale.created_at)
        return f"{name} · {span_words(took.total_seconds())}"
    if method and method.kind is Kind.REFERENCE and sale.expires_at:
        until = QCoreApplication.translate("telling", "until {0}")
        return f"{name} · {filled(until, end_of(sale, now))}"
    if has_countdown(sale):
        return name  # its ring tells how long it still has, and one number is enough
    return f"{name} · {times.since(sale.created_at, now)}"


def has_countdown(sale: Sale) -> bool:
    """Returns whether the customer's time runs out: a ring shows the rest of it."""
    runs_out = sale.is_open and sale.state not in _NO_COUNTDOWN
    return runs_out and sale.purpose is not Purpose.SPLIT


class Countdown(NamedTuple):
    """The rest of the customer's time: a share of the whole, and a word."""

    left: float
    words: str

    @property
    def lines(self) -> str:
        """Splits the word for a small ring: three characters on a line, none cut."""
        return self.words if len(self.words) <= _ON_A_LINE else self.words.replace(" ", "\n")


def countdown(sale: Sale, method: Method | None, now: datetime) -> Countdown:
    start = sale.first_sent_at or sale.created_at
    usual = start + timedelta(seconds=method.answer_expected_in if method else 60)
    end = sale.expires_at or (max(usual, sale.expected_at) if sale.expected_at else usual)
    whole = max(1.0, (end - start).total_seconds())
    left = max(0.0, (end - now).total_seconds())
    if left == 0:
        return Countdown(0, "…")
    said = f"{int(left)}" if left < _LEFT_IN_SECONDS else left_words(max(left, _MINUTES))
    return Countdown(min(1.0, left / whole), said)
