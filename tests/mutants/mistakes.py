"""The small, plausible mistakes that a file can be given, one at a time.

A mistake is a change of one node of the syntax tree, put into the text where that node stands: the
rest of the file stays as it was written, and the mistake can be shown as its line before and after.
"""

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Kind(StrEnum):
    """What somebody in a hurry does wrong."""

    COMPARED = "compared otherwise"
    HALF_A_GUARD = "half a guard"
    JOINED = "joined otherwise"
    NEGATED = "a not too few or too many"
    LEFT_OUT = "a statement left out"
    NUMBER = "another number"
    TRUTH = "the other truth"
    COUNTED = "counted otherwise"
    MEMBER = "a member left out"
    NOT_CAUGHT = "an exception not caught"
    NEIGHBOUR = "the neighbour taken"
    KEYWORD = "a keyword left out"
    SWAPPED = "two arguments swapped"
    SIBLING = "another of its kind"
    STATEMENT_OF_SQL = "another question in SQL"


@dataclass(frozen=True)
class Mistake:
    """One change of one file. `lines` are those of the statement that it changes, which is run by
    whoever calls a function, or `at_import`."""

    file: str
    kind: Kind
    lines: range
    at_import: bool
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """What it is called in the list of equivalents: it outlives changes elsewhere."""
        return f"{self.file}: {self.change}"

    @property
    def change(self) -> str:
        """What it makes of what; of much, only where the two differ."""
        before, after = map(_unparsed, (self.before, self.after))
        start, end = 0, 0
        if len(before) > MUCH:
            start = _alike(before, after)
            end = _alike(before[start:][::-1], after[start:][::-1])
            start, end = max(0, start - AROUND), max(0, end - AROUND)
        one, two = (
            f"{'…' * (start > 0)}{text[start : len(text) - end]}{'…' * (end > 0)}"
            for text in (before, after)
        )
        return _in_one_line(f"{one} -> {two}")

    @property
    def can_be_compiled(self) -> bool:
        try:
            compile(self.source, self.file, "exec", dont_inherit=True)
        except SyntaxError:
            return False
        return True

    def __str__(self) -> str:
        return f"{self.file}:{self.lines.start} {self.kind}: {self.change}"


def mistakes_in(file: str, source: str) -> list[Mistake]:
    """Every mistake that `source` can be given, in the order of its lines."""
    return list(_Reader(file, source).mistakes())


COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NEIGHBOURS = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "list",
    "startswith": "endswith",
    "endswith": "startswith",
}
IN_SQL = (
    (r" AND ", " OR "),
    (r" OR ", " AND "),
    (r" DESC\b", " ASC"),
    (r" <= ", " < "),
    (r" >= ", " > "),
    (r" < ", " <= "),
    (r" > ", " >= "),
    (r" = \?", " != ?"),
    (r" IS NOT NULL", " IS NULL"),
    (r" NOT IN ", " IN "),
    (r"\bMAX\(", "MIN("),
    (r"\bINSERT OR IGNORE ", "INSERT OR REPLACE "),
    (r" LIMIT \S+", ""),
    (r" ORDER BY [\w, ]+", ""),
)
_SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|ORDER BY)\b")
# What is told to engineers alone: nobody at a counter is worse off without it.
_TALK = re.compile(r"\blog(ger)?\.|\b_?log\(|\bLOG\b|warnings\.warn|\bsuper\(\).__init__\(\)")
A_PAIR = 2
MUCH, AROUND = 120, 30  # characters


def _unparsed(text: str) -> str:
    return ast.unparse(ast.parse(f"({text})" if _is_expression(f"({text})") else text))


def _is_expression(text: str) -> bool:
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        return False
    return True


def _alike(one: str, two: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), len(one))


def _in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


Function = ast.FunctionDef | ast.AsyncFunctionDef
Change = tuple[ast.AST, Kind, str]


class _Reader:
    def __init__(self, file: str, source: str) -> None:
        self._file = file
        self._source = source
        self._starts = [0]
        for line in source.encode().splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._tree = ast.parse(source)
        self._siblings = _members_by_class(self._tree)

    def mistakes(self) -> Iterator[Mistake]:
        for statement, function in _statements(self._tree, None):
            for change in _of_statement(statement, function):
                yield from self._mistake(statement, function, change)
            for part in _parts(statement):
                for change in _siblings(part, self._siblings):
                    yield from self._mistake(statement, function, change)

    def _mistake(
        self, statement: ast.stmt, function: Function | None, change: Change
    ) -> Iterator[Mistake]:
        node, kind, other = change
        start, end = self._place(node)
        text = self._source.encode()
        before = text[start:end].decode()
        source = (text[:start] + other.encode() + text[end:]).decode()
        if _in_one_line(before) != _in_one_line(other):
            lines = _lines_of(statement)
            yield Mistake(self._file, kind, lines, function is None, before, other, source)

    def _place(self, node: ast.AST) -> tuple[int, int]:
        where = vars(node)
        return (
            self._starts[where["lineno"] - 1] + where["col_offset"],
            self._starts[where["end_lineno"] - 1] + where["end_col_offset"],
        )


def _lines_of(statement: ast.stmt) -> range:
    """Of a statement that holds others, only what stands before them."""
    body = getattr(statement, "body", None)
    end = statement.end_lineno or statement.lineno
    if isinstance(body, list) and body:
        end = max(statement.lineno, body[0].lineno - 1)
    return range(statement.lineno, end + 1)


def _is_only_for_readers(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Pass():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Expr() | ast.Assign():
            return bool(_TALK.search(ast.unparse(statement)))
        case ast.ClassDef(bases=[ast.Name(id="Protocol")]):
            return True
    return False


def _statements(
    node: ast.AST, function: Function | None
) -> Iterator[tuple[ast.stmt, Function | None]]:
    """Each with the function that it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            if not _is_only_for_readers(child):
                yield child, function
                inner = child if isinstance(child, Function) else function
                yield from _statements(child, inner)
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            yield from _statements(child, function)


def _of_statement(statement: ast.stmt, function: Function | None) -> Iterator[Change]:
    """What can be wrong in a statement itself, without those that it holds."""
    if not _is_seen_by_types(statement, function):
        yield from _left_out(statement)
    for part in _parts(statement):
        yield from _of_expression(part)
    if isinstance(statement, ast.Try):
        for handler in statement.handlers:
            yield from _not_caught(handler)


def _is_seen_by_types(statement: ast.stmt, function: Function | None) -> bool:
    """Whether whoever checks the types would complain of its absence."""
    if function is None:
        return False
    is_set_up = function.name == "__init__" and isinstance(statement, ast.Assign)
    is_last = statement in function.body and isinstance(statement, ast.Return)
    return is_set_up or is_last


def _left_out(statement: ast.stmt) -> Iterator[Change]:
    match statement:
        case ast.Expr() | ast.AugAssign() | ast.Delete():
            yield statement, Kind.LEFT_OUT, "pass"
        case ast.Raise():
            yield statement, Kind.LEFT_OUT, "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield statement, Kind.LEFT_OUT, "pass"
        case ast.Return() | ast.Continue() | ast.Break():
            yield statement, Kind.LEFT_OUT, "pass"
        case ast.If(test=test) if not statement.orelse:
            # Through the guard's door, whatever it asks; the half guards are tried as well.
            yield test, Kind.TRUTH, "False"


def _parts(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement, without what only names a type."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from statement.args.defaults
            yield from filter(None, statement.args.kw_defaults)
        case ast.ClassDef():
            return
        case ast.AnnAssign():
            if statement.value is not None:
                yield statement.value
        case _:
            for name, value in ast.iter_fields(statement):
                if name not in ("body", "orelse", "finalbody", "handlers", "cases", "targets"):
                    yield from _expressions(value)


def _expressions(value: object) -> Iterator[ast.expr]:
    for each in value if isinstance(value, list) else [value]:
        match each:
            case ast.expr():
                yield each
            case ast.withitem():
                yield each.context_expr


def _of_expression(part: ast.expr) -> Iterator[Change]:
    for node in _walk(part):
        for kind, changes in _CHANGES.items():
            for changed in changes(node):
                yield node, kind, changed
    for test in _conditions(part):
        yield test, Kind.NEGATED, f"not ({ast.unparse(test)})"


def _walk(node: ast.expr) -> Iterator[ast.expr]:
    """As `ast.walk`, without the parts of a text, which have no place of their own."""
    yield node
    if isinstance(node, ast.JoinedStr):
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _walk(child)
        elif isinstance(child, ast.comprehension):
            yield from _walk(child.iter)
            for test in child.ifs:
                yield from _walk(test)
        elif isinstance(child, ast.keyword):
            yield from _walk(child.value)


def _conditions(part: ast.expr) -> Iterator[ast.expr]:
    for node in _walk(part):
        tests: list[ast.expr] = []
        if isinstance(node, ast.IfExp):
            tests = [node.test]
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            tests = [test for generator in node.generators for test in generator.ifs]
        elif isinstance(node, ast.BoolOp):
            tests = node.values
        for test in tests:
            if not isinstance(test, ast.Compare | ast.UnaryOp | ast.BoolOp):
                yield test


def _compared(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            changed = copy.copy(node)
            changed.ops = [*node.ops]
            changed.ops[place] = COMPARED[type(operator)]()
            yield f"({ast.unparse(changed)})" if len(node.ops) > 1 else ast.unparse(changed)


def _half_a_guard(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.BoolOp):
        for place in range(len(node.values)):
            rest = [value for at, value in enumerate(node.values) if at != place]
            kept = rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
            yield f"({ast.unparse(kept)})"


def _joined(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"({ast.unparse(ast.BoolOp(other, node.values))})"


def _negated(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"


def _number(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int() | float() as number):
            yield repr(number + 1)
            if number > A_PAIR:
                yield repr(number * 2)


def _truth(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield repr(not node.value)


def _counted(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.BinOp) and type(node.op) in COUNTED and not _is_a_type(node.right):
        yield f"({ast.unparse(ast.BinOp(node.left, COUNTED[type(node.op)](), node.right))})"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield ast.unparse(node.operand)


def _is_a_type(node: ast.expr) -> bool:
    """As in `Paid | Declined`, which says what something may be."""
    return isinstance(node, ast.Name) and node.id[0].isupper() and not node.id.isupper()


def _member(node: ast.expr) -> Iterator[str]:
    """Of what is asked one by one. A tuple that is taken apart would be no small mistake."""
    match node:
        case ast.Set(elts=members) | ast.Compare(comparators=[ast.Tuple(elts=members)]):
            for place in range(len(members)):
                kept = [each for at, each in enumerate(members) if at != place]
                if isinstance(node, ast.Set):
                    yield ast.unparse(ast.Set(kept))
                else:
                    tuple_ = ast.Tuple(kept, ast.Load())
                    yield ast.unparse(ast.Compare(node.left, node.ops, [tuple_]))
    if isinstance(node, ast.Dict) and len(node.keys) > 1:
        for place in range(len(node.keys)):
            yield ast.unparse(
                ast.Dict(
                    keys=[key for at, key in enumerate(node.keys) if at != place],
                    values=[value for at, value in enumerate(node.values) if at != place],
                )
            )


def _neighbour(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in NEIGHBOURS:
            changed = copy.copy(node)
            changed.func = ast.Name(NEIGHBOURS[name], ast.Load())
            yield ast.unparse(changed)
        case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in NEIGHBOURS:
            changed = copy.copy(node)
            changed.func = ast.Attribute(owner, NEIGHBOURS[name], ast.Load())
            yield ast.unparse(changed)
        case ast.Subscript(slice=ast.Constant(value=0)):
            yield f"{ast.unparse(node.value)}[-1]"
        case ast.Subscript(slice=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1))):
            yield f"{ast.unparse(node.value)}[0]"


def _keyword(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Call) and not _is_made_of_types(node):
        for place, keyword in enumerate(node.keywords):
            if keyword.arg is not None:
                changed = copy.copy(node)
                changed.keywords = [each for at, each in enumerate(node.keywords) if at != place]
                yield ast.unparse(changed)


def _is_made_of_types(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in {"dataclass", "field", "TypeVar"}


def _swapped(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Call):
        for place, (one, two) in enumerate(pairwise(node.args)):
            if type(one) is type(two) and isinstance(one, ast.Constant | ast.Attribute):
                changed = copy.copy(node)
                changed.args = [*node.args]
                changed.args[place : place + 2] = [two, one]
                yield ast.unparse(changed)


def _statement_of_sql(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.search(node.value):
        for pattern, other in IN_SQL:
            for found in re.finditer(pattern, node.value):
                yield repr(node.value[: found.start()] + other + node.value[found.end() :])


_CHANGES: dict[Kind, Callable[[ast.expr], Iterator[str]]] = {
    Kind.COMPARED: _compared,
    Kind.HALF_A_GUARD: _half_a_guard,
    Kind.JOINED: _joined,
    Kind.NEGATED: _negated,
    Kind.NUMBER: _number,
    Kind.TRUTH: _truth,
    Kind.COUNTED: _counted,
    Kind.MEMBER: _member,
    Kind.NEIGHBOUR: _neighbour,
    Kind.KEYWORD: _keyword,
    Kind.SWAPPED: _swapped,
    Kind.STATEMENT_OF_SQL: _statement_of_sql,
}


def _members_by_class(tree: ast.AST) -> dict[str, list[str]]:
    """Of each class the members in capitals that a file speaks of, such as State.PAID."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if name.isupper():
                found.setdefault(owner, set()).add(name)
    return {owner: sorted(names) for owner, names in found.items()}


def _siblings(part: ast.expr, members: dict[str, list[str]]) -> Iterator[Change]:
    for node in _walk(part):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if name.isupper():
                names = members[owner]
                other = names[(names.index(name) + 1) % len(names)]
                yield node, Kind.SIBLING, f"{owner}.{other}"


def _not_caught(handler: ast.ExceptHandler) -> Iterator[Change]:
    if isinstance(handler.type, ast.Tuple):
        for place in range(len(handler.type.elts)):
            kept = [each for at, each in enumerate(handler.type.elts) if at != place]
            yield handler.type, Kind.NOT_CAUGHT, ast.unparse(ast.Tuple(kept, ast.Load()))
    elif handler.type is not None:
        yield handler.type, Kind.NOT_CAUGHT, "()"
