"""What takes a journal of today back to an earlier version, for tests of its migrations."""

_OF_THE_COUNTER = ("tendered", "pledged", "received", "troubled_parts", "by_hand")
_OF_RECEIPTS = ("receipts", "shop_receipts")
TO_BEFORE_THE_LEDGER = (
    *(f"ALTER TABLE sales DROP COLUMN {column}" for column in _OF_RECEIPTS),
    *(f"ALTER TABLE sales DROP COLUMN {column}" for column in _OF_THE_COUNTER),
    "DROP VIEW movements",
    "DROP VIEW sale_lines",
    "DROP VIEW takings_by_day",
    "DROP TABLE ledger",
    "ALTER TABLE strays DROP COLUMN provider_at",
    "ALTER TABLE strays DROP COLUMN period",
    "ALTER TABLE strays DROP COLUMN fee",
    "ALTER TABLE sales DROP COLUMN duplicate_of",
    "ALTER TABLE sales DROP COLUMN printed",
    "ALTER TABLE sales DROP COLUMN invoice",
    "DELETE FROM _sqlite_migrations WHERE name >= '009'",
)
