"""Marks what a provider told as delivered, once the right till's chain has it, and as undelivered
where the till has lost that.

A call may come after its event: a till that asks by itself was faster. So what is undelivered is
held against what chains tell, and not the other way round.
"""

from collections.abc import Iterable, Sequence

from pos_app.office.folding.history import ToldPayment
from pos_app.office.folding.reading_events import Db
from pos_app.office.folding.sale_row import storable

# Two payments may bear one id. Where several calls tell of it, the chain may have one of them and
# lack the other: then the till has to say of each that it has it, too.
_DELIVERED = b"""
    UPDATE call SET delivered_at = now(), till = coalesce(call.till, told.till)
    FROM account, account_shop, told_payment told
    WHERE call.delivered_at IS NULL AND call.payment <> ''
        AND account.account = call.account AND account_shop.account = call.account
        AND told.shop = account_shop.shop AND told.provider = account.provider
        AND told.payment = call.payment AND NOT told.lost
        AND (call.till IS NULL OR call.till = told.till)
        AND (call.done_at IS NOT NULL
            OR NOT EXISTS (
                SELECT 1 FROM call other WHERE other.account = call.account
                AND other.payment = call.payment AND other.mark <> call.mark)
            OR EXISTS (
                SELECT 1 FROM call_seen seen WHERE seen.account = call.account
                AND seen.mark = call.mark AND seen.till = told.till))
    RETURNING call.account, call.mark
"""
_TOLD = b"""
    SELECT shop, provider, payment, sale FROM told_payment
    WHERE till = %s AND sale <> '' AND sale = ANY(%s) AND NOT lost
"""
_LOST = b"""
    UPDATE told_payment SET lost = true
    WHERE shop = %s AND provider = %s AND payment = %s AND sale = %s AND till = %s
"""
_DELIVER_AGAIN = b"""
    UPDATE call SET delivered_at = NULL, done_at = NULL
    FROM account, account_shop
    WHERE account.account = call.account AND account_shop.account = call.account
        AND account_shop.shop = %s AND account.provider = %s
        AND call.payment = %s AND call.till = %s AND call.taken_by = ''
"""


def mark_delivered(db: Db) -> int:
    """Returns how many calls were marked."""
    return len(db.execute(_DELIVERED).fetchall())


def deliver_again(db: Db, till: int, sales: Sequence[str], told: Iterable[ToldPayment]) -> None:
    """Takes back what was delivered to a way that the till lost: on the living one these sales wait
    for it still. `told` is what all ways that count tell of them."""
    known = {(storable(one.provider), storable(one.payment), one.sale) for one in told}
    for shop, *told_of in db.execute(_TOLD, [till, sales]).fetchall():
        provider, payment, sale = told_of
        if (provider, payment, sale) not in known:
            db.execute(_LOST, [shop, provider, payment, sale, till])
            db.execute(_DELIVER_AGAIN, [shop, provider, payment, till])
