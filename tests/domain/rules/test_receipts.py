"""Receipts: every purpose in every state, with whatever is odd about it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from domain.sales import AT, sent

from pos_app.domain.events import Flag, Purpose, State
from pos_app.domain.rules.receipts import (
    ReceiptKind,
    moved_at,
    offers_receipt,
    receipt_kind,
)

OF_DONE = {
    Purpose.PAYMENT: ReceiptKind.PAYMENT,
    Purpose.SPLIT: ReceiptKind.PAYMENT,
    Purpose.AUTHORIZATION: ReceiptKind.PAYMENT,
    Purpose.CAPTURE: ReceiptKind.CAPTURE,
    Purpose.REFUND: ReceiptKind.REFUND,
    Purpose.PAYOUT: ReceiptKind.PAYOUT,
    Purpose.RELEASE: None,  # no money moves
}
# It is there all the same, or somebody has to give some of it back.
HARMLESS = {Flag.EXCESS, Flag.PAID_TWICE, Flag.PAID_AFTER_CANCEL, Flag.PAID_AFTER_END}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("purpose", Purpose)
def test_what_is_done_or_held_has_a_receipt_of_its_kind(purpose: Purpose, state: State) -> None:
    sale = replace(sent(), purpose=purpose, state=state)
    kind = OF_DONE[purpose] if state is State.PAID else None
    if (purpose, state) == (Purpose.AUTHORIZATION, State.AUTHORIZED):
        kind = ReceiptKind.HOLD
    assert receipt_kind(sale) is kind
    assert offers_receipt(sale) is (kind is not None)


@pytest.mark.parametrize("flag", Flag)
def test_what_is_contested_has_none_until_a_manager_has_looked(flag: Flag) -> None:
    paid = replace(sent(), state=State.PAID, flags=frozenset({flag}))
    held = replace(paid, state=State.AUTHORIZED, purpose=Purpose.AUTHORIZATION)
    for sale in (paid, held):
        assert offers_receipt(sale) is (flag in HARMLESS)
        assert offers_receipt(replace(sale, flags=frozenset(), cleared=frozenset({flag})))
    split = replace(sent(), state=State.PAID, purpose=Purpose.SPLIT)
    assert (receipt_kind(split, [sent(), paid]) is not None) is (flag in HARMLESS)


@pytest.mark.parametrize("purpose", [Purpose.CAPTURE, Purpose.REFUND])
def test_a_capture_or_a_refund_in_doubt_takes_its_parents_receipt_once_it_was_told(
    purpose: Purpose,
) -> None:
    paid = replace(sent(), state=State.PAID, purpose=Purpose.AUTHORIZATION)
    child = replace(sent(), purpose=purpose, flags=frozenset({Flag.CONTRADICTED}))
    assert receipt_kind(paid, [replace(child, state=State.PAID)]) is None
    assert receipt_kind(paid, [replace(child, state=State.DECLINED)]) is ReceiptKind.PAYMENT


def test_a_part_whose_outcome_is_unknown_takes_the_receipt_of_the_whole_sale() -> None:
    split = replace(sent(), state=State.PAID, purpose=Purpose.SPLIT)
    assert receipt_kind(split, [replace(sent(), state=State.UNKNOWN)]) is None


def test_a_refund_under_way_takes_no_payments_receipt_a_capture_takes_the_holds() -> None:
    paid = replace(sent(), state=State.PAID, pending_operation="o")
    assert receipt_kind(paid) is ReceiptKind.PAYMENT
    held = replace(paid, state=State.AUTHORIZED, purpose=Purpose.AUTHORIZATION)
    assert receipt_kind(held) is None


def test_a_receipts_moment_is_the_end_of_the_sale_and_of_a_hold_its_beginning() -> None:
    sale = replace(sent(), created_at=AT)
    assert sale.first_sent_at == moved_at(sale) == AT
    later, latest = AT + timedelta(seconds=5), AT + timedelta(seconds=9)
    assert moved_at(replace(sale, first_sent_at=None, created_at=later)) == later
    assert moved_at(replace(sale, first_sent_at=later)) == later
    ended = replace(sale, first_sent_at=later, settled_at=latest)
    assert moved_at(replace(ended, state=State.PAID)) == latest
    assert moved_at(replace(ended, state=State.AUTHORIZED)) == later, "it had ended before"
