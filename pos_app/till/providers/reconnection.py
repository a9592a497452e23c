"""Reconnection: tries to reach a provider again while nothing leaves this computer.

One request tries for all sales, however many wait. A try that does not leave costs nobody anything,
so it is made every few seconds, and at once where a person asks or the system reports a network.
The request is the provider's own check of a key, which only reads.
"""

from dataclasses import replace

from pos_app.domain.errors import NotSetUp, RequestNotSent, ResponseLost
from pos_app.domain.method import Method
from pos_app.ports.gateway import SupportsCredentialCheck
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.poll_schedule import next_reconnection


class Reconnection:
    """Tries at one provider, whose account is found by one of its methods."""

    def __init__(
        self,
        method: Method,
        gateway: SupportsCredentialCheck,
        client: ProviderClient,
    ) -> None:
        self._method = method
        self._gateway = gateway
        self._client = client
        self._connection = client.connection(method.provider)

    async def go_on(self) -> None:
        """Waits until the connection is cut, and makes one try after a pause."""
        await self._connection.until_cut()
        await self._connection.pause(next_reconnection(self._connection.tries))
        if self._connection.is_cut:
            await self.check()

    async def check(self) -> None:
        """Makes one try."""
        was_cut = self._connection.is_cut
        try:
            account = self._client.account_of(self._method)
            request = replace(self._gateway.check(account), at_once=True)
            answer = await self._client.send(account, request)
        except NotSetUp:
            self._connection.came_through()  # there is nothing to reach any more
        except RequestNotSent:
            if was_cut:  # else the client has noted it as the first
                self._connection.tries += 1
        except ResponseLost:
            pass  # the client has noted that this one left
        else:
            meaning = self._gateway.parse_check(answer)
            self._client.record_health(self._method.provider, meaning)
