"""The till: calls that the window and the commands make (charge, refund, cancel, settle, close)."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING, Any

from pos_app.domain.audit_notes import Exported
from pos_app.domain.books.day_close import CloseDocument, DrawerCount
from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NotAllowed,
    NotOffered,
    NotSetUp,
    TooSoon,
)
from pos_app.domain.events import (
    Cancelling,
    Extending,
    Flag,
    FlagCleared,
    InvoiceNumbered,
    Purpose,
    SettledAsPaid,
    SettledAsUnpaid,
    State,
)
from pos_app.domain.method import Kind, Method
from pos_app.domain.money import Currency, Money
from pos_app.domain.movement_identity import provider_of
from pos_app.domain.paper.print_job import PrintTrouble
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.domain.rules.actions import offers_cancel
from pos_app.domain.rules.follow_up import awaits_answer
from pos_app.domain.rules.invoice import invoice_number
from pos_app.domain.rules.money_back import captured_amount, is_held, refund_amount, released_amount
from pos_app.domain.sale import ODD_MONEY, Sale
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.ports.gateway import Account, Sender
from pos_app.ports.journal import Audited, Head, Journal, ReadsJournal, UnmatchedPayment
from pos_app.ports.ledger import DocumentedClose, ReadsLedger
from pos_app.ports.office.call_verdict import CallVerdict
from pos_app.ports.people import UserStore
from pos_app.ports.provider import Provider
from pos_app.ports.shifts import ReadsShifts
from pos_app.till.approval.approvals import Approvals
from pos_app.till.approval.presence import Presence
from pos_app.till.charge_request import ChargeRequest
from pos_app.till.charging import Charging
from pos_app.till.counter import Counter
from pos_app.till.day_close import order_of, sheet_of
from pos_app.till.intent import Press, sale_asked_for
from pos_app.till.known_sales import KnownSales
from pos_app.till.providers.admin import ProviderAdmin
from pos_app.till.providers.asking import Outcome
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.connection import NextTry
from pos_app.till.providers.health import UNREACHED, Health
from pos_app.till.providers.health_record import HealthListener
from pos_app.till.providers.provider_clock import ClockOff
from pos_app.till.providers.webhooks import WebhookHandler
from pos_app.till.recorder import Listener, SaleRecorder
from pos_app.till.shifts import Shifts
from pos_app.till.tracking.settlement_wait import still_to_wait
from pos_app.till.tracking.supervisor import SaleSupervisor

if TYPE_CHECKING:  # a till without an office needs none of its protocol
    from pos_app.ports.office.protocol import SharedAccount

LONGEST_ASKING = 8.0  # seconds that a person at the counter waits for an answer


def _no_drawer() -> None:
    """Opens nothing: most shops have no drawer that a till can open."""


async def _no_troubles() -> Sequence[PrintTrouble]:
    """Returns nothing: a till without a spool prints nothing."""
    return ()


class Till:
    """One till with its journal, its accounts and its provider client."""

    def __init__(
        self,
        *,
        methods: Mapping[str, Method],
        counter_methods: Mapping[str, Method],
        providers: Callable[[Method], Provider],
        accounts: Mapping[str, Account],
        journal: Journal,
        ledger: ReadsLedger,
        shifts: ReadsShifts,
        sender: Sender,
        people: UserStore,
        now: Callable[[], datetime],
        business_day: Callable[[datetime], date],
        random: Random,
        listens: bool,
        open_drawer: Callable[[], None] = _no_drawer,
        paper_troubles: Callable[[], Awaitable[Sequence[PrintTrouble]]] = _no_troubles,
    ) -> None:
        """`methods` ask a provider, and `counter_methods` none. `listens`: this till has an address
        at which providers call it. `open_drawer` must not wait. `paper_troubles` returns what the
        spool knows of documents that did not come out."""
        self.methods: Mapping[str, Method] = {**methods, **counter_methods}
        self._now = now
        self._business_day = business_day
        self._paper_troubles = paper_troubles
        self._journal = journal
        self.journal: ReadsJournal = journal  # as the window and the commands may use it
        self.ledger = ledger
        self.recorder = SaleRecorder(journal)  # also of paper, whose numbers are events of sales
        self._counter = Counter(self.recorder, open_drawer)
        # By the monotonic clock, which nobody sets.
        self.managers = Approvals(people, journal, now, lambda: asyncio.get_running_loop().time())
        self.presence = Presence(people, self.managers)
        self.shifts = Shifts(journal, shifts, self.presence, self.managers)
        self._client = ProviderClient(accounts, sender, now)
        self._supervisor = SaleSupervisor(
            methods=methods,
            providers=providers,
            journal=journal,
            recorder=self.recorder,
            client=self._client,
            now=now,
            random=random,
            listens=listens,
        )
        self._known = KnownSales(journal, self.methods)
        self._charging = Charging(
            methods=self.methods,
            known=self._known,
            providers=providers,
            journal=journal,
            recorder=self.recorder,
            client=self._client,
            supervisor=self._supervisor,
            counter=self._counter,
            presence=self.presence,
            managers=self.managers,
        )
        self.back_office = ProviderAdmin(
            methods, providers, self._client, self.managers.change_provider
        )
        self._webhooks = WebhookHandler(
            methods, providers, self._client, self.recorder, self._supervisor.queues, self.look_now
        )

    # --- start and stop ---------------------------------------------------------------------------

    async def start(self) -> None:
        """Takes up every sale that is not final. New ones come after, once it is known whether they
        need a sign-in."""
        await self.presence.start()
        for method in self.methods.values():
            if method.calls_a_minute is not None:
                await self._remember_calls(method, method.calls_a_minute)
        await self._supervisor.start()

    async def stop(self) -> None:
        """Ends the background work; charges under way may still get their answer."""
        await self._supervisor.stop()
        self._client.close()

    def use_accounts(self, accounts: Mapping[str, Account]) -> None:
        """Takes the shop's accounts after a change."""
        self._client.use(accounts)
        self._supervisor.take_up_soon()

    def take_by_hand(self, methods: frozenset[str]) -> None:
        """Takes the counter methods that the shop has turned on, by their ids."""
        self._counter.use(methods)

    def tenders_for(self, currency: Currency) -> Sequence[Method]:
        """Returns what the shop takes and gives by hand in this currency."""
        taken = (method for method in self.methods.values() if self._counter.takes(method))
        return [method for method in taken if method.tender and method.currency is currency]

    # --- calls of people --------------------------------------------------------------------------

    async def approve(self, pin: str) -> Approval:
        """Returns a manager's approval of one action, good for a minute. See
        `Approvals.approve`."""
        return await self.managers.approve(pin)

    def press(self) -> Press:
        """Returns the person at the till and the business day. Callers take it at the key press,
        for a request that follows once something has been waited for, such as a manager's PIN."""
        return Press(self.presence.name, self.today())

    def charge(
        self, sale_id: str, order: ChargeRequest, press: Press | None = None
    ) -> Coroutine[Any, Any, Sale]:
        """Writes the sale and its intent, then sends it in the background. The call fixes who
        charges and on which day, whenever it is awaited; or `press` does, which came before it.

        `sale_id` is the reservation: charging it a second time raises NotAllowed. A possible
        duplicate raises PossibleDuplicate, unless the request has `allow_duplicate`. Raises
        NobodyAtTheTill, NotSetUp or JournalUnavailable. Then nothing was sent and nothing will be.

        By hand, the sale is paid by the cashier's word; a split sale waits for its parts, which are
        charges with `part_of`. Both raise TurnedOff where the shop does not take them, and a part
        raises NotAllowed where it is more than is missing.
        """
        created = sale_asked_for(order, _purpose(order), press or self.press())
        return self._charging.charge(sale_id, order, created)

    def pay_out(
        self, sale_id: str, order: ChargeRequest, approval: Approval, press: Press | None = None
    ) -> Coroutine[Any, Any, Sale]:
        """Sends money from the shop to a phone. Raises as `charge` does, and NotApproved."""
        return self._charging.pay_out(sale_id, order, approval, press or self.press())

    def refund(
        self,
        sale_id: str,
        parent_id: str,
        amount: Money | None,
        approval: Approval,
        press: Press | None = None,
        by_hand: str = "",
    ) -> Coroutine[Any, Any, Sale]:
        """Gives back the money of the sale `parent_id`, all that is left of it or a part, as a sale
        of its own, `sale_id`. It goes back as it came, or by hand: by the counter method of that
        id. Raises as `charge` does, NotApproved and NotAllowed."""
        return self._charging.operate(
            sale_id,
            parent_id,
            Purpose.REFUND,
            lambda parent, method: refund_amount(parent, method, amount),
            press or self.press(),
            approval,
            by_hand,
        )

    def capture(
        self, sale_id: str, parent_id: str, amount: Money | None, press: Press | None = None
    ) -> Coroutine[Any, Any, Sale]:
        """Takes the money that the sale `parent_id` holds, or a part of it. The customer has agreed
        to it, so that it needs no manager. Raises as `refund` does."""
        return self._charging.operate(
            sale_id,
            parent_id,
            Purpose.CAPTURE,
            lambda parent, _: captured_amount(parent, amount),
            press or self.press(),
        )

    def release(
        self, sale_id: str, parent_id: str, approval: Approval, press: Press | None = None
    ) -> Coroutine[Any, Any, Sale]:
        """Releases the money that the sale `parent_id` holds. Raises as `refund` does."""
        return self._charging.operate(
            sale_id,
            parent_id,
            Purpose.RELEASE,
            lambda parent, _: released_amount(parent),
            press or self.press(),
            approval,
        )

    async def cancel(self, sale_id: str) -> None:
        """Cancels a waiting sale, where its provider can; a split sale with those of its parts that
        can be. Raises NotAllowed."""
        sale, method = await self._known.with_method(sale_id)
        if sale.purpose is Purpose.SPLIT:
            await self._cancel_split(sale)
            return
        if not method.can_cancel:
            raise NotOffered("this method cannot be cancelled")
        _is_not_of_a_copy(sale)
        sale = await self.recorder.command(sale, Cancelling())
        self._supervisor.follow(sale)

    async def extend(self, sale_id: str, until: datetime) -> None:
        """Asks the provider for another end of a reference that waits. Raises NotAllowed."""
        sale, method = await self._known.with_method(sale_id)
        if not method.can_extend:
            raise NotOffered("this method gives no other end")
        _is_not_of_a_copy(sale)
        sale = await self.recorder.command(sale, Extending(valid_until=until))
        self._supervisor.follow(sale)

    async def settle(self, sale_id: str, *, paid: bool, why: str, approval: Approval) -> Sale:
        """Records how an unknown sale ended, by the word of a manager who has asked elsewhere.

        Raises NotApproved, BadInput without a reason, NotAllowed for a sale that is not unknown,
        and while something is being sent for it. For a hold, the manager may say what became of it
        at the bank. If odd money has left the sale unknown, the manager speaks of that, and its
        flag is cleared. Raises TooSoon for a sale that is to be called unpaid while a request may
        still arrive.
        """
        by = self.managers.spend(approval, ManagerOnly.SETTLE)
        why = _reason(why)
        sale = await self._known.sale(sale_id)
        word = SettledAsPaid if paid else SettledAsUnpaid
        spoken_of = sorted(sale.flags & ODD_MONEY)
        cleared = [FlagCleared(flag=flag, by=by, why=why) for flag in spoken_of]
        async with self._supervisor.at_rest(sale_id):  # else a resend may go out meanwhile
            if not paid and sale.state is State.UNKNOWN:
                events = await self._journal.events_of(sale_id)
                there = self._client.time_at(provider_of(sale.method))
                wait = still_to_wait(events, self._now(), self._client.sent_ago(sale_id), there)
                if wait > 0:
                    raise TooSoon(wait)
            sale = await self.recorder.command(sale, word(by=by, why=why), *cleared)
        self._supervisor.wake(sale_id)
        return sale

    async def clear_flag(
        self, sale_id: str, flag: Flag | None, why: str, approval: Approval
    ) -> Sale:
        """Clears this flag, or every flag of the sale, once a manager has dealt with it. The money
        stays where it is, and new evidence raises the flag again.

        Raises NotApproved, BadInput without a reason, NotAllowed where no such flag is up, and for
        an outcome that is unknown: `settle` is for that.
        """
        by = self.managers.spend(approval, ManagerOnly.CLEAR_FLAG)
        why = _reason(why)
        sale = await self._known.sale(sale_id)
        flags = sorted(sale.flags) if flag is None else [flag]
        if not flags:
            raise NotAllowed("the sale has no flag")
        cleared = [FlagCleared(flag=one, by=by, why=why) for one in flags]
        return await self.recorder.command(sale, *cleared)

    def number_invoice(self, sale_id: str, number: str) -> Coroutine[Any, Any, Sale]:
        """Writes down which invoice of the shop's own software this sale is on; an empty number
        takes it away. It names whoever is at the till now.

        Raises BadInput for what is no number; the coroutine raises NotAllowed.
        """
        event = InvoiceNumbered(invoice=invoice_number(number), by=self.presence.name)
        return self._number_invoice(sale_id, event)

    async def _number_invoice(self, sale_id: str, event: InvoiceNumbered) -> Sale:
        sale = await self._known.sale(sale_id)
        if sale.invoice == event.invoice:
            return sale
        return await self.recorder.command(sale, event)

    async def take_unmatched(
        self, provider: str, payment: str, reference: str, why: str, approval: Approval
    ) -> UnmatchedPayment:
        """Takes a payment out of a queue, which it would fill up, after a manager said that it is
        no other till's either. The journal has it as the shop's.

        Raises NotApproved, BadInput without a reason, NotAllowed where it is not there or shares
        its id.
        """
        by = self.managers.spend(approval, ManagerOnly.TAKE_PAYMENT)
        why = _reason(why)
        for queue in self._supervisor.queues.values():
            if queue.method.provider == provider:
                return await queue.take_by_hand(payment, reference, by, why)
        raise NotOffered("this provider keeps no queue")

    async def close_day(
        self, day: date, approval: Approval, drawer: Sequence[DrawerCount] = ()
    ) -> Closed:
        """Closes a business day for a manager: its document has all money since the close before.
        Closing it again is allowed, and has what is new; so are open sales in it. Raises NotAllowed
        for a day that has not come."""
        if day > self.today():
            raise NotAllowed("that day has not come")
        by = self.managers.spend(approval, ManagerOnly.CLOSE_DAY)
        cash = self.shifts.read.cash_methods
        paper = await self._paper_troubles()
        order = order_of(day, by, self.methods, drawer, cash, paper)
        document, head = await self._journal.close_day(order)
        return Closed(await self._sheet_of(document), head)

    def use_shared(
        self,
        accounts: Sequence["SharedAccount"],
        *,
        silent_for: Callable[[], float],
        ask: Callable[[], None],
        left_after: int | None = None,
    ) -> None:
        """Takes the accounts whose payments the office hears for this till, as it names them now:
        after everything in the inbox that they came with is settled here, and before `start` as
        they were last named.

        `silent_for` returns the seconds since the office was last heard, or since the start, by a
        clock that nobody sets. `ask` has it asked at once for what is new, and must not wait.
        `left_after`: the number of the newest sale as the till left the office, where it has none
        any more.
        """
        self._client.shared.use(accounts, silent_for, ask, left_after)
        self._supervisor.heed_office()

    async def handle_entry(self, provider: str, body: bytes, signature: str) -> CallVerdict:
        """Judges one entry of a provider's queue that the office has read; what it takes is durable
        when this returns, once, however often and by whatever door it comes. `signature` is
        HMAC-SHA256 in hex over `body` under the account's key. Raises JournalUnavailable."""
        return await self._webhooks.handle_entry(provider, body, signature)

    async def handle_webhook(
        self,
        provider: str,
        headers: Mapping[str, str],
        body: bytes,
        about: str = "",
        *,
        of_office: bool = False,
    ) -> bool:
        """Handles a provider's call. Returns True once its content is durable or has been acted on;
        False without proof that it came from the provider. `about` is the sale for which the called
        address was made, if it was made for one.

        A signed payment is evidence as it would be from the queue. A notice of a charge only makes
        the till poll at once: the till asks, and does not believe the notice. `of_office`: it was
        called, and keeps what is no till's; of a payment without a sale here nothing is kept, as
        of an entry.
        """
        return await self._webhooks.handle(provider, headers, body, about, of_office=of_office)

    def is_set_up(self, provider: str) -> bool:
        """Returns whether the till has this provider's account, with its key."""
        for method in self.methods.values():
            if method.provider == provider:
                with suppress(NotSetUp):
                    self._client.account_of(method)
                    return True
        return False

    async def look_now(self, sale_id: str) -> None:
        """Polls the provider at once."""
        await self._supervisor.look_now(*await self._known.with_method(sale_id))

    async def ask_now(self, sale_id: str) -> Outcome:
        """Polls the provider at once, and returns what came of it. One that has said nothing for a
        while has not answered: the till waits on for it, and the person need not."""
        sale, method = await self._known.with_method(sale_id)
        asking = asyncio.ensure_future(self._client.next_outcome(method.provider, sale_id))
        try:
            async with asyncio.timeout(LONGEST_ASKING):
                await self._supervisor.look_now(sale, method)
                await self._supervisor.check(sale, method)
                return await asking
        except TimeoutError:
            return Outcome.NO_ANSWER
        finally:
            asking.cancel()

    def network_is_back(self) -> None:
        """Tries at once wherever no answer came: the system reports a network."""
        self._supervisor.network_is_back()

    def watch(self, sale_id: str) -> None:
        """Sets the sale whose verdict somebody waits for; "" for none. It comes before all others
        at its provider, and is polled more often if a customer is at a phone for it."""
        self._supervisor.watch(sale_id)

    # --- reads ------------------------------------------------------------------------------------

    def listen(self, listener: Listener) -> None:
        self.recorder.listen(listener)

    def listen_health(self, listener: HealthListener) -> None:
        self._client.listen(listener)

    def health(self, provider: str) -> Health:
        return self._client.health(provider)

    def offline(self, sale: Sale) -> NextTry | None:
        """Returns the till's next try while it gets no answer about this sale, whose outcome it
        does not know; else None."""
        method = self.methods.get(sale.method)
        if method is None or self._client.health(method.provider) not in UNREACHED:
            return None
        if not awaits_answer(sale, method, self._now()):
            return None
        return self._supervisor.next_try(sale, method)

    def asks_late(self, sale_id: str) -> bool:
        """Returns whether the till still polls a sale that ended unpaid."""
        return self._supervisor.asks_late(sale_id)

    def clock_off(self) -> ClockOff | None:
        """Returns the difference if this computer's clock and the providers' are more than two
        minutes apart."""
        return self._client.clock_off()

    def heard_at(self, sale_id: str) -> datetime | None:
        return self._client.heard_at(sale_id)

    def today(self) -> date:
        return self._business_day(self._now())

    async def day_sheet(self, day: date) -> DayCloseSheet:
        """Returns a day as its close would show it now (an X reading). Writes nothing."""
        order = order_of(day, "", self.methods, paper=await self._paper_troubles())
        return await self._sheet_of(await self.ledger.close_so_far(order, self._now()))

    async def past_close(self, close: DocumentedClose) -> Closed:
        """Returns a close that was made, with all that its paper says."""
        sheet = await sheet_of(self._journal, close.document)
        return Closed(sheet, Head(close.seq, close.hash))

    async def audit(self, approval: Approval | None) -> Sequence[Audited]:
        """Returns the notes of what people did with the till itself, oldest first. They are for a
        manager alone, since they say who typed how many wrong PINs. Raises NotApproved."""
        self.managers.spend(approval, ManagerOnly.AUDIT)
        noted = await self._journal.notes()
        return [Audited(self._business_day(one.at), one) for one in noted]

    async def allow_export(self, what: str, approval: Approval) -> str:
        """Notes that a manager has sales written into a file, before anything leaves the till;
        returns the manager's name. Raises NotApproved, JournalUnavailable."""
        by = self.managers.spend(approval, ManagerOnly.EXPORT)
        await self._journal.note(Exported(what=what, by=by))
        return by

    def is_at_rest(self, sale: Sale) -> bool:
        """Returns whether the till will learn no more of this sale by itself."""
        if not sale.is_open or is_held(sale):
            return True
        if sale.purpose is Purpose.SPLIT:
            return not sale.pledged_minor or not self._supervisor.keeps_part_of(sale)
        return sale.state is State.UNKNOWN and not self._supervisor.keeps(sale)

    async def wait_for(self, sale_id: str, enough: Callable[[Sale], bool]) -> Sale:
        """Waits until `enough` is true of the sale, and returns it."""
        while True:
            news = self._supervisor.news
            sale = await self._known.sale(sale_id)
            if enough(sale):
                return sale
            await news.wait()

    # --- inside -----------------------------------------------------------------------------------

    async def _sheet_of(self, document: CloseDocument) -> DayCloseSheet:
        lacks_code = await self.managers.lacks_recovery_code()
        return await sheet_of(self._journal, document, lacks_code=lacks_code)

    async def _cancel_split(self, sale: Sale) -> None:
        _is_not_of_a_copy(sale)
        _, parts = await self._counter.cancel(sale)
        for part in parts:
            method = self.methods.get(part.method)
            if offers_cancel(part, method):
                self._supervisor.follow(await self.recorder.command(part, Cancelling()))

    async def _remember_calls(self, method: Method, most: int) -> None:
        """Counts calls from before a restart: a till that is closed and opened again has no more
        calls than one that stays open."""
        sales = await self._journal.last_sales_by(method.id, most)
        sent = [sale.first_sent_at for sale in sales if sale.first_sent_at]
        self._client.remember_calls(method, [(self._now() - at).total_seconds() for at in sent])


def _purpose(order: ChargeRequest) -> Purpose:
    if order.method.kind is Kind.SPLIT:
        return Purpose.SPLIT
    return Purpose.AUTHORIZATION if order.hold else Purpose.PAYMENT


def _is_not_of_a_copy(sale: Sale) -> None:
    """Raises NotAllowed for a sale from a restored journal: events that were lost may have ended
    it, so the till sends nothing more for it."""
    if sale.restored:
        raise NotAllowed("it is in doubt since the journal was restored")


def _reason(why: str) -> str:
    """Returns the reason that a manager typed. Raises BadInput where there is none."""
    if not why.strip():
        raise BadInput(Field.WHY, InputProblem.WHY_EMPTY)
    return why.strip()
