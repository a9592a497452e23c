"""Looking for a charge whose answer was lost in the lists that its provider keeps.

What is found there is only the way to the charge: its outcome is asked for as always. What is not
found proves nothing, since a list may be late, and after a while that is said: then only a person
can settle the sale.
"""

import asyncio

from pos_app.domain.errors import AnswerLost, NotSetUp, RequestNotSent
from pos_app.domain.events import Lost
from pos_app.domain.method import Method
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import (
    Answer,
    KeepsLists,
    Meaning,
    NoSuchThing,
    Request,
    StillWaiting,
    TakenOn,
)
from pos_app.till.book import Book
from pos_app.till.charging import accepted
from pos_app.till.line import Line
from pos_app.till.pace import backoff

PATIENCE = 15 * 60.0  # seconds; a customer types a PIN within two minutes


class Finding:
    """One sale's searches."""

    def __init__(self, method: Method, gateway: KeepsLists, book: Book, line: Line) -> None:
        self._method = method
        self._gateway = gateway
        self._book = book
        self._line = line
        self._searches = 0
        self._since = asyncio.get_running_loop().time()

    def pause(self) -> float:
        """Seconds until the next search."""
        return backoff(self._searches + 1)

    async def search(self, sale: Sale) -> Sale:
        """The sale after one look into every list that there is."""
        self._searches += 1
        meanings: list[Meaning | None] = []
        for request in self._requests(sale):
            meaning, answer = await self._look(sale, request)
            meanings.append(meaning)
            if isinstance(meaning, TakenOn) and answer:
                return await self._book.evidence(sale, accepted(meaning, answer.kept, sale))
        if self._is_over(sale, meanings):
            return await self._book.evidence(sale, Lost(reason=Reason.NO_TRACE))
        return sale

    def _is_over(self, sale: Sale, meanings: list[Meaning | None]) -> bool:
        """No such lists, or long enough in vain, whether they could be read or not."""
        if all(isinstance(meaning, NoSuchThing) for meaning in meanings):
            return True
        read = any(isinstance(meaning, StillWaiting) for meaning in meanings)
        searched_for = asyncio.get_running_loop().time() - self._since
        return searched_for > PATIENCE or (sale.reason is Reason.NO_TRACE and read)

    def _requests(self, sale: Sale) -> list[Request]:
        try:
            return list(self._gateway.search(self._line.account(self._method), sale))
        except NotSetUp:
            return []

    async def _look(self, sale: Sale, request: Request) -> tuple[Meaning | None, Answer | None]:
        try:
            account = self._line.account(self._method)
            answer = await self._line.ask(account, request, sale)
        except (NotSetUp, RequestNotSent, AnswerLost):
            return None, None
        meaning = self._gateway.read_search(account, sale, answer)
        self._line.judge(self._method.provider, meaning)
        return meaning, answer
