"""`doctor`: what is well on this computer and what is not, and what to do; a report for support."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.app.doctor.examination import ProfileDoctor
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.domain.errors import FileNotWritten
from pos_app.ports.doctor.findings import Diagnosis, Soundness, in_order, is_well
from pos_app.system.private_files import write_privately
from pos_app.words.doctor.findings import finding_words, report_line
from pos_app.words.doctor.subjects import subject_words

if TYPE_CHECKING:
    import argparse

_MARKS = {Soundness.WELL: "+", Soundness.NOTED: "·", Soundness.WARNING: "!", Soundness.BROKEN: "x"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write a report without secrets, for support"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    speech = CliTexts(profile_of(options))  # stays while its words are asked for
    doctor = ProfileDoctor(profile_of(options), training=options.training)
    found = in_order(asyncio.run(_examined(doctor, is_told=not options.json)))
    if options.json:
        print_json([_as_dict(doctor, one) for one in found])
    if options.report:
        _write(options.report, doctor.report([report_line(one) for one in found]))
    del speech
    return Exit.PAID if is_well(found) else Exit.FAILED


async def _examined(doctor: ProfileDoctor, *, is_told: bool) -> list[Diagnosis]:
    """Returns all findings, and prints each as soon as it is there."""
    found = []
    async for finding in doctor.examine():
        found.append(finding)
        if is_told:
            line = doctor.report([report_line(finding)]).rstrip("\n")
            say(f"{_MARKS[finding.health]} {line}")
    return found


def _as_dict(doctor: ProfileDoctor, finding: Diagnosis) -> dict[str, object]:
    what, do = (doctor.report([text]).rstrip("\n") for text in finding_words(finding))
    return {
        "subject": finding.subject.value,
        "about": doctor.report([subject_words(finding)]).rstrip("\n"),
        "health": finding.health.value,
        "fact": finding.fact.value,
        "found": what,
        "do": do,
    }


def _write(file: Path, text: str) -> None:
    """Raises FileNotWritten."""
    try:
        write_privately(file, text.encode())
    except OSError as error:
        raise FileNotWritten(str(error)) from error
