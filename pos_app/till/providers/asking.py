"""Asking: people at the counter who wait for what comes of the next request to a provider."""

import asyncio
from enum import StrEnum
from typing import NamedTuple

from pos_app.domain.sale import Sale


class Outcome(StrEnum):
    """What came of a request that a person asked for."""

    ANSWERED = "answered"
    TROUBLED = "troubled"  # answered, but with an error or nonsense
    NOT_SENT = "not_sent"  # it could not leave
    NO_ANSWER = "no_answer"


class _Question(NamedTuple):
    provider: str
    sale_id: str
    outcome: asyncio.Future[Outcome]


class Askers:
    """Those who wait now, each for one sale."""

    def __init__(self) -> None:
        self._questions: list[_Question] = []

    async def next_outcome(self, provider: str, sale_id: str) -> Outcome:
        """Waits for the outcome of the next request to this provider that is about this sale, or
        about no sale in particular."""
        question = _Question(provider, sale_id, asyncio.get_running_loop().create_future())
        self._questions.append(question)
        try:
            return await question.outcome
        finally:
            self._questions.remove(question)

    def tell(self, provider: str, sale: Sale | None, outcome: Outcome) -> None:
        """Tells those who wait what came of a request."""
        for question in self._questions:
            concerns = sale is None or sale.id == question.sale_id
            if question.provider == provider and concerns and not question.outcome.done():
                question.outcome.set_result(outcome)
