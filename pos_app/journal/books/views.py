"""Views of the journal for other programs: a spreadsheet, a report, the shop's own software.

Their names and columns are described in packaging/MANUAL.md, and stay as they are. Amounts are
exact decimal texts with a sign, as long as their minor units fit 64 bits; days and local times are
the shop's.
"""

# Every text below is of this file: S608 warns of texts that come from elsewhere.
_GOES_OUT = "('refund', 'payout')"
_SIGNED = f"CASE WHEN sales.purpose IN {_GOES_OUT} THEN -sales.amount ELSE sales.amount END"


def _decimal(minor: str) -> str:
    """Returns the SQL of an amount in whole units, with two decimals: exact, and no float. NULL
    stays NULL: SQLite would write an unknown fee as 0.00."""
    sign = f"CASE WHEN {minor} < 0 THEN '-' WHEN {minor} >= 0 THEN '' END"
    return f"{sign} || printf('%d.%02d', abs({minor} / 100), abs({minor} % 100))"


def unbroken_sum(minor: str) -> str:
    """Returns the SQL of a sum, exact up to 64 bits and near the truth beyond. SQLite ends a larger
    `SUM` with an error, and one absurd payment would take the day with it: millions and the rest
    are added apart. Once they are one number again, SQLite has only a float for it."""
    return f"(SUM({minor} / 1000000) * 1000000 + SUM({minor} % 1000000))"


_CAME = unbroken_sum("CASE WHEN amount > 0 THEN amount ELSE 0 END")
_LEFT = unbroken_sum("CASE WHEN amount < 0 THEN amount ELSE 0 END")
# The condition of the index is a part of it: SQLite would read the whole ledger for each sale.
_TAKEN = f"(SELECT {unbroken_sum('amount')} FROM ledger WHERE sale <> '' AND sale = sales.id)"  # noqa: S608


def _sale_lines(*more: str) -> str:
    """Returns the view of the sales, with the columns that later versions have added."""
    return f"""
    CREATE VIEW sale_lines AS SELECT
        sales.number AS sale_number,
        sales.business_day AS day,
        sales.created_at AS utc_time,
        sales.purpose AS kind,
        sales.method AS method,
        sales.state AS state,
        {_decimal(_SIGNED)} AS amount,
        {_SIGNED} AS amount_minor,
        sales.currency AS currency,
        sales.phone AS phone,
        sales.entity AS entity,
        sales.reference AS reference,
        sales.description AS description,
        sales.cashier AS cashier,
        sales.by AS allowed_by,
        sales.flags AS flags,
        parent.number AS belongs_to,
        {_decimal(f"COALESCE({_TAKEN}, 0)")} AS received{"".join(f", {column}" for column in more)}
    FROM sales LEFT JOIN sales AS parent ON parent.id = sales.parent
    """  # noqa: S608


VIEWS = (
    f"""
    CREATE VIEW movements AS SELECT
        ledger.seq AS movement,
        ledger.day AS day,
        ledger.sold_on AS day_of_sale,
        ledger.local AS local_time,
        ledger.at AS utc_time,
        ledger.kind AS kind,
        sales.number AS sale_number,
        ledger.method AS method,
        {_decimal("ledger.amount")} AS amount,
        ledger.amount AS amount_minor,
        ledger.currency AS currency,
        ledger.cashier AS cashier,
        ledger.allowed_by AS allowed_by,
        {_decimal("ledger.fee")} AS fee,
        ledger.provider_at AS provider_time,
        ledger.period AS provider_period,
        ledger.close AS close_number
    FROM ledger LEFT JOIN sales ON sales.id = ledger.sale
    """,  # noqa: S608
    _sale_lines(),
    f"""
    CREATE VIEW takings_by_day AS SELECT
        day,
        method,
        currency,
        COUNT(*) AS movements,
        {_decimal(_CAME)} AS received,
        {_decimal(_LEFT)} AS given_back,
        {_decimal(unbroken_sum("amount"))} AS net
    FROM ledger GROUP BY day, method, currency
    """,  # noqa: S608
)
# Since version 11; before, sales had no invoice.
SALE_LINES = _sale_lines("sales.invoice AS invoice")
