"""Asks the print system in its own protocol (IPP), by CUPS' library, which Linux and macOS have.

Only for a process that may be held, and killed: the library waits for whom it asks. It is loaded
late, and by ctypes: what it offers programs has stayed the same since CUPS 1.7.

Sources: RFC 8010, RFC 8011; CUPS Programming Manual; cups/{cups,http,ipp}.h.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any, Self

_LIBRARIES = {"linux": "libcups.so.2", "darwin": "libcups.2.dylib"}
WAITS = 5.0  # seconds for a connection, and for each answer of the print system
_LAST_SUCCESS = 0x00FF  # RFC 8011, appendix B: 0x0000 to 0x00FF are "successful"
# Told by HTTP, before there is an answer: forbidden, not authenticated, not authorised.
_FORBIDDEN = range(0x0401, 0x0404)
_NOT_FOUND = 0x0406
_OF_THE_LIBRARY = 0x1000  # that it has no password, or no certificate that it trusts
_CONTINUE = 100  # HTTP
_ANY_FAMILY = 0  # AF_UNSPEC
_BLOCKING = 1

Value = bool | int | str
Attributes = Mapping[str, Sequence[Value]]


class Operation(IntEnum):
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CREATE_PRINTER_SUBSCRIPTION = 0x0016
    CANCEL_SUBSCRIPTION = 0x001B
    GET_NOTIFICATIONS = 0x001C
    CUPS_GET_PRINTERS = 0x4002


class Tag(IntEnum):
    """The kinds of values that are sent or read, and where in a message they belong."""

    OPERATION = 0x01
    JOB = 0x02
    SUBSCRIPTION = 0x06
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT_LANGUAGE = 0x35
    NAME_LANGUAGE = 0x36
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


_NUMBERS = frozenset({Tag.INTEGER, Tag.ENUM})
_TEXTS = frozenset(
    {
        Tag.TEXT_LANGUAGE,
        Tag.NAME_LANGUAGE,
        Tag.TEXT,
        Tag.NAME,
        Tag.KEYWORD,
        Tag.URI,
        Tag.MIME_TYPE,
    }
)


@dataclass(frozen=True)
class Given:
    """One attribute of a request."""

    name: str
    tag: Tag
    values: tuple[Value, ...]
    group: Tag = Tag.OPERATION


class NoPrintSystem(Exception):
    """There is no print system, or nobody takes connections for it."""


class PrintSystemSilent(NoPrintSystem):
    """It took a connection, and then did not answer, or the answer broke off."""


class CupsRefused(Exception):
    """The print system does not do it. The text is its own."""

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.is_missing = status == _NOT_FOUND  # a queue, or a job


class PrintSystem:
    """A connection to the print system: the local one, or the one of CUPS_SERVER. A context."""

    def __init__(self) -> None:
        """Raises NoPrintSystem."""
        self._cups = library()
        self._http = self._connected()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        http, self._http = self._http, None
        if http is not None:
            self._cups.httpClose(http)

    @property
    def line(self) -> int:
        """A number of the connection itself. The library makes another one without a word where
        the print system has ended this one, as it does when it begins anew."""
        try:
            return os.fstat(self._cups.httpGetFd(self._http)).st_ino
        except OSError:
            return 0  # there is none now

    def user(self) -> str:
        return _text(self._cups.cupsUser())

    def default_queue(self) -> str:
        """Returns the queue that this user, or the system, means where none is named; or ""."""
        return _text(self._cups.cupsGetDefault2(self._http))

    def ask(
        self,
        operation: Operation,
        resource: str,
        given: Sequence[Given],
        data: bytes | None = None,
        *,
        in_english: bool = False,
    ) -> Sequence[Attributes]:
        """Returns the groups of the answer: one for each printer or job. `data` goes after the
        request, once: where it is uncertain whether it was taken, it is not sent again. What is
        said, also later of a job that is made so, is in the user's language, or in English.

        Raises CupsRefused; PrintSystemSilent where no answer came.
        """
        request = self._request(operation, given)
        if in_english:
            self._put_in_english(request)
        if data is None:
            answer = self._cups.cupsDoRequest(self._http, request, resource.encode())
        else:
            try:
                answer = self._sent(request, resource, data)
            finally:
                self._cups.ippDelete(request)
        return self._read(answer)

    # --- inside -----------------------------------------------------------------------------------

    def _connected(self) -> Any:
        cups = self._cups
        cups.cupsSetServer(None)  # reads CUPS_SERVER anew
        http = cups.httpConnect2(
            cups.cupsServer(),
            cups.ippPort(),
            None,
            _ANY_FAMILY,
            cups.cupsEncryption(),
            _BLOCKING,
            int(WAITS * 1000),
            None,
        )
        if not http:
            raise NoPrintSystem(f"{_text(cups.cupsServer())}: {self._last_words()}")
        cups.httpSetTimeout(http, WAITS, None, None)
        return http

    def _request(self, operation: Operation, given: Sequence[Given]) -> Any:
        request = self._cups.ippNewRequest(operation)
        for one in given:
            name = one.name.encode()
            if one.tag is Tag.BOOLEAN:
                self._cups.ippAddBoolean(request, one.group, name, int(one.values[0]))
            elif one.tag in _NUMBERS:
                self._cups.ippAddInteger(request, one.group, one.tag, name, int(one.values[0]))
            else:
                texts = [str(value).encode() for value in one.values]
                array = (ctypes.c_char_p * len(texts))(*texts)
                self._cups.ippAddStrings(request, one.group, one.tag, name, len(texts), None, array)
        return request

    def _put_in_english(self, request: Any) -> None:
        cups = self._cups
        language = cups.ippFindAttribute(request, b"attributes-natural-language", Tag.LANGUAGE)
        cups.ippSetString(request, ctypes.byref(ctypes.c_void_p(language)), 0, b"en")

    def _sent(self, request: Any, resource: str, data: bytes) -> Any:
        cups, where = self._cups, resource.encode()
        length = cups.ippLength(request) + len(data)
        status = cups.cupsSendRequest(self._http, request, where, length)
        if status == _CONTINUE:
            status = cups.cupsWriteRequestData(self._http, data, len(data))
        if status != _CONTINUE:
            return None
        return cups.cupsGetResponse(self._http, where)

    def _read(self, answer: Any) -> Sequence[Attributes]:
        if not answer:
            status = self._cups.cupsLastError()
            if status in _FORBIDDEN or status >= _OF_THE_LIBRARY:
                raise CupsRefused(self._last_words(), status)
            raise PrintSystemSilent(self._last_words())
        try:
            status = self._cups.ippGetStatusCode(answer)
            if status > _LAST_SUCCESS:
                raise CupsRefused(self._last_words(), status)
            return tuple(self._groups(answer))
        finally:
            self._cups.ippDelete(answer)

    def _groups(self, answer: Any) -> Iterator[Attributes]:
        """Attributes without a name stand between two groups (ippNextAttribute)."""
        group: dict[str, Sequence[Value]] = {}
        attribute = self._cups.ippFirstAttribute(answer)
        while attribute:
            name = self._cups.ippGetName(attribute)
            if name is None or self._cups.ippGetGroupTag(attribute) == Tag.OPERATION:
                if group:
                    yield group
                group = {}
            else:
                group[_text(name)] = self._values(attribute)
            attribute = self._cups.ippNextAttribute(answer)
        if group:
            yield group

    def _values(self, attribute: Any) -> Sequence[Value]:
        """Returns its values; none where it has no value, or one of a kind that nobody reads."""
        cups, tag = self._cups, self._cups.ippGetValueTag(attribute)
        places = range(cups.ippGetCount(attribute))
        if tag == Tag.BOOLEAN:
            return [bool(cups.ippGetBoolean(attribute, place)) for place in places]
        if tag in _NUMBERS:
            return [int(cups.ippGetInteger(attribute, place)) for place in places]
        if tag in _TEXTS:
            return [_text(cups.ippGetString(attribute, place, None)) for place in places]
        return ()

    def _last_words(self) -> str:
        """Returns what went wrong. That no answer came in time is no error of the library's own."""
        words = _text(self._cups.cupsLastErrorString())
        return os.strerror(errno.ETIMEDOUT) if words in ("", os.strerror(0)) else words


def _text(value: bytes | None) -> str:
    return (value or b"").decode(errors="replace")


@cache
def library() -> Any:
    """Loads CUPS' library, once. Raises NoPrintSystem."""
    name = _LIBRARIES.get(sys.platform)
    if name is None:
        raise NoPrintSystem(f"{sys.platform}: no CUPS")
    try:
        cups: Any = ctypes.CDLL(name)
    except OSError as error:
        raise NoPrintSystem(str(error)) from error
    for function, (result, arguments) in _FUNCTIONS.items():
        found = getattr(cups, function)
        found.restype, found.argtypes = result, arguments
    # By itself it asks for a password at the terminal, and waits for whoever sits there.
    cups.cupsSetPasswordCB2(_NO_PASSWORD, None)
    return cups


_Asker = ctypes.CFUNCTYPE(
    ctypes.c_void_p,  # the password: a pointer, which ctypes cannot keep alive as a text
    ctypes.c_char_p,
    ctypes.c_void_p,
    ctypes.c_char_p,
    ctypes.c_char_p,
    ctypes.c_void_p,
)
_NO_PASSWORD = _Asker(lambda *_: None)
_POINTER, _INT, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
_FUNCTIONS: Mapping[str, tuple[Any, Sequence[Any]]] = {
    "cupsDoRequest": (_POINTER, [_POINTER, _POINTER, _TEXT]),
    "cupsEncryption": (_INT, []),
    "cupsGetDefault2": (_TEXT, [_POINTER]),
    "cupsGetResponse": (_POINTER, [_POINTER, _TEXT]),
    "cupsLastError": (_INT, []),
    "cupsLastErrorString": (_TEXT, []),
    "cupsSendRequest": (_INT, [_POINTER, _POINTER, _TEXT, ctypes.c_size_t]),
    "cupsServer": (_TEXT, []),
    "cupsSetServer": (None, [_TEXT]),
    "cupsSetPasswordCB2": (None, [_Asker, _POINTER]),
    "cupsUser": (_TEXT, []),
    "cupsWriteRequestData": (_INT, [_POINTER, _TEXT, ctypes.c_size_t]),
    "httpClose": (None, [_POINTER]),
    "httpGetFd": (_INT, [_POINTER]),
    "httpConnect2": (_POINTER, [_TEXT, _INT, _POINTER, _INT, _INT, _INT, _INT, _POINTER]),
    "httpSetTimeout": (None, [_POINTER, ctypes.c_double, _POINTER, _POINTER]),
    "ippAddBoolean": (_POINTER, [_POINTER, _INT, _TEXT, ctypes.c_byte]),
    "ippAddInteger": (_POINTER, [_POINTER, _INT, _INT, _TEXT, _INT]),
    "ippAddStrings": (_POINTER, [_POINTER, _INT, _INT, _TEXT, _INT, _TEXT, _POINTER]),
    "ippDelete": (None, [_POINTER]),
    "ippFindAttribute": (_POINTER, [_POINTER, _TEXT, _INT]),
    "ippFirstAttribute": (_POINTER, [_POINTER]),
    "ippGetBoolean": (_INT, [_POINTER, _INT]),
    "ippGetCount": (_INT, [_POINTER]),
    "ippGetGroupTag": (_INT, [_POINTER]),
    "ippGetInteger": (_INT, [_POINTER, _INT]),
    "ippGetName": (_TEXT, [_POINTER]),
    "ippGetStatusCode": (_INT, [_POINTER]),
    "ippGetString": (_TEXT, [_POINTER, _INT, ctypes.POINTER(_TEXT)]),
    "ippGetValueTag": (_INT, [_POINTER]),
    "ippLength": (ctypes.c_size_t, [_POINTER]),
    "ippNewRequest": (_POINTER, [_INT]),
    "ippNextAttribute": (_POINTER, [_POINTER]),
    "ippPort": (_INT, []),
    "ippSetString": (_INT, [_POINTER, ctypes.POINTER(_POINTER), _INT, _TEXT]),
}
