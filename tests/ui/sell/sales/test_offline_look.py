"""A sale about which no answer comes: what the verdict, its row and its tile say, and not for
longer than that is so."""

import pytest
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QPushButton, QWidget
from ui.counter import Counter, until
from ui.sell.sales.test_verdict import YES, item

from pos_app.domain.events import Accepted, Paid, Purpose, State
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.till.providers.asking import Outcome
from pos_app.till.providers.connection import NextTry
from pos_app.till.providers.health import WELL, Health
from pos_app.ui.format import times
from pos_app.ui.qt.network_watch import NetworkWatch
from pos_app.words.accounts import health_words
from pos_app.words.sale_view import sale_view

COMING = NextTry(tries=2, due_in=3.2, pause=4.0)


def goes_off(counter: Counter, sale_id: str, coming: NextTry | None = COMING) -> None:
    if coming is None:
        counter.till.tries.clear()
    else:
        counter.till.tries[sale_id] = coming
    counter.till.set_health("vpos", Health.OFFLINE if coming else Health.REACHED)


def row_of(counter: Counter, sale_id: str) -> str:
    side = counter.window.sell.side
    assert side is not None
    model = side.model
    return str(model.data(model.index(model.row_of(sale_id))))


def is_shown(counter: Counter, name: str) -> bool:
    return counter.find(QWidget, name).isVisible()


async def test_an_outage_turns_the_verdict_and_an_answer_turns_it_back(counter: Counter) -> None:
    counter.open()
    sale_id = counter.push()
    counter.till.write(sale_id, Accepted(reference="R1", follow="/R1"))
    waiting = counter.text("verdict_state"), counter.text("verdict_order"), row_of(counter, sale_id)
    goes_off(counter, sale_id)
    assert counter.text("verdict_state") == "Offline"
    assert counter.text("verdict_order").startswith("We do not know yet")
    assert counter.text("verdict_next").startswith("Do not hand over, do not charge again.")
    assert counter.text("next_try_when") == "Next try in 4 s"
    assert counter.text("next_try_which").endswith("try 3")
    assert "Offline" in row_of(counter, sale_id)
    assert counter.find(QWidget, "verdict").property("tone") == "off"
    counter.till.tries[sale_id] = NextTry(tries=2, due_in=0.0, pause=4.0)
    assert counter.window.sell.side
    counter.window.sell.side.verdict.tick()  # a second later
    assert counter.text("next_try_when") == "Trying now"
    goes_off(counter, sale_id, None)
    now = counter.text("verdict_state"), counter.text("verdict_order"), row_of(counter, sale_id)
    assert now == waiting
    assert not is_shown(counter, "next_try")


async def test_the_truth_that_comes_after_an_outage_is_shown_at_once(counter: Counter) -> None:
    counter.open()
    sale_id = counter.push()
    counter.till.write(sale_id, Accepted(reference="R1", follow="/R1"))
    goes_off(counter, sale_id)
    counter.till.write(sale_id, Paid(reference="R1"))
    assert counter.text("verdict_state") == "Paid"
    assert not is_shown(counter, "next_try")
    assert "Offline" not in row_of(counter, sale_id)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.NOT_SENT, "Multicaixa Express did not answer."),
        (Outcome.NO_ANSWER, "Multicaixa Express did not answer."),
        (Outcome.TROUBLED, "Multicaixa Express answered with an error."),
        (Outcome.ANSWERED, "Multicaixa Express answered: nothing has changed."),
    ],
)
async def test_whoever_asks_reads_what_came_of_it(
    counter: Counter, outcome: Outcome, said: str
) -> None:
    """Until the sale itself says more."""
    counter.open()
    sale_id = counter.push()
    counter.till.write(sale_id, Accepted(reference="R1", follow="/R1"))
    counter.till.outcome = outcome
    counter.click("ask_now")
    await until(lambda: counter.text("verdict_message") == said)
    assert counter.find(QPushButton, "ask_now").isEnabled()
    counter.till.write(sale_id, Paid(reference="R1"))
    assert not is_shown(counter, "verdict_message")


@pytest.mark.parametrize("purpose", Purpose)
def test_nothing_goes_out_again_and_no_goods_go_without_a_connection(
    language: str, purpose: Purpose
) -> None:
    sale = item(purpose, State.UNKNOWN, reason=Reason.NO_ANSWER)
    online = sale_view(sale, METHODS["vpos"], times.now())
    view = sale_view(sale, METHODS["vpos"], times.now(), offline=True)
    assert view.next_step.startswith(online.order)
    assert YES[language] not in " ".join(view[:3])


@pytest.mark.parametrize("health", Health)
async def test_a_tile_and_a_light_say_what_is_wrong_and_nothing_that_is_not_known(
    counter: Counter, health: Health
) -> None:
    counter.open()
    counter.till.set_health("vpos", health)
    words = health_words(health)
    tile = counter.find(QPushButton, "method_vpos").accessibleDescription()
    assert f"vPOS: {words}" in counter.find(QWidget, "lights").accessibleName()
    assert (words in tile) is (health not in WELL)


async def test_a_network_that_is_back_is_told_to_the_till(counter: Counter) -> None:
    """By the system's own signal, of a network that was gone."""
    counter.open()
    watch = counter.window.findChild(NetworkWatch)
    assert watch is not None
    reach = QNetworkInformation.Reachability
    for one in (reach.Online, reach.Disconnected, reach.Unknown, reach.Local, reach.Online):
        watch.hear(one)
    assert counter.till.networks_back == 1
