"""What the settings file says of printers: read as people write it, kept as they wrote it."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from on_a_loop import run_watched

from pos_app.domain.errors import BadInput, InputProblem, NotInTraining, SettingsUnavailable
from pos_app.domain.paper.printer import (
    RESOLUTIONS,
    DocumentKind,
    PaperSize,
    Printer,
    PrinterConnection,
)
from pos_app.installation import settings
from pos_app.installation.printers import BAUDS, PrinterFile

COUNTER = Printer(name="Balcão", connection=PrinterConnection.NETWORK, address="10.0.0.9:9100")
OFFICE = Printer(
    name="Escritório",
    connection=PrinterConnection.SYSTEM,
    address="HP_LaserJet",
    paper=PaperSize.A4,
)
ROLLS = (PaperSize.ROLL_58, PaperSize.ROLL_80)
WORDS = some.text(some.characters(categories=("L", "N", "P")), min_size=1, max_size=40)
ADDRESSES = {
    PrinterConnection.SYSTEM: WORDS,
    PrinterConnection.SERIAL: some.sampled_from(["/dev/ttyUSB0", "COM3"]),
    PrinterConnection.USB: some.sampled_from(["04b8:0e15", "04B8:0E15:J2TF"]),
    PrinterConnection.NETWORK: some.sampled_from(
        ["10.0.0.9:9100", "tm-m30.local:1", "[fe80::1]:9"]
    ),
}


@some.composite
def printers(draw: some.DrawFn) -> Printer:
    connection = draw(some.sampled_from(PrinterConnection))
    papers = PaperSize if connection is PrinterConnection.SYSTEM else ROLLS
    return Printer(
        name=draw(WORDS),
        connection=connection,
        address=draw(ADDRESSES[connection]),
        paper=draw(some.sampled_from(list(papers))),
        dpi=draw(some.sampled_from(RESOLUTIONS)),
        text_mode=draw(some.booleans()),
        code_page=draw(some.sampled_from(["", "CP860"])),
        profile=draw(some.sampled_from(["", "TM-T88II"])),
        baud=draw(some.sampled_from(BAUDS)),
        cuts=draw(some.booleans()),
        kicks_drawer=draw(some.booleans()),
        feed=draw(some.integers(0, 20)),
    )


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


@given(chosen=some.lists(printers(), max_size=4, unique_by=lambda one: one.name))
def test_what_is_set_up_is_there_at_the_next_start(
    chosen: list[Printer], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("shop") / "settings.toml"

    async def set_up() -> None:
        shop = PrinterFile(path)
        for one in chosen:
            await shop.keep(replace(one, feed=7))
            await shop.keep(one)  # replaced, and not kept twice

    run_watched(set_up())
    assert list(PrinterFile(path).printers()) == chosen
    assert settings.load(path) == settings.Settings()  # whose reader has no printers


def test_a_file_written_by_hand_needs_no_more_than_how_it_is_reached(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "[printers.'Balcão']\nconnection = 'network'\naddress = '10.0.0.9'\npaper = 58\n"
        "[paper]\nreceipt = 'Balcão'\nslip = 'gone'\nhologram = 'Balcão'\n",
    )
    shop = PrinterFile(path)
    assert shop.printers() == (replace(COUNTER, paper=PaperSize.ROLL_58),)
    assert shop.chosen(DocumentKind.SLIP) == shop.printer("Balcão")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("connection = 'smoke'", "printers.Balcão.connection"),
        ("connection = 'system'", "printers.Balcão.address"),
        ("address = '10.0.0.9:0'", "printers.Balcão.address"),
        ("address = '10.0.0.9:http'", "printers.Balcão.address"),
        ("address = 'http://10.0.0.9'", "printers.Balcão.address"),
        ("connection = 'usb'\naddress = 'Epson'", "printers.Balcão.address"),
        ("paper = 'a4'", "printers.Balcão.paper"),  # sheets need the system's driver
        ("paper = '76'", "printers.Balcão.paper"),
        ("dpi = 600", "printers.Balcão.dpi"),
        ("baud = '9600'", "printers.Balcão.baud"),
        ("cuts = 'yes'", "printers.Balcão.cuts"),
        ("feed = -1", "printers.Balcão.feed"),
    ],
)
def test_what_cannot_be_a_printer_is_refused_by_the_settings_name(
    line: str, name: str, tmp_path: Path
) -> None:
    given = {"connection": "'network'", "address": "'10.0.0.9'"}
    given |= dict(one.split(" = ") for one in line.split("\n"))
    if name.endswith("address") and line == "connection = 'system'":
        del given["address"]
    body = "\n".join(f"{key} = {value}" for key, value in given.items())
    with pytest.raises(BadInput) as refused:
        PrinterFile(written(tmp_path, f"[printers.'Balcão']\n{body}\n"))
    assert refused.value.value == name


@pytest.mark.parametrize("text", ["printers = 1", "[printers]\na = 1", "paper = []"])
def test_what_is_no_table_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        PrinterFile(written(tmp_path, text))
    assert refused.value.complaint is InputProblem.SETTING_INVALID


async def test_each_kind_of_document_goes_where_it_went_last(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    shop = PrinterFile(path)
    assert shop.chosen(DocumentKind.RECEIPT) is None
    await shop.keep(COUNTER)
    assert shop.chosen(DocumentKind.CLOSE) == COUNTER  # the only one that there is
    await shop.keep(OFFICE)
    assert shop.chosen(DocumentKind.CLOSE) is None  # nobody has said
    await shop.choose(DocumentKind.SLIP, "Balcão")
    assert shop.chosen(DocumentKind.RECEIPT) == COUNTER
    await shop.choose(DocumentKind.CLOSE, "Escritório")
    assert PrinterFile(path).chosen(DocumentKind.CLOSE) == OFFICE
    assert PrinterFile(path).chosen(DocumentKind.SHIFT) == COUNTER
    with pytest.raises(BadInput):
        await shop.choose(DocumentKind.CLOSE, "gone")
    await shop.remove("Escritório")
    assert shop.chosen(DocumentKind.CLOSE) == COUNTER
    assert "Escritório" not in path.read_text(encoding="utf-8")
    await shop.remove("Escritório")  # it is gone already


async def test_what_goes_to_a_printer_goes_there_under_its_new_name(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    shop = PrinterFile(path)
    for one in (COUNTER, OFFICE):
        await shop.keep(one)
    await shop.choose(DocumentKind.RECEIPT, "Balcão")
    await shop.choose(DocumentKind.SLIP, "Escritório")
    front = replace(COUNTER, name="Porta")
    await shop.keep(front, was="Balcão")
    await shop.keep(front, was="Porta")
    for known in (shop, PrinterFile(path)):
        assert list(known.printers()) == [OFFICE, front]
        assert known.chosen(DocumentKind.RECEIPT) == front
        assert known.chosen(DocumentKind.SLIP) == OFFICE


async def test_what_people_and_newer_versions_wrote_stays(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "[printers.'Balcão'] # by the door\nconnection = 'network'\naddress = '10.0.0.9:9100'\n"
        "smell = 'ink' # of a newer version\n[paper]\nhologram = 'Balcão'\n",
    )

    shop = PrinterFile(path)
    await shop.keep(replace(COUNTER, feed=5))
    await shop.choose(DocumentKind.RECEIPT, "Balcão")
    text = path.read_text(encoding="utf-8")
    for kept in ("# by the door", "smell = 'ink' # of a newer version", "hologram = 'Balcão'"):
        assert kept in text


async def test_training_prints_where_the_shop_does_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    await PrinterFile(path).keep(COUNTER)
    before = path.read_bytes()
    training = PrinterFile(path, training=True)
    await training.choose(DocumentKind.CLOSE, "Balcão")
    assert training.chosen(DocumentKind.CLOSE) == COUNTER
    for change in (training.keep(OFFICE), training.remove("Balcão")):
        with pytest.raises(NotInTraining):
            await change
    assert path.read_bytes() == before


async def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsUnavailable):
        await PrinterFile(tmp_path / "gone" / "settings.toml").keep(COUNTER)


async def test_every_field_of_a_printer_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    await PrinterFile(path).keep(COUNTER)
    kept = settings.read_tree(path)["printers"]["Balcão"]
    assert {"name", *kept} == {one.name for one in fields(Printer)}
