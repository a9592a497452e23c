"""How often a till turns to its office, and how long it waits after a failure. In seconds."""

from dataclasses import dataclass
from random import Random

MOST_PATIENCE = 300.0  # however long a busy office asks for


@dataclass(frozen=True)
class OfficePace:
    """`interval`: the least time between two requests that ship. `idle`: looks for what nobody has
    told it of. `settles`: from a write until the till turns to what was written; the charge that
    wrote it has left by then, and shares the loop with nothing. `look`: the least time between two
    looks into the inbox, however often it is told to look. `slowly`: after an answer that only a
    person can change."""

    interval: float = 1.0
    idle: float = 60.0
    settles: float = 0.1
    inbox: float = 60.0
    look: float = 0.1
    slowly: float = 60.0
    least: float = 0.5
    most: float = 60.0
    new_session: float = 24 * 3600.0  # a till that is open for weeks gets its token renewed too
    steady: float = 60.0  # a stream that lived for so long did not fail at once

    def after_failures(self, tries: int, random: Random) -> float:
        """Returns a pause after so many failures in a row: any time up to a bound that doubles, so
        that tills which lost the office in the same second do not come back in the same second."""
        return random.uniform(0.0, min(self.most, self.least * 2 ** min(tries, 16)))
