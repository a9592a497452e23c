"""Every code has a sentence, in both languages, and no sentence names a provider."""

import itertools
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile.texts import ADDRESSES
from PySide6.QtWidgets import QApplication
from ui.counter import LANGUAGES, ROOT
from ui.sell.sales.test_verdict import item

from pos_app.domain import errors, events
from pos_app.domain.errors import EnvironmentFailed, InputProblem, PosError
from pos_app.domain.events import Flag, Purpose, State
from pos_app.domain.method import Kind
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.pin_file import TRAINING_PIN, People
from pos_app.till.providers.health import Health
from pos_app.ui.qt.application import install_language
from pos_app.words import timeline, verdict
from pos_app.words.accounts import health_words
from pos_app.words.methods import method_name
from pos_app.words.problems import complaint_words, problem_words
from pos_app.words.reasons import reason_words
from pos_app.words.states import state_words
from pos_app.words.timeline import event_words
from pos_app.words.verdict import next_words, verdict_words
from pos_app.words.warnings import flag_words, warnings_of

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = r"\{\d\}|%n"
SERVICES = r"\{(?:The|the|of|at|by|to)\}"
TRANSLATIONS = ROOT / "pos_app" / "bundled" / "translations"


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_word(language: str, state: State) -> None:
    assert state_words(state), language


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_happened_and_what_to_do(language: str, reason: Reason) -> None:
    assert all(reason_words(reason)), language


@pytest.mark.parametrize("complaint", InputProblem)
def test_every_complaint_stands_at_its_field_with_its_value(
    language: str, complaint: InputProblem
) -> None:
    said = complaint_words(complaint, "1,00 Kz")
    assert said, language
    assert "{" not in said


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_is_told(language: str, flag: Flag) -> None:
    assert flag_words(flag), language


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"restored": True, "entity": "00411"}, 1),
        ({"restored": False, "entity": "00411"}, 0),
        ({"restored": True, "entity": None}, 0),  # a charge is paid once
        ({"restored": True, "entity": "00411", "state": State.UNKNOWN}, 0),
        ({"restored": True, "entity": "00411", "flags": frozenset({Flag.PAID_TWICE})}, 0),
    ],
)
def test_what_may_have_been_paid_in_a_lost_journal_too_is_told_beside_the_sale(
    language: str, known: dict[str, Any], told: int
) -> None:
    sale = replace(item(Purpose.PAYMENT, State.PAID), **known)
    said = [one for one in warnings_of(sale) if one not in map(flag_words, Flag)]
    assert len(said) == told, language


@pytest.mark.parametrize("health", Health)
def test_every_health_is_told(language: str, health: Health) -> None:
    assert health_words(health), language


@pytest.mark.parametrize("kind", events.EVENTS.values(), ids=list(events.EVENTS))
def test_every_event_has_a_line_in_the_timeline(language: str, kind: type[events.Event]) -> None:
    assert kind in timeline._EVENTS, language


def _world_failures() -> list[type[PosError]]:
    ours = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    asks = (
        EnvironmentFailed,
        errors.NobodyAtTheTill,
        errors.NotApproved,
        errors.WrongPassphrase,
        errors.NotInTraining,
    )
    return [kind for kind in ours if issubclass(kind, asks)]


@pytest.mark.parametrize("kind", _world_failures())
def test_every_failure_of_the_world_says_what_to_do(language: str, kind: type[PosError]) -> None:
    made: dict[type[PosError], Callable[[], PosError]] = {
        errors.NotSetUp: lambda: errors.NotSetUp("vpos", "token"),
        errors.TooManyCalls: lambda: errors.TooManyCalls(12.5),
        errors.TooManyTries: lambda: errors.TooManyTries(61),
        **{
            lost: partial(lost, can_recover=True, had_cashiers=True)
            for lost in (errors.PeopleLost, errors.PeopleOlder, errors.PeopleChanged)
        },
        errors.ProviderRefused: lambda: errors.ProviderRefused(Reason.WRONG_KEY),
        errors.NotTrusted: lambda: errors.NotTrusted(Reason.CERTIFICATE_DATES),
    }
    problem = made.get(kind, lambda: kind(""))()
    assert all(problem_words(problem)), language


def test_the_languages_differ(application: QApplication, translations: Path) -> None:
    said = []
    for language in LANGUAGES:
        install_language(application, language, translations)
        said.append([state_words(state) for state in State])
    assert all(one != other for one, other in zip(*said, strict=True))


def test_what_has_no_brand_is_called_by_its_kind_in_each_language(
    application: QApplication, translations: Path
) -> None:
    called = {}
    for language in LANGUAGES:
        install_language(application, language, translations)
        called[language] = [method_name(method) for method in METHODS.values()]
    assert called["en"] != called["pt"]
    assert {"Card", "Reference", "Wikipay reference", "M-Pesa"} <= set(called["en"])
    assert {"Cartão", "Referência", "Referência Wikipay", "M-Pesa"} <= set(called["pt"])


def test_no_sentence_names_a_provider() -> None:
    names = {method.provider for method in METHODS.values()}
    names |= {method.name.lower() for method in METHODS.values() if method.name}
    folders = (ROOT / "pos_app" / name for name in ("words", "ui"))
    sources = [source for folder in folders for source in folder.glob("*.py")]
    for source, name in itertools.product(sources, names):
        assert name not in source.read_text(encoding="utf-8").lower(), (source.name, name)


def test_european_spelling() -> None:
    text = (TRANSLATIONS / "pos_app_pt.ts").read_text(encoding="utf-8").lower()
    brazilian = r"\b(tela|celular|usuári\w+|salvar|arquivo|você|cadastr\w+|gerenci\w+|contato)\b"
    assert not re.findall(brazilian, text)


def _unfinished(path: Path) -> list[str]:
    found = []
    for message in ET.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text for form in translation.findall("numerusform")] or [translation.text]
        if translation.get("type") or not all(forms):
            found.append(str(message.findtext("source")))
    return found


@pytest.mark.parametrize(("language", "only"), [("pt", []), ("en", ["-pluralonly"])])
def test_every_sentence_of_the_sources_is_translated(
    tmp_path: Path, language: str, only: list[str]
) -> None:
    """Reads the sources again into a copy: what is new, gone or unfinished shows up there."""
    copy = tmp_path / "copy.ts"
    shutil.copy(TRANSLATIONS / f"pos_app_{language}.ts", copy)
    assert not _unfinished(copy)
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    sources = sorted(str(path) for path in (ROOT / "pos_app").rglob("*.py"))
    done = subprocess.run(
        [tool, *only, "-silent", "-locations", "none", *sources, "-ts", copy],
        check=True,
        capture_output=True,
        text=True,
    )
    assert not done.stderr
    assert not _unfinished(copy)


def test_placeholders_survive_translation() -> None:
    for message in ET.parse(TRANSLATIONS / "pos_app_pt.ts").getroot().iter("message"):
        source = str(message.findtext("source"))
        marks = sorted(re.findall(VALUES, source))
        for form in message.iter("numerusform" if message.get("numerus") else "translation"):
            text = form.text or ""
            assert sorted(re.findall(VALUES, text)) == marks, source
            # A service is named in both or in neither, each language in its own form.
            assert bool(re.findall(SERVICES, text)) == bool(re.findall(SERVICES, source)), source
            assert "{" not in re.sub(f"{VALUES}|{SERVICES}", "", text + source), source


def test_the_verdict_is_green_only_when_paid() -> None:
    from pos_app.ui.theme.status_style import StatusStyle, tone_of_state  # noqa: PLC0415 - next to what it is about

    assert [state for state in State if tone_of_state(state) is StatusStyle.PAID] == [State.PAID]


def test_kinds_are_all_waited_for() -> None:
    assert set(verdict._WAITING_FOR) == set(Kind) - {Kind.BY_HAND, Kind.SPLIT}


@pytest.mark.parametrize(
    ("method", "part"),
    [
        ("vpos", "the customer's phone"),
        ("wipay", "Check the voucher code with WiPay"),
        ("clicpay.card", "Ask the customer whether the card was charged"),
    ],
)
@pytest.mark.usefixtures("application")
def test_who_knows_of_an_unknown_sale_depends_on_how_it_is_paid(method: str, part: str) -> None:
    unknown = item(Purpose.PAYMENT, State.UNKNOWN)
    for reason in (None, Reason.NO_ANSWER):
        said = next_words(replace(unknown, reason=reason), METHODS[method], goes_on=False)
        assert part in said
        assert "call the manager" in said
        assert ("phone" in said) is (method == "vpos")


def test_training_is_a_word_of_the_shops_language(
    application: QApplication, translations: Path, tmp_path: Path
) -> None:
    by = People(tmp_path / "people.json", training=True).whose(TRAINING_PIN).name
    install_language(application, "pt", translations)
    said = event_words(events.SettledAsPaid(by=by, why="visto"))[1]
    assert said == "gerente (treino): visto"
    settled = item(Purpose.PAYMENT, State.PAID, reason=Reason.SETTLED_BY_HAND, by=by)
    assert verdict_words(settled)[1].endswith("(treino)")
    assert event_words(events.SettledAsPaid(by="Ana", why="visto"))[1] == "Ana: visto"


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("page", ["", *ADDRESSES.values()], ids=["none", *ADDRESSES])
def test_nobody_is_told_to_scan_a_page_that_is_shown_to_nobody(page: str) -> None:
    """A charge that was found again has none; an old journal may have one that is not safe."""
    waiting = replace(
        item(Purpose.PAYMENT, State.WAITING), method="clicpay.card", checkout=page or None
    )
    said = next_words(waiting, METHODS["clicpay.card"], goes_on=True)
    assert "sent no safe page" in said
    assert "QR" not in said
    safe = replace(waiting, checkout="https://pay.example.com/c/1")
    assert "scans the QR" in next_words(safe, METHODS["clicpay.card"], goes_on=True)
