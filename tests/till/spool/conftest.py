"""A shop with paper for the tests of the spool."""

import pytest
from till.simulated import OpenSimulated
from till.spool.shop_with_paper import PaperShop


@pytest.fixture
def paper_shop(simulated: OpenSimulated) -> PaperShop:
    return PaperShop(simulated({}))
