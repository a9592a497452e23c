"""Opens the computer's sound card by miniaudio. Loaded when the first sound is played."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import miniaudio

# The system's own sound servers, the first that works. None of them is miniaudio's null device,
# which would take every sound and report success.
_WAYS = {"win32": ("WASAPI", "DSOUND", "WINMM"), "darwin": ("COREAUDIO",)}
_LINUX = ("PULSEAUDIO",)  # PipeWire answers to this name as well
_LINUX_WITH_CARD = (*_LINUX, "ALSA")  # ALSA prints pages to stderr where there is no card to open
_CHANNELS = 1


class SoundCard(miniaudio.PlaybackDevice):  # type: ignore[misc] # miniaudio has no types
    """An open sound card. Its opener has to close it, which frees everything.

    Raises miniaudio.MiniaudioError where there is none.
    """

    _context: Any = None

    def __init__(self, ways: Sequence[str] | None = None) -> None:
        backends = [miniaudio.Backend[way] for way in ways or _ways_here()]
        try:
            super().__init__(nchannels=_CHANNELS, backends=backends, app_name="pos_app")
        except miniaudio.MiniaudioError:
            self.close()
            raise

    def play(self, sound: Path) -> None:
        """Plays a file from its beginning, instead of the current one. Returns at once.

        Raises miniaudio.MiniaudioError, also for a file that is no sound.
        """
        stream = miniaudio.stream_file(str(sound), nchannels=_CHANNELS)
        self.stop()
        self.start(stream)

    def close(self) -> None:
        """Closes the connection to the sound server too, which miniaudio leaves open: a server has
        64."""
        super().close()
        context, self._context = self._context, None
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)


def _ways_here() -> Sequence[str]:
    if sys.platform in _WAYS:
        return _WAYS[sys.platform]
    return _LINUX_WITH_CARD if any(Path("/dev/snd").glob("pcm*p")) else _LINUX
