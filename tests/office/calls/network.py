"""The network between the office and a real provider, which counts what the office asks."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any

from support import World

from pos_app.gateways import proxypay, wikipay
from pos_app.gateways.http import HttpSender
from pos_app.ports.gateway import Account, Answer, Request

FAR = (date.today() + timedelta(days=700)).isoformat()  # noqa: DTZ011 - the sandbox runs ahead


class Counting:
    """The network, and when each request of the office left."""

    def __init__(self, sender: HttpSender) -> None:
        self._sender = sender
        self.sent: list[tuple[float, str]] = []

    async def send(self, account: Account, request: Request) -> Answer:
        self.sent.append((asyncio.get_running_loop().time(), request.line))
        return await self._sender.send(account, request)

    async def ask(self, account: Account, method: str, path: str, body: Any = None) -> Any:
        """Asks as the till does."""
        gateway = proxypay if account.provider == "proxypay" else wikipay
        headers = {**gateway.queue(account, 0).headers, "content-type": "application/json"}
        text = "" if body is None else json.dumps(body)
        answer = await self._sender.send(account, Request(method, path, headers, text))
        assert answer.status < 300, answer.text
        return json.loads(answer.text) if answer.text else None

    async def reference(self, account: Account, fields: Mapping[str, str]) -> str:
        """Makes a reference that can be paid."""
        if account.provider == "wikipay":
            new = {"amount": "500.00", "expiry_date": FAR, "custom_fields": fields}
            made = await self.ask(account, "POST", "/v1/reference/create", {"reference": new})
            return str(made["reference"]["number"])
        number = await self.ask(account, "POST", "/reference_ids")
        new = {"amount": "500.00", "end_datetime": FAR, "custom_fields": fields}
        await self.ask(account, "PUT", f"/references/{number}", new)
        return str(number)

    async def paid(
        self, world: World, account: Account, reference: str, times: int = 1, **how: str
    ) -> None:
        def pay() -> None:
            for _ in range(times):
                world.pay(reference, provider=account.provider, **how)

        await asyncio.to_thread(pay)

    def most_within(self, seconds: float) -> int:
        """Returns the most requests of the office in any time of so many seconds."""
        times = [at for at, _ in self.sent]
        return max(sum(at <= one < at + seconds for one in times) for at in times)


@asynccontextmanager
async def network() -> AsyncIterator[Counting]:
    sender = HttpSender()
    try:
        yield Counting(sender)
    finally:
        await sender.close()
