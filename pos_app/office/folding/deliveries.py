"""Marks what a provider told as delivered, once the right till's chain has it.

A call may come after its event: a till that asks by itself was faster. So what is undelivered is
held against what chains tell, and not the other way round.
"""

from pos_app.office.folding.reading_events import Db

# Two payments may bear one id. Where several calls tell of it, the chain may have one of them and
# lack the other: then the till has to say of each that it has it, too.
_DELIVERED = b"""
    UPDATE call SET delivered_at = now(), till = coalesce(call.till, told.till)
    FROM account, account_shop, told_payment told
    WHERE call.delivered_at IS NULL AND call.payment <> ''
        AND account.account = call.account AND account_shop.account = call.account
        AND told.shop = account_shop.shop AND told.provider = account.provider
        AND told.payment = call.payment AND (call.till IS NULL OR call.till = told.till)
        AND (call.done_at IS NOT NULL
            OR NOT EXISTS (
                SELECT 1 FROM call other WHERE other.account = call.account
                AND other.payment = call.payment AND other.mark <> call.mark)
            OR EXISTS (
                SELECT 1 FROM call_seen seen WHERE seen.account = call.account
                AND seen.mark = call.mark AND seen.till = told.till))
    RETURNING call.account, call.mark
"""


def mark_delivered(db: Db) -> int:
    """Returns how many calls were marked."""
    return len(db.execute(_DELIVERED).fetchall())
