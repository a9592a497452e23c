"""Check of what a build says of itself: which release it is, and a licence text for every part."""

import asyncio
import sys
from pathlib import Path

from pos_app.cli.selftest.report import Failed
from pos_app.system.bundled import resources_folder
from pos_app.system.licences import INDEX, LICENCES, licence_text, licensed_parts
from pos_app.system.release import this_release


async def licences() -> str:
    """Checks a build. A checkout has its environment's packages, and no stamp."""
    resources = resources_folder()
    if not getattr(sys, "frozen", False):
        return f"{this_release(resources)}: no build"
    return await asyncio.to_thread(provenance_of, resources)


def provenance_of(resources: Path) -> str:
    """Returns the release and how many parts have their text. Raises Failed, or OSError or
    ValueError where a file is damaged."""
    release = this_release(resources)
    if release.built_at is None:
        raise Failed("the build does not know which release it is")
    if not (resources / LICENCES / INDEX).is_file():
        raise Failed("the build has no list of licences")
    parts = licensed_parts(resources)
    without = [part.name for part in parts if not part.texts or not licence_text(part)]
    if without or not parts:
        raise Failed(f"no licence text of {', '.join(without) or 'anything'}")
    return f"{release}, {len(parts)} parts"
