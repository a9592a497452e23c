"""An engineer's switches tell what goes on, no secret is in it, and none is there without."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from pos_app.cli.entry import main
from pos_app.cli.exit_codes import Exit
from pos_app.diagnostics.debug import qt_watch
from pos_app.diagnostics.debug.switches import SENTENCES, DebugSwitch, switched_on

SECRET = "sk_live_51abcdef"


def test_every_switch_is_listed_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--debug", "help"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [*DebugSwitch]
    assert all(SENTENCES[switch] in line for switch, line in zip(DebugSwitch, listed, strict=True))


@pytest.mark.parametrize("typed", ["sqll", ",", "loop,,what"])
def test_what_is_no_switch_is_bad_input(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--debug", typed, "doubts"]) == Exit.BAD_INPUT
    assert "--debug help" in capsys.readouterr().err


def test_statements_are_told_without_the_texts_in_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with switched_on([DebugSwitch.SQL]), closing(sqlite3.connect(":memory:")) as told:
        told.execute("CREATE TABLE keys (name TEXT, value TEXT)")
        told.execute("INSERT INTO keys VALUES (?, ?)", ("O'Neill", f"{SECRET}'s\n"))
        told.execute("SELECT 244900123456 FROM keys")
    with closing(sqlite3.connect(":memory:")) as untold:
        untold.execute("SELECT 'later'")
    said = capsys.readouterr().err
    assert "INSERT INTO keys VALUES ('…', '…')" in said
    assert "•••456" in said
    for kept in (SECRET, "Neill", "244900", "later"):
        assert kept not in said


async def test_a_request_is_told_without_its_query_headers_and_body(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Token: %s\r\n\r\nno" % b"sk_back")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with switched_on([DebugSwitch.HTTP]):
        async with server, httpx.AsyncClient(verify=False, trust_env=False) as client:
            await client.post(
                f"http://127.0.0.1:{port}/sales/900123456?key={SECRET}",
                headers={"Authorization": f"Bearer {SECRET}"},
                content=SECRET,
            )
    said = capsys.readouterr().err
    assert f"http://127.0.0.1:{port}/sales/•••456?…" in said
    assert "connect_tcp.complete" in said
    assert "sk_" not in said


@pytest.mark.parametrize("of_window", [False, True])
def test_a_slow_step_of_either_loop_is_told_by_its_name(
    of_window: bool,  # noqa: FBT001
    qapp: QApplication,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def slow(secret: str) -> None:
        time.sleep(0.04)  # noqa: ASYNC251 - this is what is told of
        assert secret

    loop = QEventLoop(qapp) if of_window else asyncio.new_event_loop()
    with switched_on([DebugSwitch.LOOP]), closing(loop):
        loop.run_until_complete(slow(SECRET))
    said = capsys.readouterr().err
    assert "ms in test_a_slow_step_of_either_loop_is_told_by_its_name.<locals>.slow" in said
    assert SECRET not in said


def test_asyncio_is_in_its_debug_mode_only_while_switched_on() -> None:
    with switched_on([DebugSwitch.ASYNCIO]), closing(asyncio.new_event_loop()) as loop:
        assert loop.get_debug()
    with closing(asyncio.new_event_loop()) as loop:
        assert not loop.get_debug()


def test_a_slow_paint_and_new_objects_are_told(
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(qt_watch, "FRAME", 0)
    monkeypatch.setattr(qt_watch, "EVERY", 20)

    class Shown(QLabel):
        """A window of the test's own."""

    async def show() -> None:
        window = Shown("text")
        qtbot.addWidget(window)
        window.show()
        said = ""
        while "Shown +1" not in said or "ms: Shown" not in said:
            await asyncio.sleep(0.01)
            window.update()
            said += capsys.readouterr().err

    with (
        switched_on([DebugSwitch.PAINT, DebugSwitch.OBJECTS]),
        closing(QEventLoop(qapp)) as loop,
    ):
        loop.run_until_complete(asyncio.wait_for(show(), 10))
    for watch in (qt_watch.PaintTimes, qt_watch.ObjectCounts):
        for each in qapp.findChildren(watch):
            qapp.removeEventFilter(each)
            each.setParent(None)
            each.deleteLater()


def test_a_command_tells_its_log_and_its_statements_and_answers_as_ever(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--profile", str(tmp_path), "recover"]) == 0
    quiet = capsys.readouterr()
    assert main(["--profile", str(tmp_path), "--debug", "sql,log", "recover"]) == 0
    told = capsys.readouterr()
    assert told.out == quiet.out
    assert "debug." not in quiet.err
    assert "DEBUG debug.sql" in told.err
    assert "INFO pos_app.diagnostics.logs the till starts" in told.err
