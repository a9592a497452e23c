"""How often to ask: pure functions of a sale's age and of what its provider said. Seconds.

A customer with the phone in hand answers within half a minute, most within ten seconds; who has
not answered after two minutes has put it away. The provider's own estimate is an upper bound: it
is looked at when that time has come, and people's rhythm steers what is before it.
"""

from random import Random

FIRST_LOOK = 1.5
AFTER_ETA = 0.5
JITTER = 0.15

# Until this age of the sale, ask this often.
_RHYTHM = ((30, 2.0), (120, 3.0), (300, 10.0), (900, 20.0), (3600, 60.0), (86_400, 300.0))
_SLOWEST = 1800.0
# Until this age of the youngest reference that waits, ask a queue this often.
_QUEUE_RHYTHM = ((900, 5.0), (3600, 15.0))
_QUEUE_IDLE = 60.0
MOST_PATIENCE = 60.0  # however long a busy provider asks for
FIRST_LATE_LOOK = 15.0  # after a sale has ended unpaid
_SLOWEST_LATE_LOOK = 6 * 3600.0
_FIRST_BACKOFF = 2.0
_MOST_BACKOFF = 60.0
# So many looks a second at one provider, over all its sales. No document names a limit for them,
# only the answer 429. Forty customers at their phones at once, more than a counter ever has, are
# asked about by the rhythm above; beyond that they share. With three hundred at one of them each is
# looked at every 15 seconds, as long as its status may be a stored one (field notes). And a look
# takes the window's loop one to two milliseconds: the rest of the second is the cashier's.
LOOKS_PER_SECOND = 20.0


def _interval(age: float, rhythm: tuple[tuple[int, float], ...], slowest: float) -> float:
    return next((interval for until, interval in rhythm if age < until), slowest)


def next_look(age: float, expected_in: float | None, failures: int, random: Random) -> float:
    """How long until one sale is asked about again, after so many failed looks in a row."""
    delay = _interval(age, _RHYTHM, _SLOWEST)
    if expected_in is not None and expected_in + AFTER_ETA < delay:
        delay = max(expected_in + AFTER_ETA, FIRST_LOOK)
    return _spread(max(delay, backoff(failures)), random)


# Seconds after which what was sent and never answered is taken to have arrived, or not to. No
# document says for how long a provider goes on with a request whose sender has hung up; this is
# well beyond what any of them gives a customer to decide. Until then a manager who asks the
# provider, and hears of no payment, cannot know that none will come.
SETTLES_UNPAID_AFTER = 300.0


def late_look(age: float, random: Random) -> float:
    """How long until a sale that ended unpaid so long ago is asked about again: each pause is as
    long as all that went before, so that a restart goes on as if there had been none."""
    return _spread(min(max(age, FIRST_LATE_LOOK), _SLOWEST_LATE_LOOK), random)


def longest_interval(age: float, waiting: int) -> float:
    """The longest time between two looks at a sale of this age whose provider answers, where so
    many of about its age wait at that provider."""
    return max(_interval(age, _RHYTHM, _SLOWEST) * (1 + JITTER), waiting / LOOKS_PER_SECOND)


def next_collection(youngest_age: float | None, failures: int, random: Random) -> float:
    """How long until a payments queue is asked again; `None` where no reference waits."""
    idle = youngest_age is None
    delay = _QUEUE_IDLE if idle else _interval(youngest_age or 0, _QUEUE_RHYTHM, _QUEUE_IDLE)
    return _spread(max(delay, backoff(failures)), random)


def longest_collection_interval(youngest_age: float) -> float:
    """The longest time between two looks at a queue that answers."""
    return _interval(youngest_age, _QUEUE_RHYTHM, _QUEUE_IDLE) * (1 + JITTER)


def next_try(tries: int, random: Random) -> float:
    """How long until a harmless request is sent again, after so many tries."""
    return _spread(backoff(tries), random)


def backoff(failures: int) -> float:
    """Twice as long after each failure in a row, up to a minute."""
    if not failures:
        return 0.0
    return min(_FIRST_BACKOFF * 2.0 ** min(failures - 1, 10), _MOST_BACKOFF)


def _spread(delay: float, random: Random) -> float:
    """So that a thousand sales made at once are not asked about at once."""
    return delay * random.uniform(1 - JITTER, 1 + JITTER)
