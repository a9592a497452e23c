"""Words for a payment service's statement beside the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.reconciliation.comparison import Basis, Compared, Finding
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.reconciliation.period import ReconciledPeriod

_FINDINGS: Mapping[Finding, str] = {
    Finding.MATCHED: QT_TRANSLATE_NOOP("words", "Matches"),
    Finding.DIFFERENT: QT_TRANSLATE_NOOP("words", "Differs"),
    Finding.ONLY_HERE: QT_TRANSLATE_NOOP("words", "Only in the journal"),
    Finding.ONLY_THERE: QT_TRANSLATE_NOOP("words", "Only in the statement"),
}
_FEE_DIFFERS = QT_TRANSLATE_NOOP("words", "The fee differs")
_BY_TIME = QT_TRANSLATE_NOOP("words", "Matched by amount and time alone: {0}")
_TO_THE_CENT = QT_TRANSLATE_NOOP("words", "Reconciled to the cent")
_NO_STATEMENT = QT_TRANSLATE_NOOP("words", "No statement of this period yet")
_OPEN = QT_TRANSLATE_NOOP("words", "Differences to resolve: {0}")
_UNSTATED = QT_TRANSLATE_NOOP("words", "Days without a statement: {0}")

# By the words of `ports.statement_lists.WhyUnread`.
_UNREAD: Mapping[str, str] = {
    "no_amount": QT_TRANSLATE_NOOP("words", "No amount"),
    "no_date": QT_TRANSLATE_NOOP("words", "No date"),
    "other_currency": QT_TRANSLATE_NOOP("words", "Another currency"),
    "not_done": QT_TRANSLATE_NOOP("words", "Not completed"),
    "unknown_state": QT_TRANSLATE_NOOP("words", "Unknown status"),
}
# By the words of `ports.statements.LineFact`.
_FACTS: Mapping[str, str] = {
    "date": QT_TRANSLATE_NOOP("words", "Date"),
    "time": QT_TRANSLATE_NOOP("words", "Time"),
    "amount": QT_TRANSLATE_NOOP("words", "Amount"),
    "net": QT_TRANSLATE_NOOP("words", "Amount after the fee"),
    "paid_in": QT_TRANSLATE_NOOP("words", "Money in"),
    "paid_out": QT_TRANSLATE_NOOP("words", "Money out"),
    "direction": QT_TRANSLATE_NOOP("words", "In or out"),
    "reference": QT_TRANSLATE_NOOP("words", "Reference"),
    "payment": QT_TRANSLATE_NOOP("words", "Transaction no."),
    "fee": QT_TRANSLATE_NOOP("words", "Fee"),
    "currency": QT_TRANSLATE_NOOP("words", "Currency"),
    "state": QT_TRANSLATE_NOOP("words", "Status"),
    "text": QT_TRANSLATE_NOOP("words", "Description"),
}


def finding_words(one: Compared) -> str:
    """Returns what the comparison of a movement and a line came to."""
    if one.finding is Finding.DIFFERENT and not one.difference:
        return say(_FEE_DIFFERS)
    return say(_FINDINGS[one.finding])


def name_in(one: Compared) -> str:
    """Returns the reference by which a person finds it at the service, or else here."""
    if one.there is not None:
        return one.there.reference or one.there.payment
    return next(iter(one.here.references), "") if one.here else ""


def unread_words(why: str) -> str:
    return say(_UNREAD[why])


def fact_words(fact: str) -> str:
    """Returns the name of what a column holds."""
    return say(_FACTS[fact])


def period_words(period: ReconciledPeriod) -> list[str]:
    """Returns whether the period is reconciled to the cent, or what is open."""
    if not period.is_stated:
        return [say(_NO_STATEMENT)]
    lines = [say(_TO_THE_CENT)] if period.is_to_the_cent else []
    if period.open:
        lines.append(say(_OPEN, len(period.open)))
    if period.unstated:
        lines.append(say(_UNSTATED, len(period.unstated)))
    by_time = sum(one.basis is Basis.AMOUNT_AND_TIME for one in period.found)
    return lines + ([say(_BY_TIME, by_time)] if by_time else [])
