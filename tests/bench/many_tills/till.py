"""A simulated till: it makes events at its own pace and ships them as a till does, one request at
a time."""

import asyncio
import json
import random
import time
from array import array
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from many_tills.life import Life
from many_tills.wire import Answer, Lost, Wire

EVERY = 1.0  # seconds between two requests of a till that is not behind by a whole slice
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 60.0  # seconds, with full jitter


@dataclass(frozen=True)
class Plan:
    """What a till does. Times are of the monotonic clock, which all processes share."""

    number: int  # the office's
    public: str
    token: str
    starts_at: float
    ends_at: float
    events_per_second: float
    backlog: int = 0
    answers_lost: float = 0.0  # of 1
    most_rows: int = 500


@dataclass
class Told:
    """What became of it. `made_at` and `took` are of events that were made live and are durable."""

    public: str
    number: int
    made: int = 0
    head: tuple[int, str] = (0, "")
    backlog_drained_at: float = 0.0
    all_in_at: float = 0.0
    made_at: "array[float]" = field(default_factory=lambda: array("d"))
    took: "array[float]" = field(default_factory=lambda: array("d"))
    requests: int = 0
    lost: int = 0
    repeats: int = 0  # batches that were stored after an answer about them was lost
    forgotten: int = 0  # events that the office had, and had not any more
    refused: dict[str, int] = field(default_factory=dict)


class Till:
    """Ships until all that it made is durable at the office."""

    def __init__(self, plan: Plan, wire: Wire, chance: random.Random) -> None:
        self._plan, self._wire, self._chance = plan, wire, chance
        self._life = Life(plan.public, plan.number)
        self._life.go_on(plan.backlog)
        self._made_at = array("d")
        self._next_at = plan.starts_at + chance.random()
        self._branch, self._stored, self._ever_stored = 0, 0, 0
        self._was_lost = False
        self._path = f"/v1/tills/{plan.public}"
        self._failures = 0
        self.told = Told(plan.public, plan.number)

    async def run(self, gives_up_at: float) -> Told:
        await self._begin()
        await _until(self._plan.starts_at)
        asked_at = 0.0
        while time.monotonic() < gives_up_at:
            self._make()
            waiting = len(self._life.rows) - self._stored
            if waiting:
                if waiting < self._plan.most_rows:
                    await _until(asked_at + EVERY)
                    self._make()
                asked_at = time.monotonic()
                await self._ship()
            elif self._next_at > self._plan.ends_at:
                break
            else:
                await _until(self._next_at)
        self.told.all_in_at = time.monotonic()
        self.told.made = len(self._life.rows)
        self.told.head = (len(self._life.rows), self._life.hash)
        await self._wire.close()
        return self.told

    def _make(self) -> None:
        """Makes what is due. It counts as made when it was due, not when this got round to it."""
        now, due = min(time.monotonic(), self._plan.ends_at), 0
        while self._next_at <= now:
            self._made_at.append(self._next_at)
            self._next_at += self._chance.expovariate(self._plan.events_per_second)
            due += 1
        self._life.go_on(due)

    async def _begin(self) -> None:
        hello = {
            "session": 0,
            "nonce": f"{self._chance.getrandbits(128):032x}",
            "head": [0, self._life.hash_at(0)],
            "version": "0.1.0",
            "clock": datetime.now(UTC).isoformat(),
        }
        while True:
            try:
                answer = await self._wire.post(f"{self._path}/hello", json.dumps(hello).encode())
            except Lost:
                await self._pause()
                continue
            if answer.status == 200:
                told = json.loads(answer.body)
                self._branch = told["branch"]
                self._failures = 0
                return
            self._refused(answer)
            await self._pause()

    async def _ship(self) -> None:
        rows = self._life.rows[self._stored : self._stored + self._plan.most_rows]
        after = [self._stored, self._life.hash_at(self._stored)]
        batch = {"branch": self._branch, "after": after, "rows": rows}
        body = json.dumps(batch, ensure_ascii=False, separators=(",", ":")).encode()
        self.told.requests += 1
        try:
            answer = await self._asked(body)
        except Lost:
            self.told.lost += 1
            self._was_lost = True
            await self._pause()
            return
        if answer.status == 200:
            self._failures = 0
            self.told.repeats += self._was_lost
            self._was_lost = False
            self._durable(json.loads(answer.body)["head"][0])
            return
        self._refused(answer)
        told = _object(answer.body)
        if told.get("error") == "gap":  # the office's head decides
            self.told.forgotten += self._stored - told["head"][0]
            self._stored = told["head"][0]
            return
        await self._pause()

    async def _asked(self, body: bytes) -> Answer:
        """Half of the answers that are lost are lost after the office gave them."""
        path, chance = f"{self._path}/events", self._chance.random()
        if chance < self._plan.answers_lost / 2:
            await self._wire.post_and_hang_up(path, body)
        answer = await self._wire.post(path, body)
        if chance < self._plan.answers_lost:
            raise Lost("the answer")
        return answer

    def _durable(self, seq: int) -> None:
        now, live = time.monotonic(), self._plan.backlog
        for number in range(max(self._ever_stored, live), seq):
            made_at = self._made_at[number - live]
            self.told.made_at.append(made_at)
            self.told.took.append(now - made_at)
        self._stored = seq
        self._ever_stored = max(self._ever_stored, seq)
        if live and seq >= live and not self.told.backlog_drained_at:
            self.told.backlog_drained_at = now

    def _refused(self, answer: Answer) -> None:
        word = f"{answer.status} {_object(answer.body).get('error', '')}".strip()
        self.told.refused[word] = self.told.refused.get(word, 0) + 1

    async def _pause(self) -> None:
        self._failures += 1
        longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(self._failures, 10))
        await asyncio.sleep(self._chance.uniform(0, longest))


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))
