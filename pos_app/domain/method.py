"""Payment methods: the limits, time-outs and abilities of one, for screens, commands and tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Currency, Money
from pos_app.domain.tenders.by_hand import Tender, in_coins

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.reasons import Reason


class Kind(Enum):
    """The way in which a customer pays."""

    PUSH = "push"  # answers a request on the phone
    REFERENCE = "reference"  # pays a printed number at an ATM or in an app
    VOUCHER = "voucher"  # hands over a prepaid code
    CARD = "card"  # opens a checkout page
    BY_HAND = "by_hand"  # hands over money, or shows that it was paid: the cashier's word
    SPLIT = "split"  # pays in several parts, each by another kind


class Gender(Enum):
    """The gender of a method's name, for languages whose articles have one."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class Followed(Enum):
    """The way in which the till learns the outcome."""

    BY_STATUS = "by_status"  # the till polls the status of each sale
    BY_QUEUE = "by_queue"  # one queue per account lists every payment
    BY_ANSWER = "by_answer"  # the answer to the charge is final; there is nothing to poll
    BY_NOBODY = "by_nobody"  # it asks no provider


class Proof(Enum):
    """The proof of payment that a customer can show."""

    MESSAGE = "message"  # of the wallet, on the phone
    APP = "app"  # the movements in the method's own app
    RECEIPT = "receipt"  # of an ATM, or of a bank's app
    BANK = "bank"  # the card's movements
    CODE = "code"  # nothing but the code that was handed over
    NONE = "none"  # the cashier saw the money


class Refunds(Enum):
    """How much of a paid sale can be refunded."""

    NONE = "none"
    WHOLE = "whole"
    PART = "part"  # any part, more than once


FOREVER = 10**9


@dataclass(frozen=True)
class Method:
    """A payment method, as its provider's document describes it. Times are in seconds."""

    id: str
    provider: str
    brand: str  # the provider's own name, for accounts and for its health
    name: str  # of the method, where it has one that its kind does not say (`words/methods.py`)
    kind: Kind
    country: str
    currency: Currency
    least: int  # minor units
    most: int  # minor units
    proof: Proof
    followed: Followed
    # How long after the first try the same request may be sent again without a second charge.
    repeat_harmless_for: int
    # How long a customer has, in the provider's own words or habit: the countdown.
    answer_expected_in: int
    # After this long without a final word a waiting sale is called unknown; it is still followed.
    doubted_after: int
    # How long after its end an unpaid sale may still turn out to have been paid, and is polled.
    late_for: int = 0
    late_after: frozenset[Reason] = frozenset()
    tender: Tender | None = None  # what is taken, where it is by hand
    gender: Gender = Gender.MASCULINE  # of its name, in Portuguese
    step: int = 1  # minor units: an amount is a multiple of this
    address: str = ""  # the provider's own, where its document names one
    needs_phone: bool = False
    networks: frozenset[str] = frozenset()  # operators whose numbers suggest this method
    test_phones: frozenset[str] = field(default=frozenset())  # always let through
    refusing_phone: str = ""  # the number whose simulated customer refuses, for whoever trains
    can_cancel: bool = False  # a charge that waits can be taken back
    refunds: Refunds = Refunds.NONE
    can_authorize: bool = False  # money can be held first, then captured or released
    can_pay_out: bool = False  # money can be sent to a phone
    # Whether a charge whose answer was lost may be found in the provider's own lists.
    can_be_found: bool = False
    # Whether the queue can reserve payments, so that the till sees others behind them.
    queue_reserves: bool = False
    # Whether the provider has a status for one reference beside the queue.
    can_look_up: bool = False
    takes_validity: bool = False  # a reference can be given another end than the usual
    can_extend: bool = False  # and yet another while it waits
    most_fields: int = 0  # custom fields that a payment carries along
    fee: int = 0  # minor units that the provider takes from the customer on top
    calls_a_minute: int | None = None  # the provider's limit
    settings: tuple[str, ...] = ()  # options that an account needs besides its address
    other_secrets: tuple[str, ...] = ()  # secrets that an account may have besides its key
    optional_settings: tuple[str, ...] = ()  # options that an account may have
    switches: frozenset[str] = frozenset()  # those of them that are yes or no: "true" or nothing
    secret: str = "token"  # noqa: S105 - the name of the secret, not the secret
    has_back_office: bool = False  # it has an admin API for wallets and webhooks
    description_least: int = 0
    description_most: int = 100

    @property
    def asks_provider(self) -> bool:
        """Whether a request leaves for it, to a provider with whom the shop has an account."""
        return self.followed is not Followed.BY_NOBODY

    @property
    def opens_drawer(self) -> bool:
        return self.tender is Tender.CASH

    def asks_for(self, amount: Money, *, is_part: bool) -> Money:
        """Returns what the customer is asked for: a bill in cash is rounded to coins. A part of a
        sale is not, so that the parts come to the sale."""
        return in_coins(amount) if self.opens_drawer and not is_part else amount

    def is_set_up(self, address: str, options: Mapping[str, str]) -> bool:
        """Returns whether an account has all that this method needs, but for its key: an address,
        its own or the provider's, and every setting."""
        return bool(address or self.address) and all(options.get(name) for name in self.settings)

    def check_amount(self, amount: Money) -> None:
        """Raises BadInput where the provider would refuse the amount."""
        if amount.minor < self.least:
            raise BadInput(Field.AMOUNT, InputProblem.AMOUNT_TOO_SMALL, str(self.money(self.least)))
        if amount.minor > self.most:
            raise BadInput(Field.AMOUNT, InputProblem.AMOUNT_TOO_LARGE, str(self.money(self.most)))
        self.check_step(amount)

    def check_step(self, amount: Money) -> None:
        """Raises BadInput for cents where the network has none."""
        if amount.minor % self.step:
            raise BadInput(Field.AMOUNT, InputProblem.AMOUNT_NOT_WHOLE, self.name or self.brand)

    def check_fields(self, named: Mapping[str, str]) -> None:
        """Raises BadInput where the provider would refuse these custom fields."""
        if len(named) > self.most_fields:
            most = str(self.most_fields)
            raise BadInput(Field.FIELDS, InputProblem.FIELDS_TOO_MANY, most)

    def check_description(self, text: str) -> None:
        """Raises BadInput where the provider would refuse the description."""
        if any(not letter.isprintable() for letter in text):
            raise BadInput(Field.DESCRIPTION, InputProblem.DESCRIPTION_UNPRINTABLE)
        if text and len(text) < self.description_least:
            least = str(self.description_least)
            raise BadInput(Field.DESCRIPTION, InputProblem.DESCRIPTION_TOO_SHORT, least)
        if len(text) > self.description_most:
            most = str(self.description_most)
            raise BadInput(Field.DESCRIPTION, InputProblem.DESCRIPTION_TOO_LONG, most)

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)
