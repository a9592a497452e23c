"""The command `pos-app sandbox`: its options, and the start of the servers."""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

import simplejson

from pos_app.sandbox.assembly import PROVIDERS, SITES, Sandbox
from pos_app.sandbox.clicpay import api as clicpay
from pos_app.sandbox.server.server import HOST, PortInUseError, listen, serve
from pos_app.sandbox.vpos import api as vpos
from pos_app.sandbox.wipay import api as wipay
from pos_app.sandbox.world.clock import Clock
from pos_app.sandbox.world.storage import Storage, UnreadableStateError
from pos_app.sandbox.world.world import World

_ALL = "all"
_HIGHEST_BASE = 65_535 - SITES + 1
_SET_ASIDE: Mapping[str, Iterable[tuple[str, str]]] = {
    "vPOS, by mobile number": vpos.SET_ASIDE,
    "ClicPay, by mobile number (N is 2 to 9)": clicpay.SET_ASIDE,
    "WiPay": wipay.SET_ASIDE,
}


def main(argv: Sequence[str]) -> int:
    options = _parser().parse_args(argv)
    clock = Clock(options.speed)
    chance = Random(options.seed)  # noqa: S311 - random delays, no secrets
    world = World(clock, chance, anybody_pays=options.anybody_pays)
    storage = Storage(options.state, world)
    sandbox = Sandbox(clock, world, storage, options.rate)
    if options.openapi is not None:
        _say(_documents(sandbox, options.openapi))
        return 0
    try:
        storage.load()
        sockets = listen(_ports(options.port_base))
    except (PortInUseError, UnreadableStateError) as error:
        sys.stderr.write(f"pos-app sandbox: {error}\n")
        return 2
    ports = [socket.getsockname()[1] for socket in sockets]
    urls = [f"http://{HOST}:{port}" for port in ports]
    serve(
        dict(zip(ports, sandbox.apps(urls), strict=True)),
        sockets,
        lambda: _say(sandbox.ready_line(urls)),
        sandbox.errand,
        until_stdin_closes=options.until_stdin_closes,
    )
    return 0


def _say(data: object) -> None:
    sys.stdout.write(simplejson.dumps(data) + "\n")
    sys.stdout.flush()


def _documents(sandbox: Sandbox, wanted: str) -> object:
    documents = sandbox.documents()
    return documents if wanted == _ALL else documents[wanted]


def _ports(base: int | None) -> Sequence[int]:
    return [0] * SITES if base is None else range(base, base + SITES)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos-app sandbox",
        description="Serve five simulated payment providers on this computer.",
        epilog=_set_aside(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port-base",
        type=_port_base,
        metavar="N",
        help=f"use the ports N to N+{SITES - 1} (else free ones)",
    )
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1,
        metavar="X",
        help="let the sandbox's clock run X times as fast",
    )
    parser.add_argument(
        "--seed", type=int, metavar="N", help="repeat the same delays with the same number"
    )
    parser.add_argument(
        "--state", type=Path, metavar="FILE", help="go on from FILE and keep everything there"
    )
    parser.add_argument(
        "--rate",
        type=_rate,
        metavar="N",
        help="refuse more than N requests a second to a provider with 429",
    )
    parser.add_argument(
        "--anybody-pays",
        action="store_true",
        help="let customers pay whose number or voucher would be refused, as training does",
    )
    parser.add_argument(
        "--openapi",
        nargs="?",
        const=_ALL,
        choices=(_ALL, *PROVIDERS),
        metavar="PROVIDER",
        help="print what the providers serve as OpenAPI documents, and end",
    )
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="end when the standard input does"
    )
    return parser


def _port_base(text: str) -> int:
    port = int(text)
    if not 1 <= port <= _HIGHEST_BASE:
        raise argparse.ArgumentTypeError(f"must be between 1 and {_HIGHEST_BASE}")
    return port


def _rate(text: str) -> int:
    rate = int(text)
    if rate < 1:
        raise argparse.ArgumentTypeError("must be more than 0")
    return rate


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed < float("inf"):
        raise argparse.ArgumentTypeError("must be more than 0")
    return speed


def _set_aside() -> str:
    lines = ["numbers set aside:"]
    for title, numbers in _SET_ASIDE.items():
        lines.append(f"  {title}")
        lines += [f"    {number:<26}{meaning}" for number, meaning in numbers]
    return "\n".join(lines)
