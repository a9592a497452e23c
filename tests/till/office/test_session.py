"""A start is told from a copy: by a nonce that is durable before it is said. A new token is kept
before it is used."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from till.office.a_till import Store, store_in
from till.office.small_office import TILL, TOKEN, Fault, SmallOffice, small_office

from pos_app.domain.errors import KeyringUnavailable, ResponseLost
from pos_app.gateways.http import HttpSender
from pos_app.gateways.office.office_client import HttpOffice
from pos_app.ports.office.event_row import BEGINNING
from pos_app.ports.office.membership import OfficeMembership
from pos_app.ports.office.protocol import SessionGranted, TokenRefused
from pos_app.till.office.office_session import OfficeSession


@pytest.fixture(autouse=True)
def _unheard() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def session_of(sender: HttpSender, store: Store, till: str = TILL) -> OfficeSession:
    return OfficeSession(HttpOffice(sender), store, till, "1", lambda: datetime.now(UTC))


def nonces(office: SmallOffice) -> list[str]:
    return [hello.nonce for hello in office.hellos]


async def test_a_lost_answer_is_asked_for_again_by_the_next_start(tmp_path: Path) -> None:
    async with small_office() as office:
        sender = HttpSender()
        store = store_in(tmp_path, office.address)
        office.faults.append(Fault.LOST_AFTER)
        with pytest.raises(ResponseLost):
            await session_of(sender, store).begin(BEGINNING)
        killed = store.load()
        assert killed is not None
        assert killed.nonce == nonces(office)[0]
        said = await session_of(sender, store).begin(BEGINNING)
        assert isinstance(said, SessionGranted)
        assert not said.is_clone
        assert len(set(nonces(office))) == 1
        again = await session_of(sender, store).begin(BEGINNING)
        assert isinstance(again, SessionGranted)
        assert (again.session, again.is_clone) == (2, False)
        assert len(set(nonces(office))) == 2
        await sender.close()


async def test_a_copy_that_is_started_shows_at_both(tmp_path: Path) -> None:
    async with small_office() as office:
        sender = HttpSender()
        original, copy = store_in(tmp_path, office.address), Store(tmp_path / "copy.json")
        await session_of(sender, original).begin(BEGINNING)
        copied = original.load()
        assert copied is not None
        copy.keep(copied)
        first = await session_of(sender, copy).begin(BEGINNING)
        second = await session_of(sender, original).begin(BEGINNING)
        assert isinstance(first, SessionGranted)
        assert isinstance(second, SessionGranted)
        assert (first.is_clone, second.is_clone) == (False, True)
        await sender.close()


async def test_a_new_token_is_kept_before_it_is_used(tmp_path: Path) -> None:
    async with small_office(next_token="renewed") as office:
        sender = HttpSender()
        store = store_in(tmp_path, office.address)
        session = session_of(sender, store)
        assert not session.begun.is_set()
        with pytest.raises(LookupError):
            _ = session.access
        await session.begin(BEGINNING)
        assert store.order == ["nonce", "token", "session"]
        assert (session.access.token, store.kept, office.token) == ("renewed", "renewed", TOKEN)
        assert session.begun.is_set()
        assert "renewed" not in repr(session.access)
        office.token = "nobody's"  # the old one ends
        assert isinstance(await session.begin(BEGINNING), SessionGranted)
        store.kept = None
        with pytest.raises(KeyringUnavailable):
            await session.begin(BEGINNING)
        assert session.begun.is_set()  # the inbox is asked all the same: queues are left to it
        await sender.close()


async def test_an_office_put_back_to_before_a_renewal_knows_the_till(tmp_path: Path) -> None:
    async with small_office(next_token="renewed") as office:
        sender = HttpSender()
        store = store_in(tmp_path, office.address)
        session = session_of(sender, store)
        await session.begin(BEGINNING)
        office.next_token = ""  # as if it had never renewed it
        assert isinstance(await session.begin(BEGINNING), SessionGranted)
        assert (session.access.token, store.kept) == (TOKEN, TOKEN)
        await sender.close()


@dataclass
class Full(Store):
    """A keyring that takes nothing."""

    def keep_token(self, token: str) -> None:
        raise KeyringUnavailable(token)


async def test_a_token_that_cannot_be_kept_is_never_used(tmp_path: Path) -> None:
    async with small_office(next_token="renewed") as office:
        sender = HttpSender()
        store_in(tmp_path, office.address)
        session = session_of(sender, Full(tmp_path / "office.json"))
        assert isinstance(await session.begin(BEGINNING), SessionGranted)
        assert session.access.token == TOKEN
        await sender.close()


async def test_who_has_no_token_or_another_id_asks_nobody(tmp_path: Path) -> None:
    sender = HttpSender()
    store = store_in(tmp_path, "http://127.0.0.1:9")
    assert await session_of(sender, store, "another").begin(BEGINNING) == TokenRefused()
    store.kept = ""
    assert await session_of(sender, store).begin(BEGINNING) == TokenRefused()
    store.kept = None
    with pytest.raises(KeyringUnavailable):
        await session_of(sender, store).begin(BEGINNING)
    store.file.unlink()
    store.kept = TOKEN
    assert await session_of(sender, store).begin(BEGINNING) == TokenRefused()
    assert OfficeMembership("a", "b", "c").nonce == ""
    await sender.close()
