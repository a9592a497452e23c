"""Deliberate mistakes about money by hand, sales that are paid in parts, and the drawer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from unittest import mock
from uuid import uuid4

from pos_app.domain import fold
from pos_app.domain.audit_notes import ShiftClosed
from pos_app.domain.books.drawer import known_from, moved_by
from pos_app.domain.events import PartStarted, State
from pos_app.journal import store
from pos_app.journal.books import drawer
from pos_app.till.counter import Counter

Patch = Any


def _a_second_press_for_cash_is_a_second_sale() -> list[Patch]:
    record, seen = Counter.record, set[str]()

    async def another(self: Counter, sale_id: str, *how: Any) -> Any:
        if sale_id in seen:
            sale_id = uuid4().hex
        seen.add(sale_id)
        return await record(self, sale_id, *how)

    return [mock.patch.object(Counter, "record", another)]


def _a_part_may_be_more_than_is_missing() -> list[Patch]:
    def always(split: Any, event: Any) -> dict[str, Any]:
        return {"pledged_minor": split.pledged_minor + event.amount.minor}

    return [mock.patch.dict(fold._CHANGES, {PartStarted: always})]


def _a_split_sale_hears_nothing_of_its_parts() -> list[Patch]:
    return [mock.patch.object(store, "told_to_parent", return_value=None)]


def _what_is_asked_for_counts_as_there() -> list[Patch]:
    by_parts = fold._state_by_parts

    def hopeful(split: Any, state: Any) -> Any:
        received = split.received_minor + split.pledged_minor
        return by_parts(replace(split, received_minor=received), state)

    return [mock.patch.object(fold, "_state_by_parts", hopeful)]


def _a_cancelled_split_sale_keeps_what_came() -> list[Patch]:
    by_parts = fold._state_by_parts

    def at_once(split: Any, state: Any) -> Any:
        ended = by_parts(split, state)
        return State.CANCELLED if split.cancelling and ended is State.WAITING else ended

    return [mock.patch.object(fold, "_state_by_parts", at_once)]


def _what_left_with_the_count_is_still_in_the_drawer() -> list[Patch]:
    def all_of_it(seq: int, note: Any, at: Any, currency: Any) -> Any:
        line = known_from(seq, note, at, currency)
        if line and isinstance(note, ShiftClosed):
            return replace(line, amount=note.document.drawer[0].counted)
        return line

    return [mock.patch.object(drawer, "known_from", all_of_it)]


def _cash_that_is_taken_out_is_forgotten() -> list[Patch]:
    def only_in(*told: Any) -> Any:
        line = moved_by(*told)
        return line if line and line.amount.minor > 0 else None

    return [mock.patch.object(drawer, "moved_by", only_in)]


COUNTER_MISTAKES: Sequence[Callable[[], list[Patch]]] = (
    _a_second_press_for_cash_is_a_second_sale,
    _a_part_may_be_more_than_is_missing,
    _a_split_sale_hears_nothing_of_its_parts,
    _what_is_asked_for_counts_as_there,
    _a_cancelled_split_sale_keeps_what_came,
    _what_left_with_the_count_is_still_in_the_drawer,
    _cash_that_is_taken_out_is_forgotten,
)
