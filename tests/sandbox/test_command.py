"""The command itself: one line when ready, a clean end, a world that survives."""

import json
import random
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

Start = Callable[..., Any]
Run = Callable[..., Any]

PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900002004", "amount": "10.00"}


# Below the ports that systems give out by themselves, so that only other tests compete for them.
PORTS = range(10_000, 30_000)


def _saved_at(state: str) -> int:
    now: int = json.loads(Path(state).read_text().splitlines()[-1])["now"]
    return now


def test_the_ready_line_says_all_that_a_till_needs(calm: Any) -> None:
    ready = calm.ready

    assert list(ready) == ["vpos", "proxypay", "clicpay", "wikipay", "wipay", "control_url"]
    assert set(ready["vpos"]) == {"base_url", "token", "pos_id"}
    assert set(ready["proxypay"]) == {"base_url", "api_key", "entity"}
    assert set(ready["clicpay"]["wallets"]) == {"mpesa", "emola", "mkesh", "netshop"}
    assert set(ready["wikipay"]) == {"base_url", "api_key"}
    assert set(ready["wipay"]) == {"base_url", "account_number"}


def test_credentials_are_the_same_every_time(calm: Any, fast: Any) -> None:
    for name in ("vpos", "proxypay", "clicpay", "wikipay", "wipay"):
        assert calm.ready[name] | {"base_url": ""} == fast.ready[name] | {"base_url": ""}


def test_a_port_base_puts_each_provider_where_settings_expect_it(start: Start) -> None:
    for base in random.sample(PORTS, 20):
        with suppress(RuntimeError):  # somebody has one of these ports: try others
            ready = start("--port-base", str(base)).ready
            break

    urls = [ready[name]["base_url"] for name in ready if name != "control_url"]
    control, _, token = ready["control_url"].rpartition("/")
    assert [*urls, control] == [f"http://127.0.0.1:{base + n}" for n in range(6)]
    assert token


def test_a_port_in_use_is_said_in_one_sentence(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = run("--port-base", str(port))
        output, errors = process.communicate()

    assert process.returncode == 2
    assert output == ""
    assert errors.count("\n") == 1
    assert f"port {port} " in errors


@pytest.mark.skipif(sys.platform == "win32", reason="signals there end a process at once")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_even_while_it_answers(
    start: Start, number: signal.Signals, eventually: Callable[..., Any]
) -> None:
    running = start()
    control = running.client("control")
    control.post("/faults", json={"kind": "delay", "seconds": 60})
    port = httpx.URL(running.ready["vpos"]["base_url"]).port
    with socket.create_connection(("127.0.0.1", port)) as busy:
        busy.sendall(b"GET /api/v1/requests/x HTTP/1.1\r\nhost: sandbox\r\n\r\n")
        eventually(lambda: control.get("/requests").json())

        running.process.send_signal(number)

        assert running.finish() == (0, "")


def test_it_ends_with_its_parent_when_asked_to(start: Start) -> None:
    running = start("--until-stdin-closes")

    running.process.stdin.close()
    running.process.stdin = None

    assert running.finish() == (0, "")


def test_it_outlives_its_input_otherwise(start: Start) -> None:
    running = start()

    running.process.stdin.close()
    running.process.stdin = None

    assert running.client("control").get("/ledger").json() == []


def test_help_lists_the_numbers_set_aside(run: Run) -> None:
    output, _ = run("--help").communicate()

    for number in ("900000000", "900002004", "900003000", "8N0000001", "uyr8vmap230t"):
        assert number in output


def test_the_world_survives_a_sudden_end(start: Start, tmp_path: Path) -> None:
    state = str(tmp_path / "world.json")
    first = start("--state", state)
    answer = first.client("vpos").post("/api/v1/transactions", json=PAYMENT)
    number = first.client("proxypay").post("/reference_ids").json()
    first.client("proxypay").put(f"/references/{number}", json={"amount": "5.00"})
    paid = {"provider": "proxypay", "reference": number}
    payment = first.client("control").post("/pay", json=paid).json()
    first.process.kill()

    second = start("--state", state)

    request = second.client("vpos").get(answer.headers["location"])
    assert request.status_code == 200
    assert second.client("proxypay").get("/payments").json() == [payment]
    assert second.client("proxypay").post("/reference_ids").json() != number
    (charge,) = second.client("control").get("/ledger").json()
    assert (charge["reference"], charge["amount"]) == (f"{number:09d}", "5.00")


def test_a_waiting_payment_keeps_its_deadline_over_a_restart(start: Start, tmp_path: Path) -> None:
    state = str(tmp_path / "world.json")
    first = start("--state", state)
    location = first.client("vpos").post("/api/v1/transactions", json=PAYMENT).headers["location"]
    before = int(first.client("vpos").get(location).json()["eta"])
    first.process.kill()

    after = int(start("--state", state).client("vpos").get(location).json()["eta"])

    assert before - 30 < after <= before


def test_time_never_goes_back_after_a_fast_sandbox(start: Start, tmp_path: Path) -> None:
    state = str(tmp_path / "world.json")
    first = start("--state", state, "--speed", "1000000")
    first.client("vpos").post("/api/v1/transactions", json=PAYMENT)
    since = _saved_at(state)
    first.process.kill()

    second = start("--state", state)
    second.client("vpos").post("/api/v1/transactions", json=PAYMENT)

    assert _saved_at(state) >= since


def test_saving_costs_what_changed_and_a_line_cut_short_never_was(
    start: Start, tmp_path: Path
) -> None:
    state = tmp_path / "world.json"
    first = start("--state", str(state))
    vpos = first.client("vpos")
    posted = [vpos.post("/api/v1/transactions", json=PAYMENT) for _ in range(30)]
    locations = [answer.headers["location"] for answer in posted]
    first.process.kill()
    first.process.wait()
    lengths = [len(line) for line in state.read_text().splitlines()]
    assert len(lengths) == 30
    assert max(lengths[1:]) - min(lengths[1:]) < 50
    state.write_bytes(state.read_bytes()[:-100])

    vpos = start("--state", str(state)).client("vpos")

    assert [vpos.get(each).status_code for each in locations] == [200] * 29 + [404]
    vpos.post("/api/v1/transactions", json=PAYMENT)
    assert len(state.read_text().splitlines()) == 1


def test_a_reset_is_saved_too(start: Start, tmp_path: Path) -> None:
    state = str(tmp_path / "world.json")
    first = start("--state", state)
    location = first.client("vpos").post("/api/v1/transactions", json=PAYMENT).headers["location"]
    first.client("control").post("/reset")
    first.process.kill()

    assert start("--state", state).client("vpos").get(location).status_code == 404


def test_a_state_that_is_none_is_said_in_one_sentence(run: Run, tmp_path: Path) -> None:
    state = tmp_path / "world.json"
    state.write_text("[]")

    process = run("--state", str(state))
    _, errors = process.communicate()

    assert process.returncode == 2
    assert errors.count("\n") == 1
    assert str(state) in errors


def test_the_same_seed_gives_the_same_delays(start: Start) -> None:
    payment = PAYMENT | {"mobile": "900000000"}
    etas = []
    for _ in range(2):
        vpos = start("--seed", "7", "--speed", "0.001").client("vpos")
        locations = [
            vpos.post("/api/v1/transactions", json=payment).headers["location"] for _ in range(5)
        ]
        etas.append([vpos.get(location).json()["eta"] for location in locations])

    assert etas[0] == etas[1]
    assert all(5 <= int(eta) <= 20 for eta in etas[0])
