"""Deliberate mistakes of the kinds that the outside world showed: one movement of money counted
twice, evidence thrown away, somebody else's word taken for the provider's.

Of each kind there is one here or in `bugs.py`, or it is said where else it is tried: a simulated
day has one till, one thread and no output.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from faults.simulation import shop

from pos_app.domain import fold
from pos_app.domain.events import Identified, OutcomeUnknown
from pos_app.domain.rules.follow_up import may_still_be_paid
from pos_app.gateways import clicpay, decline_codes, http, response_json, vpos
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.http import HttpSender
from pos_app.journal import store
from pos_app.journal.checks import replay
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.checks.replaced_file_check import FileIdentity
from pos_app.ports.gateway import NotPaid
from pos_app.till.providers.payment_calls import PaymentCalls
from pos_app.till.tracking import late_polling, polling, submission
from pos_app.till.tracking.late_polling import LatePoller

Patch = Any


def _a_transaction_may_be_two_sales() -> list[Patch]:
    def none(event: Any) -> tuple[str, ...]:
        del event
        return ()

    return [mock.patch.object(module, "identities_of", none) for module in (store, replay)]


def _a_failed_answer_names_no_charge() -> list[Patch]:
    events = submission.charge_events

    def without_charge(*told: Any) -> Any:
        return tuple(one for one in events(*told) if not isinstance(one, Identified))

    return [mock.patch.object(submission, "charge_events", without_charge)]


def _money_goes_out_again_after_any_failure() -> list[Patch]:
    return [
        mock.patch.object(submission, "GOES_OUT", frozenset()),
        mock.patch.object(polling, "GOES_OUT", frozenset()),
    ]


def _a_code_that_nobody_understands_is_a_no() -> list[Patch]:
    def no(self: decline_codes.CodeRow, detail: str, charge: Any = None) -> NotPaid:
        return NotPaid(self.end, self.reason, detail, charge)

    return [mock.patch.object(decline_codes.CodeRow, "meaning", no)]


def _any_page_is_the_providers_word() -> list[Patch]:
    def always(answer: Any) -> bool:
        del answer
        return True

    return [
        mock.patch.object(clicpay, "is_its_own", always),
        mock.patch.object(clicpay, "is_no_charge", always),
        mock.patch.object(vpos, "_is_its_own", always),
    ]


def _of_two_values_the_last_one_counts() -> list[Patch]:
    def read(answer: Any) -> Any:
        try:
            return json.loads(answer.text, parse_float=Decimal, parse_constant=lambda _: None)
        except (ValueError, ArithmeticError, RecursionError):
            return None

    return [
        mock.patch.object(module, "read_json", read) for module in (response_json, clicpay, vpos)
    ]


def _facts_that_disagree_are_passed_over() -> list[Patch]:
    def always(*_: Any, **__: Any) -> bool:
        return True

    return [
        mock.patch.object(clicpay, "_agrees", always),
        mock.patch.object(vpos, "_agrees", always),
        mock.patch.object(clicpay, "is_currency", always),
        mock.patch.object(response_json, "is_currency", always),
    ]


def _a_key_is_remembered_for_ever() -> list[Patch]:
    week = 7 * 24 * 3600
    rows = {**METHODS, "vpos": replace(METHODS["vpos"], repeat_harmless_for=week)}
    return [mock.patch.object(shop, "METHODS", rows)]


def _late_looks_end_by_the_clock_on_the_wall() -> list[Patch]:
    """At a start too, where otherwise the one look at the newest covers this mistake."""

    def by_the_wall(self: LatePoller, sale: Any, method: Any) -> bool:
        return may_still_be_paid(sale, method, self._now())

    return [
        mock.patch.object(LatePoller, "_may_still_be_paid", by_the_wall),
        mock.patch.object(late_polling, "POLLED_AT_A_START", 0),
    ]


def _nobody_looks_whether_the_file_is_there() -> list[Patch]:
    def nothing(self: FileIdentity) -> list[Any]:
        del self
        return []

    return [mock.patch.object(FileIdentity, name, nothing) for name in ("check", "confirm")]


def _a_journal_of_yesterday_is_gone_on_with() -> list[Patch]:
    def nothing(self: Shown, db: Any) -> None:
        del self, db

    return [mock.patch.object(Shown, "check", nothing)]


def _a_restore_is_forgotten_at_the_next_look() -> list[Patch]:
    def nothing(sale: Any, event: Any) -> dict[str, Any]:
        del sale, event
        return {}

    return [mock.patch.dict(fold._CHANGES, {OutcomeUnknown: nothing})]


def _one_provider_stands_in_anothers_way() -> list[Patch]:
    """Of fewer slots than a shop has, so that a day's customers are enough to fill them."""
    shared: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}

    def slot(self: HttpSender, *_: Any) -> asyncio.Semaphore:
        del self
        return shared.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(2))

    return [mock.patch.object(http.HttpSender, "_slot", slot)]


def _an_empty_queue_ends_what_is_told_by_calls() -> list[Patch]:
    async def never(self: PaymentCalls) -> bool:
        del self
        return False

    return [mock.patch.object(PaymentCalls, "are_used", never)]


def _whoever_leads_round_is_followed_for_ever() -> list[Patch]:
    async def always(journal: Any, sale: Any, follow: str) -> bool:
        del journal
        return bool(follow != sale.status_path)

    def any_path(location: str, root: str) -> str:
        del root
        return urlsplit(location).path

    return [
        mock.patch.object(vpos, "_path", any_path),
        mock.patch.object(polling, "is_news", always),
        mock.patch.object(polling, "MOST_MOVES", 100),  # long after a day has seen enough
    ]


# The number of each kind in the list of what was seen from outside.
KINDS: Mapping[int, tuple[Callable[[], list[Patch]], ...]] = {
    1: (_a_transaction_may_be_two_sales,),
    2: (_a_failed_answer_names_no_charge, _money_goes_out_again_after_any_failure),
    3: (_a_code_that_nobody_understands_is_a_no,),
    4: (_any_page_is_the_providers_word,),
    5: (_of_two_values_the_last_one_counts, _facts_that_disagree_are_passed_over),
    6: (_a_key_is_remembered_for_ever, _late_looks_end_by_the_clock_on_the_wall),
    7: (_nobody_looks_whether_the_file_is_there, _a_journal_of_yesterday_is_gone_on_with),
    8: (_a_restore_is_forgotten_at_the_next_look,),
    9: (_one_provider_stands_in_anothers_way,),
    11: (_an_empty_queue_ends_what_is_told_by_calls,),
    12: (_whoever_leads_round_is_followed_for_ever,),
}

# What a day with one till, one clerk and no output cannot see, and the tests that can.
ELSEWHERE: Mapping[int, tuple[str, ...]] = {
    6: ("ui/sell/sales/test_sales_model.py",),  # in which order the screen believes what it hears
    7: ("cli/test_computer.py",),  # a profile on another computer
    10: ("till/providers/test_acknowledgement.py",),  # a hundred known payments in front
    13: ("till/test_intent.py", "cli/test_cashier.py"),
    14: ("journal/test_held.py",),  # SQLite waits by the computer's clock
    15: ("cli/test_telling.py", "cli/test_disks.py"),
    16: ("gateways/clicpay/test_gateway.py", "sandbox/test_provider_modes.py"),
    17: ("installation/test_charge_limits.py",),
}
