"""`--version`: prints version, commit and build time of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import say
from pos_app.system.bundled import resources_folder
from pos_app.system.release import this_release
from pos_app.words.program.release_words import release_line

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> Exit:
    release = this_release(resources_folder())
    if options.json:
        built = release.built_at.isoformat() if release.built_at else None
        about = {"version": release.version, "commit": release.commit or None, "built_at": built}
        print_json(about)
    else:
        say(release_line(release))
    return Exit.PAID
