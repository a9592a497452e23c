"""Sales as a till makes them: under the number and as of the instant that the journal gives."""

from collections.abc import Callable

from pos_app.domain.events import Created, Event
from pos_app.domain.sale import Sale
from pos_app.journal.store import Store
from pos_app.ports.journal import Journal

Make = Callable[[int], Created]


def new_sale(
    store: Store, sale_id: str, make: Make, sending: Event, *, allow_duplicate: bool = True
) -> Sale:
    given = store.next_sale(sale_id)
    return store.create(
        sale_id, make(given.number), sending, given.at, allow_duplicate=allow_duplicate
    )


async def new_sale_in(
    journal: Journal, sale_id: str, make: Make, sending: Event, *, allow_duplicate: bool = True
) -> Sale:
    given = await journal.next_sale(sale_id)
    return await journal.create(
        sale_id, make(given.number), sending, given.at, allow_duplicate=allow_duplicate
    )
