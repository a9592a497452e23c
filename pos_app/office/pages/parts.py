"""What the pages need from the rest of the office: who reads, what they see, what time it is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pos_app.office.pages.live_news import LiveNews

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from starlette.requests import Request

    from pos_app.office.reading.questions import AsksOffice


@dataclass(frozen=True, kw_only=True)
class PageReader:
    """Somebody who has signed in. `role` is in words; `csrf` is what each of their forms sends."""

    name: str
    role: str
    csrf: str
    firm: str = ""
    sees_phones: bool = False
    sign_out: str = ""  # where to post it to
    account: str = ""  # the page of their keys and password

    @property
    def initials(self) -> str:
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()


@dataclass(frozen=True)
class OpenCall:
    """What a provider told of money that no till has, for whoever may take it over."""

    provider: str
    received_at: datetime
    reference: str
    payment: str  # the provider's own number of it
    is_open: bool
    taken_by: str = ""
    why: str = ""


class NotSignedIn(Exception):
    """Nobody has signed in: the answer leads to where that is done."""


class FormRefused(Exception):
    """A form that this office did not make for this reader."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class PageParts:
    """`reader` raises NotSignedIn. `asking` opens a transaction that sees what the reader may see.
    `check_form` raises FormRefused. `ending` ends every stream, so that the server can stop;
    `news` wakes them."""

    reader: Callable[[Request], Awaitable[PageReader]]
    asking: Callable[[Request], AbstractAsyncContextManager[AsksOffice]]
    check_form: Callable[[Request, str], Awaitable[None]]
    call_of: Callable[[Request, int, bytes], Awaitable[OpenCall | None]]
    keep_language: Callable[[Request, str], Awaitable[None]]  # as the reader's own, everywhere
    take_call: Callable[[Request, int, bytes, str], Awaitable[bool]]
    see_fork: Callable[[Request, int, str], Awaitable[bool]]
    sign_in: str = "/sign-in"
    clock: Callable[[], datetime] = utc_now
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    news: LiveNews = field(default_factory=LiveNews)
    live_at_most: float = 2.0  # seconds between two looks of a stream, however much happens
    live_every: float = 10.0  # and where nothing does
    most_streams: int = 200
