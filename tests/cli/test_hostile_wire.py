"""The program itself before a hostile provider: what it says, what it exits with, how much memory
it takes, and in what surroundings it sells all the same."""

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile.certificates import Authority, Flaw
from hostile.provider import Reply, answer, bomb, hostile_provider, zeros
from support import PATIENCE, Terminal, World, environment_of

from pos_app.cli.exit_codes import Exit
from pos_app.installation.profile import Profile

NOT_SENT, UNKNOWN = Exit.NOT_SENT, Exit.UNKNOWN
MOST_GROWTH = 40_000_000  # bytes: a few copies of the largest answer that is read


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    peak: int  # bytes of memory, at its largest


CHARGE = ("charge", "--method", "vpos", "--amount", "10", "--phone", "900000000", "--json")


def charge(profile: Profile, environment: Mapping[str, str], *more: str) -> Ran:
    """One charge by the program, in a process of its own that begins with nothing loaded."""
    command = [*Terminal(profile).program, *CHARGE, *more]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen(
            command, stdout=out, stderr=err, env={**os.environ, **environment}
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Ran(process.returncode, out.read(), err.read(), usage.ru_maxrss * 1024)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "shop")
    made.prepare()
    return made


def point_at(profile: Profile, url: str) -> dict[str, str]:
    """The shop's provider is there; what the environment of the program needs."""
    profile.settings.write_text(
        f'language = "en"\n[providers.vpos]\nbase_url = "{url}"\npos_id = "1"\n'
    )
    return {"POS_APP_VPOS_TOKEN": "a-key"}


def answered(profile: Profile, reply: Reply) -> Ran:
    with hostile_provider(lambda _: reply) as provider:
        return charge(profile, point_at(profile, provider.url))


def test_a_kilobyte_that_says_it_is_600_megabytes_takes_no_memory(tmp_path: Path) -> None:
    """The program's own peak, as the system counts it, beside that of a plain answer."""
    plain = answered(_shop(tmp_path / "a"), answer(b"{}", 500))
    packed = bomb(600)
    assert len(packed) < 2_000
    small = answered(_shop(tmp_path / "b"), answer(packed, 500, {"Content-Encoding": "gzip, gzip"}))
    large = answered(
        _shop(tmp_path / "c"),
        answer(zeros(600), 500, {"Content-Encoding": "gzip"}),
    )
    assert {plain.code, small.code, large.code} == {UNKNOWN}
    assert small.peak - plain.peak < MOST_GROWTH
    assert large.peak - plain.peak < MOST_GROWTH


def _shop(folder: Path) -> Profile:
    made = Profile(folder)
    made.prepare()
    return made


SENTENCES = {
    Flaw.EXPIRED: "certificate_dates",
    Flaw.NOT_YET_VALID: "certificate_dates",
    Flaw.OTHER_HOST: "certificate_host",
    Flaw.UNKNOWN_AUTHORITY: "certificate_unknown",
    Flaw.OLD_TLS: "no_secure_connection",
}


@pytest.mark.parametrize("flaw", SENTENCES)
def test_a_certificate_that_is_refused_is_said_and_nothing_was_sent(
    flaw: Flaw, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    with hostile_provider(answer(), authority.tls(flaw)) as provider:
        surround(monkeypatch, point_at(profile, provider.url))
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
        code, out, _ = Terminal(profile).run(*CHARGE)
    assert (code, provider.heard) == (NOT_SENT, [])
    assert SENTENCES[flaw] in out


def surround(monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str]) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


# What is read once a till opens, and not while the program starts.
READ_LATE: Mapping[str, Mapping[str, str]] = {
    "socks": {"ALL_PROXY": "socks5://127.0.0.1:9", "all_proxy": "socks://127.0.0.1:9/"},
    "socks4": {"ALL_PROXY": "socks4://127.0.0.1:9"},
    "nonsense": {"HTTPS_PROXY": "nonsense", "HTTP_PROXY": "://", "NO_PROXY": "["},
    "no proxy": {"NO_PROXY": "localhost,[::1]", "no_proxy": "localhost,127.0.0.0/8,::1"},
    "certificates": {"SSL_CERT_FILE": "/missing.pem", "SSL_CERT_DIR": "/missing"},
}


@pytest.mark.parametrize("kind", READ_LATE)
def test_in_hostile_surroundings_a_till_sells(
    kind: str, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    surround(monkeypatch, READ_LATE[kind])
    code, out, err = terminal.run(*CHARGE, "--wait", str(int(PATIENCE)))
    assert code == Exit.PAID, err
    assert json.loads(out)["status"] == "paid"
    assert "Traceback" not in err


HOSTILE: Mapping[str, Mapping[str, str]] = {
    "keys of TLS": {"SSLKEYLOGFILE": "/missing/keys.log"},
    "openssl": {"OPENSSL_CONF": "/missing.cnf", "OPENSSL_MODULES": "/missing"},
    "folders": {
        "TMPDIR": "/missing", "XDG_RUNTIME_DIR": "/missing", "XDG_CONFIG_HOME": "nowhere",
        "XDG_DATA_HOME": "nowhere", "XDG_CACHE_HOME": "/missing",
    },
    "letters": {"LANG": "xx_YY.nonsense", "LC_ALL": "nonsense", "LANGUAGE": "::"},
    "python": {
        "PYTHONPATH": "/missing", "PYTHONSTARTUP": "/missing", "PYTHONWARNINGS": "nonsense",
        "PYTHONASYNCIODEBUG": "1", "PYTHONIOENCODING": "ascii",
    },
    "qt": {"QT_QPA_PLATFORM": "nonsense", "QT_PLUGIN_PATH": "/missing", "QT_SCALE_FACTOR": "x"},
    "home": {"HOME": "/missing", "USER": "", "PATH": ""},
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_in_hostile_surroundings_a_command_sells(kind: str, shop: Profile, world: World) -> None:
    environment = {**environment_of(world.accounts), **HOSTILE[kind]}
    ran = charge(shop, environment, "--wait", str(int(PATIENCE)))
    assert ran.code == Exit.PAID, ran.err
    assert json.loads(ran.out)["status"] == "paid"
    assert "Traceback" not in ran.err
