"""The number of the shop's own invoice is kept with who typed it, and can be corrected."""

import pytest
from scripted import OpenShop
from support import PIN

from pos_app.domain.errors import BadInput
from pos_app.domain.events import InvoiceNumbered


async def test_a_number_is_written_once_corrected_and_taken_away(scripted: OpenShop) -> None:
    async with scripted() as counter:
        till = counter.till
        paid = await counter.paid()
        assert (await till.number_invoice("sale", " FT 2026/7 ")).invoice == "FT 2026/7"
        before = counter.written()
        await till.number_invoice("sale", "FT 2026/7")
        with pytest.raises(BadInput):
            await till.number_invoice("sale", "x" * 41)
        assert counter.written() == before
        await till.presence.sign_in("Ana", PIN)
        await till.number_invoice("sale", "FT 2026/8")
        plain = await till.number_invoice("sale", "")
        assert (plain.invoice, plain.state, plain.taken) == ("", paid.state, paid.taken)
        told = [event for event in await counter.events() if isinstance(event, InvoiceNumbered)]
        assert told == [
            InvoiceNumbered(invoice="FT 2026/7"),
            InvoiceNumbered(invoice="FT 2026/8", by="Ana"),
            InvoiceNumbered(invoice="", by="Ana"),
        ]
