"""Makes the two sounds of the till, pos_app/bundled/sounds/*.wav, which are kept. This says how.

    packaging/sounds.py [FOLDER]

Paid rises, quick and bright, one note running into the next. Not paid falls, low and slow, with a
pause between its notes. Whoever hears only the rhythm, or only the pitch, still knows which it was.
"""

import math
import sys
import wave
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100  # samples a second
FOLDER = Path(__file__).resolve().parent.parent / "pos_app" / "bundled" / "sounds"
_LOUDEST = 0.6  # of what 16 bits hold
_ATTACK = 0.008  # seconds; what begins or ends at once clicks
_RELEASE = 0.030


@dataclass(frozen=True)
class Note:
    """Times in seconds, `pitch` in Hz; `partials` are the strengths of its overtones, from the
    note itself on, `fading` how many times a second it falls to a third."""

    begins: float
    lasts: float
    pitch: float
    partials: Sequence[float]
    fading: float

    def at(self, time: float) -> float:
        inside = time - self.begins
        if not 0 <= inside < self.lasts:
            return 0.0
        swing = sum(
            strength * math.sin(2 * math.pi * self.pitch * times * inside)
            for times, strength in enumerate(self.partials, start=1)
        )
        edge = min(_slope(inside / _ATTACK), _slope((self.lasts - inside) / _RELEASE))
        return swing * edge * math.exp(-self.fading * inside)


_BELL = (1.0, 0.35, 0.12)
# A small loudspeaker has no bass: the overtones are what is heard of a low note.
_REED = (1.0, 0.5, 0.45, 0.2, 0.15)

SOUNDS: Mapping[str, Sequence[Note]] = {
    "paid": (Note(0.0, 0.18, 783.99, _BELL, 7), Note(0.10, 0.25, 1174.66, _BELL, 9)),
    "not_paid": (Note(0.0, 0.20, 293.66, _REED, 2), Note(0.27, 0.23, 196.00, _REED, 3)),
}


def samples_of(notes: Sequence[Note]) -> "array[int]":
    length = round(max(note.begins + note.lasts for note in notes) * RATE)
    swings = [sum(note.at(place / RATE) for note in notes) for place in range(length)]
    loudest = max(map(abs, swings))
    return array("h", (round(swing / loudest * _LOUDEST * 32_767) for swing in swings))


def write_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, notes in SOUNDS.items():
        samples = samples_of(notes)
        if sys.byteorder == "big":
            samples.byteswap()
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(samples.itemsize)
            file.setframerate(RATE)
            file.writeframes(samples.tobytes())


def _slope(way: float) -> float:
    """From silence to full, without a corner at either end."""
    return 1.0 if way >= 1 else 0.5 - 0.5 * math.cos(math.pi * way)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
