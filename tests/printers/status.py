"""How a printer feels, and in which bits it says so (Status commands of the reference)."""

from dataclasses import dataclass

_FIXED = 0b0001_0010  # of every answer to DLE EOT


@dataclass(frozen=True)
class Feeling:
    """`stopped`: printing has stopped for want of paper. `drawer_high`: the level of the drawer
    connector's pin 3, which means open with one drawer and closed with the next."""

    paper_out: bool = False
    paper_low: bool = False
    cover_open: bool = False
    drawer_high: bool = False
    cutter_jam: bool = False

    @property
    def offline(self) -> bool:
        return self.paper_out or self.cover_open or self.cutter_jam

    def real_time(self, sort: int) -> bytes:
        """The answer to DLE EOT 1 to 4."""
        bits = {
            1: self.drawer_high << 2 | self.offline << 3,
            2: self.cover_open << 2 | self.paper_out << 5 | self.cutter_jam << 6,
            3: self.cutter_jam << 3,
            4: (self.paper_low and 0b0000_1100) | (self.paper_out and 0b0110_0000),
        }
        return bytes([_FIXED | bits[sort]])

    def paper(self) -> bytes:
        """The answer to GS r 1."""
        return bytes([(self.paper_low and 0b0011) | (self.paper_out and 0b1100)])

    def drawer(self) -> bytes:
        """The answer to GS r 2."""
        return bytes([self.drawer_high])

    def unasked(self) -> bytes:
        """The four bytes of automatic status back (GS a)."""
        first = 0x10 | self.drawer_high << 2 | self.offline << 3 | self.cover_open << 5
        third = (self.paper_low and 0b0011) | (self.paper_out and 0b1100)
        return bytes([first, self.cutter_jam << 3, third, 0])

    def sorts_changed(self, before: "Feeling") -> int:
        """Which bits of GS a's n ask for a word about the change."""
        return (
            (self.drawer_high != before.drawer_high) << 0
            | (self.offline != before.offline) << 1
            | (self.cutter_jam != before.cutter_jam) << 2
            | ((self.paper_out, self.paper_low) != (before.paper_out, before.paper_low)) << 3
        )
