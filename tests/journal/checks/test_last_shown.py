"""A journal that was put back to an earlier day while the till was closed."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from new_sales import new_sale_in

from pos_app.app.restore_service import LocalRestore
from pos_app.domain.errors import (
    JournalDamaged,
    JournalMissing,
    JournalReplaced,
    JournalRolledBack,
)
from pos_app.domain.events import Accepted, Created, Paid, Sending
from pos_app.domain.money import Currency, Money
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.checks.last_shown import MOST_NUMBER, Shown
from pos_app.journal.checks.opening_checks import head_file
from pos_app.journal.copies.backup import back_up
from pos_app.journal.database_file import open_journal
from pos_app.journal.thread import JournalThread
from pos_app.ports.journal import Head

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
Files = Mapping[str, bytes]
JOURNAL = "journal.sqlite3"
ALL = (JOURNAL, f"{JOURNAL}-wal", f"{JOURNAL}-shm", "journal.head", "journal.made")
_BESIDE = (".sqlite3-wal", ".sqlite3-shm", ".lock")


class Shop:
    """A profile, its copies, and a clock that nobody set."""

    def __init__(self, root: Path) -> None:
        self.place = Profile(root)
        self.place.prepare()
        self.till = self.place.till_id()
        self.place.backups.mkdir()
        self.at = AT
        self.numbers: list[int] = []  # that were ever given

    def sell(self, *names: str) -> None:
        asyncio.run(self._sell(*names))

    async def _sell(self, *names: str) -> None:
        shown = Shown(self.place.journal, self.place.backups, self.till)
        journal = await JournalThread.open(
            self.place.journal, self.till, lambda: self.at, shown=shown
        )
        try:
            for name in names:
                sale = await new_sale_in(journal, name, _created, Sending(request="", body=""))
                self.numbers.append(sale.number)
                await journal.append(name, Accepted(reference=name), Paid(payment=name))
        finally:
            await journal.close()

    def back_up(self) -> Path:
        self.at += timedelta(minutes=1)
        return back_up(self.place.journal, self.place.backups, self.till, self.at).path

    def files(self) -> Files:
        """Those that say something: SQLite leaves an empty log where somebody has looked."""
        there = [file for file in self.place.root.iterdir() if file.is_file()]
        return {file.name: file.read_bytes() for file in there if file.suffix not in _BESIDE}

    def put_back(self, files: Files, *names: str) -> None:
        """These files as they were, or all of them: a snapshot of the whole folder."""
        for name in names or [*self.files()]:
            (self.place.root / name).unlink(missing_ok=True)
            if name in files:
                (self.place.root / name).write_bytes(files[name])

    @property
    def rescue(self) -> LocalRestore:
        people = People(self.place.people)  # of whom nobody has a PIN
        return LocalRestore(self.place, self.place.backups, people, lambda: self.at)


def _created(number: int) -> Created:
    return Created(
        number=number,
        method="vpos",
        amount=Money(1_500_00, Currency.AOA),
        phone=None,
        description="",
        key=f"key-{number}",
        business_day=AT.date(),
    )


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path / "shop")


def _the_file_alone(shop: Shop) -> None:
    before = shop.files()
    shop.sell("b", "c")
    shop.put_back(before, JOURNAL)


def _the_whole_folder_beside_a_newer_copy(shop: Shop) -> None:
    before = shop.files()
    shop.sell("b", "c")
    shop.back_up()
    shop.put_back(before)


def _to_its_very_first_day(shop: Shop) -> None:
    shop.sell("b")
    shop.put_back({}, JOURNAL)
    open_journal(shop.place.journal).close()


def _over_another_life(shop: Shop) -> None:
    """As long as what was shown, and not the same events."""
    before = shop.files()
    shop.sell("b")
    after = shop.files()
    shop.put_back(before)
    shop.sell("x", "y")
    shop.put_back(after, "journal.head")


WAYS = [
    _the_file_alone,
    _the_whole_folder_beside_a_newer_copy,
    _to_its_very_first_day,
    _over_another_life,
]


@pytest.mark.parametrize("way", WAYS)
def test_it_is_not_written_on_whichever_way_it_was_put_back(
    way: Callable[[Shop], None], shop: Shop
) -> None:
    shop.sell("a")
    way(shop)
    before = shop.files()
    for _ in range(2):
        with pytest.raises(JournalRolledBack):
            shop.sell("next")
    assert shop.files() == before


@pytest.mark.parametrize("way", WAYS)
def test_a_person_goes_on_and_no_number_is_given_twice(
    way: Callable[[Shop], None], shop: Shop
) -> None:
    shop.sell("a")
    way(shop)
    choices = shop.rescue.copies_now()
    assert choices
    shop.rescue.restore_now(choices[0].path, "")
    given = set(shop.numbers)
    shop.sell("next", "and the next")
    shop.sell("another day")
    assert len(given.union(shop.numbers)) == len(given) + 3


def test_an_older_copy_may_be_chosen_and_is_asked_about_once(shop: Shop) -> None:
    shop.sell("a")
    older = shop.back_up()
    shop.sell("b")
    shop.back_up()
    shop.place.journal.unlink()
    with pytest.raises(JournalMissing):
        shop.sell("next")
    shop.rescue.restore_now(older, "")
    shop.sell("next")
    shop.sell("another day")
    assert len(set(shop.numbers)) == len(shop.numbers)


def test_copies_tell_that_there_was_a_journal_where_all_else_was_cleared_away(shop: Shop) -> None:
    shop.sell("a")
    shop.back_up()
    _clear(shop, ALL)
    with pytest.raises(JournalMissing):
        shop.sell("b")
    assert not shop.place.journal.exists()


def test_what_is_kept_outside_tells_that_there_was_a_journal(shop: Shop) -> None:
    shop.sell("a")
    for name in (JOURNAL, "journal.made"):
        (shop.place.root / name).unlink()
    with pytest.raises(JournalMissing):
        shop.sell("next")


@pytest.mark.parametrize("harm", ["deleted", "replaced"])
def test_a_journal_that_is_taken_away_while_it_is_open_is_lost_to_nobody(
    harm: str, shop: Shop
) -> None:
    shop.sell("a")
    old = shop.place.journal.read_bytes()
    shop.place.backups.rmdir()

    async def evening() -> None:
        shown = Shown(shop.place.journal, shop.place.backups, shop.till)
        journal = await JournalThread.open(
            shop.place.journal, shop.till, lambda: shop.at, shown=shown
        )
        try:
            for name in ("b", "c"):
                await new_sale_in(journal, name, _created, Sending(request="", body=""))
                await journal.append(name, Accepted(reference=name), Paid(payment=name))
            shop.place.journal.unlink()
            if harm == "replaced":
                shop.place.journal.write_bytes(old)
                shop.place.journal.with_name(f"{JOURNAL}-wal").unlink()
            for _ in range(2):
                with pytest.raises(JournalReplaced):
                    await new_sale_in(journal, "d", _created, Sending(request="", body=""))
        finally:
            await journal.close()

    asyncio.run(evening())
    with pytest.raises(JournalDamaged):
        shop.sell("next")
    (copy,) = shop.rescue.copies_now()
    assert copy.sales == 3
    shop.rescue.restore_now(copy.path, "")
    shop.sell("next")
    assert shop.numbers[-1] > 3


def test_one_that_is_taken_away_once_more_is_copied_once_more_and_no_oftener(shop: Shop) -> None:
    moved = shop.place.root / "moved"

    async def evening() -> None:
        shown = Shown(shop.place.journal, shop.place.backups, shop.till)
        journal = await JournalThread.open(
            shop.place.journal, shop.till, lambda: shop.at, shown=shown
        )

        async def begin(name: str) -> None:
            await new_sale_in(journal, name, _created, Sending(request="", body=""))

        try:
            for name in ("a", "b"):
                await begin(name)
                shop.place.journal.rename(moved)
                for _ in range(3):
                    with pytest.raises(JournalReplaced):
                        await begin("next")
                if name == "a":
                    moved.rename(shop.place.journal)
        finally:
            await journal.close()

    asyncio.run(evening())
    moved.rename(shop.place.journal)
    assert [copy.sales for copy in shop.rescue.copies_now()] == [2, 1]


@pytest.mark.parametrize("cleared", [(JOURNAL,), (JOURNAL, "journal.head"), ("journal.head",), ALL])
@pytest.mark.parametrize("when", ["while it is open", "while it is closed"])
def test_no_number_is_given_twice_however_often_somebody_clears_away(
    when: str, cleared: Sequence[str], shop: Shop
) -> None:
    shop.sell("a")
    copy = shop.back_up()
    for name in ("b", "c", "d"):
        if when == "while it is open":
            asyncio.run(_sell_and_see_it_cleared(shop, name, cleared))
        else:
            shop.sell(name)
            _clear(shop, cleared)
        if JOURNAL in cleared:
            shop.rescue.restore_now(copy, "")
        assert len(set(shop.numbers)) == len(shop.numbers)
    shop.put_back({}, JOURNAL)
    shop.rescue.restore_now(copy, "")
    shop.sell("last")
    assert len(set(shop.numbers)) == len(shop.numbers)


@pytest.mark.parametrize("cleared", [(JOURNAL,), ALL])
def test_a_till_that_is_closed_copies_what_was_taken_away_since_its_last_write(
    cleared: Sequence[str], shop: Shop
) -> None:
    shop.sell("a")
    shop.back_up()
    asyncio.run(_sell_and_see_it_cleared(shop, "b", cleared))
    newest = shop.rescue.copies_now()[0]
    assert newest.sales == 2


async def _sell_and_see_it_cleared(shop: Shop, name: str, cleared: Sequence[str]) -> None:
    """Nothing is written after it."""
    shown = Shown(shop.place.journal, shop.place.backups, shop.till)
    journal = await JournalThread.open(shop.place.journal, shop.till, lambda: shop.at, shown=shown)
    try:
        sale = await new_sale_in(journal, name, _created, Sending(request="", body=""))
        shop.numbers.append(sale.number)
        _clear(shop, cleared)
    finally:
        await journal.close()


def _clear(shop: Shop, names: Sequence[str]) -> None:
    for name in names:
        (shop.place.root / name).unlink(missing_ok=True)


def test_copies_of_another_till_and_what_is_none_bind_nobody(shop: Shop, tmp_path: Path) -> None:
    other = Shop(tmp_path / "other")
    other.sell("x", "y", "z")
    shop.sell("a")
    name = f"journal-{shop.till[:8]}-20261120T100000Z.sqlite3"
    (shop.place.backups / name).write_bytes(other.place.journal.read_bytes())
    (shop.place.backups / name.replace("10", "11")).write_text("no journal")
    shop.sell("b")
    assert shop.numbers == [1, 2]


@pytest.mark.parametrize("content", ["", "1", "x y", "\xff", "1 2 3"])
def test_what_cannot_be_read_is_written_anew(content: str, shop: Shop) -> None:
    shop.sell("a")
    head_file(shop.place.journal).write_text(content, encoding="latin-1")
    shop.sell("b")
    shown = Shown(shop.place.journal, None, shop.till)
    assert shown.highest
    assert shown.highest.number == 8


A_HEAD = "a" * 64


@pytest.mark.parametrize(
    ("content", "highest", "numbers"),
    [
        (f"numbers 7\n3 {A_HEAD}\n", Head(3, A_HEAD), 7),
        (f"numbers 7\n3 {A_HEAD}\n9 {'b' * 64}\n", Head(3, A_HEAD), 7),
        (f"3 {A_HEAD}\n", Head(3, A_HEAD), 0),  # as it was written before numbers were kept
        ("numbers 7\n", None, 7),
        (f"numbers {MOST_NUMBER}\n0 {A_HEAD}\n", Head(0, A_HEAD), MOST_NUMBER),
        (f"numbers {MOST_NUMBER + 1}\n3 {A_HEAD}\n", None, 0),
        (f"numbers -1\n3 {A_HEAD}\n", None, 0),
        (f"numbers 7\n{2**63 - 1} {A_HEAD}\n", Head(2**63 - 1, A_HEAD), 7),
        (f"numbers 7\n{2**63} {A_HEAD}\n", None, 0),
        (f"numbers 7\n-3 {A_HEAD}\n", None, 0),
        ("", None, 0),
    ],
)
def test_what_is_kept_is_read_whole_or_not_at_all(
    content: str, highest: Head | None, numbers: int, shop: Shop
) -> None:
    head_file(shop.place.journal).write_text(content)
    shown = Shown(shop.place.journal, None, shop.till)
    assert (shown.highest, shown.numbers) == (highest, numbers)


def test_a_head_is_kept_that_is_higher_or_bears_a_higher_number_of_sales(shop: Shop) -> None:
    def kept() -> str:
        return head_file(shop.place.journal).read_text()

    def written() -> int:
        return head_file(shop.place.journal).stat().st_mtime_ns

    head_file(shop.place.journal).write_text(f"numbers 5\n3 {A_HEAD}\n9 {'b' * 64}\n")
    shown = Shown(shop.place.journal, None, shop.till)
    before = kept(), written()
    shown.learn(4)
    for number in (2, 3):
        shown.keep(Head(number, "c" * 64))
        assert (kept(), written()) == before
    shown.learn(6)
    shown.keep(Head(2, "c" * 64))
    assert kept() == f"numbers 6\n3 {A_HEAD}\n9 {'b' * 64}\n"
    shown.keep(Head(4, "d" * 64))
    assert kept() == f"numbers 6\n4 {'d' * 64}\n9 {'b' * 64}\n"
    before = kept(), written()
    shown.keep(Head(3, A_HEAD))
    assert (kept(), written()) == before


def test_nobody_else_may_read_what_is_kept(shop: Shop) -> None:
    shop.sell("a")
    assert head_file(shop.place.journal).stat().st_mode & 0o777 == 0o600


@given(st.lists(st.integers(1, 50)))
def test_it_never_goes_back_by_itself(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int]
) -> None:
    journal = tmp_path_factory.mktemp("heads") / JOURNAL
    for number in numbers:
        Shown(journal, None, "t").keep(Head(number, f"{number:064x}"))
    highest = Shown(journal, None, "t").highest
    assert (highest.number if highest else 0) == max(numbers, default=0)


def test_a_rolled_back_journal_is_a_damaged_one_to_whoever_offers_the_choice() -> None:
    assert issubclass(JournalRolledBack, JournalDamaged)
