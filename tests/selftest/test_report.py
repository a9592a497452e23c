"""What is not looked at is not good."""

import asyncio
import json

from pos_app.cli.selftest.report import CHECKS, Failed, Report


async def well() -> str:
    return "well"


async def badly() -> str:
    raise Failed("no letters")


async def unexpectedly() -> str:
    raise ImportError("no such part")


def reported(*, without: str = "", **works: object) -> Report:
    report = Report()

    async def run() -> None:
        for name in CHECKS:
            if name != without:
                await report.check(name, works.get(name, well))  # type: ignore[arg-type]

    asyncio.run(run())
    return report


def test_a_report_is_good_when_every_check_is() -> None:
    assert reported().ok
    assert json.loads(reported().as_text())["ok"] is True


def test_one_bad_check_is_enough_and_the_others_run_all_the_same() -> None:
    for work, said in ((badly, "Failed: no letters"), (unexpectedly, "ImportError: no such part")):
        report = reported(fonts=work)
        assert not report.ok
        assert [entry.detail for entry in report.entries if not entry.ok] == [said]
        assert len(report.entries) == len(CHECKS)


def test_a_check_that_is_left_out_is_not_a_good_one() -> None:
    assert not reported(without=CHECKS[-1]).ok


async def test_a_complaint_is_a_failure() -> None:
    report = Report(noise=["QFont: something is odd"])
    await report.check("quiet", report.quiet)
    assert [(entry.ok, entry.detail) for entry in report.entries] == [
        (False, "Failed: QFont: something is odd")
    ]
