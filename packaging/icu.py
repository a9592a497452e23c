"""Makes Qt's ICU data smaller: 30 MB of the world's languages, of which a till reads one in ten.

Qt sorts file names and turns letters large and small by ICU, and asks it what a time zone is
called; what Qt knows of languages itself (dates, numbers, plurals) is in Qt. ICU's makers foresee
this: an item that is not there is looked for in `root`, as that of a language nobody has translated
(https://unicode-org.github.io/icu/userguide/icu_data/buildtool.html). The library itself is kept,
with a shorter table of contents. Only Linux has it: Windows and macOS lend Qt their own.
"""

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# What ICU would do with these, Qt does by itself or not at all: text encodings other than Unicode,
# line breaks, transliteration, numbers in words, units, names of languages, Punycode, names of
# characters and characters that look alike.
_UNUSED_FOLDERS = ("brkitr/", "lang/", "rbnf/", "translit/", "unit/")
_UNUSED_FILES = (".cnv", ".spp", ".cfu", "unames.icu", "langInfo.res")
# A language's own file, as `fr`, `zh_Hant_HK` or `en_US_POSIX`; others are of no language.
_LANGUAGE = re.compile(r"(?:[a-z]+/)?([a-z]{2,3})(?:_[A-Za-z0-9_]+)?\.res")
_SPOKEN = ("en", "pt")

_HEADER = struct.Struct("<HBB")  # length of the header, and ICU's two bytes of magic
_MAGIC = (0xDA, 0x27)
_COUNT = struct.Struct("<I")
_ROW = struct.Struct("<II")  # in the table of contents: where its name is, where its bytes are
_ALIGNMENT = 16
_PAGE = 0x1000
_SYMBOL = re.compile(rb"icudt\d+_dat\0")

_PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")
_SEGMENT_IN_MEMORY = 1  # PT_LOAD
_WHERE_PROGRAM_HEADERS_ARE, _HOW_MANY = 0x20, 0x38
_SECTIONS = ((0x28, "<Q"), (0x3C, "<H"), (0x3E, "<H"))  # e_shoff, e_shnum, e_shstrndx


class NotIcu(Exception):
    """This is no library of ICU's data as it is known here."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """A row of the program header: the part of the file that lies somewhere in memory."""

    kind: int
    flags: int
    offset: int
    address: int
    physical: int
    in_file: int
    in_memory: int
    alignment: int

    def packed(self) -> bytes:
        return _PROGRAM_HEADER.pack(
            self.kind, self.flags, self.offset, self.address, self.physical, self.in_file,
            self.in_memory, self.alignment,
        )  # fmt: skip


def is_kept(name: str) -> bool:
    """Whether a till reads an item, named as in ICU's sources (`coll/pt.res`)."""
    if name.startswith(_UNUSED_FOLDERS) or name.endswith(_UNUSED_FILES):
        return False
    language = _LANGUAGE.fullmatch(name)
    return language is None or language[1] in _SPOKEN


def shrink(source: Path, target: Path) -> None:
    """Writes a library of ICU's data with the items that are kept. Raises NotIcu."""
    whole = source.read_bytes()
    if whole[:6] != b"\x7fELF\x02\x01" or not _SYMBOL.search(whole):
        raise NotIcu(f"{source.name} holds no data of ICU for a computer of 64 bits")
    segments = list(_segments(whole))
    first, *others = [each for each in segments if each.kind == _SEGMENT_IN_MEMORY]
    # The data ends the first segment, and begins on a page of its own.
    start = _start_of_data(whole, first)
    data = _repacked(whole[start : first.offset + first.in_file])
    made = bytearray(whole[:start] + data)
    moved: dict[int, int] = {}  # where a later segment was, and where it is
    for segment in others:
        # A page in memory is a page of the file: both addresses have the same place in theirs.
        made.extend(bytes((segment.address - len(made)) % _PAGE))
        moved[segment.offset] = len(made)
        made.extend(whole[segment.offset : segment.offset + segment.in_file])
    _point(made, [_settled(each, first, start + len(data), moved) for each in segments])
    target.write_bytes(made)


def _segments(library: bytes) -> Iterator[_Segment]:
    (where,) = struct.unpack_from("<Q", library, _WHERE_PROGRAM_HEADERS_ARE)
    (count,) = struct.unpack_from("<H", library, _HOW_MANY)
    for row in range(count):
        yield _Segment(*_PROGRAM_HEADER.unpack_from(library, where + row * _PROGRAM_HEADER.size))


def _settled(segment: _Segment, first: _Segment, end: int, moved: Mapping[int, int]) -> _Segment:
    """A segment where it is now. No address changes: what is gone of the file leaves a hole."""
    offset, in_file, in_memory = segment.offset, segment.in_file, segment.in_memory
    if segment == first:
        in_file = in_memory = end - first.offset
    elif offset >= end and in_file:
        offset = moved[offset]
    return _Segment(
        segment.kind, segment.flags, offset, segment.address, segment.physical, in_file, in_memory,
        segment.alignment,
    )  # fmt: skip


def _point(library: bytearray, segments: Sequence[_Segment]) -> None:
    """Writes the program header. Sections are for whoever links, and no loader reads them."""
    (where,) = struct.unpack_from("<Q", library, _WHERE_PROGRAM_HEADERS_ARE)
    for row, segment in enumerate(segments):
        at = where + row * _PROGRAM_HEADER.size
        library[at : at + _PROGRAM_HEADER.size] = segment.packed()
    for at, form in _SECTIONS:
        struct.pack_into(form, library, at, 0)


def _start_of_data(library: bytes, segment: _Segment) -> int:
    for start in range(segment.offset, segment.offset + segment.in_file, _PAGE):
        if _HEADER.unpack_from(library, start)[1:] == _MAGIC:
            return start
    raise NotIcu("there is no beginning of ICU's data")


def _repacked(data: bytes) -> bytes:
    """ICU's data of the items that are kept: header, table of contents, names, items."""
    length = _HEADER.unpack_from(data)[0]
    contents = data[length:]
    items = {name: item for name, item in _items(contents) if is_kept(name.partition("/")[2])}
    names = b"".join(name.encode() + b"\0" for name in items)
    name_at = _COUNT.size + _ROW.size * len(items)
    item_at = _aligned(name_at + len(names))
    table, packed = bytearray(_COUNT.pack(len(items))), bytearray()
    for name, item in items.items():
        table += _ROW.pack(name_at, item_at + len(packed))
        name_at += len(name) + 1
        packed += item + bytes(_aligned(len(item)) - len(item))
    filled = bytes(item_at - len(table) - len(names))
    return data[:length] + bytes(table) + names + filled + bytes(packed)


def _items(contents: bytes) -> Iterator[tuple[str, bytes]]:
    """Every item with its name, in the order of the table, which is the order of its bytes."""
    (count,) = _COUNT.unpack_from(contents)
    rows = [_ROW.unpack_from(contents, _COUNT.size + row * _ROW.size) for row in range(count)]
    ends = [start for _, start in rows[1:]] + [len(contents)]
    for (name, start), end in zip(rows, ends, strict=True):
        yield contents[name : contents.index(b"\0", name)].decode("ascii"), contents[start:end]


def _aligned(length: int) -> int:
    return -(-length // _ALIGNMENT) * _ALIGNMENT
