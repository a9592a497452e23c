"""What a process may do where root runs the tests."""

import ctypes
import os

_SECUREBITS, _NO_ROOT = 28, 3  # prctl(2), capabilities(7)
_CAPABILITIES = 0x20080522  # capset(2)


def like_anybody() -> None:
    """Without root's right to write everywhere."""
    libc = ctypes.CDLL(None)
    if os.getuid() == 0:
        libc.prctl(_SECUREBITS, _NO_ROOT, 0, 0, 0)
        libc.capset((ctypes.c_uint32 * 2)(_CAPABILITIES, 0), (ctypes.c_uint32 * 6)())
