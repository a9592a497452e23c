"""Migrations of the journal's schema: the tables, indexes and guards of each version, by name."""

from collections.abc import Mapping

from sqlite_utils import Database, Migrations

from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.journal.books.views import SALE_LINES, VIEWS
from pos_app.journal.checks.replay import Replay

migrations = Migrations("journal")


@migrations(name="001_events_and_sales")
def _events_and_sales(db: Database) -> None:
    """Creates the events, which are the truth, and rows of `sales` and `payments`, which follow
    from them, for queries."""
    for statement in _FIRST:
        db.execute(statement)


# By these triggers the database itself refuses to change past events.
GUARDS: Mapping[str, str] = {
    "events_are_not_changed": """
    CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
    """,
    "events_are_not_deleted": """
    CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
    """,
}

_FIRST = (
    """
    CREATE TABLE events (
        seq  INTEGER PRIMARY KEY,  -- counts without gaps within a till
        till TEXT NOT NULL,
        sale TEXT NOT NULL,
        at   TEXT NOT NULL,        -- UTC, ISO 8601 with microseconds
        kind TEXT NOT NULL,
        data TEXT NOT NULL,        -- JSON
        hash TEXT NOT NULL         -- SHA-256 over the event and the hash before it
    ) STRICT
    """,
    "CREATE INDEX events_of_sale ON events (sale)",
    *GUARDS.values(),
    """
    CREATE TABLE sales (
        id            TEXT PRIMARY KEY,
        till          TEXT NOT NULL,
        number        INTEGER NOT NULL,
        method        TEXT NOT NULL,
        amount        INTEGER NOT NULL,  -- minor units
        currency      TEXT NOT NULL,
        phone         TEXT,              -- E.164
        description   TEXT NOT NULL,
        key           TEXT NOT NULL,
        business_day  TEXT NOT NULL,
        created_at    TEXT NOT NULL,
        updated_at    TEXT NOT NULL,
        state         TEXT NOT NULL,
        first_sent_at TEXT,
        tries         INTEGER NOT NULL,
        account       TEXT NOT NULL,
        reference     TEXT,
        follow        TEXT,
        entity        TEXT,
        expires_at    TEXT,
        expected_at   TEXT,
        settled_at    TEXT,
        cancelling    INTEGER NOT NULL,
        reason        TEXT,
        detail        TEXT NOT NULL,
        payment       TEXT,
        flags         TEXT NOT NULL      -- separated by spaces
    ) STRICT
    """,
    "CREATE UNIQUE INDEX sales_by_number ON sales (number)",
    "CREATE INDEX sales_by_day ON sales (business_day, number)",
    "CREATE INDEX sales_by_reference ON sales (reference) WHERE reference IS NOT NULL",
    """
    CREATE INDEX sales_open ON sales (number)
    WHERE state IN ('new', 'sending', 'waiting', 'unknown')
    """,
    """
    CREATE TABLE payments (  -- each payment that a provider's queue told of, once
        method  TEXT NOT NULL,
        payment TEXT NOT NULL,
        sale    TEXT NOT NULL,
        PRIMARY KEY (method, payment, sale)
    ) STRICT
    """,
)


@migrations(name="002_operations_and_strays")
def _operations_and_strays(db: Database) -> None:
    """Adds refunds, holds, vouchers, checkouts; and unmatched payments in a queue."""
    for statement in _SECOND:
        db.execute(statement)


_SECOND = (
    "ALTER TABLE sales ADD COLUMN purpose TEXT NOT NULL DEFAULT 'payment'",
    "ALTER TABLE sales ADD COLUMN parent TEXT",
    "ALTER TABLE sales ADD COLUMN parent_reference TEXT",
    "ALTER TABLE sales ADD COLUMN by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sales ADD COLUMN voucher TEXT NOT NULL DEFAULT ''",  # masked
    "ALTER TABLE sales ADD COLUMN valid_until TEXT",
    "ALTER TABLE sales ADD COLUMN fields TEXT",  # JSON
    "ALTER TABLE sales ADD COLUMN checkout TEXT",
    "ALTER TABLE sales ADD COLUMN left INTEGER",  # minor units, as the next two
    "ALTER TABLE sales ADD COLUMN held INTEGER",
    "ALTER TABLE sales ADD COLUMN returned INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sales ADD COLUMN under_way TEXT",
    "CREATE INDEX sales_by_parent ON sales (parent) WHERE parent IS NOT NULL",
    "DROP INDEX sales_open",
    """
    CREATE INDEX sales_open ON sales (number)
    WHERE state IN ('new', 'sending', 'waiting', 'unknown', 'authorized')
    """,
    """
    CREATE TABLE strays (  -- in a queue, and no sale's of this journal: seen, never acknowledged
        method     TEXT NOT NULL,
        payment    TEXT NOT NULL,
        reference  TEXT NOT NULL,
        sale       TEXT NOT NULL,  -- the id that it carries, empty where it carries none
        amount     INTEGER,        -- minor units, NULL where it names no exact amount
        currency   TEXT NOT NULL,
        first_seen TEXT NOT NULL,
        last_seen  TEXT NOT NULL,
        queued     INTEGER NOT NULL,
        gone_at    TEXT,           -- it is not in the queue any more
        raw        TEXT NOT NULL,
        PRIMARY KEY (method, payment, reference)
    ) STRICT
    """,
)


@migrations(name="003_taken_by_hand")
def _taken_by_hand(db: Database) -> None:
    """Adds payments that a manager took out of their queue: when, who, and why."""
    db.execute("ALTER TABLE strays ADD COLUMN taken_at TEXT")
    db.execute("ALTER TABLE strays ADD COLUMN taken_by TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE strays ADD COLUMN why TEXT NOT NULL DEFAULT ''")


@migrations(name="004_late_and_odd_money")
def _late_and_odd_money(db: Database) -> None:
    """Adds flags that a manager cleared, and unexpected money; and indexes to sales that still need
    a person, or polling: neither grows with the years."""
    for statement in _FOURTH:
        db.execute(statement)
    for row in list(db.query("SELECT id FROM sales WHERE flags <> ''")):
        db.table("sales").update(row["id"], {"beside": _folded(db, row["id"]).unexpected_minor})


_FOURTH = (
    "ALTER TABLE sales ADD COLUMN cleared TEXT NOT NULL DEFAULT ''",  # separated by spaces
    "ALTER TABLE sales ADD COLUMN beside INTEGER NOT NULL DEFAULT 0",  # minor units
    "CREATE INDEX sales_flagged ON sales (number) WHERE flags <> ''",
    """
    CREATE INDEX sales_ended_unpaid ON sales (settled_at)
    WHERE state IN ('declined', 'expired', 'cancelled') AND follow IS NOT NULL
    """,
)


@migrations(name="005_who_was_at_the_till")
def _who_was_at_the_till(db: Database) -> None:
    db.execute("ALTER TABLE sales ADD COLUMN cashier TEXT NOT NULL DEFAULT ''")


@migrations(name="006_identities")
def _identities(db: Database) -> None:
    """Adds the owner of each transaction, payment and charge of a provider: one sale, and the
    database refuses a second owner. If two sales had one before, the first keeps it; `verify`
    reports it."""
    for statement in _SIXTH:
        db.execute(statement)


_SIXTH = (
    "ALTER TABLE sales ADD COLUMN used_by INTEGER",  # the number of another sale
    "ALTER TABLE sales ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    """
    UPDATE sales SET revision = (SELECT COUNT(*) FROM events WHERE events.sale = sales.id)
    """,
    """
    CREATE TABLE identities (  -- what a provider calls one movement of money, and whose it is
        provider TEXT NOT NULL,
        identity TEXT NOT NULL,
        sale     TEXT NOT NULL,
        PRIMARY KEY (provider, identity)
    ) STRICT
    """,
    "CREATE INDEX identities_of_sale ON identities (sale)",
    # As `domain.movement_identity.identities_of` names them, for the events up to this version.
    """
    INSERT OR IGNORE INTO identities
    SELECT substr(method, 1, instr(method || '.', '.') - 1), identity, told.sale FROM (
        SELECT seq, sale, json_extract(data, '$.follow') AS identity
        FROM events WHERE kind IN ('accepted', 'moved')
        UNION ALL
        SELECT seq, sale, 'payment ' || json_extract(data, '$.payment')
        FROM events WHERE kind IN ('paid', 'mismatched')
        UNION ALL
        SELECT seq, sale, 'transaction ' || json_extract(data, '$.reference')
        FROM events WHERE kind IN ('paid', 'authorized') AND json_extract(data, '$.payment') IS NULL
    ) AS told JOIN sales ON sales.id = told.sale WHERE identity IS NOT NULL ORDER BY seq
    """,
)


@migrations(name="007_in_doubt_since_a_restore")
def _in_doubt_since_a_restore(db: Database) -> None:
    """Adds a field for sales in doubt since a restore. Until now only the reason had it, which the
    next doubt overwrote."""
    db.execute("ALTER TABLE sales ADD COLUMN restored INTEGER NOT NULL DEFAULT 0")
    doubted = "SELECT DISTINCT sale FROM events WHERE kind = 'lost' AND data LIKE ?"
    for row in list(db.query(doubted, [f"%{Reason.JOURNAL_RESTORED}%"])):
        sale = _folded(db, row["sale"])
        known = {"restored": int(sale.restored), "cancelling": int(sale.cancelling)}
        db.table("sales").update(row["sale"], known)


@migrations(name="008_no_wall_clock")
def _no_wall_clock(db: Database) -> None:
    """Adds the first sending by the provider's clock, which no earlier version knew; and orders
    sales that ended unpaid by their numbers: the clock may have been set meanwhile."""
    db.execute("ALTER TABLE sales ADD COLUMN sent_there TEXT")
    db.execute("DROP INDEX sales_ended_unpaid")
    db.execute(
        """
        CREATE INDEX sales_ended_unpaid ON sales (number)
        WHERE state IN ('declined', 'expired', 'cancelled') AND follow IS NOT NULL
        """
    )


@migrations(name="009_ledger")
def _ledger(db: Database) -> None:
    """Adds a row for each movement of money, and views for whoever reads the journal with another
    program. The rows come with the first shop clock: see `journal/books/ledger.py`."""
    for statement in (*_NINTH, *VIEWS):
        db.execute(statement)


_NINTH = (
    "ALTER TABLE strays ADD COLUMN provider_at TEXT",
    "ALTER TABLE strays ADD COLUMN period TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE strays ADD COLUMN fee INTEGER",  # minor units
    "ALTER TABLE sales ADD COLUMN duplicate_of INTEGER",  # the number of another sale
    "ALTER TABLE sales ADD COLUMN printed INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE ledger (
        seq         INTEGER PRIMARY KEY,  -- of the event that told of the money
        day         TEXT NOT NULL,        -- the business day on which it became known here
        sold_on     TEXT NOT NULL,        -- the business day of its sale
        at          TEXT NOT NULL,        -- UTC
        local       TEXT NOT NULL,        -- the time on the shop's wall
        kind        TEXT NOT NULL,
        sale        TEXT NOT NULL,        -- empty where it is no sale's
        method      TEXT NOT NULL,
        amount      INTEGER NOT NULL,     -- minor units, less than zero where it left the shop
        currency    TEXT NOT NULL,
        cashier     TEXT NOT NULL,
        allowed_by  TEXT NOT NULL,
        fee         INTEGER,              -- minor units
        provider_at TEXT,                 -- UTC
        period      TEXT NOT NULL,        -- the provider's clearing period
        close       INTEGER               -- the number of the close that counts it
    ) STRICT
    """,
    "CREATE INDEX ledger_by_day ON ledger (day, method, currency, kind, cashier, amount)",
    "CREATE INDEX ledger_by_day_of_sale ON ledger (sold_on, day, method, currency, amount)",
    "CREATE INDEX ledger_open ON ledger (day) WHERE close IS NULL",
    "CREATE INDEX ledger_by_sale ON ledger (sale) WHERE sale <> ''",
)


@migrations(name="010_by_hand_and_split")
def _by_hand_and_split(db: Database) -> None:
    """Adds the cash that was handed over, and what a split sale has of its parts."""
    db.execute("ALTER TABLE sales ADD COLUMN tendered INTEGER")  # minor units, as the next two
    for column in ("pledged", "received", "troubled_parts", "by_hand"):
        db.execute(f"ALTER TABLE sales ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")


@migrations(name="011_external_invoice")
def _external_invoice(db: Database) -> None:
    """Adds the number of the invoice that a sale is on, in the shop's invoicing software."""
    db.execute("ALTER TABLE sales ADD COLUMN invoice TEXT NOT NULL DEFAULT ''")
    db.execute("DROP VIEW sale_lines")
    db.execute(SALE_LINES)


@migrations(name="012_receipts")
def _receipts(db: Database) -> None:
    """Adds how many receipts a sale has, the customer's and the shop's."""
    for column in ("receipts", "shop_receipts"):
        db.execute(f"ALTER TABLE sales ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")


@migrations(name="013_moves")
def _moves(db: Database) -> None:
    """Changes no table: a till moves to another computer, which its notes tell. A program without
    this step cannot read them, and refuses the journal by it."""


def _folded(db: Database, sale_id: str) -> Sale:
    folds = Replay()
    columns = "seq, till, sale, at, kind, data, hash"
    query = f"SELECT {columns} FROM events WHERE sale = ? ORDER BY seq"  # noqa: S608 - of this file
    for row in db.execute(query, [sale_id]):
        folds.take(row)
    return folds.sale(sale_id)
