"""Builds the command line's sentences in the shop's language, from the window's own words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTranslator

from pos_app.cli import phrases
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import (
    BadInput,
    JournalDamaged,
    NobodyAtTheTill,
    NotAllowed,
    NotSetUp,
    OtherComputer,
    PassphraseNeeded,
    PosError,
    ProviderRefused,
    TillMovedOut,
)
from pos_app.domain.events import Purpose, signed
from pos_app.domain.money import Money
from pos_app.domain.payment_instructions import page_of
from pos_app.domain.phone import in_threes
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale, sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.gateways.catalogue import ALL_METHODS, METHODS
from pos_app.installation import settings
from pos_app.installation.credentials import PASSPHRASE
from pos_app.installation.profile import Profile
from pos_app.system.bundled import resources_folder
from pos_app.words.clock import clock_words
from pos_app.words.doubts import Help, facts, help_words
from pos_app.words.methods import method_name
from pos_app.words.problems import problem_words
from pos_app.words.sale_view import SaleView, sale_view
from pos_app.words.states import purpose_words, sale_words
from pos_app.words.translate import filled, joined, say_in
from pos_app.words.verdict import verdict_words
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.method import Method
    from pos_app.till.providers.provider_clock import ClockOff
    from pos_app.words.translate import Value


class Refusal(NotAllowed):
    """A refusal that only the command line knows: one of its phrases, with its arguments. With
    another `context`, one of the sentences that the window says, too."""

    def __init__(self, source: str, *values: Value, context: str = phrases.CONTEXT) -> None:
        super().__init__(filled(source, *values))
        self.source = source
        self.values = values
        self.context = context


class CliTexts:
    """The shop's translator; it stays installed while this object lives."""

    def __init__(self, profile: Profile) -> None:
        self._shop = _shop(profile)
        self._place = profile
        self._application = QCoreApplication.instance() or QCoreApplication(["pos-app"])
        self._translator = QTranslator()
        folder = resources_folder() / "translations"
        if self._translator.load(f"pos_app_{self._shop.language}", str(folder)):
            QCoreApplication.installTranslator(self._translator)

    def say(self, source: str, *values: Value) -> str:
        """Translates one of the phrases."""
        return say_in(phrases.CONTEXT, source, *values)

    def problem(self, problem: PosError) -> str:
        """Says what happened, and what to do."""
        if isinstance(problem, Refusal):
            return say_in(problem.context, problem.source, *problem.values)
        if isinstance(problem, ProviderRefused) and problem.reason == Reason.UNKNOWN_TO_PROVIDER:
            return self.say(phrases.NOT_THERE)
        what, do = problem_words(problem)
        if isinstance(problem, JournalDamaged):
            return self._damaged(what, do)
        if isinstance(problem, OtherComputer):
            typed = (self._typed(f"computer {answer}") for answer in ("moved", "another-till"))
            return f"{what}. {do}\n{self.say(phrases.TYPE_WHETHER_MOVED, *typed)}"
        if isinstance(problem, TillMovedOut):
            return f"{what}. {do}\n{self.say(phrases.TAKE_BACK_ONLY_IF, self._typed('move back'))}"
        said = self._in_detail(problem, what, do)
        return ". ".join(part.rstrip(".") for part in said if part) + "."

    def _in_detail(self, problem: PosError, what: str, do: str) -> tuple[str, str]:
        """Adds what only a terminal shows: the provider's words, and the command to type."""
        if isinstance(problem, ProviderRefused) and problem.detail:
            what = f"{what.rstrip('.')} ({problem.detail})"
        if isinstance(problem, PassphraseNeeded):
            do = f"{do.rstrip('.')} ({PASSPHRASE})"
        if isinstance(problem, NotSetUp):
            what = f"{what} ({_missing(problem)})"
            if self._place.keys.exists():  # the key may be in the file, which is still locked
                do = f"{do.rstrip('.')} ({PASSPHRASE})"
        if isinstance(problem, NobodyAtTheTill):
            do = self.say(phrases.SAY_WHO)
        if isinstance(problem, PossibleDuplicate):
            do = f"{do} {self.say(phrases.MEAN_IT)}"
        return what, do

    def _damaged(self, what: str, do: str) -> str:
        """Adds the command to type for this very installation."""
        typed = self.say(phrases.TYPE_TO_RESTORE, self._typed("restore --latest"))
        return "\n".join((f"{what}. {do}", typed, self.say(phrases.IS_KEPT)))

    def _typed(self, command: str) -> str:
        place = "" if self._place == Profile.default() else f" --profile '{self._place.root}'"
        return f"pos-app{place} {command}"

    def sale(
        self,
        sale: Sale,
        method: Method | None,
        parent: Sale | None = None,
        *,
        offline: bool = False,
    ) -> str:
        """Returns the verdict, as the window shows it. `offline`: no answer comes about it."""
        name = method_name(method) if method else sale.method
        number = sale_number(sale.number)
        parts = [number, _purpose(sale, parent), amount_of(sale), name, _who(sale)]
        first = joined(*parts, sale.description)
        view = _view(sale, method, offline=offline)
        verdict = f"{view.headline} · {view.order}. {view.next_step}"
        return "\n".join([first, verdict, *self.more(sale, method)])

    def advice(self, sale: Sale) -> str:
        """Says what to do about a sale's flags."""
        return _view(sale, ALL_METHODS.get(sale.method)).advice

    def line(self, sale: Sale, parent: Sale | None = None) -> str:
        """Returns one line of a list."""
        flags = [f"⚑ {flag_words(flag)}" for flag in sorted(sale.flags)]
        back = (
            self.say(phrases.RETURNED, _money(sale, sale.refunded_minor))
            if sale.refunded_minor
            else ""
        )
        more = [_purpose(sale, parent), back, *flags, sale.description]
        who = sale.phone.masked if sale.phone else sale.voucher or readable(sale.reference or "")
        amount = f"{amount_of(sale, code=True):>20}"
        number = sale_number(sale.number)
        known = f"{number}  {self.moment(sale.created_at)}  {amount}  {sale.method:<14}"
        last = "  ".join(part for part in more if part)
        return f"{known} {who:<16} {sale_words(sale):<18} {last}".rstrip()

    def more(self, sale: Sale, method: Method | None) -> list[str]:
        """Lists what some payment methods add (entity, voucher, ...), a line each."""
        lines = []
        if method and method.fee:
            fee = method.money(method.fee)
            lines.append(self.say(phrases.FEE, fee, fee + sale.amount))
        if _view(sale, method).goes_on:
            lines.append(self.say(phrases.GO_ON))
        if sale.expires_at and sale.is_open:
            lines.append(self.say(phrases.VALID_UNTIL, self.moment(sale.expires_at)))
        if sale.is_open and (page := page_of(sale)):
            lines.append(self.say(phrases.CHECKOUT, page))
        if sale.held_minor is not None:
            lines.append(self.say(phrases.HELD, _money(sale, sale.held_minor)))
        return lines

    def details(self, sale: Sale) -> list[str]:
        """Lists what `sales show` adds."""
        told = [
            (phrases.VOUCHER, sale.voucher),
            (
                phrases.LEFT,
                _money(sale, sale.voucher_balance_minor)
                if sale.voucher_balance_minor is not None
                else "",
            ),
            (phrases.VALID_UNTIL, self.moment(sale.valid_until) if sale.valid_until else ""),
            (phrases.AT_TILL, sale.cashier),
            (phrases.BY, sale.by),
            (phrases.INVOICE, sale.invoice),
        ]
        lines = [self.say(source, value) for source, value in told if value]
        return lines + [f"{name} = {value}" for name, value in (sale.fields or {}).items()]

    def order(self, sale: Sale) -> str:
        """Returns the instruction that the cashier reads from across the shop."""
        return " · ".join(verdict_words(sale))

    def help(self, sale: Sale) -> Help:
        """Says what to do about a sale with an unknown outcome."""
        clock = f"{(sale.first_sent_at or sale.created_at).astimezone(self._shop.zone):%H:%M}"
        return help_words(sale, ALL_METHODS.get(sale.method), datetime.now(UTC), clock)

    def facts(self, sale: Sale) -> Sequence[tuple[str, str]]:
        """Lists what the provider can find the sale by."""
        return facts(sale, self.moment)

    def clock(self, off: ClockOff) -> str:
        """Says how far this computer's clock is from the provider's."""
        brand = next(one.brand for one in METHODS.values() if one.provider == off.provider)
        return clock_words(self.moment(off.here), brand, self.moment(off.there))

    def moment(self, at: datetime) -> str:
        """Formats an instant on the shop's clock."""
        return f"{at.astimezone(self._shop.zone):%Y-%m-%d %H:%M}"


def _view(sale: Sale, method: Method | None, *, offline: bool = False) -> SaleView:
    return sale_view(sale, method, datetime.now(UTC), offline=offline)


def amount_of(sale: Sale, *, code: bool = False) -> str:
    """Formats the amount, negative where money leaves the shop."""
    amount = signed(sale.purpose, sale.amount)
    return f"{amount.figures} {amount.currency.code}" if code else str(amount)


def _money(sale: Sale, minor: int) -> str:
    return str(Money(minor, sale.amount.currency))


def _missing(problem: NotSetUp) -> str:
    """Says where to put a missing value: a key may come from the environment, all else from the
    settings."""
    known = f"{problem.provider}: {problem.missing}"
    keys = {
        name
        for method in METHODS.values()
        if method.provider == problem.provider
        for name in (method.secret, *method.other_secrets)
    }
    if problem.missing not in keys:
        return known
    variable = f"POS_APP_{problem.provider}_{problem.missing}".upper()
    return f"{known} / {variable}"


def _purpose(sale: Sale, parent: Sale | None) -> str:
    """Says what the operation is, unless a plain payment, and of which sale."""
    of = f" ← {sale_number(parent.number)}" if parent else ""
    return "" if sale.purpose is Purpose.PAYMENT else purpose_words(sale.purpose) + of


def _who(sale: Sale) -> str:
    if sale.phone:
        return sale.phone.grouped
    if not sale.entity:
        return sale.voucher or readable(sale.reference or "")
    return f"{readable(sale.entity)} · {in_threes(readable(sale.reference or ''))}".rstrip(" ·")


def _shop(profile: Profile) -> settings.Settings:
    """Returns the shop's settings as far as they can be read: a message is due even where they
    cannot."""
    try:
        shop = settings.load(profile.settings)
        _ = shop.zone
    except BadInput:
        return settings.Settings()
    return shop
