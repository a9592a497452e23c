"""Loads the accounts' keys from a slow, locked or silent keyring, without delaying the start.

The till opens without keys after a moment, and gets them when the keyring answers.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from pos_app.domain.errors import KeyringSilent, PosError
from pos_app.installation.credentials import Keys
from pos_app.installation.keyring_process import A_PERSONS, PATIENCE
from pos_app.ports.gateway import Account
from pos_app.till.background import BackgroundTasks

AGAIN_AFTER = 30.0  # seconds between an unanswered question to the keyring and the next

Load = Callable[[Keys], Mapping[str, Account]]
Tell = Callable[[Mapping[str, Account]], None]


class KeyringWatch:
    """Reports keyring trouble (the port `TellsTrouble`)."""

    def __init__(self, keys: Keys, names: Sequence[str], load: Load) -> None:
        """`names` are the names of the secrets that `load` needs."""
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

    def begin(self) -> None:
        """Asks the keyring; `accounts` has its answer."""
        self._hearing = self._ask()

    async def accounts(self) -> Mapping[str, Account]:
        """Returns the accounts, with the keyring's keys if it answers soon; `follow` adds later
        ones."""
        self._hearing = self._hearing or self._ask()
        done, _ = await asyncio.wait({self._hearing}, timeout=PATIENCE)
        keys = self._hearing.result() if done else self._keys.without_ring()
        if keys.is_ring_silent:
            self._trouble = KeyringSilent("the keyring does not answer")
        return await asyncio.to_thread(self._load, keys)

    def follow(self, tell: Tell) -> None:
        """Asks the keyring again and again until it answers."""
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
