"""What providers say without having been asked: payments with a signature, and notices."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import cast

from pos_app.domain.errors import NotSetUp
from pos_app.domain.method import Method
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Forged, Gateway, Notice, SpeaksUp
from pos_app.ports.journal import Journal
from pos_app.till.line import Line
from pos_app.till.queues import Queue

REMEMBERED = 1000  # notices, so that a repeated one is dropped


class Ears:
    """Hears the providers that call."""

    def __init__(
        self,
        methods: Mapping[str, Method],
        gateways: Callable[[Method], Gateway],
        line: Line,
        journal: Journal,
        queues: Mapping[str, Queue],
        look: Callable[[str], Awaitable[None]],
    ) -> None:
        self._methods = methods
        self._gateways = gateways
        self._line = line
        self._journal = journal
        self._queues = queues
        self._look = look
        self._heard: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def hear(self, provider: str, headers: Mapping[str, str], body: bytes) -> bool:
        """Raises JournalUnavailable: the provider will call again."""
        methods = [method for method in self._methods.values() if method.provider == provider]
        reader = self._reader(methods)
        if reader is None:
            return False
        try:
            account = self._line.account_of(methods[0])
        except NotSetUp:
            return False
        word = reader.read_webhook(account, headers, body)
        match word:
            case Forged():
                return False
            case Notice():
                await self._notice(methods, word)
            case _:
                await self._queues[methods[0].id].take(word)
        return True

    def _reader(self, methods: list[Method]) -> SpeaksUp | None:
        if not methods:
            return None
        gateway = self._gateways(methods[0])
        return cast("SpeaksUp", gateway) if hasattr(gateway, "read_webhook") else None

    async def _notice(self, methods: list[Method], notice: Notice) -> None:
        key = (methods[0].provider, notice.id)
        if key in self._heard:
            return
        sale = await self._sale(methods, notice)
        if sale is not None and sale.is_open:
            await self._look(sale.id)
        self._heard[key] = None
        if len(self._heard) > REMEMBERED:
            self._heard.popitem(last=False)

    async def _sale(self, methods: list[Method], notice: Notice) -> Sale | None:
        ours = {method.id for method in methods}
        if notice.sale:
            sale = await self._journal.sale(notice.sale)
            return sale if sale and sale.method in ours else None
        for method in methods:
            sale = await self._journal.sale_with_reference(method.id, notice.reference)
            if sale:
                return sale
        return None
