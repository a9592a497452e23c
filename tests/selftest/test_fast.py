"""What `make fast` leaves out is there, and `make test` leaves nothing out."""

from pathlib import Path

import fast
import pytest


def test_what_is_left_out_is_there(pytestconfig: pytest.Config) -> None:
    assert not [str(path) for path in fast.DEAR if not path.exists()]
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()
    assert makefile.count("--fast") == 1
    assert pytestconfig.pluginmanager.is_registered(fast)
