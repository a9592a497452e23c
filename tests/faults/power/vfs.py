"""SQLite's file system over a disk that forgets."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
from faults.power.disk import Disk, File, Refused

Name = str | apsw.URIFilename


class PowerVFS(apsw.VFS):
    """Contents are kept by `disk`, under the names that files have in their folder.

    Locks and the shared memory of the write-ahead log are those of real, empty files, by the
    system's own VFS: the journal is kept as the till keeps it, in WAL without an exclusive locking
    mode. The shared memory is no part of the disk: SQLite makes it anew after a cut.
    """

    def __init__(self, name: str, disk: Disk) -> None:
        super().__init__(name, "")
        self._disk = disk

    def xOpen(self, name: Name | None, flags: list[int]) -> apsw.VFSFile:
        if name is None:  # a temporary file: nobody looks for it after a cut
            return apsw.VFSFile("", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        with _said_to_sqlite():
            file = self._disk.open(Path(path).name)
        return _PowerFile(self._disk, file, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001 - as SQLite calls it
        try:
            with _said_to_sqlite():
                self._disk.delete(Path(filename).name, with_folder=syncdir)
        except KeyError as error:
            raise apsw.exception_for(apsw.SQLITE_IOERR_DELETE_NOENT) from error

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: ARG002 - whoever asks may
        return self._disk.is_there(Path(pathname).name)


class _PowerFile(apsw.VFSFile):
    def __init__(self, disk: Disk, file: File, path: Name, flags: list[int]) -> None:
        super().__init__("", path, flags)
        self._disk = disk
        self._file = file
        # As SQLite does it: the first sync of a log makes the names in its folder durable too.
        self._with_folder = bool(flags[0] & (apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL))

    def xRead(self, amount: int, offset: int) -> bytes:
        with _said_to_sqlite():
            return self._disk.read(self._file, offset, amount)

    def xWrite(self, data: bytes | bytearray | memoryview, offset: int) -> None:
        with _said_to_sqlite():
            self._disk.write(self._file, offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:
        with _said_to_sqlite():
            self._disk.truncate(self._file, newsize)

    def xSync(self, flags: int) -> None:  # noqa: ARG002 - data or all: the disk makes no difference
        with _said_to_sqlite():
            self._disk.sync(self._file, with_folder=self._with_folder)
        self._with_folder = False

    def xFileSize(self) -> int:
        return len(self._file.content)


@contextmanager
def _said_to_sqlite() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        error = apsw.exception_for(refused.fault.code)
        error.args = (str(refused),)
        raise error from refused
