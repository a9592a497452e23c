"""Brings a job to a receipt printer, and finds out whether the paper is out."""

from dataclasses import dataclass
from time import monotonic

from pos_app.domain.paper.print_job import CONFIRMED_WITHIN, Hitch
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady, PrinterStatus
from pos_app.printing.drivers.answers import (
    ALL,
    DONE,
    TELL_CHANGES,
    TELL_NO_CHANGES,
    Answers,
)
from pos_app.printing.drivers.delivery import GoesOn
from pos_app.printing.drivers.escpos_job import HEAD, LONGEST, EscposJob
from pos_app.printing.drivers.links.link import Link

ANSWERS_WITHIN = 0.4  # seconds, of a printer that answers at all
# One that has answered before and does not now serves another computer: it takes the connection,
# and hears nobody. A receipt takes a second or two.
BUSY_FOR = 3.0
_ASKS_EVERY = 0.5
_HEARS_FOR = 0.05
_SLOWEST = 50.0  # mm of paper a second
_STARTS_IN = 1.0


@dataclass
class PrinterHabits:
    """What is known of a printer from one job to the next."""

    kinds: tuple[int, ...] = ()  # of DLE EOT that it answers; none: it is deaf, or not met yet
    # Answers to GS r that have not come: without a connection that ends, an old one would be
    # taken for the next job's, which it does not prove.
    owes: int = 0
    # Whether it took all of the last paper: else what comes next is taken for the rest of a command
    # that was cut off. None where nobody knows: another process may have ended amid a paper.
    is_through: bool | None = None


def status_of(link: Link, habits: PrinterHabits) -> PrinterStatus:
    """Asks a printer how it is, and learns what it answers. Raises PrinterNotReady where the way
    to it breaks."""
    try:
        return _told(link, habits)
    except OSError as error:
        raise PrinterNotReady(Hitch.UNREACHABLE, _words(error)) from error


def _told(link: Link, habits: PrinterHabits) -> PrinterStatus:
    """Asks one question at a time: the answers do not say which question they answer, and some
    printers answer the first one alone. Raises OSError."""
    known = link.port_status()
    if known is not None and known.hitch:
        return known
    _hear_the_last_job(link, habits)
    answers = Answers()
    within = BUSY_FOR if habits.kinds else ANSWERS_WITHIN
    for kind in habits.kinds or ALL:
        _ask(link, answers, kind)
        _listen(link, answers, within)
        if not answers.came:
            break  # deaf, or busy with another computer
        within = ANSWERS_WITHIN
    if answers.known:
        habits.kinds = answers.known
    return answers.status


def _hear_the_last_job(link: Link, habits: PrinterHabits) -> None:
    """Takes what was said to an earlier job, which a USB printer keeps until somebody reads it: it
    would be taken for an answer to this one."""
    old = Answers()
    until = monotonic() + ANSWERS_WITHIN
    while (said := link.read(0.0)) and monotonic() < until:
        old.hear(said)
    habits.owes = max(0, habits.owes - old.done)


def _ask(link: Link, answers: Answers, *kinds: int) -> None:
    """Asks, where the printer takes the question. Raises OSError: half a question would be taken
    for the beginning of what comes next."""
    whole = rest = answers.ask(kinds)
    until = monotonic() + ANSWERS_WITHIN
    while rest and monotonic() < until:
        rest = rest[link.write(rest) :]
    if rest == whole:
        answers.forget()
    elif rest:
        raise TimeoutError("the printer took half a question")


def _listen(link: Link, answers: Answers, within: float) -> None:
    """Waits for all answers, or so many seconds."""
    until = monotonic() + within
    while not answers.are_all_in and (left := until - monotonic()) > 0:
        answers.hear(link.read(left))
    answers.forget()


class EscposDelivery:
    """Implements `PaperDelivery` for a printer that the till drives itself."""

    def __init__(self, link: Link, job: EscposJob, habits: PrinterHabits) -> None:
        self._link = link
        self._job = job
        self._habits = habits
        self._heard = Answers()
        self._asked_at = 0.0
        self._left = 0  # bytes that the printer has taken
        if link.forgets:
            habits.owes = 0

    def ready(self) -> None:
        had_answered = bool(self._habits.kinds)
        status = status_of(self._link, self._habits)
        if had_answered and not status.answers and not status.hitch:
            raise PrinterNotReady(Hitch.SILENT)
        if status.hitch:
            raise PrinterNotReady(status.hitch, status.detail)

    def send(self, goes_on: GoesOn) -> None:
        """Sends piece by piece, and hears what the printer says meanwhile: one that is out of paper
        takes bytes until its buffer is full."""
        self._asked_at = monotonic()
        try:
            self._end_what_was_cut_off(goes_on)
            self._habits.is_through = False
            begin, *pieces = self._job.pieces
            self._put(begin + self._if_it_speaks(TELL_CHANGES), goes_on)
            for piece in pieces:
                self._put(piece, goes_on)
                self._ask_now_and_then()
            self._settle()
            self._habits.owes += 1
            self._put(DONE + self._if_it_speaks(TELL_NO_CHANGES), goes_on)
        except OSError as error:
            if not self._left:
                raise PrinterNotReady(Hitch.UNREACHABLE, _words(error)) from error
            raise PaperUncertain(Hitch.CUT_SHORT, _words(error)) from error

    def confirmed(self, goes_on: GoesOn) -> None:
        """Waits for the answer to GS r, which a printer gives in its turn: all before it is done.

        A printer that answers DLE EOT and not GS r (there are many) is taken at its word, too, when
        it says that it is ready and has paper after it took everything and after the time that this
        paper needs: it stops and says so when anything comes between.
        """
        sent_at = monotonic()
        needed = _STARTS_IN + self._job.length / _SLOWEST
        try:
            while (passed := monotonic() - sent_at) < CONFIRMED_WITHIN + needed:
                self._hear(_HEARS_FOR)
                # The last lines of a paper that ended in them are missing: it is asked once more.
                if self._heard.done >= self._habits.owes:
                    self._asked_once_more()
                    break
                if passed > needed and self._asked_once_more():
                    break
                self._ask_now_and_then()
                goes_on()
            else:
                self._settle()
                self._habits.is_through = not self._habits.kinds  # it never says a word
                raise PaperUncertain(Hitch.SILENT)
        except OSError as error:
            raise PaperUncertain(Hitch.CUT_SHORT, _words(error)) from error
        self._habits.owes = 0
        self._habits.is_through = True

    def close(self) -> None:
        self._link.close()

    # --- inside -----------------------------------------------------------------------------------

    def _end_what_was_cut_off(self, goes_on: GoesOn) -> None:
        """Sends what an earlier command may lack: zeros, without ink, and to a printer that lacks
        nothing, or was switched off meanwhile, without a meaning. How many it lacks nobody knows:
        a line that is closed drops what it has not carried yet.

        One of which nobody knows anything, and that answers no DLE EOT, is left alone: most of
        those never say a word, and so many zeros take 10 s on a slow line.
        """
        is_through, speaks = self._habits.is_through, bool(self._habits.kinds)
        if is_through or (is_through is None and not speaks):
            return
        if not (speaks and self._takes_commands(goes_on)):
            self._put(bytes(LONGEST), goes_on, prints=False)

    def _takes_commands(self, goes_on: GoesOn) -> bool:
        """Returns whether the printer answers GS r at once: amid a picture it is taken for dots.
        Zeros before it make an end of a command whose size is not told yet."""
        self._habits.owes += 1
        self._put(bytes(HEAD) + DONE, goes_on, prints=False)
        until = monotonic() + ANSWERS_WITHIN
        while not self._heard.done and (left := until - monotonic()) > 0:
            self._hear(left)
        return bool(self._heard.done)

    def _put(self, piece: bytes, goes_on: GoesOn, *, prints: bool = True) -> None:
        """Sends all of a piece, or raises when the printer takes nothing for too long."""
        progress_at = monotonic()
        while piece:
            taken = self._link.write(piece)
            piece = piece[taken:]
            self._left += taken if prints else 0
            self._hear(0.0)
            if taken:
                progress_at = monotonic()
                goes_on()
            elif monotonic() - progress_at > CONFIRMED_WITHIN:
                raise PaperUncertain(Hitch.SILENT) if self._left else PrinterNotReady(Hitch.SILENT)

    def _if_it_speaks(self, command: bytes) -> bytes:
        """Returns the command for a printer that answers: others may not know it."""
        return command if self._habits.kinds else b""

    def _ask_now_and_then(self) -> None:
        """Asks a printer that answers how it is, where the answers to the last time are in."""
        if monotonic() - self._asked_at > _ASKS_EVERY and self._heard.are_all_in:
            self._asked_at = monotonic()
            _ask(self._link, self._heard, *self._habits.kinds)

    def _hear(self, within: float) -> None:
        """Takes what the printer says, and raises as soon as it says that something is wrong."""
        self._heard.hear(self._link.read(within))
        known = self._link.port_status()
        status = known if known is not None and known.hitch else self._heard.status
        if status.hitch and self._left:
            self._settle()
            raise PaperUncertain(status.hitch, status.detail)

    def _settle(self) -> None:
        """Counts the answers to GS r that came. What comes before the question is an older one's
        answer, or none at all."""
        self._habits.owes = max(0, self._habits.owes - self._heard.done)
        self._heard.done = 0

    def _asked_once_more(self) -> bool:
        """Asks how the printer is, and returns whether it answered: an older answer says nothing of
        the paper that has come since. Raises where it says that something is wrong."""
        before = self._heard.came
        until = monotonic() + ANSWERS_WITHIN
        _ask(self._link, self._heard, *self._habits.kinds)
        while not self._heard.are_all_in and (left := until - monotonic()) > 0:
            self._hear(left)
        return self._heard.came > before and self._heard.are_all_in


def _words(error: OSError) -> str:
    return error.strerror or str(error)
