"""A printer as the shop set it up: how it is reached, and what paper it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MM_PER_INCH = 25.4
RAW_PORT = 9100  # where a network printer takes what it prints ("JetDirect")


class PrinterConnection(StrEnum):
    """How bytes get to a printer. The values are in the settings file."""

    SYSTEM = "system"  # a queue of the computer's print system; the address is its name
    NETWORK = "network"  # host:port, mostly RAW_PORT
    USB = "usb"  # vendor:product in hexadecimal, and :serial where two are alike
    SERIAL = "serial"  # a device's path, or COM3


class PaperSize(StrEnum):
    """The values are in the settings file."""

    ROLL_80 = "80"
    ROLL_58 = "58"
    A4 = "a4"


# The dots that a head of this paper and resolution can reach: 72 mm and 48 mm at 203 dpi; at
# 180 dpi Epson's heads (TM-T88 and its family) have 512 and 360.
DOTS: Mapping[tuple[PaperSize, int], int] = {
    (PaperSize.ROLL_80, 203): 576,
    (PaperSize.ROLL_80, 180): 512,
    (PaperSize.ROLL_58, 203): 384,
    (PaperSize.ROLL_58, 180): 360,
}
RESOLUTIONS = (203, 180)  # dots per inch


@dataclass(frozen=True, kw_only=True)
class Printer:
    """A printer by the name that people at the till read. The last fields count for a printer that
    the till drives itself, without the system's driver."""

    name: str
    connection: PrinterConnection
    address: str
    paper: PaperSize = PaperSize.ROLL_80
    dpi: int = 203
    text_mode: bool = False  # its own letters instead of a picture: for a slow serial line
    code_page: str = ""  # of its own letters, as python-escpos names it; empty: found by the text
    profile: str = ""  # of python-escpos; empty: its default one
    baud: int = 9600
    cuts: bool = True
    kicks_drawer: bool = False
    feed: int = 3  # lines between the end of a document and the cutter

    @property
    def is_roll(self) -> bool:
        return self.paper is not PaperSize.A4

    @property
    def dots(self) -> int:
        """Returns how many dots the head has across the paper. A roll's alone."""
        return DOTS[self.paper, self.dpi]


class DocumentKind(StrEnum):
    """Kinds of documents. The values are in the journal, the spool and the settings file."""

    SLIP = "slip"  # a reference to pay
    RECEIPT = "receipt"  # of a sale, a hold, a refund or a pay-out: the customer's
    SHOP_RECEIPT = "shop_receipt"  # the same, for the shop to keep
    READING = "reading"  # X: a day or a shift as it stands
    CLOSE = "close"  # Z
    SHIFT = "shift"  # the close of a shift
    JOURNAL = "journal"
    CODE = "code"  # the recovery code
    TEST = "test"
