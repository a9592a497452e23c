"""Webhook handling: signed payments become evidence, and notices make the till poll at once.

An office hands on what providers told it, word for word: calls as they came, and the entries of a
queue, each signed under the account's key by whoever read them.
"""

import hmac
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping

from pos_app.domain.errors import NotSetUp
from pos_app.domain.events import Identified
from pos_app.domain.method import Method
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Account, InvalidSignature, Notice, Outcome, ParsesCallbacks
from pos_app.ports.office.call_verdict import CallVerdict
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
        self,
        provider: str,
        headers: Mapping[str, str],
        body: bytes,
        about: str = "",
        *,
        of_office: bool = False,
    ) -> bool:
        """Handles one call; `of_office`: the office has it too, and handed it on. Raises
        JournalUnavailable: then the provider will call again, or the office keeps it."""
        methods = self._methods_of(provider)
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
            case payment if of_office:
                queue = self._queues[methods[0].id]
                await queue.take_of_office(payment, called=True)
            case payment:
                await self._queues[methods[0].id].take(payment)
        return True

    async def handle_entry(self, provider: str, body: bytes, signature: str) -> CallVerdict:
        """Judges one entry of a queue that the office has read. Raises JournalUnavailable."""
        method = next(iter(self._methods_of(provider)), None)
        queue = self._queues.get(method.id) if method else None
        reader = self._providers(method).queue if method else None
        if method is None or queue is None or reader is None:
            return CallVerdict.UNREAD
        try:
            account = self._client.account_of(method)
        except NotSetUp:
            return CallVerdict.UNREAD
        payment = reader.parse_entry(account, body.decode("utf-8", "replace"))
        if not _is_signed(body, account.secret, signature):
            return await queue.hear_unproven(payment)
        if payment is None:
            return CallVerdict.UNREAD
        return await queue.take_of_office(payment, called=False)

    def _methods_of(self, provider: str) -> list[Method]:
        return [method for method in self._methods.values() if method.provider == provider]

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


def _is_signed(body: bytes, key: str, signature: str) -> bool:
    """Returns whether this is the collector's signature: HMAC-SHA256 in hex over these very bytes.
    An account without a key is not set up."""
    if not signature.isascii():
        return False
    made = hmac.new(key.encode("utf-8", "replace"), body, "sha256").hexdigest()
    return hmac.compare_digest(made, signature)
