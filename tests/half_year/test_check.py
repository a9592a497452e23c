"""Every total that the till tells is what the events come to: `make books-check`, in small."""

from pathlib import Path

from half_year.check import differences
from half_year.plain_sql import accountant
from half_year.shop import write_shop
from half_year.told import Till

_SALES, _DAYS = 500, 14
_SEED = 4  # of a small shop that has a sale of each kind that is looked for


def test_every_total_is_what_plain_sql_makes_of_the_events(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    write_shop(journal, _SALES, _DAYS, _SEED, closes=True)
    with Till.reading(journal, tmp_path) as till, accountant(journal) as books:
        assert list(differences(till, books, _DAYS)) == []
