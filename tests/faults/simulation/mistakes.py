"""Deliberate mistakes about accounts that change, copies that are gone on from, what belongs to a
sale one after the other, and PINs that are guessed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from unittest import mock

from pos_app.domain import fold
from pos_app.domain.audit_notes import PinRefused
from pos_app.domain.events import (
    Captured,
    OperationFailed,
    OperationStarted,
    OutcomeUnknown,
    Refunded,
    Released,
    State,
)
from pos_app.domain.people.roles import Role
from pos_app.domain.rules import money_back, repeat
from pos_app.installation.pin_file import People
from pos_app.till.approval.approvals import Approvals
from pos_app.till.providers import reference_ends
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.reference_ends import ReferenceEnds
from pos_app.till.tracking import resend
from pos_app.till.tracking.cancellation import Cancellation
from pos_app.till.tracking.polling import StatusPoller
from pos_app.till.tracking.resend import Repeating
from pos_app.till.tracking.submission import ChargeSubmission
from pos_app.till.tracking.worker import SaleWorker

Patch = Any


# --- another account ------------------------------------------------------------------------------


class _AnyAccount:
    """A line on which every sale is the present account's."""

    def __init__(self, line: ProviderClient) -> None:
        self._client = line

    def is_by(self, *_: Any) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def _by_any_account(*kinds: type) -> list[Patch]:
    def get(self: Any) -> _AnyAccount:
        return _AnyAccount(self.__dict__["_client"])

    def put(self: Any, line: ProviderClient) -> None:
        self.__dict__["_client"] = line

    return [mock.patch.object(kind, "_client", property(get, put), create=True) for kind in kinds]


def _sent_again_at_another_account() -> list[Patch]:
    return _by_any_account(Repeating, ChargeSubmission)


def _taken_back_at_another_account() -> list[Patch]:
    return _by_any_account(Cancellation)


def _ended_by_the_queue_of_another_account() -> list[Patch]:
    return [mock.patch.object(reference_ends, "is_of", return_value=True)]


def _extended_at_another_account() -> list[Patch]:
    return _by_any_account(SaleWorker)


def _unknown_to_another_account_is_unknown() -> list[Patch]:
    return _by_any_account(StatusPoller)


# --- a copy that is gone on from ------------------------------------------------------------------


def _as_if_it_were_of_no_copy(kind: Any, name: str) -> Patch:
    real: Callable[..., Any] = getattr(kind, name)

    def forgetful(*arguments: Any) -> Any:
        *before, sale = arguments
        return real(*before, replace(sale, restored=False))

    return mock.patch.object(kind, name, forgetful)


def _what_a_copy_left_in_doubt_is_sent_again() -> list[Patch]:
    real = repeat.is_repeatable

    def is_repeatable(sale: Any, method: Any) -> bool:
        return real(replace(sale, restored=False), method)

    rooms = (repeat, resend)
    return [mock.patch.object(room, "is_repeatable", is_repeatable) for room in rooms]


def _what_a_copy_left_in_doubt_is_taken_back() -> list[Patch]:
    def only_doubt(sale: Any, event: Any) -> dict[str, Any]:
        del sale
        return {"restored": True} if fold._comes_of_a_copy(event) else {}

    doubted = mock.patch.dict(fold._CHANGES, {OutcomeUnknown: only_doubt})
    return [doubted, _as_if_it_were_of_no_copy(SaleWorker, "_plan")]


def _what_a_copy_left_in_doubt_is_ended_by_its_queue() -> list[Patch]:
    return [_as_if_it_were_of_no_copy(ReferenceEnds, "_end")]


# --- one operation after the other ----------------------------------------------------------------


def _two_operations_are_open_at_once() -> list[Patch]:
    open_to, refundable = fold._open_to, money_back.refundable

    def always_open(sale: Any, asked: Any) -> Any:
        return open_to(replace(sale, pending_operation=None), asked)

    def always_refundable(sale: Any, method: Any) -> Any:
        return refundable(replace(sale, pending_operation=None), method)

    def always_held(sale: Any) -> bool:
        return bool(sale.state is State.AUTHORIZED)

    return [
        mock.patch.dict(fold._CHANGES, {OperationStarted: always_open}),
        mock.patch.object(money_back, "refundable", always_refundable),
        mock.patch.object(money_back, "is_held", always_held),
    ]


def _what_went_back_is_not_counted() -> list[Patch]:
    def only_ended(sale: Any, event: Any) -> dict[str, Any]:
        return {"pending_operation": None} if sale.pending_operation == event.operation else {}

    return [mock.patch.dict(fold._CHANGES, {Refunded: only_ended})]


def _late_words_of_one_operation_end_the_next() -> list[Patch]:
    conclude = fold._conclude

    def always(sale: Any, event: Any) -> dict[str, Any]:
        return conclude(sale, event) | {"pending_operation": None}

    kinds = (Refunded, Captured, Released, OperationFailed)
    return [mock.patch.dict(fold._CHANGES, dict.fromkeys(kinds, always))]


# --- PINs -----------------------------------------------------------------------------------------


def _anybodys_pin_is_a_managers() -> list[Patch]:
    def whose(self: People, pin: str) -> Any:
        return self._first_with(pin, self._entries())

    return [mock.patch.object(People, "whose", whose)]


def _a_start_forgets_wrong_pins() -> list[Patch]:
    async def from_nothing(self: Approvals) -> int:
        return self._tries or 0

    return [mock.patch.object(Approvals, "_wrong_tries", from_nothing)]


def _a_clock_that_was_set_back_ends_the_wait() -> list[Patch]:
    wrong_tries = Approvals._wrong_tries

    async def by_the_clock(self: Approvals) -> int:
        tries = await wrong_tries(self)
        noted = await self._journal.notes(PinRefused)
        if noted and self._now() < max(one.at for one in noted):
            self._shut_until = 0.0
        return tries

    return [mock.patch.object(Approvals, "_wrong_tries", by_the_clock)]


def _the_wait_is_by_the_clock_on_the_wall() -> list[Patch]:
    def get(self: Approvals) -> Callable[[], float]:
        return lambda: self._now().timestamp()

    def put(self: Approvals, clock: Any) -> None:
        del self, clock

    return [mock.patch.object(Approvals, "_clock", property(get, put), create=True)]


def _a_cashiers_pin_forgives_what_was_guessed_at_a_managers() -> list[Patch]:
    accept = Approvals._accept

    async def forgiving(self: Approvals, person: Any, tries: int) -> None:
        await accept(self, person, tries)
        if person.role is Role.CASHIER:
            self._tries = 0

    return [mock.patch.object(Approvals, "_accept", forgiving)]


def _a_yes_is_good_for_ever() -> list[Patch]:
    def spend(self: Approvals, approval: Any, deed: Any) -> str:
        del self, deed
        return str(approval.by)

    return [mock.patch.object(Approvals, "spend", spend)]


def _a_wrong_pin_is_written_down_nowhere() -> list[Patch]:
    refuse = Approvals._refuse

    async def unwritten(self: Approvals, tries: int) -> None:
        silent = mock.Mock()
        silent.note = mock.AsyncMock()
        with mock.patch.object(self, "_journal", silent):
            await refuse(self, tries)

    return [mock.patch.object(Approvals, "_refuse", unwritten)]


MISTAKES: Sequence[Callable[[], list[Patch]]] = (
    _sent_again_at_another_account,
    _taken_back_at_another_account,
    _ended_by_the_queue_of_another_account,
    _extended_at_another_account,
    _unknown_to_another_account_is_unknown,
    _what_a_copy_left_in_doubt_is_sent_again,
    _what_a_copy_left_in_doubt_is_taken_back,
    _what_a_copy_left_in_doubt_is_ended_by_its_queue,
    _two_operations_are_open_at_once,
    _what_went_back_is_not_counted,
    _late_words_of_one_operation_end_the_next,
    _anybodys_pin_is_a_managers,
    _a_start_forgets_wrong_pins,
    _a_clock_that_was_set_back_ends_the_wait,
    _the_wait_is_by_the_clock_on_the_wall,
    _a_cashiers_pin_forgives_what_was_guessed_at_a_managers,
    _a_yes_is_good_for_ever,
    _a_wrong_pin_is_written_down_nowhere,
)
