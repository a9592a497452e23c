"""A till whose journal was harmed while it was closed: a choice, and then the next sale."""

import errno

import pytest
from cli.asking import sold
from filelock import FileLock
from hostile.files import STRANGE_JOURNALS
from PySide6.QtCore import Qt
from support import ANA, Terminal
from window import KEYS, Cashier, play

from pos_app.app.backup_service import copy_now
from pos_app.app.root import now
from pos_app.cli import main
from pos_app.domain.events import State
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


@pytest.fixture
def shop_with_a_copy(shop: Profile, terminal: Terminal) -> Profile:
    sold(terminal, "vpos")
    copy_now(shop, shop.backups, now())
    return shop


async def tells(cashier: Cashier, name: str, words: str) -> None:
    await cashier.sees(lambda: cashier.shows(name) and words in cashier.reads(name))


async def sells(cashier: Cashier) -> None:
    await cashier.charge("vpos", "700")
    await cashier.sees_verdict("Pago")


def numbers(shop: Profile) -> list[int]:
    db = read_journal(shop.journal)
    try:
        assert verify(db).sound
        sales = Reader(db).last_sales(9)
        assert {sale.state for sale in sales} == {State.PAID}
        return [sale.number for sale in sales]
    finally:
        db.close()


def test_a_damaged_journal_is_gone_on_from_by_key_presses(shop_with_a_copy: Profile) -> None:
    shop = shop_with_a_copy
    People(shop.people).give_pin(ANA, "4321")
    damaged = b"\xa5" * 4096
    shop.journal.write_bytes(damaged)

    async def evening(cashier: Cashier) -> None:
        await cashier.sees(lambda: cashier.shows("damage_pin"))
        assert cashier.reads("damage") == "O diário está danificado"
        assert "vendas: 1" in cashier.reads("damage_copy")
        cashier.type("1111")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: cashier.shows("damage_pin") and cashier.may_do("damage_do"))
        for figure in "4321":
            cashier.click(f"damage_key_{figure}")
        cashier.press(Qt.Key.Key_Return)
        await tells(cashier, "damage_after", "2001")
        (aside,) = shop.root.glob("journal-put-aside-*.sqlite3")
        assert aside.read_bytes() == damaged
        assert aside.name in cashier.reads("damage_kept")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(cashier.may_charge)
        await sells(cashier)

    play(shop, evening)
    assert numbers(shop) == [2001, 1]


def test_a_lost_journal_without_a_copy_waits_for_the_stick(shop_with_a_copy: Profile) -> None:
    shop = shop_with_a_copy
    stick, copies = shop.root / "stick", shop.backups
    copies.rename(stick)
    shop.journal.unlink()

    async def evening(cashier: Cashier) -> None:
        await tells(cashier, "damage_copy", str(copies))
        assert not shop.journal.exists()
        stick.rename(copies)
        cashier.press(Qt.Key.Key_Return)
        await tells(cashier, "damage_copy", "vendas: 1")
        cashier.press(Qt.Key.Key_Return)
        await tells(cashier, "damage_after", "2001")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(cashier.may_charge)
        await sells(cashier)

    play(shop, evening)
    assert numbers(shop) == [2001, 1]


def test_who_closes_the_till_instead_finds_everything_as_it_was(shop_with_a_copy: Profile) -> None:
    shop = shop_with_a_copy
    shop.journal.write_bytes(b"")

    async def evening(cashier: Cashier) -> None:
        await cashier.sees(lambda: cashier.may_do("damage_do"))
        cashier.press(KEYS["vpos"])  # there is no form to type into
        cashier.click("damage_close")

    play(shop, evening)
    assert shop.journal.read_bytes() == b""


def test_a_journal_that_was_put_back_is_not_sold_on_and_the_newest_copy_goes_on(
    shop: Profile, terminal: Terminal
) -> None:
    sold(terminal, "vpos")
    before = shop.journal.read_bytes()
    sold(terminal, "vpos")
    copy_now(shop, shop.backups, now())
    shop.journal.write_bytes(before)

    async def evening(cashier: Cashier) -> None:
        await tells(cashier, "damage_copy", "vendas: 2")
        assert cashier.reads("damage") == "O diário é de um dia anterior"
        assert shop.journal.read_bytes() == before
        cashier.press(Qt.Key.Key_Return)
        await tells(cashier, "damage_after", "2001")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(cashier.may_charge)
        await sells(cashier)

    play(shop, evening)
    assert numbers(shop) == [2001, 2, 1]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EROFS, "O disco do diário é só de leitura"),
        (errno.ENOSPC, "O disco do diário está cheio"),
        (errno.ENOENT, "A pasta do diário não está acessível"),
        (errno.EIO, "Não foi possível gravar no diário"),
    ],
)
def test_a_disk_on_which_no_till_can_open_is_called_what_it_is(
    code: int, said: str, shop: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: FileLock) -> None:
        raise OSError(code, "what the system said")

    monkeypatch.setattr(FileLock, "acquire", refuses)

    async def morning(cashier: Cashier) -> None:
        await tells(cashier, "trouble", said)
        assert "what the system said" in cashier.reads("trouble_detail")

    play(shop, morning)


def test_a_file_of_keys_that_is_none_is_said_in_the_dialog_that_asks_for_them(
    shop_with_a_copy: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = shop_with_a_copy
    monkeypatch.delenv("POS_APP_PASSPHRASE", raising=False)
    shop.keys.write_text('{"version":1,"salt":"","keys":"x"}')

    async def morning(cashier: Cashier) -> None:
        await cashier.sees(lambda: cashier.shows("passphrase_words"))
        cashier.fill("passphrase_words", "quatro palavras bem compridas")
        cashier.press(Qt.Key.Key_Return)
        await tells(
            cashier, "passphrase_message", "A caixa não conseguiu ler o ficheiro das chaves"
        )
        await cashier.sees(lambda: cashier.may_do("passphrase_back"))
        cashier.click("passphrase_back")
        await cashier.sees(cashier.may_charge)
        await sells(cashier)  # the key of this one is in the environment

    play(shop, morning)


def test_a_journal_that_another_program_has_written_in_says_what_makes_it_right(
    shop_with_a_copy: Profile,
) -> None:
    shop = shop_with_a_copy
    STRANGE_JOURNALS["a trigger on the migrations"](shop.journal)
    before = shop.journal.read_bytes()

    async def morning(cashier: Cashier) -> None:
        await tells(cashier, "damage", "Outro programa alterou o ficheiro")
        await tells(cashier, "damage_kept", "pos-app rebuild")
        assert shop.journal.read_bytes() == before

    play(shop, morning)
    assert main(["--profile", str(shop.root), "rebuild"]) == 0
    assert numbers(shop) == [1]
