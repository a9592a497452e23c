"""A doctor for the window's tests: says at once what it was given, and waits for the rest."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from pos_app.domain.errors import RequestNotSent
from pos_app.ports.doctor.findings import Diagnosis, Sign, Soundness, Subject

WELL, NOTED, WARNS, FAILS = Soundness.WELL, Soundness.NOTED, Soundness.WARNING, Soundness.BROKEN
FINDINGS = (
    Diagnosis(Subject.RELEASE, WELL, Sign.RELEASE, ("0.1.0", "4e3201c5aa01", "2026-12-01")),
    Diagnosis(Subject.DISK, WARNS, Sign.DISK_SLOW, (184, 100), "~/.local/share/pos-app"),
    Diagnosis(Subject.PRINTER, FAILS, Sign.PRINTER_USB_CLOSED, (), "1 (usb)", named="Balcão"),
    Diagnosis(Subject.OFFICE, NOTED, Sign.OFFICE_NONE),
    Diagnosis(
        Subject.ACCOUNT,
        FAILS,
        Sign.ACCOUNT_FAILED,
        (),
        "ProxyPay",
        RequestNotSent("no route"),
    ),
    Diagnosis(Subject.JOURNAL, WELL, Sign.JOURNAL, (12, 48_211, "2026-11-28")),
    Diagnosis(Subject.CLOCK, WELL, Sign.CLOCK),
)


class DoctorStandIn:
    def __init__(self, findings: Sequence[Diagnosis] = FINDINGS) -> None:
        self.findings = findings
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.reports: list[Sequence[str]] = []

    async def examine(self) -> AsyncIterator[Diagnosis]:
        for one in self.findings[:-1]:
            yield one
        await self.goes_on.wait()
        yield self.findings[-1]

    def report(self, lines: Sequence[str]) -> str:
        self.reports.append(lines)
        return "\n".join(lines)
