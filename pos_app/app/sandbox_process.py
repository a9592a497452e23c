"""Training mode: runs the sandbox as a child process, and reads its accounts."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pos_app.domain.errors import TrainingUnavailable
from pos_app.ports.gateway import Account
from pos_app.system.executable import OWN_FOLDER, own_command, without_secrets

STOP_PATIENCE = 5.0  # seconds


class Sandbox:
    """The simulated providers, in a process that ends with this one, however this one ends."""

    def __init__(self, process: "subprocess.Popen[str]", offer: Mapping[str, Any]) -> None:
        self._process = process
        self.control_url: str = offer["control_url"]
        self.accounts = {
            name: _account(name, entry) for name, entry in offer.items() if isinstance(entry, dict)
        }

    @classmethod
    def start(
        cls, state: Path | None = None, speed: float = 1.0, *, anybody_pays: bool = False
    ) -> "Sandbox":
        """Starts it and waits until the providers answer. Raises TrainingUnavailable.

        `anybody_pays` lets a customer of any number pay, where a provider's own sandbox takes only
        the numbers of its document.
        """
        command = [*own_command(), "sandbox", "--until-stdin-closes", "--speed", str(speed)]
        if state is not None:
            command += ["--state", str(state.resolve())]
        if anybody_pays:
            command.append("--anybody-pays")
        process = subprocess.Popen(  # noqa: S603 - this very program
            command,
            cwd=OWN_FOLDER,
            env=without_secrets(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        line = process.stdout.readline() if process.stdout else ""
        try:
            offer = json.loads(line)
        except ValueError as error:
            process.kill()
            process.wait()
            raise TrainingUnavailable("the simulated providers did not start") from error
        return cls(process, offer)

    def stop(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def _account(provider: str, entry: Mapping[str, Any]) -> Account:
    """Makes an account from the sandbox's settings: nested tables become dotted options."""
    options: dict[str, str] = {}
    for name, value in entry.items():
        if isinstance(value, dict):
            options |= {f"{name}.{inner}": str(found) for inner, found in value.items()}
        else:
            options[name] = str(value)
    secret = options.get("token") or options.get("api_key") or ""
    return Account(provider, options.pop("base_url"), options, secret)
