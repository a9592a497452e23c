"""Acceptance checks of the office that take longer than a test may: `make office-acceptance`.

    PYTHONPATH=.:tests:tests/bench python -m office_acceptance [NAME…]

Each prints its figures. It ends with 1 where one found something.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Mapping

from office_acceptance import base_backup, crashes, point_in_time, proxy, two_windows

CHECKS: Mapping[str, Callable[[], Awaitable[bool]]] = {
    "crashes": crashes.check,
    "base-backup": base_backup.check,
    "point-in-time": point_in_time.check,
    "proxy": proxy.check,
    "two-windows": two_windows.check,
}


async def main(names: list[str]) -> int:
    bad = []
    for name in names or CHECKS:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        is_good = await CHECKS[name]()
        print(f"== {name}: {'good' if is_good else 'WRONG'}, {time.monotonic() - began:.0f} s")
        if not is_good:
            bad.append(name)
    return 1 if bad else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *CHECKS], metavar="NAME")
    sys.exit(asyncio.run(main(parser.parse_args().names)))
