"""Check 1: many tills, lost answers, the office killed, PostgreSQL crashed: all is there, once."""

import argparse

import office_tills


async def check() -> bool:
    options = argparse.Namespace(tills=500, seconds=60.0, rate=2000.0, runs=("calm", "kills"))
    return await office_tills.main(options) == 0
