"""What a thermal printer is built like, and how its firmware behaves: data, set before it is on."""

from dataclasses import dataclass, replace

MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Model:
    """As a data sheet has it. Distances in millimetres, speeds in millimetres a second.

    `columns`: characters of font A on a line; None for as many as the head has place for.
    `knife_mm`: how far behind the head the cutter stands. What is cut without a feed loses its last
    lines to the next piece of paper.
    `vertical_unit`: parts of an inch that ESC J, ESC 3 and GS V count in until GS P; 0 for half a
    dot, as Epson's do (TM-T88: 360, TM-T20: 406). Others count whole dots.
    `line_dots`: from line to line (ESC 2); 0 for a sixth of an inch.
    `mm_per_second`: None prints as fast as this machine can.
    `buffer`: bytes. A printer whose buffer is full reads nothing more.
    `answers_real_time`: DLE EOT; `answers_status`: GS r and GS I; `answers_process_id`: GS ( H.
    `kanji`: switched on in two-byte mode, as printers sold in China are, until FS . ends it.
    `forgets_half_commands`: a command cut short by a closed connection is dropped. Without, the
    next job's first bytes are taken for the rest of it.
    """

    dots: int = 576
    dpi: int = 203
    columns: int | None = None
    knife_mm: float = 14.0
    near_end_mm: float = 3000.0
    vertical_unit: int = 0
    line_dots: int = 0
    mm_per_second: float | None = None
    buffer: int = 4096
    cutter: bool = True
    answers_real_time: bool = True
    answers_status: bool = True
    answers_process_id: bool = True
    kanji: bool = False
    forgets_half_commands: bool = True
    maker: str = "EPSON"
    name: str = "TM-T20II"

    @property
    def unit_y(self) -> int:
        return self.vertical_unit or 2 * self.dpi

    @property
    def line(self) -> int:
        return self.line_dots or round(self.dpi / 6)

    @property
    def knife_dots(self) -> int:
        return round(self.knife_mm * self.dpi / MM_PER_INCH)

    @property
    def mm_per_dot(self) -> float:
        return MM_PER_INCH / self.dpi


WIDE = Model()  # 80 mm paper, 203 dpi: 72 mm printed
WIDE_180 = Model(dots=512, dpi=180, name="TM-T88V")
NARROW = Model(dots=384)  # 58 mm paper: 48 mm printed
NARROW_180 = Model(dots=360, dpi=180)
# As most printers of other makers are: whole dots, 3.75 mm from line to line, and no accents by
# themselves.
CLONE = Model(vertical_unit=203, line_dots=30, kanji=True, maker="POS", name="POS-80")
CLONE_NARROW = replace(CLONE, dots=384, cutter=False, name="POS-58")
EVERY_HEAD = (WIDE, WIDE_180, NARROW, NARROW_180)
