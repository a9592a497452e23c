"""The accounts' keys from a keyring that takes its time, asks a person first, or never answers.

The till opens without them after a moment, and has them as soon as they come.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from pos_app.domain.errors import KeyringSilent, PosError
from pos_app.installation.credentials import Keys
from pos_app.installation.keyring_process import A_PERSONS, PATIENCE
from pos_app.ports.gateway import Account
from pos_app.till.background import BackgroundTasks

AGAIN_AFTER = 30.0  # seconds from one question that was not answered to the next

Load = Callable[[Keys], Mapping[str, Account]]
Tell = Callable[[Mapping[str, Account]], None]


class KeyringWatch:
    """Tells the trouble there is with the keyring (the port `TellsTrouble`)."""

    def __init__(self, keys: Keys, names: Sequence[str], load: Load) -> None:
        """`names` are those of the secrets that `load` makes accounts with."""
        self._keys = keys
        self._names = names
        self._load = load
        self._tasks = BackgroundTasks()
        self._hearing: asyncio.Future[Keys] | None = None
        self._trouble: PosError | None = None
        self._listeners: list[Callable[[PosError | None], None]] = []

    @property
    def trouble(self) -> PosError | None:
        return self._trouble

    def listen(self, listener: Callable[[PosError | None], None]) -> None:
        self._listeners.append(listener)

    async def accounts(self) -> Mapping[str, Account]:
        """With the keyring's keys where it gives them soon; `follow` has those that come later."""
        self._hearing = self._ask()
        done, _ = await asyncio.wait({self._hearing}, timeout=PATIENCE)
        keys = self._hearing.result() if done else self._keys.without_ring()
        if keys.is_ring_silent:
            self._trouble = KeyringSilent("the keyring does not answer")
        return await asyncio.to_thread(self._load, keys)

    def follow(self, tell: Tell) -> None:
        """For as long as it is in trouble, it is asked again."""
        if self._trouble:
            self._tasks.start(self._follow(tell), "waits for the keyring")

    async def close(self) -> None:
        self._keys.close()
        await self._tasks.stop()
        if self._hearing is not None:
            await asyncio.wait({self._hearing})

    async def _follow(self, tell: Tell) -> None:
        while True:
            self._hearing = self._hearing or self._ask()
            keys = await asyncio.shield(self._hearing)
            if not keys.is_ring_silent:
                break
            await asyncio.sleep(AGAIN_AFTER)
            self._hearing = None
        tell(await asyncio.to_thread(self._load, keys))
        self._trouble = None
        for listener in self._listeners:
            listener(None)

    def _ask(self) -> "asyncio.Future[Keys]":
        return asyncio.ensure_future(asyncio.to_thread(self._keys.asked, self._names, A_PERSONS))
