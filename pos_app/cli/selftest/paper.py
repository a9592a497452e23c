"""A receipt printer that the self-test plays, at a port of this computer, and what it prints."""

import asyncio
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from pos_app.cli.selftest.report import Failed
from pos_app.domain.paper.document import Document, PictureBlock
from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.ports.paper.printers import Printers

# ESC/POS as a printer reads it, and as few commands of it as a receipt needs.
_QUESTION = re.compile(rb"\x10\x04[\x01\x02\x04]")  # DLE EOT: how is it?
_READY = b"\x12"
_CUT = b"\x1dVB\x00"
_HAS_IT_COME = _CUT + b"\x1dr\x01"  # GS r, after the cut: is there paper, when all is done?
_HAS_COME = b"\x00"
_PICTURE = re.compile(rb"\x1dv0\x00(..)(..)", re.DOTALL)  # GS v 0: bytes a row, rows
_LOGO = 48  # pixels: the side of a black square


async def receipt_comes_out(printers: Printers, receipt: Document, amount: str) -> str:
    """Has the receipt printed as a picture with a logo, and in the printer's own letters, by the
    process that prints a shop's. Raises Failed where that is not on the paper."""
    async with _listening() as (address, printed):

        async def paper(document: Document, *, text_mode: bool) -> bytes:
            printer = Printer(
                name=address,
                connection=PrinterConnection.NETWORK,
                address=address,
                text_mode=text_mode,
            )
            async with printers.run(printer, document) as run:
                await run.ready()
                await run.send()
                await run.confirmed()
            return await printed.get()

        logo = Document(name=receipt.name, blocks=(PictureBlock(_black_square()),))
        marks = _ink(await paper(logo, text_mode=False))
        dots = _ink(await paper(receipt, text_mode=False))
        letters = await paper(receipt, text_mode=True)
    if marks < _LOGO * _LOGO:
        raise Failed("the logo is not on the paper")
    if not dots:
        raise Failed("the paper is white")
    if amount.encode("ascii") not in letters:
        raise Failed(f"{amount} is not among {len(letters)} letters")
    return f"{dots} dots of ink, {len(letters)} bytes of letters"


@asynccontextmanager
async def _listening() -> AsyncIterator[tuple[str, "asyncio.Queue[bytes]"]]:
    """Listens as a printer that has paper. Yields its address, and what it was sent by each
    connection."""
    printed: asyncio.Queue[bytes] = asyncio.Queue()

    async def print_it(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken, answered = b"", 0
        with closing(writer):
            while more := await reader.read(65_536):
                taken += more
                asked = len(_QUESTION.findall(taken))
                writer.write(_READY * (asked - answered))
                if _HAS_IT_COME in taken and _HAS_IT_COME not in taken[: -len(more)]:
                    writer.write(_HAS_COME)
                answered = asked
        printed.put_nowait(_QUESTION.sub(b"", taken))

    async with await asyncio.start_server(print_it, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        yield f"{host}:{port}", printed


def _black_square() -> str:
    """Returns a PNG as a shop's logo is kept."""
    square, buffer = QImage(_LOGO, _LOGO, QImage.Format.Format_RGB32), QBuffer()
    square.fill(0)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(square)
    return b64encode(buffer.data().data()).decode("ascii")


def _ink(paper: bytes) -> int:
    """Returns how many dots are black in the pictures."""
    black, at = 0, 0
    while picture := _PICTURE.search(paper, at):
        width, height = (int.from_bytes(size, "little") for size in picture.groups())
        at = picture.end() + width * height
        black += int.from_bytes(paper[picture.end() : at]).bit_count()
    return black
