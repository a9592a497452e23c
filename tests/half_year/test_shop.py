"""The shop of these tests is a sound journal, with every trouble that a shop has."""

from contextlib import closing
from pathlib import Path

from half_year.lives import WAYS
from half_year.shop import CASHIERS, write_shop
from sqlite_utils import Database

from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal


def test_a_shop_of_half_a_year_is_sound_and_has_every_trouble(tmp_path: Path) -> None:
    write_shop(tmp_path / "journal.sqlite3", 3_000, closes=True)
    with closing(read_journal(tmp_path / "journal.sqlite3")) as db:
        told = verify(db)
        assert (told.sound, told.problems) == (True, [])
        assert counted(db, "SELECT COUNT(DISTINCT method) FROM sales") == len(WAYS) + 1
        assert counted(db, "SELECT COUNT(DISTINCT cashier) FROM sales") == len(CASHIERS)
        for trouble in (
            "sales WHERE state = 'unknown'",
            "sales WHERE purpose = 'refund' AND state = 'paid'",
            "sales WHERE flags <> ''",
            "sales WHERE reason = 'settled_by_hand'",
            "ledger WHERE day > date(sold_on, '+3 days')",
            "ledger WHERE fee > 0",
            "ledger WHERE kind = 'by_hand'",
            "ledger WHERE kind = 'captured'",
            "ledger WHERE kind = 'paid_out'",
            "ledger WHERE kind = 'paid_twice'",
            "ledger WHERE kind = 'unmatched'",
            "ledger WHERE kind = 'refunded' AND method = 'cash.ao'",
            "ledger WHERE close IS NULL",
            "sales WHERE purpose = 'split' AND state = 'paid'",
            "sales WHERE purpose = 'split' AND state = 'cancelled' AND returned > 0",
            "sales WHERE purpose = 'authorization' AND state = 'cancelled'",
        ):
            assert counted(db, f"SELECT COUNT(*) FROM {trouble}"), trouble


def counted(db: Database, query: str) -> int:
    (count,) = db.conn.execute(query).fetchone()
    return int(count)
