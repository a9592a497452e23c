"""Reads the print system's last error from CUPS, which Qt does not pass on."""

import ctypes
import sys

_LIBRARIES = {"linux": "libcups.so.2", "darwin": "libcups.2.dylib"}
_LAST_SUCCESS = 0x00FF  # RFC 8011, appendix B: 0x0000 to 0x00FF are "successful"


def refusal() -> str:
    """Returns why CUPS refused this thread's last job; "" where it took it, or CUPS is missing."""
    name = _LIBRARIES.get(sys.platform)
    if name is None:
        return ""
    try:
        cups = ctypes.CDLL(name)
    except OSError:
        return ""  # no CUPS, and so no job that it could have refused
    if cups.cupsLastError() <= _LAST_SUCCESS:
        return ""
    cups.cupsLastErrorString.restype = ctypes.c_char_p
    text: bytes | None = cups.cupsLastErrorString()
    return (text or b"refused").decode(errors="replace")
