"""Print jobs as rows of the spool's file, and back."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.document_json import document_of, told
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.journal.codec import instant_text
from pos_app.journal.disk_failures import as_we_wrote_it

COLUMNS = (
    "id", "kind", "name", "printer", "state", "asked_at", "changed_at", "number", "subject",
    "sale_number", "asked_by", "hitch", "detail", "tries",
)  # fmt: skip
_CHANGES = ("printer", "state", "changed_at", "hitch", "detail", "tries")
# Paper that must not lie on the disk: the recovery code opens the shop.
_SECRET = frozenset({DocumentKind.CODE})
_OVER = frozenset({JobState.CONFIRMED, JobState.CANCELLED})  # nothing is left to print


def is_secret(job: PrintJob) -> bool:
    """Returns whether the job's document is kept in memory alone."""
    return job.kind in _SECRET


def is_over(job: PrintJob) -> bool:
    """Returns whether the job's document is needed no more."""
    return job.state in _OVER


def put(db: sqlite3.Connection, job: PrintJob, document: Document | None) -> None:
    """Adds a job; one of the same id is replaced. A secret document is left out."""
    kept = None if document is None or is_secret(job) else told(document)
    text = None if kept is None else json.dumps(kept, ensure_ascii=False)
    names = (*COLUMNS, "document")
    marks = ", ".join("?" * len(names))
    statement = f"INSERT OR REPLACE INTO jobs ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of this file
    db.execute(statement, [*_row(job), text])


def change(db: sqlite3.Connection, job: PrintJob) -> None:
    """Writes a job's new state, and takes away the document of one that is over. One whose file was
    put aside meanwhile is there again, without its document."""
    row = dict(zip(COLUMNS, _row(job), strict=True))
    sets = ", ".join(f"{name} = ?" for name in _CHANGES)
    if is_over(job):
        sets += ", document = NULL"
    statement = f"UPDATE jobs SET {sets} WHERE id = ?"  # noqa: S608 - names of this file
    changed = db.execute(statement, [*(row[name] for name in _CHANGES), job.id]).rowcount
    if changed == 0:
        put(db, job, None)


def jobs_where(db: sqlite3.Connection, where: str, *values: object) -> Sequence[PrintJob]:
    """Returns the jobs that a condition of this room finds."""
    query = f"SELECT {', '.join(COLUMNS)} FROM jobs {where}"  # noqa: S608 - as said
    with as_we_wrote_it():
        return [_job(row) for row in db.execute(query, values)]


def has_strange_jobs(db: sqlite3.Connection) -> bool:
    """Returns whether there is a job that cannot be read: it would hide all others. SQLite looks
    at them, which is quicker."""
    words = (("kind", DocumentKind), ("state", JobState), ("hitch", Hitch))
    strange = [f"{name} NOT IN ({', '.join('?' * len(known))})" for name, known in words]
    strange += [f"datetime({name}) IS NULL" for name in ("asked_at", "changed_at")]
    query = f"SELECT 1 FROM jobs WHERE {' OR '.join(strange)} LIMIT 1"  # noqa: S608 - names of this file
    return bool(db.execute(query, [word for _, known in words for word in known]).fetchall())


def document_in(db: sqlite3.Connection, job_id: str) -> Document | None:
    """Returns the document of a job; None where it is not kept."""
    row = db.execute("SELECT document FROM jobs WHERE id = ?", [job_id]).fetchone()
    if row is None or row[0] is None:
        return None
    with as_we_wrote_it():
        return document_of(json.loads(row[0]))


def _row(job: PrintJob) -> list[Any]:
    return [
        job.id,
        job.kind.value,
        job.name,
        job.printer,
        job.state.value,
        instant_text(job.asked_at),
        instant_text(job.changed_at),
        job.number,
        job.subject,
        job.sale_number,
        job.by,
        job.hitch.value,
        job.detail,
        job.tries,
    ]


def _job(row: Sequence[Any]) -> PrintJob:
    known = dict(zip(COLUMNS, row, strict=True))
    return PrintJob(
        **{name: known[name] for name in ("id", "name", "printer", "number", "subject", "detail")},
        kind=DocumentKind(known["kind"]),
        state=JobState(known["state"]),
        asked_at=datetime.fromisoformat(known["asked_at"]),
        changed_at=datetime.fromisoformat(known["changed_at"]),
        sale_number=known["sale_number"],
        by=known["asked_by"],
        hitch=Hitch(known["hitch"]),
        tries=known["tries"],
    )
