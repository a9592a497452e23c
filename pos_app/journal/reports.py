"""What a manager asks of the journal."""

from datetime import date

from sqlite_utils import Database

from pos_app.domain.events import Purpose, State
from pos_app.domain.money import Currency, Money
from pos_app.journal.codec import sale_from_row
from pos_app.ports.journal import Day, Total


def day(db: Database, day: date) -> Day:
    """A business day: its sales, newest first, and its totals per method and state."""
    wanted = [day.isoformat()]
    sales = db.query("SELECT * FROM sales WHERE business_day = ? ORDER BY number DESC", wanted)
    totals = db.query(
        "SELECT method, purpose, state, currency, COUNT(*) AS count, SUM(amount) AS amount, "
        "SUM(beside) AS beside "
        "FROM sales WHERE business_day = ? "
        "GROUP BY method, purpose, state, currency ORDER BY method, purpose, state",
        wanted,
    )
    return Day(
        day=day,
        sales=[sale_from_row(row) for row in sales],
        totals=[
            Total(
                method=row["method"],
                purpose=Purpose(row["purpose"]),
                state=State(row["state"]),
                count=row["count"],
                amount=Money(row["amount"], Currency[row["currency"]]),
                beside=row["beside"],
            )
            for row in totals
        ],
    )
