"""Something fails that nobody foresaw: it is said calmly, and the till goes on selling."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from support import World
from window import Cashier, play

from pos_app.cli import main
from pos_app.cli.commands.sales import recover
from pos_app.diagnostics.incident_guard import guarded
from pos_app.installation.profile import Profile

PLANTED = "Bearer abcdef of 841234567"


async def fails() -> None:
    raise ZeroDivisionError(PLANTED)


def reports(shop: Profile) -> list[Path]:
    return sorted(shop.log.glob("report-*.txt"))


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin of Qt has no size hints
def test_a_task_that_fails_is_told_once_and_the_next_sale_is_charged_meanwhile(
    shop: Profile, world: World
) -> None:
    async def fail_often(cashier: Cashier) -> None:
        for _ in range(5):
            asyncio.get_running_loop().create_task(fails())
        await cashier.sees(lambda: cashier.shows("incident_notice"))

    async def bad_day(cashier: Cashier) -> None:
        async with guarded(cashier.window.show_incident, shop.log):
            await cashier.sees(cashier.may_charge)
            await fail_often(cashier)
            await cashier.charge("vpos")  # the notice takes none of its keys
            await cashier.sees_verdict("Pago")
            cashier.click("incident_look")
            assert not cashier.shows("incident_notice")
            asyncio.get_running_loop().create_task(fails())
            await cashier.charge("clicpay.emola")  # nor does the report
            await cashier.sees(lambda: "e-Mola" in cashier.reads("verdict_sale"))
            await cashier.sees_verdict("Pago")
            (dialog,) = cashier.window.findChildren(QDialog)
            assert dialog.isVisible()
            cashier.click("incident_copy")

    play(shop, bad_day)
    copied = QGuiApplication.clipboard().text()
    (kept,) = reports(shop)
    assert "6 times" in copied
    for told in (copied, kept.read_text(), (shop.log / "till.log").read_text()):
        assert "ZeroDivisionError: Bearer ••• of •••567" in told
        assert "841234567" not in told
    assert len(world.ledger()) == 2


def test_a_command_that_fails_is_loud_and_is_in_the_log(
    shop: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        await fails()

    monkeypatch.setattr(recover, "_until_at_rest", broken)
    with pytest.raises(ZeroDivisionError):
        main(["--profile", str(shop.root), "recover"])
    (kept,) = reports(shop)
    assert "pos-app recover" in kept.read_text()
    log = (shop.log / "till.log").read_text()
    for told in (kept.read_text(), log):
        assert "ZeroDivisionError: Bearer ••• of •••567" in told
