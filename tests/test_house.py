"""The house as a whole: rooms with a door each, arrows that are few, and no way round in a circle.

`.venv/bin/python tests/test_house.py` prints the figures.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pos_app"
MOST_ON_ONE_LEVEL = 20
MOST_ARROWS = 60

Imports = Mapping[str, frozenset[str]]


@cache
def files() -> Mapping[str, Path]:
    """Every module by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def imports() -> Imports:
    """What each module imports of ours, wherever it says so: in a function, or for types alone."""
    return {name: frozenset(_imported(path)) for name, path in files().items()}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            full = [f"{node.module}.{one.name}" for one in node.names]
            names = [name if name in files() else node.module for name in full]
        yield from (name for name in names if name in files())


def room_of(module: str) -> str:
    """The folder below `pos_app` that a module lies in; empty for what lies in none."""
    return (*module.split(".")[1:2], "")[0] if "." in module else ""


def arrows() -> set[tuple[str, str]]:
    """Which room knows which. Whoever starts the program, and its version, are in no room."""
    rooms = {room_of(name) for name in files()} - {"", "__main__"}
    known = {(room_of(one), room_of(other)) for one in files() for other in imports()[one]}
    return {(one, other) for one, other in known if one != other and {one, other} <= rooms}


def circle() -> list[str]:
    """Some modules that import each other in a circle; none where there is no such circle."""
    try:
        TopologicalSorter(imports()).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def classes() -> Mapping[str, list[str]]:
    """The modules, outside the sandbox, that have a class of this name."""
    owners = defaultdict(list)
    for name, path in files().items():
        if room_of(name) != "sandbox":
            for node in ast.parse(path.read_bytes()).body:
                if isinstance(node, ast.ClassDef):
                    owners[node.name].append(name)
    return owners


def levels() -> Counter[str]:
    """How many modules lie in each folder, those below it left out."""
    names = [name for name, path in files().items() if path.stem != "__init__"]
    return Counter(name.rpartition(".")[0] for name in names)


def test_nothing_lies_outside_the_rooms() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_no_room_is_crowded() -> None:
    assert {folder for folder, count in levels().items() if count > MOST_ON_ONE_LEVEL} == set()


def test_every_room_says_what_it_is_for() -> None:
    silent = [name for name, path in files().items() if not _first_line(path)]
    assert not silent


def _first_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_bytes())) or "").partition("\n")[0]


def test_nothing_is_imported_in_a_circle() -> None:
    assert circle() == []


def test_few_rooms_know_each_other() -> None:
    assert len(arrows()) <= MOST_ARROWS


def test_a_class_has_a_name_of_its_own() -> None:
    shared = {name: owners for name, owners in classes().items() if len(owners) > 1}
    assert not shared


if __name__ == "__main__":
    lines = {name: len(path.read_bytes().splitlines()) for name, path in files().items()}
    longest = max(lines, key=lines.__getitem__)
    print(f"modules {len(lines)}, the longest {longest} with {lines[longest]} lines")
    print(f"rooms {len({one for one, _ in arrows()} | {other for _, other in arrows()})}")
    print(f"most modules on one level {max(levels().values())}")
    print(f"arrows {len(arrows())}, circle {circle() or 'none'}")
    for room, known in groupby(sorted(arrows()), key=lambda arrow: arrow[0]):
        print(f"  {room} knows {', '.join(other for _, other in known)}")
