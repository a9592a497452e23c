"""What a shop is offered to set up, by each way of looking, and none of it twice."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import usb.backend.libusb1
from printers.cups import A4, RAW, ROLL, CupsServer
from printers.usb import Plug, UsbBus, UsbPrinter
from printing.driving import shop_printers
from serial.tools.list_ports_common import ListPortInfo
from zeroconf import IPVersion
from zeroconf._dns import DNSPointer
from zeroconf._protocol.outgoing import DNSOutgoing
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf
from zeroconf.const import _CLASS_IN, _FLAGS_AA, _FLAGS_QR_RESPONSE, _TYPE_PTR

from pos_app.domain.paper.printer import PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printers import FoundBy, FoundPrinter
from pos_app.printing.drivers import announced, discovery
from pos_app.printing.drivers.announced import PORT_9100, announced_printers, ends_there
from pos_app.printing.drivers.cups import library
from pos_app.printing.drivers.discovery import named_apart, serial_lines, usb_printers
from pos_app.printing.drivers.guesses import guessed
from pos_app.printing.drivers.links.network import host_and_port

PLAIN = Printer(name="Balcão", connection=PrinterConnection.USB, address="04b8:0e15")


async def test_a_till_is_offered_the_queues_the_default_one_first(cups: CupsServer) -> None:
    cups.run("lpadmin", "-p", ROLL, "-D", "Balcão 1")
    async with shop_printers() as printers:
        found = [one for one in await printers.find() if one.by is FoundBy.SYSTEM]
    assert [one.printer.address for one in found[:1]] == [A4]
    assert [one.is_default for one in found] == [True, False, False, False, False, False]
    by_queue = {one.printer.address: one for one in found}
    assert by_queue[A4].printer.paper is PaperSize.A4
    assert by_queue[A4].about == "Office A4"
    assert by_queue[ROLL].printer.paper is PaperSize.ROLL_80
    assert by_queue[ROLL].printer.name == "Balcão 1"
    assert by_queue[RAW].printer.paper is PaperSize.ROLL_80
    assert by_queue[RAW].about == ""
    assert all(one.printer.connection is PrinterConnection.SYSTEM for one in found)


@pytest.mark.usefixtures("silent_cups")
def test_a_print_system_that_does_not_answer_hides_no_other_printer(
    monkeypatch: pytest.MonkeyPatch, usb_printer: UsbPrinter
) -> None:
    assert usb_printer
    monkeypatch.setattr(library, "WAITS", 0.3)
    monkeypatch.setattr(announced, "_LISTENS_FOR", 0.0)
    assert [one.by for one in discovery.found_printers()][:1] == [FoundBy.USB]


# --- USB ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("queue_ends_at", "is_offered"),
    [
        ("socket://192.0.2.7:9100", True),
        ("usb://EPSON/TM-T20II?serial={serial}&interface=1", False),
        ("usb://EPSON/TM-T20II?serial=ANOTHER", True),
        ("usb://STAR/TSP143", True),
        ("usb://{model}", False),
        ("socket://[printer]:9100", True),
        ("usb://[EPSON/TM-T20II", False),
    ],
)
def test_a_usb_printer_that_a_queue_drives_is_not_offered_again(
    usb_printer: UsbPrinter, queue_ends_at: str, *, is_offered: bool
) -> None:
    (found,) = usb_printers()
    model = found.about.replace(" ", "/", 1)
    uri = queue_ends_at.format(serial=usb_printer.plug.serial, model=model)
    assert [one.printer.address for one in usb_printers([uri])] == (
        [found.printer.address] if is_offered else []
    )


def test_a_device_that_cannot_be_read_hides_no_printer() -> None:
    """Some describe themselves wrongly, and some are drawn out while they are looked at."""
    broken, sound = UsbPrinter(plug=Plug(broken=True)), UsbPrinter()
    with pytest.MonkeyPatch.context() as patch:
        bus = UsbBus(broken, sound)
        patch.setattr(usb.backend.libusb1, "get_backend", lambda *_, **__: bus)
        assert [one.printer.address for one in usb_printers()] == ["04b8:0e15"]


# --- the network ----------------------------------------------------------------------------------


@asynccontextmanager
async def announcing(name: str, address: str = "127.0.0.1", **told: str) -> AsyncIterator[None]:
    """A printer on this computer's own network."""
    network = AsyncZeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    info = AsyncServiceInfo(
        PORT_9100, f"{name}.{PORT_9100}", parsed_addresses=[address], port=9100, properties=told
    )
    try:
        await (await network.async_register_service(info))
        yield
    finally:
        await network.async_close()


async def found_in_network(*driven: str) -> Sequence[FoundPrinter]:
    """What is offered, while those that announce themselves live in this loop."""
    return await asyncio.to_thread(announced_printers, driven)


async def test_a_printer_that_announces_itself_is_offered_with_its_address(
    unique_name: str,
) -> None:
    async with announcing(unique_name, ty="EPSON TM-T88V", pdl="application/vnd.epson.escpos"):
        (found,) = [one for one in await found_in_network() if one.printer.name == unique_name]
        assert found.printer.address == "127.0.0.1:9100"
        assert found.printer.connection is PrinterConnection.NETWORK
        assert found.printer.dpi == 180
        assert found.about == "EPSON TM-T88V"


async def test_a_printer_with_an_ipv6_address_alone_is_offered_as_it_can_be_reached(
    unique_name: str,
) -> None:
    async with announcing(unique_name, "2001:db8::7"):
        (found,) = [one for one in await found_in_network() if one.printer.name == unique_name]
        assert host_and_port(found.printer.address) == ("2001:db8::7", 9100)
        driven = await found_in_network("socket://[2001:db8::7]:9100")
        assert unique_name not in [one.printer.name for one in driven]


@pytest.mark.parametrize("name", ["\x1b[2J{name}", "{name}." + "x" * 60])
async def test_a_name_that_may_not_be_hides_no_printer(unique_name: str, name: str) -> None:
    """The network is anybody's."""
    hostile = f"{name.format(name=unique_name)}.{PORT_9100}"
    async with announcing(unique_name), calling(hostile):
        found = [one.printer.name for one in await found_in_network()]
        assert [one for one in found if unique_name in one] == [unique_name]


@asynccontextmanager
async def calling(name: str) -> AsyncIterator[None]:
    """Somebody who says again and again that there is a printer of this name."""
    network = AsyncZeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    said = DNSOutgoing(_FLAGS_QR_RESPONSE | _FLAGS_AA)
    said.add_answer_at_time(DNSPointer(PORT_9100, _TYPE_PTR, _CLASS_IN, 120, name), 0)

    async def say() -> None:
        while True:
            network.zeroconf.async_send(said)
            await asyncio.sleep(0.2)

    await network.zeroconf.async_wait_for_start()
    saying = asyncio.create_task(say())
    try:
        yield
    finally:
        saying.cancel()
        await network.async_close()


async def test_what_the_print_system_drives_is_left_to_it(unique_name: str) -> None:
    driven, laser = f"{unique_name} driven", f"{unique_name} laser"
    pages = "application/postscript,image/urf"
    async with announcing(driven), announcing(laser, pdl=pages), announcing(unique_name):
        dnssd = f"dnssd://{driven.replace(' ', '%20')}._pdl-datastream._tcp.local/?uuid=1"
        names = [one.printer.name for one in await found_in_network(dnssd)]
        assert driven not in names
        assert laser not in names
        assert unique_name in names


@pytest.mark.parametrize(
    ("device", "is_there"),
    [
        ("socket://192.0.2.7:9100", True),
        ("socket://192.0.2.7", True),
        ("ipp://192.0.2.7:631/ipp/print", True),
        ("socket://192.0.2.70:9100", False),
        ("dnssd://Cozinha._pdl-datastream._tcp.local/?uuid=1", True),
        ("dnssd://Cozinha 2._pdl-datastream._tcp.local/?uuid=1", False),
        ("usb://EPSON/TM-T20II", False),
        ("", False),
    ],
)
def test_where_a_queue_ends_is_known_by_address_or_name(device: str, *, is_there: bool) -> None:
    assert ends_there(device, "192.0.2.7", "Cozinha") is is_there


def test_a_computer_without_a_network_has_no_printers_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_network(**_: object) -> AsyncZeroconf:
        raise RuntimeError("No interfaces to listen on, check that any interfaces have IP version")

    monkeypatch.setattr(announced, "AsyncZeroconf", no_network)
    assert announced_printers() == []


@pytest.fixture
def unique_name(tmp_path: Path) -> str:
    """Tests beside this one hear the same network."""
    return f"Balcão {abs(hash(tmp_path))}"


# --- serial lines ---------------------------------------------------------------------------------


@pytest.fixture
def ports(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer with a line at its back and one by USB, a place for another, and its console."""
    chips = {"ttyS0": "4", "ttyS1": "0", "ttyS2": "4", "ttyUSB0": ""}
    for name, chip in chips.items():
        (tmp_path / name).mkdir()
        if chip:
            (tmp_path / name / "type").write_text(f"{chip}\n")
            (tmp_path / name / "console").write_text("Y\n" if name == "ttyS2" else "N\n")
    listed = [ListPortInfo(f"/dev/{name}") for name in chips]
    listed[-1].description = "USB-Serial Controller"
    listed.append(ListPortInfo("/dev/cu.Bluetooth-Incoming-Port"))
    monkeypatch.setattr(discovery, "comports", lambda: listed)
    monkeypatch.setattr(discovery, "_LINES", tmp_path)


@pytest.mark.usefixtures("ports")
def test_the_lines_that_lead_out_of_the_computer_are_offered() -> None:
    found = list(serial_lines())
    assert [one.printer.address for one in found] == ["/dev/ttyS0", "/dev/ttyUSB0"]
    assert [one.printer.name for one in found] == ["ttyS0", "USB-Serial Controller (ttyUSB0)"]
    driven = ["serial:/dev/ttyS0?baud=9600+bits=8"]
    assert [one.printer.address for one in serial_lines(driven)] == ["/dev/ttyUSB0"]


@pytest.mark.usefixtures("ports")
def test_a_line_of_which_the_system_tells_nothing_is_offered(tmp_path: Path) -> None:
    """Linux tells the chip to everybody only since 5.14."""
    told = tmp_path / "ttyS0/type"
    told.unlink()
    told.symlink_to("/proc/self/mem")  # there, and an error for whoever reads it
    assert [one.printer.address for one in serial_lines()] == ["/dev/ttyS0", "/dev/ttyUSB0"]


# --- what is told of each -------------------------------------------------------------------------


def test_no_two_have_one_name() -> None:
    one = FoundPrinter(PLAIN, FoundBy.USB)
    other = replace(one, printer=replace(PLAIN, address="04b8:0e15:2"))
    third = replace(one, printer=replace(PLAIN, name="balcão", address="04b8:0e15:3"))
    names = [found.printer.name for found in named_apart([one, other, third])]
    assert names == ["Balcão", "Balcão (04b8:0e15:2)", "balcão (04b8:0e15:3)"]


@pytest.mark.parametrize(
    ("model", "paper", "dpi"),
    [
        ("EPSON TM-T20II", PaperSize.ROLL_80, 203),
        ("EPSON TM-T88V", PaperSize.ROLL_80, 180),
        ("POS-58", PaperSize.ROLL_58, 203),
        ("ZJ-5870", PaperSize.ROLL_58, 203),
        ("XP-58IIH", PaperSize.ROLL_58, 203),
        ("Rongta RP58mm", PaperSize.ROLL_58, 203),
        ("usb://EPSON/TM-T20II?serial=4A158B", PaperSize.ROLL_80, 203),
        ("192.168.1.158", PaperSize.ROLL_80, 203),
        ("", PaperSize.ROLL_80, 203),
    ],
)
def test_a_model_tells_of_its_paper_and_its_head(model: str, paper: PaperSize, dpi: int) -> None:
    printer = guessed(PLAIN, model)
    assert (printer.paper, printer.dpi) == (paper, dpi)
