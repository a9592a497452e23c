"""The composition root: builds the till from all rooms, and starts and stops them in order."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from pos_app.app.backup_maker import Apart
from pos_app.app.backup_service import LocalBackups, copies_in, folder_of
from pos_app.app.export_service import JournalExports
from pos_app.app.keyring_watch import KeyringWatch
from pos_app.app.sandbox_process import Sandbox
from pos_app.app.shop_front import shop_front
from pos_app.diagnostics.logs import logged
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.errors import (
    JournalDamaged,
    JournalUnavailable,
    KeyringUnavailable,
    NotInTraining,
    WrongPassphrase,
)
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.gateways.catalogue import CASH_METHODS, COUNTER_METHODS, METHODS
from pos_app.gateways.http import HttpSender
from pos_app.gateways.providers import provider_of
from pos_app.installation import settings
from pos_app.installation.accounts import ProfileSettings, load_accounts, secret_names
from pos_app.installation.charge_limits import within_limits
from pos_app.installation.computer import look_where
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.credentials import Keys
from pos_app.installation.moved_out import ARRIVING, check_not_moved
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.shift_reader import ShiftReader
from pos_app.journal.books.takings import LedgerReader
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.disk_failures import problem_of
from pos_app.journal.file_lock import Ownership
from pos_app.journal.search.sale_search import SaleSearch
from pos_app.journal.thread import JournalThread
from pos_app.ports.settings_service import SecretLocation
from pos_app.ports.shop import Shop, counter_methods
from pos_app.till.approval.approvals import Approvals
from pos_app.till.till import Till

if TYPE_CHECKING:
    from pos_app.app.office.local_office import LocalOffice
    from pos_app.app.paper.desk import PaperRoom
    from pos_app.domain.paper.print_job import PrintTrouble
    from pos_app.journal.spool.job_thread import JobThread
    from pos_app.ports.figures import ReadsFigures
    from pos_app.ports.gateway import Account
    from pos_app.ports.office.desk import OfficeDesk
    from pos_app.ports.paper.printer_setup import PaperDesk
    from pos_app.ports.sale_search import FindsSales
    from pos_app.ports.updates.newer_version import TellsNewerVersion
    from pos_app.till.reconciliation import Reconciliation

Ask = Callable[[], str]  # asks for a passphrase; None where there is no person to ask


@dataclass(frozen=True)
class Open:
    """An open till, with the other services that the window needs."""

    till: Till
    settings: ProfileSettings
    backups: LocalBackups
    exports: JournalExports
    customer_page: str | None  # the sandbox's, in training
    search: "FindsSales"
    journal: JournalThread
    keyring: KeyringWatch
    keys: Keys
    figures: "ReadsFigures"
    reader: BooksReader
    open_paper: Callable[[], "PaperDesk"]
    open_office: Callable[[], "OfficeDesk"]
    updates: "TellsNewerVersion | None" = None  # None: nobody is asked for a newer version
    office: "OfficeDesk | None" = None  # None: the till belonged to none when it was opened

    @cached_property
    def paper(self) -> "PaperDesk":
        """Opened at its first use: most commands print nothing. From then on the spool runs."""
        return self.open_paper()

    @cached_property
    def reconciliation(self) -> "Reconciliation":
        """Loaded at its first use: a manager reconciles once a month."""
        from pos_app.app.statement_files import StatementFiles  # noqa: PLC0415 - as said
        from pos_app.journal.books.reconciling import StatementBooks  # noqa: PLC0415 - as said
        from pos_app.till.reconciliation import Reconciliation  # noqa: PLC0415 - as said

        return Reconciliation(
            methods=self.till.methods,
            journal=self.journal,
            books=StatementBooks(self.reader),
            reads=StatementFiles(),
            managers=self.till.managers,
            admin=self.till.back_office,
        )


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_till(
    profile: Profile,
    *,
    training: bool,
    ask: Ask | None = None,
    key_file: KeyFile | None = None,
    shop_now: Callable[[], Shop] | None = None,
) -> AsyncIterator[Open]:
    """Opens this profile's till, recovers its sales and runs it until the block is left.

    Closes everything in the opposite order, also where one part fails to close. Raises
    JournalInUse, JournalUnavailable, JournalDamaged, OtherComputer, TillMovedOut, BadInput for
    settings that cannot be used, TrainingUnavailable.

    `ask` is called for the passphrase of a locked key file, and a wrong one raises WrongPassphrase;
    without `ask` the till opens all the same, and its `SettingsService` can unlock the file later.
    `key_file` is the file as this process knows it: one that is open already asks nobody again.
    `shop_now` is the window's: it returns the shop as it is, and receipts are printed by themselves
    where the shop wants that. Without it, documents have the shop as the settings file has it now.
    """
    shop = settings.load(profile.settings)
    clock = ShopClock(zone=shop.zone.key, starts_at=f"{shop.day_starts_at:%H:%M}")

    place = profile.training if training else profile
    till_id = await asyncio.to_thread(_prepare, place)
    shop_id = await asyncio.to_thread(_prepare, profile) if training else till_id
    keys = await asyncio.to_thread(open_keys, profile, shop_id, None if training else ask, key_file)
    watch = KeyringWatch(
        keys,
        secret_names(METHODS),
        # Reads the settings again: somebody may have changed them while the keyring was silent.
        lambda heard: load_accounts(METHODS, settings.load(profile.settings), heard),
    )
    async with AsyncExitStack() as closing:
        closing.push_async_callback(watch.close)
        closing.callback(Ownership(place.lock).release)
        if not training:  # where no money moves, there is no provider to poll
            await asyncio.to_thread(_look_where, place)
            watch.begin()  # a process answers while the journal is opened
        sending = _begin_to_send(closing)
        await closing.enter_async_context(logged(place.log, training=training))
        folder = folder_of(place, shop, training=training)
        shown = await asyncio.to_thread(_shown, place, folder, till_id)
        journal = await JournalThread.open(place.journal, till_id, now, shown=shown, clock=clock)
        closing.push_async_callback(journal.close)
        reader, counter_reader = BooksReader(place.journal), BooksReader(place.journal)
        closing.push_async_callback(reader.close)
        closing.push_async_callback(counter_reader.close)
        search = SaleSearch(place.journal)
        closing.push_async_callback(search.close)
        sandbox = await _training_world_until(closing, place) if training else None
        accounts: Mapping[str, Account] = sandbox.accounts if sandbox else await watch.accounts()
        sender = await sending
        jobs = _late_jobs(place.spool, await closing.enter_async_context(AsyncExitStack()))
        till = Till(
            methods=METHODS if training else within_limits(METHODS, shop),
            counter_methods=COUNTER_METHODS,
            providers=provider_of,
            accounts=accounts,
            journal=journal,
            ledger=LedgerReader(reader, counter_reader),
            shifts=ShiftReader(reader, now, clock.day_of, CASH_METHODS),
            sender=sender,
            people=People(place.people, training=training),
            now=now,
            business_day=clock.day_of,
            random=Random(),  # noqa: S311 - spreads polls, guards nothing
            listens=bool(shop.webhook_port),
            paper_troubles=lambda: _troubles_in(jobs),
        )
        after_the_till = await closing.enter_async_context(AsyncExitStack())
        closing.push_async_callback(till.stop)
        till.take_by_hand(counter_methods(shop))

        paper = _late_paper(
            after_the_till,
            profile=profile,
            training=training,
            shop=shop_now or (lambda: shop_front(shop, training=training)),
            till=till,
            journal=journal,
            reader=reader,
            jobs=jobs,
        )
        if shop_now:
            await paper().print_by_itself()
        office = _late_office(
            closing,
            place=place,
            till_id=till_id,
            name=f"{shop.name} · {shop.till}",
            keys=Keys(till_id, place.keys) if training else keys,
            sender=sender,
            till=till,
            journal=journal,
        )
        if place.office.exists() or place.office_accounts.exists():
            await office().remember()
        await till.start()
        search.start()
        watch.follow(till.use_accounts)
        if shop.webhook_port:
            from pos_app.app.webhook_server import serve  # noqa: PLC0415 - few shops use webhooks

            await closing.enter_async_context(serve(till, shop.webhook_host, shop.webhook_port))

        if place.office.exists():
            await office().open()
        backups = LocalBackups(place, folder, now, clock.day_of)
        closing.push_async_callback(backups.close)
        yield Open(
            till=till,
            settings=_settings(profile, keys, None if training else till),
            backups=backups,
            exports=JournalExports(place.journal),
            customer_page=sandbox.control_url if sandbox else None,
            search=search,
            journal=journal,
            keyring=watch,
            keys=keys,
            figures=search,
            reader=reader,
            open_paper=lambda: paper().desk,
            office=office() if place.office.exists() else None,
            open_office=office,
            updates=None if training else await _updates_of(closing, profile, shop, sender),
        )


async def _updates_of(
    closing: AsyncExitStack, profile: Profile, shop: settings.Settings, sender: HttpSender
) -> "TellsNewerVersion | None":
    """Begins to ask for newer versions, where the shop's settings say whom."""
    if not shop.updates_address:
        return None
    from pos_app.app.updates.update_watch import UpdateWatch  # noqa: PLC0415 - off by default
    from pos_app.till.background import BackgroundTasks  # noqa: PLC0415

    watch = UpdateWatch(shop.updates_address, shop.updates_key, profile.updates, sender, now)
    tasks = BackgroundTasks()
    closing.push_async_callback(tasks.stop)
    tasks.start(watch.keep_asking(), "asks for a newer version")
    return watch


def _begin_to_send(closing: AsyncExitStack) -> "asyncio.Future[HttpSender]":
    """Makes the sender on a thread, where it reads certificates while the journal is opened."""
    sending = asyncio.ensure_future(asyncio.to_thread(HttpSender))

    async def close() -> None:
        await (await sending).close()

    closing.push_async_callback(close)
    return sending


def _late_paper(
    closing: AsyncExitStack,
    *,
    profile: Profile,
    training: bool,
    shop: Callable[[], Shop],
    till: Till,
    journal: JournalThread,
    reader: BooksReader,
    jobs: "Callable[[], JobThread]",
) -> "Callable[[], PaperRoom]":
    """Returns what wires documents, spool and printers, once, for who needs them."""

    @cache
    def paper() -> "PaperRoom":
        from pos_app.app.paper.desk import PaperRoom  # noqa: PLC0415 - at its first use

        return PaperRoom(
            profile=profile,
            training=training,
            shop=shop,
            till=till,
            journal=journal,
            reader=reader,
            jobs=jobs(),
            now=now,
            closing=closing,
        )

    return paper


def _late_office(
    closing: AsyncExitStack,
    *,
    place: Profile,
    till_id: str,
    name: str,
    keys: Keys,
    sender: HttpSender,
    till: Till,
    journal: JournalThread,
) -> "Callable[[], LocalOffice]":
    """Returns what puts the till's office together, once, for who needs it."""

    @cache
    def office() -> "LocalOffice":
        from pos_app.app.office.opening import office_of  # noqa: PLC0415 - for a member alone

        made = office_of(
            place=place,
            till_id=till_id,
            name=name,
            keys=keys,
            sender=sender,
            till=till,
            journal=journal,
            may_change=till.managers.change_settings,
            now=now,
        )
        closing.push_async_callback(made.close)
        return made

    return office


def _late_jobs(file: Path, closing: AsyncExitStack) -> "Callable[[], JobThread]":
    """Returns what opens the file of print jobs, once, for who needs it; `closing` closes it."""

    @cache
    def jobs() -> "JobThread":
        from pos_app.journal.spool.job_thread import JobThread  # noqa: PLC0415 - at its first use

        thread = JobThread(file, now)
        closing.push_async_callback(thread.close)
        return thread

    return jobs


async def _troubles_in(jobs: "Callable[[], JobThread]") -> "Sequence[PrintTrouble]":
    from pos_app.till.spool.troubles import troubles_in  # noqa: PLC0415 - for a close alone

    return await troubles_in(jobs())


def _settings(profile: Profile, keys: Keys, till: Till | None) -> ProfileSettings:
    """Returns the shop's settings, which the till follows. In training none does."""
    if till is None:
        return ProfileSettings(profile, METHODS, keys, _unused, _keep_out, _unused)
    return ProfileSettings(
        profile,
        METHODS,
        keys,
        till.use_accounts,
        till.managers.change_settings,
        lambda shop: till.take_by_hand(counter_methods(shop)),
    )


async def _training_world_until(closing: AsyncExitStack, place: Profile) -> Sandbox:
    sandbox = await _training_world(place)
    closing.push_async_callback(asyncio.to_thread, sandbox.stop)
    return sandbox


async def _training_world(place: Profile) -> Sandbox:
    """Starts the simulated providers, where whoever trains can charge a number of their own."""
    return await asyncio.to_thread(Sandbox.start, place.sandbox_state, anybody_pays=True)


def open_keys(
    profile: Profile, till_id: str, ask: Ask | None, key_file: KeyFile | None = None
) -> Keys:
    """Returns the shop's keys. Waits for the keyring, and for the person who is asked; a `key_file`
    that is open already asks nobody again. Raises WrongPassphrase, KeysDamaged."""
    keys = Keys(till_id, profile.keys, key_file=key_file)
    if not keys.are_locked or keys.place is SecretLocation.KEYRING:
        return keys
    if ask is None:
        with suppress(WrongPassphrase, KeyringUnavailable):  # the window asks again
            keys.unlock_by_environment()
        return keys
    keys.unlock_by_environment()
    if keys.are_locked and (passphrase := ask()):
        keys.unlock(passphrase)
    return keys


async def approve_without_till(place: Profile, copies: Path, people: People, pin: str) -> None:
    """Checks a manager's PIN for a restore. Wrong PINs are counted in the journal, as the till
    counts them, as long as it can be opened: the one to be replaced may be damaged.

    Raises as `Approvals.approve` does, and JournalInUse.
    """
    async with AsyncExitStack() as closing:
        closing.callback(Ownership(place.lock).release)
        check_not_moved(place)
        try:
            till_id = place.known_till_id()
            shown = await asyncio.to_thread(_shown, place, copies, till_id)
            journal = await JournalThread.open(place.journal, till_id, now, shown=shown)
        except (JournalDamaged, JournalUnavailable):
            return  # the restore asks for the PIN again
        closing.push_async_callback(journal.close)
        managers = Approvals(people, journal, now, asyncio.get_running_loop().time)
        managers.spend(await managers.approve(pin), ManagerOnly.RESTORE)


def _prepare(place: Profile) -> str:
    """Makes the profile's folder, and returns the till's id. Raises JournalUnavailable."""
    try:
        place.prepare()
        if (place.root / ARRIVING).exists():
            from pos_app.app.moving.move_in import settle_in  # noqa: PLC0415 - seldom

            settle_in(place)
        return place.till_id()
    except OSError as error:
        raise problem_of(error) from error


def _shown(place: Profile, folder: Path, till_id: str) -> Shown:
    """Returns the last shown head. The heads of the backups are read once: the opening checks need
    them twice."""
    copies = copies_in(place, folder)
    read = cache(copies.heads) if isinstance(copies, Apart) else None
    return Shown(place.journal, folder, till_id, read)


def _look_where(place: Profile) -> None:
    """Checks that the profile belongs to this computer, and that its till was not moved to another
    one. Raises OtherComputer, TillMovedOut, ProfileDamaged, JournalUnavailable."""
    check_not_moved(place)
    try:
        look_where(place)
    except OSError as error:
        raise problem_of(error) from error


async def _keep_out(_: str, __: Approval | None) -> None:
    """Refuses changes in training: its managers and its journal are not the shop's."""
    raise NotInTraining("the real shop is changed where it is open")


def _unused(_: object) -> None:
    """Ignores new accounts, which in training are the sandbox's, and new settings of the shop."""
