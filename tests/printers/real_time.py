"""Commands that a printer hears the moment they arrive, whatever it is doing: DLE EOT, ENQ, DC4.

They are heard amid other commands' data too, as the reference warns: a picture that holds the
bytes 10 04 01 gets an answer, and one that holds 10 14 01 00 01 opens the drawer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEARD = re.compile(
    rb"\x10(?:\x04[\x01-\x04]"
    rb"|\x05[\x00-\x02]"
    rb"|\x14(?:\x01[\x00\x01][\x01-\x08]|\x02\x01\x08|\x08\x01\x03\x14\x01\x06\x02\x08))",
    re.DOTALL,
)
_LONGEST = 10


@dataclass
class RealTimeEar:
    """Remembers the last bytes: a command may come in two packets."""

    _before: bytes = field(default=b"")

    def heard(self, arrived: bytes) -> Iterator[tuple[int, bytes]]:
        """The commands that are whole now, each with how much of what arrived came before its
        end."""
        known = self._before + arrived
        ended = 0
        for found in _HEARD.finditer(known):
            yield found.end() - len(self._before), found.group()
            ended = found.end()
        self._before = known[max(ended, len(known) - _LONGEST + 1) :]
