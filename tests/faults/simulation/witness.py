"""What the screen showed, as the cashier saw it, held against what was true at that moment."""

import asyncio
import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

import httpx
from faults.simulation.houses import mark_at_end
from faults.simulation.ledger import BY_HAND, BY_REFERENCE, figures
from faults.simulation.providers import ANOTHER, Providers

from pos_app.domain.events import BUYS, GOES_OUT, Purpose, State
from pos_app.domain.movement_identity import provider_of
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale

_MAY_GO_OUT_AGAIN = (State.DECLINED, State.EXPIRED, State.NOT_SENT)
_AT_ONCE = 1.0  # seconds until a charge leaves; a disk that does not write has its own time
_TOLD = (State.DECLINED, State.EXPIRED, State.CANCELLED, State.PAID, State.AUTHORIZED)
_BY_KEY = "/api/v1/transactions"  # where a key makes a repeat harmless
_OF_A_PAYMENT = "/payments"  # of a queue, which has names of its own
_CERTAINLY_UNPAID = (State.DECLINED, State.EXPIRED, State.NOT_SENT)


class Asked(NamedTuple):
    """A question, and by whose keys it was asked."""

    at: float
    mark: str


class Witness:
    """Hears of every change as the window does."""

    def __init__(self, providers: Providers) -> None:
        self._providers = providers
        self._changed = asyncio.Event()
        self.shown: dict[str, Sale] = {}
        self._asked: dict[str, Asked] = {}  # by their paths, the last of each
        self._named: dict[str, Sale] = {}  # by key, and by what its provider calls it
        self._sent: dict[str, set[str]] = {}  # by key, in which words
        self._open: dict[str, set[str]] = {}  # by sale, what belongs to it and is not at an end
        self._in_doubt: set[str] = set()  # keys and names of what a copy left in doubt
        self._sending_since: dict[str, float] = {}  # by key, until its request leaves
        self.lies: list[str] = []

    def hear(self, sale: Sale) -> None:
        self._judge(sale, self.shown.get(sale.id))
        self._judge_what_belongs_to(sale)
        if sale.id not in self.shown and sale.state is State.SENDING:
            self._sending_since[sale.key] = asyncio.get_running_loop().time()
        self.shown[sale.id] = sale
        for name in (sale.key, sale.reference, sale.status_path):
            if name:
                self._named[_plain(name)] = sale
        self._changed.set()
        self._changed = asyncio.Event()

    def see_leave(self, request: httpx.Request, *, left: bool) -> None:
        """A request leaves the till, whatever else is going on there; or is refused at once."""
        now = asyncio.get_running_loop().time()
        key = request.headers.get("idempotency-key", "")
        mark = mark_at_end(request.headers.get("authorization", ""), (ANOTHER,))
        self._asked[request.url.path] = Asked(now, mark)
        if now - self._sending_since.pop(key, now) > _AT_ONCE:
            self.lies.append(f"left {now:.1f} s after the start, and not at once: {key}")
        if request.method != "GET":
            self._judge_deed(request, key, mark)
        if key and left:
            self._judge_try(request, key)

    def see_in_doubt(self, names: Iterable[tuple[str, ...]]) -> None:
        """Of these sales a restored journal does not know what has become."""
        self._open.clear()  # it may have lost what belonged to a sale
        self._in_doubt.update(_plain(name) for those in names for name in those)

    def _judge_what_belongs_to(self, sale: Sale) -> None:
        """As long as a refund, a capture or a release is open, its sale says that one is."""
        if sale.purpose is Purpose.SPLIT:
            return
        if sale.parent and sale.purpose not in BUYS:
            those = self._open.setdefault(sale.parent, set())
            (those.add if sale.is_open else those.discard)(sale.id)
        elif sale.pending_operation is None and self._open.get(sale.id):
            self.lies.append(f"open to another operation while one is open: {_told(sale)}")

    def _judge_deed(self, request: httpx.Request, key: str, mark: str) -> None:
        """What is asked for, or taken back, is so at the account that has it; and never where only
        a person knows what has become of it."""
        path = request.url.path
        name = "" if _OF_A_PAYMENT in path else _plain(key or path)
        sale = self._named.get(name)
        what = f"{request.method} {path} for {name}"
        if name in self._in_doubt:
            self.lies.append(f"sent for what is in doubt since a restore: {what}")
        if sale is not None and self._providers.house_of(sale) != mark:
            self.lies.append(f"sent to another account than the first time: {what}")

    def _judge_try(self, request: httpx.Request, key: str) -> None:
        """Of what may move money: once, or again in the same words where those make it harmless."""
        tries = self._sent.setdefault(key, set())
        words = f"{request.url.path} {request.content.decode()}"
        if tries and request.url.path != _BY_KEY:
            self.lies.append(f"sent a second time: {words}")
        elif tries - {words}:
            self.lies.append(f"sent again in other words under the same key: {words}")
        tries.add(words)

    def forget_what_is_sent(self) -> None:
        """The till has died: what it has not sent yet it may send when it is back, or never."""
        self._sending_since.clear()

    async def until(
        self, sale_id: str, enough: Callable[[Sale], bool], patience: float
    ) -> Sale | None:
        """The sale once it is shown so, or nothing if it has ended otherwise or is not within so
        many seconds."""
        try:
            async with asyncio.timeout(patience):
                while not ((sale := self.shown.get(sale_id)) and enough(sale)):
                    if sale is not None and not sale.is_open:
                        return None
                    await self._changed.wait()
                return sale
        except TimeoutError:
            return None

    def _judge(self, sale: Sale, before: Sale | None) -> None:
        if before is not None and before.state is sale.state:
            return
        if sale.purpose is Purpose.RELEASE or sale.is_settled_by_hand:
            return
        if provider_of(sale.method) in BY_HAND:
            self._judge_split(sale)
            return
        moved = self._providers.moved(sale)
        if sale.state is State.PAID and not moved:
            self.lies.append(f"shown paid, and no money had moved: {_told(sale)}")
        # A cancel may cross with a payment on its way; that is flagged when it arrives.
        if sale.purpose in GOES_OUT and sale.state in _MAY_GO_OUT_AGAIN and self._is_rash(sale):
            self.lies.append(f"shown {sale.state}, and nobody had asked about it: {_told(sale)}")
        crossed = self._providers.moved_since(sale, self._asked_at(sale))
        if sale.state in _CERTAINLY_UNPAID and moved and not sale.flags and not crossed:
            self.lies.append(f"shown {sale.state}, and money had moved: {_told(sale)}")
        if sale.state in _CERTAINLY_UNPAID and self._providers.says_it_does_not_know(sale):
            self.lies.append(f"shown {sale.state}, and its provider does not know: {_told(sale)}")
        if sale.state in _CERTAINLY_UNPAID and self._providers.is_undecided(sale):
            self.lies.append(f"shown {sale.state}, and its customer may still pay: {_told(sale)}")

        self._judge_teller(sale)

    def _judge_split(self, sale: Sale) -> None:
        """It is shown paid once all of its money has really come."""
        if sale.purpose is not Purpose.SPLIT or sale.state is not State.PAID:
            return
        parts = [one for one in self.shown.values() if one.parent == sale.id]
        if any(part.is_settled_by_hand for part in parts):
            return
        came = sum(self._came_for(part) for part in parts if part.purpose in BUYS)
        if came < sale.amount.minor:
            self.lies.append(f"shown paid, and {came} of it had come: {_told(sale)}")

    def _came_for(self, part: Sale) -> int:
        if provider_of(part.method) in BY_HAND:
            return part.amount.minor
        return sum(one.amount for one in self._providers.moved(part))

    def _judge_teller(self, sale: Sale) -> None:
        """Whoever asks another account about it is told nothing of it."""
        if sale.method in BY_REFERENCE:
            if sale.state is State.CANCELLED and self._providers.can_still_be_paid(sale):
                self.lies.append(f"shown cancelled, and can still be paid: {_told(sale)}")
            return
        is_told = sale.state in _TOLD or sale.reason is Reason.UNKNOWN_TO_PROVIDER
        is_held = sale.purpose is Purpose.AUTHORIZATION and sale.state is not State.AUTHORIZED
        asked = self._last_question(sale)
        if is_told and not is_held and asked and asked.mark != self._providers.house_of(sale):
            self.lies.append(f"shown {sale.state}, by another account's word: {_told(sale)}")

    def _asked_at(self, sale: Sale) -> float:
        """When the last question about it left: its answer tells of that time."""
        asked = self._last_question(sale)
        return asked.at if asked else math.inf

    def _last_question(self, sale: Sale) -> Asked | None:
        named = sale.reference or sale.id
        return max((one for path, one in self._asked.items() if named in path), default=None)

    def _is_rash(self, sale: Sale) -> bool:
        """Money that goes out has a name there, and no question about it was answered by a no."""
        asked = any(sale.reference and sale.reference in path for path in self._asked)
        return sale.reference is not None and (sale.state is State.EXPIRED or not asked)


def _told(sale: Sale) -> str:
    return f"{sale.purpose} {sale.number} ({sale.method}, {sale.amount.minor}, {sale.detail})"


def _plain(name: str) -> str:
    """A name as it stands at the end of a path, or a reference without its blanks."""
    last = name.rsplit("/", maxsplit=1)[-1]
    return figures(last) or last
