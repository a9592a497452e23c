"""The shape of a paper in dots: what a document is laid out on."""

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain.paper.document import LetterSize
from pos_app.domain.paper.printer import DOTS, MM_PER_INCH, RESOLUTIONS, PaperSize

# A roll is laid out on the dots of its printer's head. A sheet is laid out on these, whatever
# prints it: its lines and pages must break alike on the screen, in a PDF and on any printer.
SHEET_DPI = 600

A4 = (210.0, 297.0)  # mm
_COLUMN = 72.0  # mm: what is not wide stands on a sheet as it does on a roll
_SHEET_MARGIN = 12.0
_ROLLS: Mapping[PaperSize, float] = {PaperSize.ROLL_80: 80.0, PaperSize.ROLL_58: 58.0}  # mm
_ROLL_MARGIN = 4.0  # above and below, on a page of its own: a printer's cutter adds its own
# A viewer shows no page above 5,080 mm (14,400 points, ISO 32000-1 annex C); Qt paints no picture
# above 32,767 dots. A longer roll becomes several pages.
_LONGEST_ROLL_PAGE = 2000.0

_LETTERS: Mapping[LetterSize, float] = {  # mm, as drawn for 80 mm
    LetterSize.SMALL: 2.65,
    LetterSize.BODY: 2.87,
    LetterSize.TITLE: 3.4,
    LetterSize.LARGE: 4.4,
    LetterSize.HUGE: 8.4,
}
_NARROW_LETTERS: Mapping[LetterSize, float] = {
    LetterSize.SMALL: 2.5,
    LetterSize.BODY: 2.65,
    LetterSize.TITLE: 3.1,
    LetterSize.LARGE: 3.9,
    LetterSize.HUGE: 6.6,
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """A page, and the area within its margins that is written on. Lengths are dots."""

    dpi: int
    inner: int  # width of the area
    left: int  # where it begins
    top: int  # margin above and below
    width: int  # of the page
    area: int  # the most that one page takes between its margins
    is_narrow: bool = False
    is_sheet: bool = False

    def dots(self, millimetres: float) -> int:
        return round(millimetres * self.dpi / MM_PER_INCH)

    def stroke(self, millimetres: float) -> int:
        """Returns the thickness of a line, which is at least one dot."""
        return max(1, self.dots(millimetres))

    def letters(self, size: LetterSize) -> int:
        """Returns the height of a font in dots."""
        return self.dots((_NARROW_LETTERS if self.is_narrow else _LETTERS)[size])


def form_of(paper: PaperSize, dpi: int, *, wide: bool = False) -> Form:
    """Returns the form of a paper. `dpi` is that of the head which prints a roll; where no head has
    it, the roll is laid out for the usual one. `wide` fills a sheet, which otherwise has a column
    as wide as a roll at its top."""
    if paper is PaperSize.A4:
        return sheet_form(*A4, wide=wide)
    return _roll(paper, dpi if dpi in RESOLUTIONS else RESOLUTIONS[0])


def _roll(paper: PaperSize, dpi: int) -> Form:
    inner = DOTS[paper, dpi]
    dots = dpi / MM_PER_INCH
    left = round((_ROLLS[paper] * dots - inner) / 2)
    return Form(
        dpi=dpi,
        inner=inner,
        left=left,
        top=round(_ROLL_MARGIN * dots),
        width=inner + 2 * left,
        area=round(_LONGEST_ROLL_PAGE * dots),
        is_narrow=paper is PaperSize.ROLL_58,
    )


def sheet_form(width: float, height: float, *, wide: bool) -> Form:
    """Returns the form of a sheet of so many millimetres."""
    dots = SHEET_DPI / MM_PER_INCH
    across, down, margin = round(width * dots), round(height * dots), round(_SHEET_MARGIN * dots)
    most = across - 2 * margin
    inner = most if wide else min(most, round(_COLUMN * dots))
    return Form(
        dpi=SHEET_DPI,
        inner=inner,
        left=(across - inner) // 2,
        top=margin,
        width=across,
        area=down - 2 * margin,
        is_sheet=True,
    )
