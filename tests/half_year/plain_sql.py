"""The shop's money by plain SQL over its events alone, as an accountant would add it up who trusts
no table that the till has made of them.

`m` has the movements of money, `s` the sales: days and hours by the clock of the tests' shop,
amounts in minor units.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

# The shop's clock is an hour ahead of UTC, and its day begins at four: see `shop.CLOCK`.
_WALL, _DAY = "'+1 hour'", "'+1 hour', '-4 hours'"

_TABLES = f"""
CREATE TEMP TABLE e AS
SELECT seq, sale, kind, substr(at, 1, 19) AS at, json(data) AS data FROM events;

-- A sale as it was asked for.
CREATE TEMP TABLE asked AS
SELECT sale, data ->> '$.number' AS number, data ->> '$.business_day' AS day,
    data ->> '$.method' AS method, COALESCE(data ->> '$.cashier', '') AS cashier,
    COALESCE(data ->> '$.purpose', 'payment') AS purpose, data ->> '$.parent' AS parent,
    data ->> '$.amount[0]' AS amount, data ->> '$.amount[1]' AS currency,
    COALESCE(data ->> '$.description', '') AS description, COALESCE(data ->> '$.phone', '') AS phone
FROM e WHERE kind = 'created';
CREATE UNIQUE INDEX temp.asked_by_sale ON asked (sale);

-- Words that money came, and what stands before each in the same sale.
CREATE TEMP TABLE words AS
SELECT e.*, asked.amount AS asked, asked.currency, asked.purpose, asked.method, asked.cashier,
    asked.day AS sold_on, SUM(e.kind IN ({{full}})) OVER before AS full_before,
    SUM(e.kind = 'settledaspaid') OVER before AS settled_before,
    SUM(e.kind = 'mismatched') OVER before AS odd_before
FROM e JOIN asked USING (sale)
WHERE e.kind IN ({{full}}, 'mismatched') AND asked.purpose NOT IN ('capture', 'release', 'split')
WINDOW before AS (PARTITION BY sale ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

CREATE TEMP TABLE moved AS
SELECT seq, sale, at, sold_on, method, cashier, currency,
    CASE WHEN purpose IN ('refund', 'payout') THEN -1 ELSE 1 END * CASE
        WHEN kind = 'mismatched' THEN IIF(data ->> '$.flag' = 'mismatch', 0, data ->> '$.amount[0]')
        WHEN kind = 'captured' THEN data ->> '$.amount[0]'
        -- The manager spoke of the odd money that had come.
        WHEN kind = 'settledaspaid' THEN IIF(odd_before, 0, asked)
        -- The provider says what the manager had said before.
        WHEN kind = 'paid' AND settled_before AND full_before = settled_before AND NOT odd_before
            THEN 0
        ELSE asked END AS amount,
    CASE
        WHEN purpose = 'refund' THEN 'refunded'
        WHEN purpose = 'payout' THEN 'paid_out'
        WHEN kind = 'settledaspaid' THEN 'settled'
        WHEN kind = 'receivedbyhand' THEN 'by_hand'
        WHEN kind = 'mismatched' THEN data ->> '$.flag'
        WHEN full_before THEN 'paid_twice'
        ELSE kind END AS kind,
    data ->> '$.fee[0]' AS fee, data ->> '$.provider_at' AS provider_at,
    COALESCE(data ->> '$.period', '') AS period
FROM words
UNION ALL
SELECT seq, '', at, NULL, data ->> '$.method', '', data ->> '$.amount[1]', data ->> '$.amount[0]',
    'unmatched', data ->> '$.fee[0]', data ->> '$.provider_at', COALESCE(data ->> '$.period', '')
FROM e WHERE kind = 'paymenttaken';

CREATE TEMP TABLE closes AS
SELECT seq, data ->> '$.day' AS day, data ->> '$.document.number' AS number,
    data -> '$.document.drawer' AS drawer
FROM e WHERE kind = 'dayclosed';

CREATE TEMP TABLE m AS
WITH known AS (
    SELECT *, date(at, {_DAY}) AS day, strftime('%H', at, {_WALL}) AS hour,
        datetime(at, {_WALL}) AS wall, kind IN ('refunded', 'paid_out') AS goes_out
    FROM moved WHERE amount <> 0
)
SELECT *, COALESCE(sold_on, day) AS of_day, (
    SELECT number FROM closes WHERE closes.seq > known.seq AND closes.day >= known.day
    ORDER BY closes.seq LIMIT 1
) AS close FROM known;
CREATE INDEX temp.m_by_sale ON m (sale);

-- What became of each sale.
CREATE TEMP TABLE heard AS
SELECT sale, SUM(kind IN ({{full}})) AS full,
    SUM(kind IN ('settledaspaid', 'settledasunpaid')) AS settled, SUM(kind = 'paid') AS paid,
    SUM(kind IN ('receivedbyhand', 'givenbyhand') OR COALESCE(data ->> '$.by_hand', 0)) AS by_hand,
    SUM(kind = 'refunded') AS refunded, SUM(kind IN ('lost', 'mismatched')) AS in_doubt,
    SUM(kind IN ('declined', 'expired', 'cancelled', 'settledasunpaid')) AS no,
    TOTAL(data ->> '$.received') - TOTAL(data ->> '$.returned') AS collected,
    TOTAL(data ->> '$.returned') AS returned
FROM e WHERE sale <> '' GROUP BY sale;

-- Flags that are up.
CREATE TEMP TABLE flags AS
WITH ends AS (
    SELECT sale, kind, MIN(seq) AS seq FROM e
    WHERE kind IN ('declined', 'expired', 'cancelled', 'notsent', 'settledasunpaid') GROUP BY sale
)
SELECT sale, data ->> '$.flag' AS flag FROM e WHERE kind = 'mismatched'
UNION SELECT ends.sale, IIF(ends.kind = 'cancelled', 'paid_after_cancel', 'paid_after_end')
    FROM ends JOIN e ON e.sale = ends.sale AND e.seq > ends.seq AND e.kind = 'paid'
UNION SELECT sale, kind FROM m WHERE kind = 'paid_twice'
EXCEPT SELECT sale, data ->> '$.flag' FROM e WHERE kind = 'flagcleared';

CREATE TEMP TABLE s AS
SELECT asked.*,
    IIF(purpose = 'split', collected >= amount, full > 0) AS is_paid,
    IIF(purpose = 'split', returned > 0, refunded > 0)
        OR (purpose IN ('refund', 'payout') AND full > 0) AS is_given_back,
    settled > 0 AND paid = 0 AS is_settled,
    by_hand > 0 AS is_by_hand,
    in_doubt > 0 AND full = 0 AND no = 0 AS is_unknown,
    (SELECT ' ' || group_concat(flag, ' ') || ' ' FROM flags WHERE flags.sale = asked.sale) AS flags
FROM asked JOIN heard USING (sale);
CREATE UNIQUE INDEX temp.s_by_sale ON s (sale);
"""
_FULL = "'paid', 'captured', 'settledaspaid', 'receivedbyhand', 'givenbyhand'"


@contextmanager
def accountant(journal: Path) -> Iterator[sqlite3.Connection]:
    """Opens the journal to read, with `m` and `s` beside it."""
    with closing(sqlite3.connect(f"{journal.resolve().as_uri()}?mode=ro", uri=True)) as db:
        db.executescript(_TABLES.format(full=_FULL))
        yield db
