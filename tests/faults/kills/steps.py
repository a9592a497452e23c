"""The steps of a till's work, and death by SIGKILL at one of them.

A step is an instant at which what is durable, what the provider has and what the till believes are
not the same as at the step before. The seams are the narrowest there are: the statements that the
journal's own connection executes, the bytes of the one HTTP client, the rows of the spool's file,
and the words to the process that prints.
"""

import os
import signal
from collections.abc import Callable
from enum import StrEnum
from threading import Lock
from typing import Any

import httpx
from sqlite_utils import Database

from pos_app.domain.paper.print_job import PrintJob
from pos_app.gateways.http import HttpSender
from pos_app.journal import database_file
from pos_app.journal.spool import job_thread
from pos_app.journal.store import Store
from pos_app.ports.gateway import Account, Answer, Request
from pos_app.printing.drivers.printer_child import ChildRun


class Moment(StrEnum):
    OPENING = "while the journal is opened"
    BEFORE_WRITING = "before the journal is written"
    BEFORE_COMMIT = "before what is written is durable"
    DURABLE = "once it is durable, and nobody has heard of it"
    BEFORE_SENDING = "before a request leaves"
    HALF_SENT = "between the headers of a request and its body"
    SENT = "once the request has left"
    ANSWERED = "once it is answered, and nobody has read it"
    READ = "once the answer is read, and nothing was made of it"
    KEEPING = "before a print job is kept as it is"
    KEPT = "once a print job is kept, and nobody has heard of it"
    PRINTING = "before a document leaves for its printer"
    PRINTED = "once the printer has all of it"


OF_PAPER = frozenset({Moment.KEEPING, Moment.KEPT, Moment.PRINTING, Moment.PRINTED})
OF_A_WRITE = frozenset({Moment.BEFORE_WRITING, Moment.BEFORE_COMMIT, Moment.DURABLE})


class Steps:
    """Counts the steps of this process once it is told to, and ends it at one of them, or at the
    first of a moment. None for `die_at` only counts. `tell` hears what was being done."""

    def __init__(self, die_at: int | str | None, tell: Callable[[str], None]) -> None:
        self.count = 0
        self.counting = False
        self._die_at = die_at
        self._tell = tell
        self._one_at_a_time = Lock()  # the journal has a thread of its own

    def come_to(self, moment: Moment, what: str) -> None:
        with self._one_at_a_time:
            if not self.counting:
                return
            self.count += 1
            if self._die_at in (self.count, moment):
                self._tell(f"{moment}: {what}")
                os.kill(os.getpid(), signal.SIGKILL)


def watch(steps: Steps, *, opening: bool) -> None:
    """From now on this process counts, at the latest from the next till that it opens. With
    `opening` every statement is a step by which the journal is made; else only those by which it
    is written."""
    _watch_statements(steps, opening=opening)
    for write in (
        Store.create,
        Store.append,
        Store.note,
        Store.open_shift,
        Store.close_shift,
        Store.close_day,
        Store.record_unmatched,
        Store.take_unmatched,
    ):
        _watch_write(steps, write)
    _watch_jobs(steps)
    _watch_printers(steps)
    _watch_sender(steps)
    _watch_wire(steps)
    if opening:
        _watch_files(steps)


def _watch_files(steps: Steps) -> None:
    replace = os.replace

    def watched(*paths: Any, **named: Any) -> None:
        steps.come_to(Moment.OPENING, f"before a file takes its place: {paths[1]}")
        replace(*paths, **named)

    os.replace = watched


def _watch_statements(steps: Steps, *, opening: bool) -> None:
    def watched(*arguments: Any) -> Database:
        db = Database(*arguments)
        db.conn.set_trace_callback(executes)
        return db

    def executes(statement: str) -> None:
        if statement == "BEGIN IMMEDIATE" and not opening:
            steps.come_to(Moment.BEFORE_WRITING, statement)
        elif statement == "COMMIT" and not opening:
            steps.come_to(Moment.BEFORE_COMMIT, statement)
        elif opening and not statement.lstrip().startswith(("SELECT", "select")):
            steps.come_to(Moment.OPENING, " ".join(statement.split())[:60])

    vars(database_file)["Database"] = watched


def _watch_write(steps: Steps, write: Callable[..., Any]) -> None:
    def watched(*arguments: Any, **named: Any) -> Any:
        result = write(*arguments, **named)
        steps.come_to(Moment.DURABLE, write.__name__)
        return result

    setattr(Store, write.__name__, watched)


def _watch_jobs(steps: Steps) -> None:
    """Of the spool: each row is a transaction of its own."""
    for name in ("put", "change"):
        write = vars(job_thread)[name]

        def watched(
            db: Any, job: PrintJob, *document: Any, write: Callable[..., None] = write
        ) -> None:
            steps.come_to(Moment.KEEPING, job.state)
            write(db, job, *document)
            steps.come_to(Moment.KEPT, job.state)

        vars(job_thread)[name] = watched


def _watch_printers(steps: Steps) -> None:
    send = ChildRun.send

    async def watched(run: ChildRun) -> None:
        steps.come_to(Moment.PRINTING, "a document")
        await send(run)
        steps.come_to(Moment.PRINTED, "a document")

    ChildRun.send = watched  # type: ignore[assignment, method-assign]


def _watch_sender(steps: Steps) -> None:
    send = HttpSender.send

    async def watched(sender: HttpSender, account: Account, request: Request) -> Answer:
        steps.come_to(Moment.BEFORE_SENDING, request.line)
        answer = await send(sender, account, request)
        steps.come_to(Moment.READ, request.line)
        return answer

    HttpSender.send = watched  # type: ignore[assignment, method-assign]


_WIRE = {
    "http11.send_request_headers.complete": Moment.HALF_SENT,
    "http11.send_request_body.complete": Moment.SENT,
    "http11.receive_response_headers.complete": Moment.ANSWERED,
}


def _watch_wire(steps: Steps) -> None:
    handle = httpx.AsyncHTTPTransport.handle_async_request

    async def watched(
        transport: httpx.AsyncHTTPTransport, request: httpx.Request
    ) -> httpx.Response:
        async def trace(event: str, _: object) -> None:
            moment = _WIRE.get(event)
            if moment and (moment is not Moment.HALF_SENT or request.content):
                steps.come_to(moment, f"{request.method} {request.url.path}")

        request.extensions = {**request.extensions, "trace": trace}
        return await handle(transport, request)

    httpx.AsyncHTTPTransport.handle_async_request = watched  # type: ignore[assignment, method-assign]
