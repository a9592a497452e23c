"""Deliberate mistakes, one for each rule of money: the campaign has to find every one of them.

Each replaces one small piece of the till by what a hurried engineer might have written.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock
from uuid import uuid4

from faults.simulation import shop
from faults.simulation.counter_mistakes import COUNTER_MISTAKES
from faults.simulation.kinds import KINDS
from faults.simulation.mistakes import MISTAKES

from pos_app.domain import fold
from pos_app.domain.errors import JournalUnavailable, RequestNotSent, ResponseLost
from pos_app.domain.events import (
    Expired,
    NotSent,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Refused,
    State,
)
from pos_app.domain.reasons import Reason
from pos_app.gateways import vpos
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charging import Charging
from pos_app.till.providers import payment_queue
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.payment_owners import PaymentOwners
from pos_app.till.providers.payment_queue import Queue
from pos_app.till.recorder import SaleRecorder
from pos_app.till.tracking import cancellation, submission, supervisor

Patch = Any


def _a_clicpay_charge_is_repeated() -> list[Patch]:
    rows = {
        name: replace(method, repeat_harmless_for=3600) if name.startswith("clicpay.") else method
        for name, method in METHODS.items()
    }
    return [mock.patch.object(shop, "METHODS", rows)]


def _acknowledged_before_it_is_stored() -> list[Patch]:
    store = Queue._store

    async def first_acknowledge(self: Queue, page: Any) -> Any:
        ours = [payment for payment in page.payments if await self._owners.of(payment)]
        await self._acknowledge_all(ours)
        return await store(self, page)

    return [mock.patch.object(Queue, "_store", first_acknowledge)]


def _sent_before_it_is_written() -> list[Patch]:
    begin = Charging._begin

    async def send_first(
        self: Charging, sale_id: str, method: Any, created: Any, code: str = "", **how: Any
    ) -> Any:
        account = self._client.account(method)
        given = await self._journal.next_sale(sale_id)
        draft = fold.open_sale(sale_id, given.till, created, given.at)
        request = self._providers(method).gateway.charge(account, replace(draft, voucher=code))
        await self._client.send(account, request)
        return await begin(self, sale_id, method, created, code, **how)

    return [mock.patch.object(Charging, "_begin", send_first)]


def _a_time_out_is_a_failure() -> list[Patch]:
    ask = ProviderClient.send

    async def call_it_not_sent(
        self: ProviderClient, account: Any, request: Any, sale: Any = None
    ) -> Any:
        try:
            return await ask(self, account, request, sale)
        except ResponseLost as error:
            raise RequestNotSent(str(error)) from error

    return [mock.patch.object(ProviderClient, "send", call_it_not_sent)]


def _every_try_has_a_key_of_its_own() -> list[Patch]:
    charge = vpos.charge

    def with_new_key(account: Any, sale: Any) -> Any:
        return charge(account, replace(sale, key=str(uuid4())))

    return [mock.patch.object(vpos, "charge", with_new_key)]


def _what_was_being_sent_is_called_not_sent() -> list[Patch]:
    def not_sent(reason: Reason) -> Any:
        return NotSent(reason=reason)

    return [mock.patch.object(supervisor, "OutcomeUnknown", not_sent)]


def _a_broken_server_is_a_refusal() -> list[Patch]:
    def refused(*, reason: Reason, detail: str = "", raw: str = "") -> Any:
        return Refused(reason=reason, detail=detail, raw=raw)

    failed = submission._failed

    def all_refused(meaning: Any, raw: str) -> Any:
        event = failed(meaning, raw)
        return refused(reason=event.reason, raw=raw) if isinstance(event, OutcomeUnknown) else event

    return [mock.patch.object(submission, "_failed", all_refused)]


def _any_amount_is_a_payment() -> list[Patch]:
    def paid(sale: Any, *, payment: str | None = None, raw: str = "", **_: Any) -> Any:
        return Paid(reference=sale.reference, payment=payment, raw=raw)

    return [mock.patch.object(payment_queue, "match_payment", paid)]


def _a_payment_counts_as_often_as_it_is_told() -> list[Patch]:
    async def never_known(self: PaymentOwners, payment: Any, sale: Any) -> Any:
        del self, sale
        return f"{payment.id} {uuid4()}", False

    return [mock.patch.object(PaymentOwners, "known_as", never_known)]


def _evidence_is_dropped_when_the_disk_is_full() -> list[Patch]:
    async def write_once(self: SaleRecorder, sale: Any, *events: Any) -> Any:
        try:
            return await self._write(sale.id, *events)
        except JournalUnavailable:
            return sale

    return [mock.patch.object(SaleRecorder, "evidence", write_once)]


def _a_reference_ends_by_the_clock_alone() -> list[Patch]:
    collect = Queue._collect

    async def end_first(self: Queue) -> Any:
        for sale in await self.ends.waiting():
            if self.ends._ends_at(sale) < self._now():
                await self._recorder.evidence(sale, Expired(reason=Reason.REFERENCE_EXPIRED))
        return await collect(self)

    return [mock.patch.object(Queue, "_collect", end_first)]


def _everybodys_payments_are_taken() -> list[Patch]:
    acknowledge_ours = Queue._acknowledge_all

    async def acknowledge_all(self: Queue, ours: Any) -> None:
        del ours
        page = await self._page(self._client.account(self.method), 0)
        await acknowledge_ours(self, page.payments)

    return [mock.patch.object(Queue, "_acknowledge_all", acknowledge_all)]


def _a_second_click_is_a_second_sale() -> list[Patch]:
    begin = Charging._begin

    async def another(self: Charging, sale_id: str, *how: Any, **more: Any) -> Any:
        if await self._journal.sale(sale_id) is not None or sale_id in _SEEN:
            sale_id = uuid4().hex
        _SEEN.add(sale_id)
        return await begin(self, sale_id, *how, **more)

    return [mock.patch.object(Charging, "_begin", another)]


_SEEN: set[str] = set()


def _a_sale_is_given_back_as_often_as_asked() -> list[Patch]:
    def always_open(sale: Any, asked: Any) -> Any:
        del sale
        return {"pending_operation": asked.operation}

    def all_of_it(sale: Any, method: Any, wanted: Any) -> Any:
        del method
        return wanted or sale.amount

    from pos_app.till import till  # noqa: PLC0415 - beside its use

    return [
        mock.patch.dict(fold._CHANGES, {OperationStarted: always_open}),
        mock.patch.object(till, "refund_amount", all_of_it),
    ]


def _taken_back_without_asking() -> list[Patch]:
    async def at_once(self: Any, sale: Any) -> Any:
        del self, sale
        return cancellation.TAKEN_BACK

    async def never_late(self: Queue, payment: Any) -> bool:
        sale = await self._owners.of(payment)
        if sale is not None and sale.state is State.CANCELLED:
            return True
        return await record(self, payment)

    record = Queue._record
    return [
        mock.patch.object(cancellation.Cancellation, "_word_on", at_once),
        mock.patch.object(Queue, "_record", never_late),
    ]


def _doubt_is_resolved_by_waiting() -> list[Patch]:
    def expired(reason: Reason = Reason.NO_TRACE, **_: Any) -> Any:
        return Expired(reason=reason)

    from pos_app.till.tracking import polling, search  # noqa: PLC0415 - beside its use

    return [
        mock.patch.object(search, "OutcomeUnknown", expired),
        mock.patch.object(polling, "FinalWordMissing", expired),
    ]


def _what_has_ended_is_not_asked_about() -> list[Patch]:
    from pos_app.till.tracking import late_polling  # noqa: PLC0415 - beside its use

    return [mock.patch.object(late_polling, "may_be_paid_after", return_value=False)]


BUGS: Mapping[str, Callable[[], list[Patch]]] = {
    function.__name__.strip("_").replace("_", " "): function
    for function in (
        *(function for functions in KINDS.values() for function in functions),
        *MISTAKES,
        *COUNTER_MISTAKES,
        _a_clicpay_charge_is_repeated,
        _acknowledged_before_it_is_stored,
        _sent_before_it_is_written,
        _a_time_out_is_a_failure,
        _every_try_has_a_key_of_its_own,
        _what_was_being_sent_is_called_not_sent,
        _a_broken_server_is_a_refusal,
        _any_amount_is_a_payment,
        _a_payment_counts_as_often_as_it_is_told,
        _evidence_is_dropped_when_the_disk_is_full,
        _a_reference_ends_by_the_clock_alone,
        _everybodys_payments_are_taken,
        _a_second_click_is_a_second_sale,
        _a_sale_is_given_back_as_often_as_asked,
        _taken_back_without_asking,
        _doubt_is_resolved_by_waiting,
        _what_has_ended_is_not_asked_about,
    )
}


@contextmanager
def planted(name: str) -> Iterator[None]:
    """The till with this mistake in it."""
    with ExitStack() as stack:
        for patch in BUGS[name]():
            stack.enter_context(patch)
        yield
