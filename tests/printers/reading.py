"""How tests print a few bytes, and measure what is on the paper then."""

from printers.model import WIDE, Model
from printers.paper import Piece
from printers.thermal import ThermalPrinter

CUT = b"\x1dVB\x00"


def printed(data: bytes, model: Model = WIDE) -> Piece:
    """The one piece of paper that becomes of it, without a fault."""
    printer = ThermalPrinter(model)
    printer.print(data + CUT)
    assert printer.faults == []
    (piece,) = printer.pieces
    return piece


def ink(piece: Piece) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is black, in dots; right and bottom are outside."""
    black = [bits for bits in piece.rows if bits]
    right = min((bits & -bits).bit_length() - 1 for bits in black)
    left = piece.dots - max(bits.bit_length() for bits in black)
    top, bottom = piece.top_margin, len(piece.rows) - piece.bottom_margin
    return left, top, piece.dots - right, bottom


def drawn(piece: Piece) -> list[str]:
    """The printed rows, as wide as their ink reaches from the left edge."""
    picture = piece.printed()
    return [
        "".join(".#"[picture.pixelIndex(x, y)] for x in range(picture.width())).rstrip(".")
        for y in range(picture.height())
    ]
