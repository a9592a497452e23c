"""A till with a real journal's file, a real client, and all that runs beside it for its office."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from till.office.small_office import TILL, TOKEN, SmallOffice, until

from pos_app.gateways.http import HttpSender
from pos_app.gateways.office.office_client import HttpOffice
from pos_app.installation.office_membership import keep_membership, membership_in
from pos_app.journal.chain import link
from pos_app.journal.database_file import open_journal
from pos_app.journal.shipping.shipping_reader import ShippingReader
from pos_app.ports.office.event_row import BEGINNING, EventRow
from pos_app.ports.office.membership import OfficeMembership
from pos_app.ports.office.protocol import ProviderCall, SharedAccount
from pos_app.ports.office.status import OfficeState
from pos_app.till.office.beside_the_till import BesideTheTill, beside_the_till
from pos_app.till.office.last_heard import LastHeard
from pos_app.till.office.office_pace import OfficePace

START = datetime(2026, 11, 30, 18, 40, tzinfo=UTC)
HURRIED = OfficePace(
    settles=0.0,
    interval=0.0,
    idle=0.05,
    inbox=5.0,
    look=0.0,
    slowly=0.01,
    least=0.001,
    most=0.01,
    steady=60.0,
)


class TillFile:
    """The `events` of a till, in a real journal's file, with a real chain."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = count(1)
        self.rows: list[EventRow] = []
        self._open()

    def _open(self) -> None:
        self.path = self._folder / f"journal-{next(self._files)}.sqlite3"
        self._db = open_journal(self.path)
        self._db.execute("PRAGMA synchronous=OFF")  # nobody cuts the power
        self._keep(self.rows)

    def _keep(self, rows: Sequence[EventRow]) -> None:
        values = [(row.seq, TILL, *row[1:]) for row in rows]
        with self._db.conn:
            self._db.conn.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def write(self, number: int, data: str = '{"é": "\\n"}') -> None:
        rows = []
        before = self.rows[-1] if self.rows else EventRow(0, "", "", "", "", BEGINNING.hash)
        for _ in range(number):
            seq = before.seq + 1
            at = f"{START + timedelta(seconds=seq):%Y-%m-%dT%H:%M:%S.%f+00:00}"
            hash_ = link(before.hash, seq, TILL, "a sale", at, "paid", data)
            before = EventRow(seq, "a sale", at, "paid", data, hash_)
            rows.append(before)
        self._keep(rows)
        self.rows += rows

    def restore(self, number: int) -> None:
        """The file of an older moment, while the till is closed."""
        self._db.close()
        self.rows = self.rows[:number]
        self._open()

    def log_is_free(self) -> bool:
        """Whether all of the log can be checkpointed: no reader holds on to an older moment."""
        busy, pages, moved = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy and pages == moved

    def close(self) -> None:
        self._db.close()


@dataclass
class Store:
    """The port `KeepsMembership`: a real file, and a token in place of the keyring's."""

    file: Path
    kept: str | None = TOKEN
    order: list[str] = field(default_factory=list)  # what was kept, one after another
    earlier: str = ""

    def load(self) -> OfficeMembership | None:
        return membership_in(self.file)

    def token(self) -> str | None:
        return self.kept

    def keep(self, membership: OfficeMembership) -> None:
        self.order.append("nonce" if membership.nonce else "session")
        keep_membership(self.file, membership)

    def earlier_token(self) -> str:
        return self.earlier

    def keep_token(self, token: str) -> None:
        self.order.append("token")
        self.earlier, self.kept = self.kept or "", token


@dataclass
class ATill:
    """A till that runs."""

    beside: BesideTheTill
    file: TillFile
    store: Store
    reader: ShippingReader
    judged: list[ProviderCall]
    accounts: list[Sequence[SharedAccount]]

    def write(self, number: int) -> None:
        self.file.write(number)
        self.beside.look()

    @property
    def state(self) -> OfficeState:
        return self.beside.board.status.state

    async def is_up_to_date(self, office: SmallOffice) -> None:
        """Waits until the office has, in its living branch, what the till has."""
        self.beside.hurry()
        await until(
            lambda: (
                office.chain(office.living) == self.file.rows
                and self.state in {OfficeState.UP_TO_DATE, OfficeState.CLONE}
            )
        )


def store_in(folder: Path, address: str) -> Store:
    store = Store(folder / "office.json")
    keep_membership(store.file, OfficeMembership(address, "shop", TILL))
    return store


@asynccontextmanager
async def a_till(
    file: TillFile, store: Store, sender: HttpSender, pace: OfficePace = HURRIED, seed: int = 1
) -> AsyncIterator[ATill]:
    reader = ShippingReader(file.path)
    judged = list[ProviderCall]()
    accounts = list[Sequence[SharedAccount]]()

    async def judge(call: ProviderCall) -> bool:
        judged.append(call)
        return True

    async def tell(told: Sequence[SharedAccount]) -> None:
        accounts.append(told)

    try:
        async with beside_the_till(
            api=HttpOffice(sender),
            store=store,
            membership=store.load(),
            events=reader,
            judge=judge,
            tell=tell,
            heard=LastHeard(),
            till=TILL,
            version="1",
            now=lambda: datetime.now(UTC),
            random=Random(seed),
            pace=pace,
        ) as beside:
            yield ATill(beside, file, store, reader, judged, accounts)
    finally:
        await reader.close()
        await asyncio.sleep(0)
