"""Runs `pos-app self-test`: every check, in a checkout or a build.

It works in a temporary folder and touches no shop's profile.
"""

import asyncio
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import qInstallMessageHandler
from qasync import QEventLoop

from pos_app.cli.selftest import bundled_files
from pos_app.cli.selftest.day import SelfTestDay
from pos_app.cli.selftest.provenance import licences
from pos_app.cli.selftest.report import OFFSCREEN_NOISE, Report
from pos_app.installation.profile import Profile
from pos_app.installation.settings import Settings
from pos_app.system.bundled import resources_folder
from pos_app.ui.qt.application import make_application, wear_theme


def self_test(file: Path | None) -> Report:
    """Runs the checks and returns the report; writes it to the file, if one is named."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "C.UTF-8"  # a bare console has less, and Qt says so; a desktop has more
    report = Report()
    with _listening(report), TemporaryDirectory(prefix="pos-app-self-test-") as folder:
        _run(report, Profile(Path(folder)))
    if file is not None:
        file.write_text(report.as_text(), encoding="utf-8")
    return report


@contextmanager
def _listening(report: Report) -> Iterator[None]:
    """Adds warnings of Qt and Python to the report."""

    def heard(_kind: object, _context: object, text: str) -> None:
        if not text.startswith(OFFSCREEN_NOISE):
            report.noise.append(text)

    before = qInstallMessageHandler(heard)
    try:
        with warnings.catch_warnings(record=True) as report.warnings:
            warnings.simplefilter("default")
            yield
    finally:
        qInstallMessageHandler(before)


def _run(report: Report, profile: Profile) -> None:
    """Runs all checks on one loop, as in the window's own session."""
    usual = Settings()
    application = make_application(["pos-app"], resources_folder(), language=usual.language)
    wear_theme(application, usual.theme.value)
    application.setQuitOnLastWindowClosed(False)  # there are checks after the window
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        runner.get_loop().set_exception_handler(
            lambda _, context: report.noise.append(repr(context.get("exception") or context))
        )
        runner.run(_checks(report, SelfTestDay(profile)))


async def _checks(report: Report, day: SelfTestDay) -> None:
    for name, work in (
        ("fonts", bundled_files.fonts),
        ("translations", bundled_files.translations),
        ("style", bundled_files.style),
        ("icons", bundled_files.icons),
        ("licences", licences),
        ("guides", bundled_files.guides),
        ("spreadsheets", bundled_files.spreadsheets),
        ("sounds", bundled_files.sounds),
        ("window", day.window),
        ("number plan", bundled_files.number_plan),
        ("keyring", bundled_files.keyring),
        ("trust", bundled_files.trust),
        ("sandbox", day.sandbox),
        ("sale", day.sale),
        ("slip", day.slip),
        ("receipt", day.receipt),
        ("printers", day.printers),
        ("payment by reference", day.payment),
        ("close", day.close),
        ("journal", day.journal),
        ("quiet", report.quiet),
    ):
        await report.check(name, work)
