"""What the settings and a new till offer is what the till knows."""

from pos_app.domain.countries import COUNTRIES
from pos_app.ui.settings.countries import COUNTRY_NAMES


def test_every_country_has_a_name() -> None:
    assert list(COUNTRY_NAMES) == list(COUNTRIES)
