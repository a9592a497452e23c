"""The office behind Caddy as packaging/office/Caddyfile has it: TLS, streams that are passed on at
once, nothing for strangers, and bodies within their bounds."""

import asyncio
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from many_tills.office import HOST, Office, running
from office_tills import office_of

from pos_app.office.trial.cluster import temporary_cluster

CADDYFILE = Path(__file__).parents[2] / "packaging" / "office" / "Caddyfile"
STARTS_WITHIN = 20.0  # seconds
AT_ONCE = 2.0
SECRET = "marked-secret-of-a-hook"
COMMENT_WITHIN = 20.0  # the office sends one every 15 s


async def check() -> bool:
    if shutil.which("caddy") is None:
        print("  Caddy is not installed: apt-get install caddy")
        return False
    with (
        tempfile.TemporaryDirectory(prefix="office-proxy-") as name,
        temporary_cluster(settings={"fsync": "off"}) as cluster,
    ):
        database, (known,) = office_of(cluster, 1)
        folder = Path(name)
        async with (
            running(database, folder / "office.log") as office,
            _caddy(folder, office) as client,
        ):
            till = f"/v1/tills/{known.public}"
            bearer = {"Authorization": f"Bearer {known.token}"}
            statuses = {
                "/health": (await client.get("/health")).status_code,
                "/metrics": (await client.get("/metrics")).status_code,
                "a stranger's batch": (await client.post(f"{till}/events")).status_code,
                "a body of 17 MB": (
                    await client.post(f"{till}/events", content=b" " * 17_000_000, headers=bearer)
                ).status_code,
                "a hook of which nobody is there": (
                    await client.post(f"/hook/proxypay/{SECRET}?{SECRET}", headers=bearer)
                ).status_code,
            }
            word, comment = await _stream(client, f"{till}/wake", bearer)
        log = (folder / "caddy.log").read_text()
    told = [secret for secret in (SECRET, known.token) if secret in log]
    print(f"  {statuses}; secrets in its log: {len(told)} of 2")
    print(f"  first word of a stream after {word:.2f} s, a comment after {comment:.1f} s")
    wanted = {
        "/health": 404,
        "/metrics": 404,
        "a stranger's batch": 401,
        "a body of 17 MB": 413,
        "a hook of which nobody is there": 502,
    }
    return (
        statuses == wanted
        and not told
        and "/hook/proxypay/" in log
        and word < AT_ONCE
        and comment < COMMENT_WITHIN
    )


async def _stream(
    client: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> tuple[float, float]:
    """Returns the seconds to the first word, and to the first comment."""
    began, heard = time.monotonic(), []
    async with asyncio.timeout(COMMENT_WITHIN + AT_ONCE):
        async with client.stream("GET", path, headers=headers) as answer:
            async for line in answer.aiter_lines():
                if line:
                    heard.append((line, time.monotonic() - began))
                if line.startswith(":") and time.monotonic() - began > 1:
                    break
    word = next(at for line, at in heard if line == "data: look")
    return word, heard[-1][1]


@asynccontextmanager
async def _caddy(folder: Path, office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """Caddy with its own authority, on a free port; it changes nothing else on this computer."""
    port = _free_port()
    text = CADDYFILE.read_text()
    only_here = "\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n"
    text = text.replace("\n{\n", "\n{\n" + only_here, 1).replace(
        "127.0.0.1:8600", f"{HOST}:{office.port}"
    )
    text = text.replace("127.0.0.1:8601", f"{HOST}:{_free_port()}")
    config = folder / "Caddyfile"
    config.write_text(text)
    with (folder / "caddy.log").open("wb") as log:
        caddy = subprocess.Popen(  # noqa: ASYNC220 - a moment, before anything runs
            ["caddy", "run", "--config", str(config), "--adapter", "caddyfile"],
            env={**os.environ, "OFFICE_HOST": f"localhost:{port}", "XDG_DATA_HOME": str(folder)},
            stdout=log,
            stderr=log,
        )
    try:
        root = folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        await _listens(port, root)
        trust = ssl.create_default_context(cafile=str(root))
        url = f"https://localhost:{port}"
        patience = httpx.Timeout(5.0, read=COMMENT_WITHIN + AT_ONCE)
        async with httpx.AsyncClient(
            verify=trust, base_url=url, timeout=patience, trust_env=False
        ) as client:
            yield client
    finally:
        caddy.terminate()
        await asyncio.to_thread(caddy.wait)


async def _listens(port: int, root: Path) -> None:
    async with asyncio.timeout(STARTS_WITHIN):
        while True:
            try:
                _, writer = await asyncio.open_connection(HOST, port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            if root.exists():
                return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
