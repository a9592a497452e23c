"""The log: what happened, and nothing that a thief or a stranger could use."""

import logging
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from support import OpenCounter, Run, World

from pos_app.diagnostics import logs
from pos_app.diagnostics.logs import is_worth_a_line, logged, redacted, remembering, write_to
from pos_app.domain.errors import NoManager
from pos_app.domain.events import Created, Flag, State
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.database_file import read_journal
from pos_app.journal.outage_log import OutageLog
from pos_app.journal.store import Reader
from pos_app.system.version import VERSION

_LOG = logging.getLogger("pos_app.test")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Authorization: Bearer hvHCkChzXuOdMonpeHFxiDEV", "Authorization: Bearer •••"),
        ('{"Authorization": "Token reh8inj33o3a"}', '{"Authorization": "Token •••"}'),
        ("to +258841234567 now", "to •••567 now"),
        ("msisdn=841234567", "msisdn=•••567"),
        ("to 84 123 4567 and 923-123-456", "to •••567 and •••456"),
        ("to +258 84 123 4567", "to •••567"),
        ("account_841234567", "account_•••567"),
        ("Authorization: sferdfbGE47fb22eZvKY", "Authorization •••"),
        ('{"Authorization": "sferdfbGE47fb"}', '{"Authorization •••"}'),
        ("api_key=reh8inj33o3a", "api_key •••"),
        ("webhook_secret: abcdef", "webhook_secret •••"),
        ('"access_token": "bearer-ish-abc"', '"access_token •••"'),
        ("kept whsec_0123abc", "kept whsec •••"),
        ("GET /payments?n=100 200", "GET /payments?n=100 200"),
        ("2026-11-24T14:01:17.123Z INFO vpos GET /x 200 0.25 s",) * 2,
        ("sale 12 vpos payment sending -> waiting 1234567.00 AOA",) * 2,
        ("sale 123e4567-e89b-12d3-a456-426614174000",) * 2,
    ],
)
def test_keys_and_whole_numbers_are_taken_out(line: str, kept: str) -> None:
    assert redacted(line) == kept


def test_a_traceback_is_redacted_too(tmp_path: Path) -> None:
    stop = write_to(tmp_path)
    try:
        int("Bearer abcdef to 841234567")
    except ValueError:
        logging.getLogger("pos_app.test").exception("it failed")
    stop()
    written = (tmp_path / "till.log").read_text()
    assert "Bearer •••" in written
    assert "841234567" not in written


def test_a_line_says_when_it_was_in_utc_and_moves_no_cursor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the computer's own time zone is."""
    monkeypatch.setenv("TZ", "Africa/Maputo")
    time.tzset()
    try:
        stop = write_to(tmp_path)
        _LOG.handle(_record("a name with \x1b[2J in it", created=1.25))
        stop()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (tmp_path / "till.log").read_text() == (
        "1970-01-01T00:00:01.250Z INFO pos_app.test a name with \\u001b[2J in it\n"
    )


def _record(words: str, created: float = 0.0) -> logging.LogRecord:
    record = logging.LogRecord("pos_app.test", logging.INFO, __file__, 1, words, None, None)
    record.created = created
    return record


def test_a_log_takes_four_megabytes_at_most_and_the_newest_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (logs.LARGEST, logs.KEPT) == (1_000_000, 3)
    monkeypatch.setattr(logs, "LARGEST", 1000)
    stop = write_to(tmp_path / "log")
    for number in range(200):
        _LOG.info("line %s", number)
        _LOG.debug("what nobody needs to know of it")
    stop()
    _LOG.info("what comes after its end")
    files = sorted((tmp_path / "log").iterdir())
    assert [file.name for file in files] == ["till.log", *(f"till.log.{one}" for one in (1, 2, 3))]
    assert all(0 < file.stat().st_size <= 1000 for file in files)
    newest_last = "".join(file.read_text() for file in reversed(files))
    numbers = [int(line.rpartition(" ")[2]) for line in newest_last.splitlines()]
    assert numbers == list(range(numbers[0], 200))


def test_a_log_goes_on_in_the_file_of_before_and_leaves_the_loggers_as_they_were(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ours = logging.getLogger("pos_app")
    before = list(ours.handlers)
    for day in ("first", "second"):
        stop = write_to(tmp_path)
        _LOG.info("the %s day", day)
        assert not caplog.messages  # no line goes anywhere else
        stop()
        assert (ours.handlers, ours.propagate) == (before, True)
    assert [line.split()[-2] for line in (tmp_path / "till.log").read_text().splitlines()] == [
        "first",
        "second",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="no such device")
def test_a_disk_that_is_full_takes_no_line_and_nobody_hears_of_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A mistake of ours in a line is told all the same."""
    (tmp_path / "till.log").symlink_to("/dev/full")
    stop = write_to(tmp_path)
    _LOG.info("a line")
    stop()
    assert capfd.readouterr() == ("", "")
    (tmp_path / "till.log").unlink()
    stop = write_to(tmp_path)
    broken = _record("a line")
    broken.created = float("inf")
    _LOG.handle(broken)
    stop()
    assert "Logging error" in capfd.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="its files are no pipes")
def test_a_till_whose_log_cannot_be_written_sells_without_one(tmp_path: Path, run: Run) -> None:
    """Also where a pipe lies under its name, which would be waited for."""
    os.mkfifo(tmp_path / "till.log")
    (tmp_path / "a file").touch()
    lived: list[Path] = []

    async def live(folder: Path) -> None:
        async with logged(folder, training=False):
            lived.append(folder)

    for folder in (tmp_path, tmp_path / "a file", tmp_path / "a file" / "log"):
        run(live(folder))
    assert len(lived) == 3


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (None, []),
        (NoManager("nobody yet"), ["WARNING", "ends with NoManager: nobody yet"]),
        (ValueError("a mistake"), ["ERROR", "ends with an unhandled error", "Traceback"]),
        (KeyboardInterrupt(), []),
    ],
)
@pytest.mark.parametrize("training", [True, False])
async def test_a_log_says_how_a_till_ended(
    error: BaseException | None, told: list[str], tmp_path: Path, *, training: bool
) -> None:
    with suppress(NoManager, ValueError, KeyboardInterrupt) if error else nullcontext():
        async with logged(tmp_path / "new" / "log", training=training):
            if error:
                raise error
        assert not error
    lines = (tmp_path / "new" / "log" / "till.log").read_text().splitlines()
    name = "the till in training" if training else "the till"
    assert f"{name} starts: pos_app {VERSION}" in lines[0]
    assert lines[-1].endswith(f"INFO pos_app.diagnostics.logs {name} stops")
    if told:
        assert f"{told[0]} pos_app.diagnostics.logs {name} {told[1]}" in lines[1]
        assert (lines[2] if told[2:] else "").startswith("".join(told[2:]))
    else:
        assert len(lines) == 2


def test_a_report_quotes_the_last_sixty_lines_without_secrets() -> None:
    with remembering() as remembered:
        for number in range(100):
            _LOG.info("Bearer abcdef, line %s", number)
        _LOG.debug("what nobody needs to know")
    _LOG.info("what comes after")
    assert len(remembered.lines) == 60
    assert remembered.lines[-1].endswith("INFO pos_app.test Bearer •••, line 99")
    assert remembered.lines[0].endswith("line 40")


def test_what_comes_again_and_again_is_worth_a_line_ever_more_rarely() -> None:
    assert [count for count in range(1, 100) if is_worth_a_line(count)] == [1, 2, 4, 8, 16, 32, 64]


def test_every_transition_of_a_day_is_one_line_without_secrets(
    counter: OpenCounter, world: World, shop: Profile, run: Run
) -> None:
    """What the journal says happened is what the log says, transition by transition, over a
    restart; told by its number, and by nothing that must not leave the shop."""

    async def first() -> tuple[Sale, Sale]:
        async with counter() as till:
            paid = await till.sell("vpos", world)
            await till.opened.till.refund("a refund", paid.id, None, await till.ana())
            held = await till.charge("vpos", hold=True)
            await till.sell("wipay", world)
            await till.at_rest(await till.charge("vpos", phone="900003000"))  # refuses
            world.fault("drop_after", "clicpay", method="POST")
            await till.until(
                await till.charge("clicpay.mpesa"), lambda now: now.state is not State.SENDING
            )
            late = await till.waiting("proxypay")
            await till.opened.till.cancel(late.id)
            taken_back = await till.waiting("wikipay")
            await till.opened.till.cancel(taken_back.id)
            return await till.at_rest(held), taken_back

    async def second(held: Sale, taken_back: Sale) -> None:
        async with counter() as till:
            await till.opened.till.capture("a capture", held.id, None)
            await till.until(held, lambda now: now.state is State.PAID)
            await till.at_rest(taken_back)

    run(second(*run(first())))
    written = (shop.log / "till.log").read_text()
    logged = re.findall(r" (sale \d+) \S+ \S+ (\S+ -> \S+) ", written)
    assert sorted(logged) == sorted(transitions(shop))
    assert len(logged) > 20
    assert "841234567" not in written
    assert "900000000" not in written
    assert "uyr8vmap230t" not in written.lower()
    assert all(
        account.secret not in written for account in world.accounts.values() if account.secret
    )
    assert all(
        re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line) for line in written.splitlines()
    )
    assert written.count("the till starts") == written.count("the till stops") == 2
    assert "recovery takes up 0 sales" in written.splitlines()[1]


def transitions(shop: Profile) -> Iterator[tuple[str, str]]:
    """By the events alone, folded once more."""
    db = read_journal(shop.journal)
    reader = Reader(db)
    for sale in reader.last_sales(100):
        now: Sale | None = None
        seen: tuple[object, ...] = (State.NEW, frozenset[Flag](), False, None)
        for recorded in reader.events_of(sale.id):
            before = now.state if now else State.NEW
            if isinstance(recorded.event, Created):
                now = open_sale(sale.id, sale.till, recorded.event, recorded.at)
            elif now is not None:
                now = apply(now, recorded.event, recorded.at)
            assert now is not None
            standing = (now.state, now.flags, now.cancelling, now.pending_operation)
            if standing != seen:
                yield f"sale {sale.number}", f"{before} -> {now.state}"
            seen = standing
    db.close()


def test_a_journal_in_trouble_is_two_lines_however_long_it_lasts(
    caplog: pytest.LogCaptureFixture,
) -> None:
    spell = OutageLog("written")
    with caplog.at_level(logging.INFO, "pos_app"):
        spell.is_over()
        for _ in range(1000):
            spell.fails(OSError("database or disk is full"))
        spell.is_over()
        spell.is_over()
    assert caplog.messages == [
        "the journal cannot be written: database or disk is full",
        "the journal is written again; 1000 tries failed",
    ]
