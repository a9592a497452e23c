"""ClicPay's transactions and balances: state, outcome and JSON."""

import re
from dataclasses import dataclass, replace
from typing import Any

from pos_app.sandbox.clicpay.codes import words_of
from pos_app.sandbox.clicpay.wallets import BY_SLUG, EXPIRED, OPENING_BALANCE, Method
from pos_app.sandbox.server.endpoint_schema import (
    INTEGER,
    NUMBER,
    TEXT,
    Schema,
    exactly,
    one_of,
    or_null,
)
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import Instant, iso_seconds
from pos_app.sandbox.world.world import APPROVED, World

CHARGE, PAYOUT = "charge", "payout"
PENDING, SUCCESSFUL = "pending", "successful"

_CODE = re.compile(r"(?:INS-)?[0-9]{1,5}")

STATUS: Schema = one_of(PENDING, SUCCESSFUL, "failed", "cancelled")
HISTORY_ROW: Schema = exactly(
    clicpay_reference=TEXT,
    status=STATUS,
    amount=NUMBER,
    msisdn=or_null(TEXT),
    reference_description=or_null(TEXT),
    internal_notes=or_null(TEXT),
    type=one_of("c2b", "b2c", "card"),
    created_at=TEXT,
    completed_at=or_null(TEXT),
    transaction_id=INTEGER,
)


@dataclass(frozen=True, slots=True)
class Transaction:
    id: int
    kind: str
    method: str
    amount: int
    payer: str | None
    idempotency_key: str | None
    status: str = PENDING
    message: str = "Transação pendente"
    reference_description: str | None = None
    internal_notes: str | None = None
    created_at: Instant = 0
    completed_at: Instant | None = None
    code: str | None = None
    words: str | None = None
    told_as: str | None = None

    @property
    def wallet(self) -> int:
        return BY_SLUG[self.method].wallet

    @property
    def type(self) -> str:
        if self.method == "netshop":
            return "card"
        return "c2b" if self.kind == CHARGE else "b2c"

    @property
    def effect(self) -> int:
        """Return by how much it changed the wallet."""
        if self.status != SUCCESSFUL:
            return 0
        return self.amount if self.kind == CHARGE else -self.amount

    def ended(self, outcome: str, at: Instant) -> "Transaction":
        """End it. An unknown outcome is a code of the network's, or its very text."""
        method = BY_SLUG[self.method]
        if outcome == APPROVED:
            message, code, words = "Transação concluída com sucesso", None, None
        elif outcome in method.failures:
            message = method.failures[outcome]
            code, _, words = message.rpartition(": ")
        else:
            code = outcome if _CODE.fullmatch(outcome) else None
            words = words_of(self.method, outcome)
            message = outcome if words is None else f"{outcome} {words}"
        failed = "failed" if outcome == EXPIRED else method.failed
        return replace(
            self,
            status=SUCCESSFUL if outcome == APPROVED else failed,
            message=message,
            code=code or None,
            words=words,
            completed_at=at,
        )

    def said(self, form: str) -> dict[str, Any]:
        """Format its outcome; a failure's code stands where this form has it."""
        if self.code is None or form == "message":
            return {"message": self.message}
        return {
            "message": self.message if form == "both" else "Transação falhou",
            "provider_response_code": self.code,
            "provider_status_text": self.words or "",
        }

    def told(self, reference: str) -> dict[str, Any]:
        return {
            "clicpay_reference": reference,
            "status": self.status,
            "amount": money.number(self.amount),
            "msisdn": self.payer,
            "reference_description": self.reference_description,
            "internal_notes": self.internal_notes,
            "transaction_id": self.id,
        }

    def as_history(self, reference: str) -> dict[str, Any]:
        ended = self.completed_at
        return self.told(reference) | {
            "type": self.type,
            "created_at": iso_seconds(self.created_at),
            "completed_at": None if ended is None else iso_seconds(ended),
        }


@dataclass(frozen=True, slots=True)
class Balance:
    minor: int


class Balances:
    """Running balances, not summed anew: a till may ask for them often."""

    def __init__(self, world: World) -> None:
        self._rows = world.shelf("clicpay.balances", Balance)

    def of(self, method: Method) -> int:
        row = self._rows.get(method.slug)
        return OPENING_BALANCE if row is None else row.minor

    def add(self, transaction: Transaction) -> None:
        method = BY_SLUG[transaction.method]
        self._rows[method.slug] = Balance(self.of(method) + transaction.effect)
