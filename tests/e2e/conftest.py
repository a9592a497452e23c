"""What a person at the window does not wait for as long as in a shop."""

import pytest


@pytest.fixture(autouse=True)
def _at_no_persons_pace(brisk: None) -> None:
    """The customers of the sandbox are quick, and the till looks as often."""
