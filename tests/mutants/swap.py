"""Puts a mistake into functions that are there already, whoever has imported them.

A function's code can be exchanged in place. That is a thousand times quicker than to import
everything again, and it does for what is called. What runs while a file is imported (constants,
classes, the defaults of parameters) cannot be had that way.
"""

import functools
import gc
import sys
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType


class NotInPlace(Exception):
    """The file has to be imported with the mistake in it."""


def _everything() -> list[object]:
    """Also what was frozen, of which the collector does not tell (see `tests/conftest.py`)."""
    gc.unfreeze()
    found = gc.get_objects()
    gc.freeze()
    return found


Place = tuple[str, str, int]  # file, name with its class, first line


def functions_by_place(folder: str) -> dict[Place, list[FunctionType]]:
    """Every function that was read from a file in `folder`."""
    found: dict[Place, list[FunctionType]] = {}
    for each in _everything():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(folder):
            found.setdefault(_place(each.__code__), []).append(each)
    return found


def forgetting_by_folder(folder: str) -> dict[Path, list[Callable[[], None]]]:
    """What makes the functions that remember their answers (`@cache`) forget them, by the folder of
    their file: what was answered before a mistake would hide it."""
    found: dict[Path, list[Callable[[], None]]] = {}
    for each in _everything():
        if isinstance(each, functools._lru_cache_wrapper):
            file = getattr(getattr(each.__wrapped__, "__code__", None), "co_filename", "")
            if file.startswith(folder):
                found.setdefault(Path(file).parent, []).append(each.cache_clear)
    return found


def swap(
    known: dict[Place, list[FunctionType]], path: str, source: str, mistaken: str
) -> list[tuple[FunctionType, CodeType]]:
    """The functions of the file at `path` that the mistake changes, each with its new code.

    None are, of a file that is only imported when it is needed. Raises NotInPlace where the mistake
    changes what runs while the file is imported.
    """
    if not any(vars(module).get("__file__") == path for module in [*sys.modules.values()]):
        return []
    before, after = (compile(text, path, "exec", dont_inherit=True) for text in (source, mistaken))
    changes = []
    for one, other in _changed(before, after):
        functions = known.get(_place(one), [])
        if not functions or one.co_freevars != other.co_freevars:
            raise NotInPlace
        changes += [(function, other) for function in functions]
    return changes


def _place(code: CodeType) -> Place:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _changed(one: CodeType, other: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The outermost functions that differ."""
    for mine, theirs in zip_longest(_inner(one), _inner(other)):
        if mine is None or theirs is None or mine.co_qualname != theirs.co_qualname:
            raise NotInPlace
        if _is_a_body(mine):
            yield from _changed(mine, theirs)
        elif not _is_alike(mine, theirs):
            yield mine, theirs
    if one.co_code != other.co_code or _outer_constants(one) != _outer_constants(other):
        raise NotInPlace
    if one.co_names != other.co_names:
        raise NotInPlace


def _inner(code: CodeType) -> list[CodeType]:
    return [each for each in code.co_consts if isinstance(each, CodeType)]


def _is_a_body(code: CodeType) -> bool:
    """Of a class: run while the file is imported, and no function."""
    return not code.co_flags & 0x2  # CO_NEWLOCALS


def _is_alike(one: CodeType, other: CodeType) -> bool:
    return (
        one.co_code == other.co_code
        and one.co_names == other.co_names
        and _outer_constants(one) == _outer_constants(other)
        and len(_inner(one)) == len(_inner(other))
        and all(map(_is_alike, _inner(one), _inner(other)))
    )


def _outer_constants(code: CodeType) -> list[str]:
    """In words: 1 and True are equal, and so are 1 and 1.0."""
    return [repr(each) for each in code.co_consts if not isinstance(each, CodeType)]
