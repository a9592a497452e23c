"""The life of every sale in the log: a line for each transition."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from till.test_recorder import NO, open_book

from pos_app.domain.events import (
    Accepted,
    Cancelling,
    Event,
    Expired,
    Flag,
    Mismatched,
    OutcomeUnknown,
    Paid,
    StatusPathChanged,
)
from pos_app.domain.reasons import Reason
from pos_app.till import transition_log
from pos_app.till.recorder import SaleRecorder


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], list[str]]]:
    """What has been written since it was last read."""

    def read() -> list[str]:
        lines = [
            record.getMessage()
            for record in caplog.records
            if record.name == transition_log.__name__
        ]
        caplog.clear()
        return lines

    with caplog.at_level(logging.INFO, transition_log.__name__):
        yield read


def odd(flag: Flag) -> Mismatched:
    return Mismatched(flag=flag, amount=None)


async def test_every_transition_of_a_sale_is_a_line_in_the_log(
    tmp_path: Path, log: Callable[[], list[str]]
) -> None:
    """What somebody needs who is told of sale 1 on the telephone; no customer's number in it."""
    steps: list[tuple[tuple[Event, ...], str, str]] = [
        ((Accepted(reference="1"),), "sending -> waiting", "accepted"),
        ((StatusPathChanged(follow="/x"),), "", ""),  # nothing that anybody asks for
        ((Cancelling(),), "waiting -> waiting", "cancelling [cancelling]"),
        (
            (OutcomeUnknown(reason=Reason.NO_ANSWER), odd(Flag.SHORT), odd(Flag.EXCESS)),
            "waiting -> unknown",
            "lost mismatched mismatched (no_answer) [excess, short, cancelling]",
        ),
        (
            (odd(Flag.MISMATCH),),
            "unknown -> unknown",
            "mismatched (no_answer) [excess, mismatch, short, cancelling]",
        ),
        ((Paid(),), "unknown -> paid", "paid [excess, mismatch, short]"),
        (
            (Expired(reason=Reason.OTHER),),
            "paid -> paid",
            "expired [contradicted, excess, mismatch, short]",
        ),
    ]
    async with open_book(tmp_path) as till:
        sale = await till.sell()
        assert log() == ["sale 1 vpos payment new -> sending 1500.00 AOA"]
        for events, step, words in steps:
            commands = all(isinstance(event, Cancelling) for event in events)
            write: Any = till.book.command if commands else till.book.evidence
            sale = await write(sale, *events)
            line = f"sale 1 vpos payment {step} 1500.00 AOA {words}"
            assert log() == ([line] if step else [])


async def test_a_refund_and_its_sale_are_a_line_each(
    tmp_path: Path, log: Callable[[], list[str]]
) -> None:
    async with open_book(tmp_path) as till:
        refund = await till.give_back()
        assert log()[-2:] == [
            "sale 2 vpos refund new -> sending 1500.00 AOA",
            "sale 1 vpos payment paid -> paid 1500.00 AOA [under way]",
        ]
        await till.book.evidence(refund, NO)
        assert log() == [
            "sale 2 vpos refund sending -> declined 1500.00 AOA declined (no_money)",
            "sale 1 vpos payment paid -> paid 1500.00 AOA",
        ]


async def test_what_belongs_to_a_sale_of_an_earlier_run_is_told_of_it_alone(
    tmp_path: Path, log: Callable[[], list[str]]
) -> None:
    """Not that it was paid just now, which whoever follows the money would believe."""
    async with open_book(tmp_path) as till:
        await till.give_back(by=SaleRecorder(till.journal))
        assert log()[-1] == "sale 1 vpos payment paid -> paid 1500.00 AOA [under way]"


async def test_a_sale_that_is_taken_up_has_done_nothing_yet(
    tmp_path: Path, log: Callable[[], list[str]]
) -> None:
    """After a restart: what it changes from here on is told, also of the sale it belongs to."""
    async with open_book(tmp_path) as till:
        refund = await till.give_back()
        log()
        again = SaleRecorder(till.journal)
        await again.meet(refund)
        assert log() == []
        await again.evidence(refund, NO)
        assert log() == [
            "sale 2 vpos refund sending -> declined 1500.00 AOA declined (no_money)",
            "sale 1 vpos payment paid -> paid 1500.00 AOA",
        ]
        await again.meet(refund)  # as it was before: what was told since is known
        await again.evidence(refund, StatusPathChanged(follow="/x"))
        assert log() == []


async def test_a_sale_that_nobody_met_is_told_from_where_it_was_found(
    tmp_path: Path, log: Callable[[], list[str]]
) -> None:
    async with open_book(tmp_path) as till:
        sale = await till.sell()
        log()
        sale = await SaleRecorder(till.journal).evidence(sale, Accepted())
        sale = await SaleRecorder(till.journal).command(sale, Cancelling())
        await SaleRecorder(till.journal).evidence(sale, Paid())
        assert log() == [
            "sale 1 vpos payment sending -> waiting 1500.00 AOA accepted",
            "sale 1 vpos payment waiting -> waiting 1500.00 AOA cancelling [cancelling]",
            "sale 1 vpos payment waiting -> paid 1500.00 AOA paid",
        ]
