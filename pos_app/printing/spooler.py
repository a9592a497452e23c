"""What the print system said last, where Qt does not pass it on.

Qt's bridge to CUPS drops the answer to a job: a queue that rejects jobs looks like one that took
the slip. CUPS itself remembers, per thread, how its last call ended.
"""

import ctypes
import sys

_LIBRARIES = {"linux": "libcups.so.2", "darwin": "libcups.2.dylib"}
_LAST_SUCCESS = 0x00FF  # RFC 8011, appendix B: 0x0000 to 0x00FF are "successful"


def refusal() -> str:
    """Why the last job of this thread was not taken; empty where it was, or nobody can say."""
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
