"""What other programs, machines and people put around a till, as data: a row each.

A row says what surrounds the till, whether it is the shop's or training's, and what is sold there.
Whatever a row opens ends with its block.
"""

import json
import re
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from hostile.clipboard import clipboard_of
from hostile.neighbour import Kind, neighbour
from hostile.provider import Reply, answer, hostile_provider
from hostile.silent import silent_keyring, silent_listener, stalled_file
from hostile.texts import TEXTS
from support import environment_of, settings_of

from pos_app.app.sandbox_process import Sandbox
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account
from pos_app.ui.theme.status_style import StatusStyle

_SPEED = 3.0  # of the shop's simulated providers: their customers answer within seven seconds
_AMOUNT = ("1", "5", "0", "0", "Return")
_PHONE = ("9", *"00000000")
_SLIP, _FORM = (978, 292), (300, 600)  # "Talão" of a reference that waits; beside the form
_FLOOD = 2000  # connections


Spot = tuple[int, int]  # of a screen of the tool's size


@dataclass(frozen=True)
class Selling:
    """One sale as a hand makes it: its keys by xdotool's names, the last of which asks for the
    money; the tone of what it comes to; and what is clicked before the next one begins."""

    keys: Sequence[str]
    becomes: StatusStyle = StatusStyle.PAID
    clicks: Sequence[Spot] = ()


VPOS = Selling(("F2", *_AMOUNT, *_PHONE, "Return"))
PASTED = Selling(("F2", *_AMOUNT, "ctrl+v", "Return"))
OWN = Selling(("F2", *_PHONE, "ctrl+a", "ctrl+c", *_AMOUNT, "ctrl+v", "Return"))
PASTED_IN_VAIN = Selling(("F2", *_AMOUNT, "ctrl+v", *_PHONE, "Return"))
REFERENCE = Selling(("F3", "7", "0", "0", "Return"), StatusStyle.WAIT, (_SLIP, _FORM))
DOUBTED = Selling(("F2", "7", "0", "0", "Return", *_PHONE, "Return"), StatusStyle.DOUBT)


@dataclass(frozen=True)
class Place:
    """Where a row is set up: an empty folder, the till's profile, and the display."""

    folder: Path
    profile: Profile
    display: Mapping[str, str]
    accounts: Mapping[str, Account]  # of simulated providers; empty in training


def _nothing_noted() -> str:
    return ""


@dataclass(frozen=True)
class Around:
    """What surrounds the till: its environment and settings, what begins once it is open, and what
    can be told of all that afterwards."""

    environment: Mapping[str, str] = field(default_factory=dict)
    settings: str = ""
    once_open: Callable[[], AbstractContextManager[object]] = nullcontext
    note: Callable[[], str] = _nothing_noted


SetUp = Callable[[Place], AbstractContextManager[Around]]


@dataclass(frozen=True)
class Row:
    """The last of its sales is the one that has to be green in time."""

    name: str
    set_up: SetUp
    training: bool = True
    says: str = ""  # what Qt says of the surrounding to a terminal, beside nothing else
    sales: Sequence[Selling] = (VPOS,)


@contextmanager
def placed(row: Row, folder: Path, display: Mapping[str, str]) -> Iterator[tuple[Place, Around]]:
    """The row's world, with its settings written down."""
    profile = Profile(folder / "profile")
    profile.prepare()
    with ExitStack() as closing:
        accounts: Mapping[str, Account] = {}
        if not row.training:
            sandbox = Sandbox.start(speed=_SPEED)
            closing.callback(sandbox.stop)
            accounts = sandbox.accounts
        place = Place(folder, profile, display, accounts)
        around = closing.enter_context(row.set_up(place))
        known = {} if row.training else {"vpos": accounts["vpos"], "proxypay": accounts["proxypay"]}
        providers = "" if "[providers." in around.settings else settings_of(known.values())
        profile.settings.write_text(f"{around.settings}\n{providers}", encoding="utf-8")
        yield place, around


# --- what stands around it ------------------------------------------------------------------------


def _said(**environment: str) -> SetUp:
    """Variables alone. `{folder}` in a value is the row's own folder."""

    def set_up(place: Place) -> AbstractContextManager[Around]:
        named = {name: text.replace("{folder}", str(place.folder))
                 for name, text in environment.items()}  # fmt: skip
        return nullcontext(Around({**_keys(place), **named}))

    return set_up


def _set(settings: str) -> SetUp:
    return lambda place: nullcontext(Around(_keys(place), settings))


def _keys(place: Place) -> dict[str, str]:
    """The accounts' keys, in the environment of the till; in training there are none."""
    return environment_of(dict(place.accounts)) if place.accounts else {}


def _silent(variable: str, form: str) -> SetUp:
    """A service at a port of this computer that takes connections and says nothing."""

    @contextmanager
    def set_up(place: Place) -> Iterator[Around]:
        with silent_listener() as listener:
            yield Around(
                {**_keys(place), variable: form.format(listener.port)},
                note=lambda: "it was asked" if listener.asked.is_set() else "nobody asked it",
            )

    return set_up


@contextmanager
def _silent_keyring(place: Place) -> Iterator[Around]:
    """vPOS's key is in the environment; ProxyPay's could only be in the keyring."""
    folder = place.folder / "bus"
    folder.mkdir()
    name = "POS_APP_VPOS_TOKEN"
    with silent_keyring(folder) as environment:
        keys = {name: _keys(place)[name]} if place.accounts else {}
        yield Around({**keys, **environment})


@contextmanager
def _stalled_copies(place: Place) -> Iterator[Around]:
    share = place.folder / "share"
    share.mkdir()
    copy = f"journal-{place.profile.till_id()[:8]}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite3"
    with stalled_file(share / copy):
        yield Around(_keys(place), f'[backup]\nfolder = "{share}"\n')


@contextmanager
def _flooded(place: Place) -> Iterator[Around]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    yield Around(
        _keys(place),
        f"[webhooks]\nport = {port}\n",
        once_open=lambda: neighbour(port, _FLOOD, Kind.SILENT, Kind.SLOW_HEADERS, Kind.SLOW_BODY),
        note=lambda: f"{_FLOOD} connections",
    )


@contextmanager
def _dead_desktop(place: Place) -> Iterator[Around]:
    """Whoever owns the clipboard hangs, and so does the server of sounds."""
    with (
        clipboard_of("923 123 456", place.display, dead=True),
        silent_listener() as sounds,
    ):
        yield Around(
            {"PULSE_SERVER": f"tcp:127.0.0.1:{sounds.port}"},
            note=lambda: f"sounds: {'asked' if sounds.asked.is_set() else 'not asked'}",
        )


def _copied(text: str) -> SetUp:
    """Somebody has copied this, in a chat say."""

    @contextmanager
    def set_up(place: Place) -> Iterator[Around]:
        with clipboard_of(text, place.display):
            yield Around()

    return set_up


@contextmanager
def _hostile_vpos(place: Place) -> Iterator[Around]:
    """A vPOS that says harm wherever a text may stand. The first charge it calls rejected, with a
    reason that is in no table; the later ones accepted."""
    with hostile_provider(_HostileVpos()) as provider:
        account = place.accounts["vpos"]
        pos_id = account.option("pos_id")
        settings = f'[providers.vpos]\nbase_url = "{provider.url}"\npos_id = "{pos_id}"\n'
        yield Around(
            _keys(place), settings, note=lambda: f"{len(provider.heard)} requests answered"
        )


class _HostileVpos:
    """Answers as the document says, so far as the till has to understand it."""

    def __init__(self) -> None:
        self._taken: list[dict[str, object]] = []

    def __call__(self, request: bytes) -> Reply:
        head, _, body = request.partition(b"\r\n\r\n")
        if head.startswith(b"POST /api/v1/transactions "):
            self._taken.append(json.loads(body))
            place = f"/api/v1/requests/harm{len(self._taken)}"
            return answer(_harmful({}), 202, {"Location": place, **_BADGE})
        asked = re.match(rb"GET /api/v1/(requests|transactions)/harm(\d) ", head)
        if asked is None:
            return answer(b'"Not Found"', 404, _BADGE)
        number = int(asked[2])
        if asked[1] == b"requests":
            place = f"/api/v1/transactions/harm{number}"
            return answer(_harmful({}), 303, {"Location": place, **_BADGE})
        return answer(_harmful(self._transaction(number)), 200, _BADGE)

    def _transaction(self, number: int) -> dict[str, object]:
        taken = self._taken[number - 1]
        rejected = {"status": "rejected", "status_reason": "".join(_SHORT)}
        accepted = {"status": "accepted", "status_reason": TEXTS["a verdict of its own"]}
        told = rejected if number == 1 else accepted
        return {**taken, **told, "id": f"harm{number}", "parent_transaction_id": None}


_SHORT = [text for text in TEXTS.values() if len(text) < 1000]
_BADGE = {"Content-Type": "application/json", "Server": TEXTS["markup"]}


def _harmful(told: Mapping[str, object]) -> bytes:
    """With harm in names and values that the document does not know."""
    harm = {f"note {number} {text}": text for number, text in enumerate(_SHORT)}
    return json.dumps({**harm, "clearing_period": TEXTS["lines"], **told}).encode()


# --- the rows -------------------------------------------------------------------------------------

_DEAD = "127.0.0.1:9"  # where nobody listens
_CHAT = "\u202a+244 900 000 000\u202c"

ROWS: Sequence[Row] = (
    Row("plain", _said()),
    Row("plain-shop", _said(), training=False),
    Row("silent-printers", _silent("CUPS_SERVER", "127.0.0.1:{}"), sales=(REFERENCE, VPOS)),
    Row("silent-keyring", _silent_keyring),
    Row("silent-keyring-shop", _silent_keyring, training=False),
    Row("socks5-dead", _said(ALL_PROXY=f"socks5://{_DEAD}")),
    Row("socks5-dead-shop", _said(ALL_PROXY=f"socks5://{_DEAD}"), training=False),
    Row("socks-gnome", _said(all_proxy=f"socks://{_DEAD}/"), training=False),
    Row("no-proxy-list", _said(NO_PROXY="localhost,[::1]", HTTP_PROXY=f"http://{_DEAD}"),
        training=False),
    Row("ssl-key-log", _said(SSLKEYLOGFILE="{folder}/gone/keys.log"), training=False),
    Row("ssl-cert-file", _said(SSL_CERT_FILE="{folder}/gone/ca.pem"), training=False),
    Row("tmpdir-gone", _said(TMPDIR="{folder}/gone")),
    Row("scale-nonsense", _said(QT_SCALE_FACTOR="nonsense")),
    Row("scale-zero", _said(QT_SCALE_FACTOR="0")),
    Row("fatal-warnings", _said(QT_FATAL_WARNINGS="1", CUPS_SERVER=_DEAD)),
    Row("lang-nonsense", _said(LANG="xx_YY.nonsense", LC_ALL="xx_YY.nonsense", LANGUAGE="?"),
        says="Qt depends on a UTF-8 locale"),
    Row("customer-gone", _set('[shop]\ncustomer_screen = "HDMI-9"\n')),
    Row("customer-own", _set('[shop]\ncustomer_screen = "0"\n')),
    Row("stalled-copies", _stalled_copies, training=False),
    Row("webhook-flood", _flooded, training=False),
    Row("dead-clipboard-and-sounds", _dead_desktop, sales=(PASTED_IN_VAIN,)),
    Row("hostile-vpos", _hostile_vpos, training=False, sales=(DOUBTED, VPOS)),
    Row("pasted-number", _copied(_CHAT), sales=(PASTED,)),
    Row("copied-here", _said(), sales=(OWN,)),
)  # fmt: skip
