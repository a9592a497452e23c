"""The owner's pages, served; and a browser that looks at them."""

from collections.abc import Iterator

import pytest
from office.pages.pages_server import Desk, served


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """Where the pages of the sample office are served."""
    with served(desk) as where:
        yield where
