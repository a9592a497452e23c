"""Finds the printers that announce themselves in the network (RFC 6762, RFC 6763).

Of those, the ones that take a printer's own language at a port, mostly 9100. Printers of whole
pages do, too, and tell by their languages what they are (Bonjour Printing Specification 1.2.1).
"""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from urllib.parse import unquote

from zeroconf import BadTypeInNameException, IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.ports.paper.printers import FoundBy, FoundPrinter
from pos_app.printing.drivers.guesses import guessed

PORT_9100 = "_pdl-datastream._tcp.local."
_LISTENS_FOR = 1.5  # seconds: who is there answers at once
_TELLS_WITHIN = 1000  # milliseconds
_PAGE_LANGUAGES = ("postscript", "pcl", "pdf", "urf", "pwg-raster")


def announced_printers(driven: Collection[str] = ()) -> Sequence[FoundPrinter]:
    """Returns them by name; none where there is no network. `driven` are the devices of the print
    system's queues, which are left out."""
    return asyncio.run(_announced(tuple(unquote(device) for device in driven)))


async def _announced(driven: Sequence[str]) -> Sequence[FoundPrinter]:
    try:
        network = AsyncZeroconf(ip_version=IPVersion.V4Only)
    except (RuntimeError, OSError):  # there is no network
        return []
    try:
        names = await _heard(network)
        infos = list(_infos(sorted(names)))
        asked = [info.async_request(network.zeroconf, _TELLS_WITHIN) for info in infos]
        told = await asyncio.gather(*asked)
    finally:
        await network.async_close()
    found = [_found(info, driven) for info, has_told in zip(infos, told, strict=True) if has_told]
    return [one for one in found if one is not None]


def _infos(names: Iterable[str]) -> Iterator[AsyncServiceInfo]:
    """Leaves out what may be no name (RFC 6763, 4.1.1): the network is anybody's."""
    for name in names:
        with suppress(BadTypeInNameException):
            yield AsyncServiceInfo(PORT_9100, name)


async def _heard(network: AsyncZeroconf) -> Collection[str]:
    names: set[str] = set()

    def heard(
        zeroconf: Zeroconf,  # noqa: ARG001 - it is called by these names
        service_type: str,  # noqa: ARG001
        name: str,
        state_change: ServiceStateChange,
    ) -> None:
        if state_change is not ServiceStateChange.Removed:
            names.add(name)

    browser = AsyncServiceBrowser(network.zeroconf, [PORT_9100], handlers=[heard])
    try:
        await asyncio.sleep(_LISTENS_FOR)
    finally:
        await browser.async_cancel()
    return names


def _found(info: AsyncServiceInfo, driven: Sequence[str]) -> FoundPrinter | None:
    addresses, told = info.parsed_scoped_addresses(), info.decoded_properties
    if not addresses or not info.port or _is_for_pages(told):
        return None
    name = info.name.removesuffix(f".{PORT_9100}")
    if any(ends_there(device, addresses[0], name) for device in driven):
        return None
    about = told.get("ty") or ""
    printer = Printer(
        name=name,
        connection=PrinterConnection.NETWORK,
        address=f"{_host(addresses[0])}:{info.port}",
    )
    return FoundPrinter(guessed(printer, about or name), FoundBy.NETWORK, about)


def ends_there(device: str, address: str, name: str) -> bool:
    """Returns whether a queue's device is the one of this address, or of this name."""
    _, _, place = device.partition("://")
    there = place.partition("/")[0]
    host = there[: there.find("]") + 1] if there.startswith("[") else there.partition(":")[0]
    return host == _host(address) or place.startswith(f"{name}.{PORT_9100.removesuffix('.')}")


def _host(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _is_for_pages(told: Mapping[str, str | None]) -> bool:
    languages = (told.get("pdl") or "").casefold()
    return any(language in languages for language in _PAGE_LANGUAGES)
