"""Status paths: records a new address for status polling, up to a bound for each sale."""

from pos_app.domain.sale import Sale
from pos_app.ports.journal import Journal

MOST_ADDRESSES = 8  # recorded for one sale; the documents know two


async def is_news(journal: Journal, sale: Sale, follow: str) -> bool:
    """Returns whether to record this address. An address that the sale had before leads round in a
    circle, and a provider that names new ones for ever gets no more of them recorded."""
    events = [recorded.event for recorded in await journal.events_of(sale.id)]
    known = {address for event in events if (address := getattr(event, "follow", None))}
    return follow not in known and len(known) < MOST_ADDRESSES
