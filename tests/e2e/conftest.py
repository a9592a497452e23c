"""What a person at the window does not wait for as long as in a shop."""

import pytest
import trust

from pos_app.gateways import http


@pytest.fixture(autouse=True)
def _with_certificates_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "trusting_context", trust.trusted)


@pytest.fixture(autouse=True)
def _at_no_persons_pace(brisk: None) -> None:
    """The customers of the sandbox are quick, and the till looks as often."""
