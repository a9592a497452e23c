"""Status paths: records a new address for status polling, up to a bound for each sale."""

from pos_app.domain.sale import Sale
from pos_app.ports.journal import Journal

MOST_ADDRESSES = 8  # of one sale that are written down; the documents know two


async def is_news(journal: Journal, sale: Sale, follow: str) -> bool:
    """Whether this address is to be written down. One that the sale had before leads round; a
    provider that names another one for ever has said enough."""
    events = [recorded.event for recorded in await journal.events_of(sale.id)]
    known = {address for event in events if (address := getattr(event, "follow", None))}
    return follow not in known and len(known) < MOST_ADDRESSES
