"""The two sounds: as they were made, and as they are played or quietly are not."""

import logging
import os
import subprocess
import sys
import wave
from array import array
from collections.abc import Generator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from pos_app.sound.device import SoundCard
from pos_app.sound.player import SoundPlayer
from pos_app.system.bundled import resources_folder

ROOT = Path(__file__).parents[2]
SOUNDS = resources_folder() / "sounds"
NAMES = ("paid", "not_paid")
PATIENCE = 10.0  # seconds
CLOSED = "closed"


def read(path: Path) -> tuple[tuple[int, int, int], "array[int]"]:
    with wave.open(str(path), "rb") as file:
        samples = array("h", file.readframes(file.getnframes()))
        return (file.getnchannels(), file.getsampwidth(), file.getframerate()), samples


class NullCard(SoundCard):
    """Plays in real time to nowhere, and tells each sound that it has played to its end."""

    def __init__(self, happened: "SimpleQueue[object]") -> None:
        self._happened = happened
        super().__init__(["NULL"])

    def start(self, stream: Generator[Any, int, None]) -> None:
        overheard = self._overheard(stream)
        next(overheard)
        super().start(overheard)

    def _overheard(self, stream: Generator[Any, int, None]) -> Generator[Any, int, None]:
        heard = array("h")
        wanted = yield b""
        while True:
            try:
                piece = stream.send(wanted)
            except StopIteration:
                self._happened.put(heard)
                return
            heard.extend(piece)
            wanted = yield piece

    def close(self) -> None:
        if self._context is not None:
            self._happened.put(CLOSED)
        super().close()


def test_the_sounds_are_what_the_script_makes(tmp_path: Path) -> None:
    """But for the last bit, which is the mathematics of each system."""
    subprocess.run([sys.executable, ROOT / "packaging" / "sounds.py", tmp_path], check=True)
    assert sorted(path.name for path in SOUNDS.iterdir()) == ["not_paid.wav", "paid.wav"]
    for name in NAMES:
        shape, kept = read(SOUNDS / f"{name}.wav")
        made_shape, made = read(tmp_path / f"{name}.wav")
        assert shape == made_shape == (1, 2, 44_100)
        assert len(kept) == len(made)
        assert all(abs(one - other) <= 1 for one, other in zip(kept, made, strict=True))
        assert not any((kept[0], kept[-1]))  # or it would click


def test_a_sound_is_played_whole_and_the_card_is_let_go() -> None:
    happened: SimpleQueue[object] = SimpleQueue()
    speaker = SoundPlayer(SOUNDS, lambda: NullCard(happened), held=1.0)
    for play, name in ((speaker.paid, "paid"), (speaker.not_paid, "not_paid")):
        play()
        assert happened.get(timeout=PATIENCE) == read(SOUNDS / f"{name}.wav")[1]
        assert happened.get(timeout=PATIENCE) == CLOSED
    speaker.close()
    assert happened.empty()


def test_the_last_sound_wins_and_a_till_that_closes_ends_it() -> None:
    happened: SimpleQueue[object] = SimpleQueue()
    speaker = SoundPlayer(SOUNDS, lambda: NullCard(happened), held=60.0)
    speaker.paid()
    speaker.not_paid()
    assert happened.get(timeout=PATIENCE) == read(SOUNDS / "not_paid.wav")[1]
    speaker.paid()
    speaker.close()
    assert happened.get_nowait() == CLOSED
    assert happened.empty()


def test_more_cards_are_opened_than_a_sound_server_has_room_for() -> None:
    happened: SimpleQueue[object] = SimpleQueue()
    for _ in range(70):
        NullCard(happened).close()
    assert happened.qsize() == 70


def test_a_card_that_goes_away_is_noted_once_until_another_is_heard(
    caplog: pytest.LogCaptureFixture,
) -> None:
    happened: SimpleQueue[object] = SimpleQueue()
    cards = [OSError("unplugged"), OSError("unplugged"), None, OSError("unplugged")]

    def open_card() -> NullCard:
        happened.put("asked")
        if trouble := cards.pop(0):
            raise trouble
        return NullCard(happened)

    speaker = SoundPlayer(SOUNDS, open_card, held=0.0)
    with caplog.at_level(logging.INFO, "pos_app"):
        for _ in range(2):
            speaker.paid()
            assert happened.get(timeout=PATIENCE) == "asked"
        speaker.paid()
        assert [happened.get(timeout=PATIENCE) for _ in range(2)] == ["asked", CLOSED]
        speaker.paid()
        assert happened.get(timeout=PATIENCE) == "asked"
        speaker.close()
    assert caplog.messages == ["the till is not heard: OSError: unplugged"] * 2
    assert {record.levelno for record in caplog.records} == {logging.INFO}


def test_without_a_sound_card_there_is_silence_and_nothing_else() -> None:
    """In a process of its own: what a library of the system writes, it writes to stderr. No sound
    server is found from there, and where the computer has a card it is not used."""
    program = (
        "import logging, sys; from pathlib import Path; logging.basicConfig(level='INFO', "
        "stream=sys.stdout); from pos_app.sound import device; from pos_app.sound.player import "
        "SoundPlayer; device._ways_here = lambda: device._LINUX; "
        "speaker = SoundPlayer(Path(sys.argv[1])); "
        "speaker.paid(); speaker.close(); speaker.not_paid()"
    )
    surroundings = {**os.environ, "PULSE_SERVER": "unix:/nowhere", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, SOUNDS],
        env=surroundings, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "the till is not heard: MiniaudioError" in done.stdout
    assert not done.stderr
