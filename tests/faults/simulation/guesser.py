"""Whoever types PINs that are not the one, until they are let in, shut out, or tired of it."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from faults.simulation.guard import CASHIERS, MANAGERS, Guard
from faults.simulation.lives import Guesses
from faults.simulation.shop import DiedError, Shop

from pos_app.domain.errors import EnvironmentFailed, NotApproved, TooManyTries
from pos_app.till.till import Till

_RIGHT = {"": MANAGERS["Rui"], **CASHIERS}
_LONGEST_SITTING = 130.0  # seconds


@dataclass
class Guesser:
    shop: Shop
    guard: Guard

    async def guess(self, guesses: Guesses) -> None:
        """PINs that are not the one, and the clock of the computer meanwhile."""
        await asyncio.sleep(guesses.at)
        wrong = self.guard.others_than(guesses.whom)
        for number in range(guesses.wrong):
            if number == guesses.wrong - 1:
                self.shop.shift += timedelta(seconds=guesses.shift)
            is_looked_at = await self._type(guesses, guesses.whom, next(wrong))
            if is_looked_at and guesses.between:
                await self._type(guesses, guesses.between, CASHIERS[guesses.between])
        if guesses.restarts:
            self.shop.end()
        if guesses.knows or guesses.restarts:
            last = _RIGHT[guesses.whom] if guesses.knows else next(wrong)
            await self._type(guesses, guesses.whom, last)
        self.shop.shift -= timedelta(seconds=guesses.shift)

    async def _type(self, guesses: Guesses, whom: str, pin: str) -> bool:
        """Whether it was looked at, while whoever types it has patience."""

        async def type_in(till: Till) -> None:
            if whom:
                await self.guard.sign_in(till, whom, pin)
                return
            approval = await self.guard.approve(till, pin)
            await asyncio.sleep(guesses.dawdles)
            await self.guard.use_twice(till, approval)

        for _ in range(2 if guesses.sits_it_out else 1):
            await asyncio.sleep(guesses.pause)
            try:
                await self.shop.ask(type_in)
            except TooManyTries as error:
                if guesses.sits_it_out and error.wait < _LONGEST_SITTING:
                    await asyncio.sleep(error.wait)
            except NotApproved:
                return True
            except (EnvironmentFailed, DiedError):
                return False  # nobody knows
            else:
                return True
        return False
