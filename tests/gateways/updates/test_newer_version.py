"""A shop hears of a newer version from its supplier alone, once a day, and from nobody unless it
says so."""

import base64
import http.server
import json
import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pos_app.app.updates.update_watch import UpdateWatch, known_newer
from pos_app.gateways.http import HttpSender
from pos_app.gateways.updates.manifest import MOST_BYTES, ManifestRefused, is_later, read_manifest

SCRIPT = Path(__file__).parents[3] / "packaging" / "manifest.py"
_SCRIPT = runpy.run_path(str(SCRIPT))
manifest_of, signed, public_key = (
    _SCRIPT[name] for name in ("manifest_of", "signed", "public_key")
)
NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OURS = public_key(KEY)
NOTES = {"pt": "Talões <b>mais</b> claros", "en": "Clearer slips"}


def manifest(folder: Path, version: str = "9.0.0", at: datetime = NOW) -> tuple[bytes, str]:
    content = manifest_of(version, NOTES, folder, at)
    return content, signed(content, KEY)


@dataclass
class Supplier:
    """A server on this machine with a manifest; it keeps what was asked for."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def offers(self, content: bytes, signature: str) -> None:
        self.files = {"/m.json": content, "/m.json.sig": signature.encode()}


@pytest.fixture
def supplier() -> Iterator[Supplier]:
    supplier = Supplier()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            supplier.asked.append(self.path)
            content = supplier.files.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        supplier.address = f"http://127.0.0.1:{server.server_port}/m.json"
        yield supplier
        server.shutdown()
        thread.join()


@dataclass
class Clock:
    now: datetime = NOW


async def once(supplier: Supplier, file: Path, clock: Clock, key: str = OURS) -> UpdateWatch:
    """A till that was opened and has done what is due."""
    sender = HttpSender()
    watch = UpdateWatch(supplier.address, key, file, sender, lambda: clock.now)
    await watch.remember()
    await watch.ask_if_due()
    await sender.close()
    return watch


async def test_a_till_hears_of_a_newer_version_once_a_day_and_keeps_it(
    supplier: Supplier, tmp_path: Path
) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "pos-app.deb").write_bytes(b"the program")
    supplier.offers(*manifest(tmp_path / "release"))
    file, clock = tmp_path / "updates.json", Clock()
    watch = await once(supplier, file, clock)
    assert watch.newer
    assert (watch.newer.version, watch.newer.notes) == ("9.0.0", NOTES)
    assert set(watch.newer.sums) == {"pos-app.deb"}
    assert supplier.asked == ["/m.json", "/m.json.sig"]
    clock.now += timedelta(hours=23)
    assert (await once(supplier, file, clock)).newer == watch.newer == known_newer(file)
    assert len(supplier.asked) == 2  # a second start asks nobody
    clock.now += timedelta(hours=2)
    assert (await once(supplier, file, clock)).newer == watch.newer
    assert len(supplier.asked) == 4


async def test_what_is_older_than_what_was_known_counts_for_nothing(
    supplier: Supplier, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody between may show a version with a hole that was mended since."""
    file, clock = tmp_path / "updates.json", Clock()
    folder = tmp_path / "release"
    folder.mkdir()
    supplier.offers(*manifest(folder, "9.1.0"))
    await once(supplier, file, clock)
    for older in (
        manifest(folder, "9.0.9", NOW + timedelta(days=1)),
        manifest(folder, "9.1.0", NOW - timedelta(days=1)),
    ):
        supplier.offers(*older)
        clock.now += timedelta(days=1)
        newer = (await once(supplier, file, clock)).newer
        assert newer
        assert (newer.version, newer.released_at) == ("9.1.0", NOW)
    assert caplog.text.count("known before") == 2


@pytest.mark.parametrize(
    "harm",
    [
        lambda one: one.files.clear(),
        lambda one: one.offers(b"{}", signed(b"{}", KEY)),
        lambda one: one.files.pop("/m.json.sig"),
        lambda one: one.offers(b" " * (MOST_BYTES * 40), ""),
        lambda one: setattr(one, "address", one.address.replace("127.0.0.1", "till.example")),
        lambda one: setattr(one, "address", "http://127.0.0.1:1/m.json"),
    ],
    ids=["not there", "nonsense", "unsigned", "huge", "unsafe address", "nobody there"],
)
async def test_what_cannot_be_had_is_logged_and_asked_for_tomorrow(
    harm: object, supplier: Supplier, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    supplier.offers(*manifest(tmp_path))
    assert callable(harm)
    harm(supplier)
    file, clock = tmp_path / "updates.json", Clock()
    assert (await once(supplier, file, clock)).newer is None
    assert "nothing is known of a newer version" in caplog.text
    count = len(supplier.asked)
    await once(supplier, file, clock)
    assert len(supplier.asked) == count


async def test_a_running_version_that_is_as_new_has_nothing_to_say(
    supplier: Supplier, tmp_path: Path
) -> None:
    supplier.offers(*manifest(tmp_path, "0.0.9"))
    assert (await once(supplier, tmp_path / "updates.json", Clock())).newer is None


# --- the signature --------------------------------------------------------------------------------

CONTENT, SIGNATURE = b"", ""


@pytest.fixture(scope="module", autouse=True)
def _made(tmp_path_factory: pytest.TempPathFactory) -> None:
    global CONTENT, SIGNATURE
    CONTENT, SIGNATURE = manifest(tmp_path_factory.mktemp("release"))


@given(st.data())
def test_a_manifest_with_any_other_byte_is_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(CONTENT) - 1))
    harmed = bytearray(CONTENT)
    harmed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ManifestRefused, match="signature"):
        read_manifest(bytes(harmed), SIGNATURE, OURS, NOW)


@given(st.one_of(st.text(), st.binary(min_size=64, max_size=64).map(base64.b64encode)))
def test_any_other_signature_or_key_is_refused(text: str | bytes) -> None:
    other = text if isinstance(text, str) else text.decode()
    for signature, key in ((other, OURS), (SIGNATURE, other), (SIGNATURE, other[:44])):
        with pytest.raises(ManifestRefused, match="signature"):
            read_manifest(CONTENT, signature, key, NOW)


@given(
    st.dictionaries(
        st.sampled_from(["product", "version", "released_at", "good_until", "notes", "sums"]),
        st.one_of(st.none(), st.integers(), st.text(), st.lists(st.integers())),
        min_size=1,
    )
)
def test_what_the_supplier_signed_by_mistake_is_refused_and_never_raises(
    changed: dict[str, object],
) -> None:
    content = json.dumps({**json.loads(CONTENT), **changed}).encode()
    try:
        read_manifest(content, signed(content, KEY), OURS, NOW)
    except ManifestRefused:
        return
    assert set(changed) <= {"notes", "sums", "version", "released_at", "good_until", "product"}


def test_an_old_manifest_is_good_for_a_year_and_another_product_is_not_ours() -> None:
    with pytest.raises(ManifestRefused, match="good until"):
        read_manifest(CONTENT, SIGNATURE, OURS, NOW + timedelta(days=366))
    other = CONTENT.replace(b'"pos-app"', b'"another"')
    with pytest.raises(ManifestRefused, match="another product"):
        read_manifest(other, signed(other, KEY), OURS, NOW)
    assert is_later("0.10.0", "0.9.9")
    assert not is_later("0.1.0", "0.1.0")


def test_the_script_signs_what_the_till_reads(tmp_path: Path) -> None:
    notes = tmp_path / "notes.json"
    notes.write_text(json.dumps(NOTES), encoding="utf-8")
    release = tmp_path / "release"
    release.mkdir()
    (release / "pos-app.deb").write_bytes(b"the program")
    secret = base64.b64encode(KEY.private_bytes_raw()).decode()
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "9.0.0", str(notes), str(release)],
        env={**os.environ, "POS_APP_RELEASE_KEY": secret},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"public key: {OURS}\n"
    assert secret not in "".join(one.read_text() for one in release.iterdir())
    content = (release / "manifest.json").read_bytes()
    signature = (release / "manifest.json.sig").read_text()
    read = read_manifest(content, signature, OURS, datetime.now(UTC))
    assert (read.version, set(read.sums)) == ("9.0.0", {"pos-app.deb"})


def test_a_till_that_asks_nobody_loads_nothing_of_it() -> None:
    code = (
        "import sys, pos_app.app.root\n"
        "print([n for n in sys.modules if '.updates' in n or n.startswith('cryptography.hazmat"
        ".primitives.asymmetric.ed25519')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
