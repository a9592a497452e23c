"""Charge submission: journals the intent, sends it, and never calls a lost answer a failure."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import (
    GOES_OUT,
    Accepted,
    Authorized,
    Cancelled,
    Declined,
    Event,
    Expired,
    Extending,
    Identified,
    Mismatched,
    NotSent,
    OutcomeUnknown,
    Paid,
    ReferenceAssigned,
    Refused,
    Sending,
)
from pos_app.domain.method import Followed, Method
from pos_app.domain.payment_match import DONE_BEFORE
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.domain.text.redaction import redact
from pos_app.ports.gateway import (
    Account,
    Answer,
    AnswerBrokenOff,
    ChargeAccepted,
    ChargeId,
    End,
    Gateway,
    Indeterminate,
    Interpretation,
    NotPaid,
    RateLimited,
    ReferenceIssued,
    Rejected,
    Request,
)
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.poll_schedule import next_try
from pos_app.till.recorder import SaleRecorder

BUSY_TRIES = 3  # tries at a busy provider before the cashier sees the failure
BUSY_PATIENCE = 10.0  # seconds, at most, between two of these tries

ENDS: dict[End, type[Declined] | type[Expired] | type[Cancelled]] = {
    End.DECLINED: Declined,
    End.EXPIRED: Expired,
    End.CANCELLED: Cancelled,
}


def intent(
    request: Request, account: Account, method: Method, there: datetime | None, code: str = ""
) -> Sending:
    """Builds the intent for the journal: the request without its headers, which hold the key, and
    without the voucher's code, which is money. `there` is the time at the provider."""
    return Sending(
        request=request.line,
        body=without_code(request.body, code),
        account=account.mark(method.settings),
        there=there and there.replace(microsecond=0),
    )


def masked(code: str) -> str:
    """Masks a voucher's code: enough to tell it from another, not enough to spend it."""
    return f"{'•' * 8}{code[-4:]}" if code else ""


def without_code(text: str, code: str) -> str:
    """Masks the code however it is written: a provider may repeat it in capitals."""
    return redact(text, [code], masked(code)) if code else text


class ChargeSubmission:
    """Sends a sale whose intent is durable, until the provider has accepted or rejected it, or the
    outcome is unknown."""

    def __init__(
        self,
        method: Method,
        gateway: Gateway,
        recorder: SaleRecorder,
        client: ProviderClient,
        random: Random,
        code: str,
    ) -> None:
        self._method = method
        self._gateway = gateway
        self._recorder = recorder
        self._client = client
        self._random = random
        self._code = code  # a voucher's whole code; nothing else has it
        self._words: Mapping[str, str] = {}  # that were sent before, by the request's line
        self._in_doubt = False  # resent by the till itself: hundreds may be, after a restart

    async def carry(self, sale: Sale, request: Request) -> Sale:
        """Sends this request, whose `Sending` is the last intent in the journal, and the requests
        that follow from its answer: all by the account that the intent names."""
        tries = 0
        if not self._client.is_by(sale, self._method):  # changed between the click and the sending
            why = NotSent(reason=Reason.NOT_SET_UP, detail="not the account it was written for")
            return await self._recorder.evidence(sale, why)
        account = self._client.account(self._method)
        while True:
            tries += 1
            meaning, raw = await self._exchange(sale, account, request)
            number = number_given(meaning)
            if number and await self._is_in_use(number, sale):
                meaning = _in_use(meaning, number)
            if isinstance(meaning, ReferenceIssued) and sale.reference is None:
                tries = 0
                sale = await self._recorder.evidence(
                    sale, ReferenceAssigned(reference=meaning.reference)
                )
                request = self._request(account, sale)
                sale = await self._intend(sale, account, request)
            elif (
                isinstance(meaning, RateLimited) and request.repeat_harmless and tries < BUSY_TRIES
            ):
                await asyncio.sleep(min(meaning.retry_after or 1.0, BUSY_PATIENCE))
                sale = await self._intend(sale, account, request)
            else:
                return await self._heard(sale, meaning, raw)

    async def _heard(
        self, sale: Sale, meaning: Interpretation | NotSent | OutcomeUnknown, raw: str
    ) -> Sale:
        events = charge_events(meaning, raw, sale, self._method)
        return await self._recorder.evidence(sale, *events)

    async def _is_in_use(self, number: str, sale: Sale) -> bool:
        """Returns whether another sale can still be paid under this reference. Giving it to this
        sale would change the amount of the reference on the other sale's slip, or take that one's
        payment for this one's."""
        if self._method.followed is not Followed.BY_QUEUE:
            return False  # ids tell its movements apart
        holder = await self._recorder.journal.sale_with_reference(sale.method, number)
        return holder is not None and holder.id != sale.id and holder.is_open

    async def again(self, sale: Sale) -> Sale:
        """Sends a charge in doubt once more, where the caller knows that it is harmless."""
        account = self._client.account(self._method)
        self._in_doubt = True
        self._words = await self._words_of_first_tries(sale)
        request = self._request(account, sale)
        return await self.carry(await self._intend(sale, account, request), request)

    async def _words_of_first_tries(self, sale: Sale) -> Mapping[str, str]:
        """Returns the content of the first request to each address. Another end that was asked for
        since makes it another request."""
        words: dict[str, str] = {}
        for recorded in await self._recorder.journal.events_of(sale.id):
            match recorded.event:
                case Sending(request=line, body=body):
                    words.setdefault(line, body)
                case Extending():
                    words.clear()
        return words

    async def extend(self, sale: Sale) -> Sale:
        """Asks the provider for the wanted end of a waiting charge; a resend is harmless. The
        caller has checked that the account which made it is there."""
        account = self._client.account(self._method)
        meaning, raw = await self._exchange(sale, account, self._request(account, sale))
        match meaning:
            case ChargeAccepted() | Rejected():
                return await self._heard(sale, meaning, raw)
            case _:  # unknown: the till asks again
                return sale

    def pause(self, sale: Sale) -> float:
        """Returns the seconds until a charge in doubt is sent again."""
        return next_try(sale.tries, self._random)

    def _request(self, account: Account, sale: Sale) -> Request:
        """Builds the next request of a charge; a resend has the content of the first try, even if
        the settings have changed, or this version would write it otherwise: with other content the
        charge's key would be another's, or refused."""
        request = self._gateway.charge(account, replace(sale, voucher=self._code))
        return replace(request, body=self._words.get(request.line, request.body))

    async def _intend(self, sale: Sale, account: Account, request: Request) -> Sale:
        there = self._client.time_at(account.provider)
        sending = intent(request, account, self._method, there, self._code)
        return await self._recorder.command(sale, sending)

    async def _exchange(
        self, sale: Sale, account: Account, request: Request
    ) -> tuple[Interpretation | NotSent | OutcomeUnknown, str]:
        request = replace(request, at_once=not self._in_doubt)
        try:
            answer: Answer = await self._client.send(account, request, sale)
        except RequestNotSent as error:
            return NotSent(reason=error.reason, detail=str(error)), ""
        except AnswerBrokenOff as error:
            heard = replace(error.heard, text=without_code(error.heard.text, self._code))
            charge = named_by(self._gateway.parse_charge(account, sale, heard))
            return Indeterminate(Reason.NO_ANSWER, str(error), charge), heard.kept
        except ResponseLost as error:
            return OutcomeUnknown(reason=Reason.NO_ANSWER, detail=str(error)), ""
        answer = replace(answer, text=without_code(answer.text, self._code))
        meaning = self._gateway.parse_charge(account, sale, answer)
        self._client.record_health(account.provider, meaning)
        return meaning, answer.kept


def number_given(meaning: Interpretation | NotSent | OutcomeUnknown) -> str:
    """Returns the reference that an answer gives to the charge, whatever its outcome; empty without
    one."""
    match meaning:
        case ReferenceIssued(reference=str(number)) | ChargeAccepted(reference=str(number)):
            return number
        case Indeterminate(charge=ChargeId(reference=number)):
            return number
        case _:
            return ""


def _in_use(
    given: Interpretation | NotSent | OutcomeUnknown, number: str
) -> Rejected | Indeterminate:
    """Returns the outcome for a reference under which another sale waits: it was not used for this
    charge yet; or it was, and no customer sees it, so that nobody pays it and the cashier can ask
    for another."""
    if isinstance(given, ReferenceIssued):
        return Rejected(Reason.REFERENCE_IN_USE, number)
    return Indeterminate(Reason.UNREADABLE_ANSWER, f"{number} is another sale's")


def charge_events(
    meaning: Interpretation | NotSent | OutcomeUnknown, raw: str, sale: Sale, method: Method
) -> tuple[Event, ...]:
    """Returns the events that follow from the answer to a charge. The charge's name in it is kept,
    whatever else it says: networks approve late what they called failed (field notes)."""
    word = _word(meaning, raw, sale, method)
    if isinstance(meaning, NotPaid | Indeterminate) and meaning.charge:
        charge = meaning.charge
        return Identified(reference=charge.reference, follow=charge.follow), word
    return (word,)


def named_by(meaning: Interpretation) -> ChargeId | None:
    """Returns the name that an answer gives to the charge, whatever its outcome."""
    match meaning:
        case NotPaid(charge=charge) | Indeterminate(charge=charge):
            return charge
        case ChargeAccepted(reference=str(reference), follow=str(follow)):
            return ChargeId(reference, follow)
        case Paid(reference=str(reference)) | Mismatched(reference=str(reference)):
            return ChargeId(reference)
        case _:
            return None


def _word(
    meaning: Interpretation | NotSent | OutcomeUnknown, raw: str, sale: Sale, method: Method
) -> Event:
    match meaning:
        case NotSent() | OutcomeUnknown():
            return meaning
        case Paid() | Authorized() | Mismatched():
            return replace(meaning, raw=raw)
        case ChargeAccepted():
            return accepted(meaning, raw, sale)
        case NotPaid() if not _ends_at_once(meaning, sale, method):
            return OutcomeUnknown(reason=meaning.reason, detail=meaning.detail, raw=raw)
        case NotPaid():
            return end_event(meaning, raw)
        case _:
            return _failed(meaning, raw)


def _ends_at_once(meaning: NotPaid, sale: Sale, method: Method) -> bool:
    """Returns whether a no in the answer to a charge ends it. It does not for money that goes out,
    whose provider has to be polled first; nor if the no is a guess and nothing can be polled, so
    that a late approval would never be seen."""
    if sale.purpose in GOES_OUT:
        return False
    return meaning.charge is not None or meaning.reason not in method.late_after


def frees_money_that_goes_out(meaning: NotPaid) -> bool:
    """Returns whether a provider that was polled about a refund or a pay-out has said a final no:
    only then may the same money be sent again. A time-out proves nothing."""
    return meaning.end is not End.EXPIRED


def accepted(meaning: ChargeAccepted, raw: str, sale: Sale) -> Accepted:
    expected = meaning.expected_in
    return Accepted(
        reference=meaning.reference,
        follow=meaning.follow,
        entity=meaning.entity,
        expires_at=meaning.expires_at,
        expected_at=sale.updated_at + timedelta(seconds=expected) if expected else None,
        checkout=meaning.checkout,
        raw=raw,
    )


def _failed(meaning: Interpretation, raw: str) -> Refused | OutcomeUnknown:
    """Returns Refused if the provider says so; everything else settles nothing."""
    match meaning:
        case Rejected():
            return Refused(reason=meaning.reason, detail=meaning.detail, raw=raw)
        case RateLimited():
            return Refused(reason=Reason.TOO_MANY_REQUESTS, raw=raw)
        case Indeterminate() if meaning.charge and meaning.reason in DONE_BEFORE:
            # It was not polled yet: its status may give another reason.
            detail = meaning.detail or meaning.reason
            return OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER, detail=detail, raw=raw)
        case Indeterminate():
            return OutcomeUnknown(reason=meaning.reason, detail=meaning.detail, raw=raw)
        case _:  # an answer to another question than the one asked
            return OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER, raw=raw)


def end_event(meaning: NotPaid, raw: str) -> Event:
    return ENDS[meaning.end](reason=meaning.reason, detail=meaning.detail, raw=raw)
