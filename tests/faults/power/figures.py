"""What a campaign tried and what came of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """`losses` is empty where the journal kept its word; each says how to repeat it."""

    cuts: int = 0
    cuts_while_recovering: int = 0
    faults: int = 0  # a full disk, an I/O error: one operation each
    refusals: int = 0  # calls that raised for it; SQLite gets over the other faults by itself
    late: int = 0  # of these, found written after a cut: the disk had not taken anything since
    losses: tuple[str, ...] = ()

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.cuts + other.cuts,
            self.cuts_while_recovering + other.cuts_while_recovering,
            self.faults + other.faults,
            self.refusals + other.refusals,
            self.late + other.late,
            self.losses + other.losses,
        )
