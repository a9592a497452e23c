"""A barcode scanner: a keyboard that types faster than any hand, and ends with Enter."""

from hands import Keys
from PySide6.QtCore import Qt

EAN_8, UPC_A, EAN_13, ITF_14 = "12345670", "036000291452", "5601234567890", "15601234567897"
SHELF_LABEL, SERIAL = "004711", "LOT-2026-00045"  # codes have any length, and letters
CODES = (EAN_8, UPC_A, EAN_13, ITF_14, SHELF_LABEL, SERIAL)


class Scanner(Keys):
    """The system gives its keys a time each, as to any keyboard's. `pace` is milliseconds a key."""

    def __init__(self, pace: int = 3, *, suffix: tuple[Qt.Key, ...] = (Qt.Key.Key_Return,)) -> None:
        super().__init__()
        self.pace = pace
        self._suffix = suffix

    def scan(self, code: str) -> None:
        self.rest(2)
        self.type(code)
        for key in self._suffix:
            self.press(key)
