"""Webhook handling: signed payments become evidence, and notices make the till poll at once."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping

from pos_app.domain.errors import NotSetUp
from pos_app.domain.events import Identified
from pos_app.domain.method import Method
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Account, InvalidSignature, Notice, Outcome, ParsesCallbacks
from pos_app.ports.provider import Provider
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.payment_queue import Queue
from pos_app.till.recorder import SaleRecorder

REMEMBERED = 1000  # notices, so that a repeated one is dropped


class WebhookHandler:
    """Handles webhooks and callbacks of all providers."""

    def __init__(
        self,
        methods: Mapping[str, Method],
        providers: Callable[[Method], Provider],
        client: ProviderClient,
        recorder: SaleRecorder,
        queues: Mapping[str, Queue],
        look: Callable[[str], Awaitable[None]],
    ) -> None:
        self._methods = methods
        self._providers = providers
        self._client = client
        self._recorder = recorder
        self._queues = queues
        self._look = look
        self._heard: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def handle(
        self, provider: str, headers: Mapping[str, str], body: bytes, about: str = ""
    ) -> bool:
        """Handles one call. Raises JournalUnavailable: then the provider will call again."""
        methods = [method for method in self._methods.values() if method.provider == provider]
        if not methods:
            return False
        speaker = self._providers(methods[0])
        try:
            account = self._client.account_of(methods[0])
        except NotSetUp:
            return False
        if speaker.callback is not None:
            return await self._called_back(methods, speaker.callback, account, about, body)
        if speaker.webhook is None:
            return False
        match speaker.webhook.parse_webhook(account, headers, body):
            case InvalidSignature():
                return False
            case Notice() as notice:
                await self._notice(methods, notice)
            case payment:
                await self._queues[methods[0].id].take(payment)
        return True

    async def _called_back(
        self,
        methods: list[Method],
        gateway: ParsesCallbacks,
        account: Account,
        about: str,
        body: bytes,
    ) -> bool:
        """Handles a call at an address that was made for one sale. It only makes the till poll that
        sale."""
        sale = await self._ours(methods, about)
        if sale is None:
            return False
        meaning = gateway.parse_callback(account, sale, body)
        if not isinstance(meaning, Outcome):
            return False
        await self._look(sale.id)
        return True

    async def _notice(self, methods: list[Method], notice: Notice) -> None:
        key = (methods[0].provider, notice.id)
        if key in self._heard:
            return
        sale = await self._sale(methods, notice)
        if sale is None:
            return  # it may be ours all the same, if the webhook came before the charge's answer
        if notice.charge and sale.status_path is None:
            charge = notice.charge  # signed: the status path, which the charge's answer never gave
            named = Identified(reference=charge.reference, follow=charge.follow)
            sale = await self._recorder.evidence(sale, named)
        await self._look(sale.id)
        self._heard[key] = None
        if len(self._heard) > REMEMBERED:
            self._heard.popitem(last=False)

    async def _sale(self, methods: list[Method], notice: Notice) -> Sale | None:
        if notice.sale:
            return await self._ours(methods, notice.sale)
        if notice.charge is None:
            return None
        for method in methods:
            sale = await self._recorder.journal.sale_with_reference(
                method.id, notice.charge.reference
            )
            if sale:
                return sale
        return None

    async def _ours(self, methods: list[Method], sale_id: str) -> Sale | None:
        sale = await self._recorder.journal.sale(sale_id)
        return sale if sale and sale.method in {method.id for method in methods} else None
