"""The longest address that the till takes can still be read from its code."""

from pos_app.domain.text.url_rules import LONGEST_ADDRESS
from pos_app.printing.layout.qr import QUIET_ZONE, qr_matrix
from pos_app.ui.widgets.qr_view import QrView


def test_the_longest_address_is_a_qr_that_a_phone_reads(qtbot: object) -> None:  # noqa: ARG001
    """Three pixels a module, which is 0.8 mm on the usual screen."""
    address = "https://pay.example.com/" + "cD3-" * LONGEST_ADDRESS
    view = QrView(address[:LONGEST_ADDRESS], "qr")
    modules = len(qr_matrix(address[:LONGEST_ADDRESS])) + 2 * QUIET_ZONE
    assert view.width() // modules >= 3
