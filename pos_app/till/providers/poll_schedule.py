"""Polling intervals: pure functions of a sale's age and of the provider's last answer. In seconds.

A customer with the phone in hand answers within half a minute, most within ten seconds; one who has
not answered after two minutes has put it away. The provider's own estimate is an upper bound: the
till polls when that time has come, and people's rhythm sets the polls before it.
"""

from random import Random

FIRST_LOOK = 1.5
AFTER_ETA = 0.5
JITTER = 0.15

# Until this age of the sale, poll this often.
_RHYTHM = ((30, 2.0), (120, 3.0), (300, 10.0), (900, 20.0), (3600, 60.0), (86_400, 300.0))
_SLOWEST = 1800.0
# The sale on the screen: the goods are on the counter, and somebody stands there until the verdict
# changes. A request takes a second or two to reach a phone and its PIN as long again: nobody
# answers before WATCHED_FROM, and the polls that this saves are spent on the next seconds, in which
# most do. The mean would be shortest with intervals by one over the root of how many answer in a
# second; but nineteen of twenty are to be seen soon, and one in twenty takes more than half a
# minute. So the interval is the same while most answer, and bounded for as long as a prompt stays
# on a phone: 66 seconds, and payments after 90 have been seen (field notes). Whenever the customer
# answers, no more than 0.7 polls a second were made until then, and in no minute are there more.
WATCHED_FROM = 3.5
_WATCHED_RHYTHM = ((20, 1.27), (120, 1.5), (300, 4.0))
_WATCHED_BY_ESTIMATE = 1.5  # at least, where the estimate has passed and nothing has happened
# Until this age of the youngest reference that waits, poll its queue this often.
_QUEUE_RHYTHM = ((900, 5.0), (3600, 15.0))
_QUEUE_IDLE = 60.0
MOST_PATIENCE = 60.0  # however long a busy provider asks for
FIRST_LATE_LOOK = 15.0  # after a sale has ended unpaid
_SLOWEST_LATE_LOOK = 6 * 3600.0
# Pauses between tries that do not leave this computer: they cost nobody anything. The first is
# short, for a Wi-Fi that was gone for a moment.
_RECONNECTING = (2.0, 4.0)
_FIRST_BACKOFF = 2.0
_MOST_BACKOFF = 60.0
_MOST_BACKOFF_OF_TRIES = 600.0
# So many polls a second at one provider, over all its sales. No document names a limit for them,
# only the answer 429. Forty customers at their phones at once, more than a counter ever has, are
# polled by the rhythm above; beyond that they share. With three hundred at one of them each is
# polled every 15 seconds, as long as its status may be a stored one (field notes). And a poll
# takes the window's loop one to two milliseconds: the rest of the second is the cashier's.
LOOKS_PER_SECOND = 20.0


def _interval(age: float, rhythm: tuple[tuple[int, float], ...], slowest: float) -> float:
    return next((interval for until, interval in rhythm if age < until), slowest)


def next_look(age: float, expected_in: float | None, failures: int, random: Random) -> float:
    """Returns the seconds until the next poll of one sale, after so many failed polls in a row."""
    delay = _by_estimate(_interval(age, _RHYTHM, _SLOWEST), expected_in, FIRST_LOOK)
    return _spread(max(delay, backoff(failures)), random)


def next_watched_look(age: float, expected_in: float | None) -> float:
    """Returns the seconds from the start of one poll of the sale on the screen, at this age, to the
    start of the next, after no failure: however long an answer takes, polls come no less often. A
    till has one such sale, so there is nothing to spread."""
    closest = min(_interval(age, rhythm, _SLOWEST) for rhythm in (_WATCHED_RHYTHM, _RHYTHM))
    delay = _by_estimate(closest, expected_in, _WATCHED_BY_ESTIMATE)
    return max(delay, WATCHED_FROM - age)


def _by_estimate(delay: float, expected_in: float | None, least: float) -> float:
    if expected_in is None:
        return delay
    return min(delay, max(expected_in + AFTER_ETA, least))


# Seconds after which a request without an answer counts as arrived, or as lost for good. No
# document says for how long a provider goes on with a request whose sender has hung up; this is
# well beyond what any of them gives a customer to decide. Until then a manager who asks the
# provider, and hears of no payment, cannot know that none will come.
SETTLES_UNPAID_AFTER = 300.0


def late_look(age: float, random: Random) -> float:
    """Returns the seconds until the next poll of a sale that ended unpaid so long ago. Each pause
    is as long as all the time before it, so that a restart goes on as if there had been none."""
    return _spread(min(max(age, FIRST_LATE_LOOK), _SLOWEST_LATE_LOOK), random)


def next_collection(youngest_age: float | None, failures: int, random: Random) -> float:
    """Returns the seconds until the next poll of a payment queue; `youngest_age` is None while no
    reference waits."""
    delay = _QUEUE_IDLE
    if youngest_age is not None:
        delay = _interval(youngest_age, _QUEUE_RHYTHM, _QUEUE_IDLE)
    return _spread(max(delay, backoff(failures)), random)


def next_try(tries: int, random: Random) -> float:
    """Returns the seconds until the next resend of a harmless request, after so many tries. Each is
    an intent in the journal: a day's outage makes a hundred and fifty."""
    return _spread(backoff(tries, _MOST_BACKOFF_OF_TRIES), random)


def next_acknowledgement(vain_rounds: int, random: Random) -> float:
    """Returns the seconds until payments that the queue still shows are acknowledged again."""
    return _spread(backoff(max(vain_rounds, 1)), random)


def next_reconnection(tries: int) -> float:
    """Returns the seconds until the next try to reach a provider, after so many that could not
    leave this computer."""
    return _RECONNECTING[min(tries, len(_RECONNECTING)) - 1]


def backoff(failures: int, most: float = _MOST_BACKOFF) -> float:
    """Doubles the wait after each failure in a row, up to `most` (a minute by default)."""
    if not failures:
        return 0.0
    return min(_FIRST_BACKOFF * 2.0 ** min(failures - 1, 10), most)


def _spread(delay: float, random: Random) -> float:
    """Varies the delay, so that a thousand sales made at once are not polled at once."""
    return delay * random.uniform(1 - JITTER, 1 + JITTER)
