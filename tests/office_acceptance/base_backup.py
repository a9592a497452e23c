"""Check 2: the database is put back to a copy of some minutes ago while the tills go on selling.
They send the rest again by themselves, and all heads are equal."""

import asyncio
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from many_tills.database import held
from many_tills.fleet import sail
from many_tills.office import HOST, running
from many_tills.till import Plan
from office_tills import office_of

from pos_app.office.trial.cluster import Cluster, as_server, cluster_in, give_to_server, programs

TILLS, RATE = 50, 200.0  # events a second, of all tills
SECONDS = 300.0
COPIED_AT, RESTORED_AT = 10.0, 250.0
EQUAL_WITHIN = 120.0  # seconds after the old copy was started


async def check(seconds: float = SECONDS) -> bool:
    share = seconds / SECONDS
    with tempfile.TemporaryDirectory(prefix="office-copy-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("now", "copy"):
            (folder / part).mkdir(mode=0o700)
            give_to_server(folder / part)
        with cluster_in(folder / "now") as cluster:
            database, known = office_of(cluster, TILLS)
            async with running(database, folder / "office.log") as office:
                starts_at = time.monotonic() + 3
                ends_at = starts_at + seconds
                plans = [
                    Plan(one.number, one.public, one.token, starts_at, ends_at, RATE / TILLS)
                    for one in known
                ]
                gives_up_at = ends_at + EQUAL_WITHIN
                fleet = asyncio.create_task(sail(HOST, office.port, plans, gives_up_at))
                await _until(starts_at + COPIED_AT * share)
                await asyncio.to_thread(_copy, cluster, folder / "copy")
                await _until(starts_at + RESTORED_AT * share)
                restored_at = await asyncio.to_thread(_put_back, cluster, folder)
                tills = await fleet
            has = held(database, tills)
        equal_after = max(told.all_in_at for told in tills) - restored_at
        made = sum(told.made for told in tills)
        forgotten = sum(told.forgotten for told in tills)
        print(
            f"  {TILLS} tills made {made:,}; the copy lacked {forgotten:,} that had been stored\n"
            f"  stored {has.stored:,} = distinct {has.distinct:,}; heads that differ "
            f"{has.heads_differ}; wrong in the chain by SQL {has.wrong}\n"
            f"  all was in {equal_after:.1f} s after the copy was started"
        )
        return (
            (has.stored, has.distinct, has.heads_differ, has.wrong) == (made, made, 0, 0)
            and forgotten > 0
            and equal_after < EQUAL_WITHIN
        )


def _copy(cluster: Cluster, to: Path) -> None:
    where = ["-h", HOST, "-p", str(cluster.port), "-U", "postgres"]
    command = [str(programs() / "pg_basebackup"), *where, "-D", str(to), "--checkpoint=fast"]
    subprocess.run(as_server(command), check=True, cwd="/", capture_output=True)


def _put_back(cluster: Cluster, folder: Path) -> float:
    """The server crashes, its files are gone, and the copy runs in their place."""
    cluster.stop(signal.SIGQUIT)
    shutil.rmtree(folder / "now")
    shutil.move(folder / "copy", folder / "now")
    cluster.start()
    return time.monotonic()


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))
