"""What this process of the office counts, in the form that Prometheus reads."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from pos_app.office.ingest.job import Take
from pos_app.office.tills.known_till import KnownTill
from pos_app.ports.office.protocol import Batch, Stored

TEXT = CONTENT_TYPE_LATEST

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
# A till that was cut off has events of days ago: those are no figure of the office's.
_FRESH = (0.1, 0.25, 0.5, 0.8, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0, 600.0, 3600.0)


class OfficeFigures:
    """One of a process. `measured` stands around the office's taking of batches; what else is
    counted is given as functions that tell it."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._rows = Counter(
            "office_events_stored", "Events that are durable here.", registry=self._registry
        )
        self._batches = Counter(
            "office_batches",
            "Batches, by what the till was told.",
            ["answer"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "office_batch_seconds",
            "From a batch's arrival to its answer.",
            registry=self._registry,
            buckets=_SECONDS,
        )
        self._fresh = Histogram(
            "office_event_age_seconds",
            "Age of a batch's last event, by the till's clock, when it is durable.",
            registry=self._registry,
            buckets=_FRESH,
        )
        self._calls = Counter(
            "office_calls", "Calls of providers, by provider and answer.", ["provider", "status"],
            registry=self._registry,
        )  # fmt: skip

    def follow(self, name: str, meaning: str, tell: Callable[[], float]) -> None:
        """Counts what this function tells when somebody looks: batches that wait, open streams."""
        Gauge(f"office_{name}", meaning, registry=self._registry).set_function(tell)

    def measured(self, take: Take) -> Take:
        """Returns the same, counted."""

        async def counted(till: KnownTill, batch: Batch) -> object:
            began = time.perf_counter()
            answer = await take(till, batch)
            self._seconds.observe(time.perf_counter() - began)
            self._batches.labels(type(answer).__name__.lower()).inc()
            if isinstance(answer, Stored):
                self._rows.inc(len(batch.rows))
                self._fresh.observe(max(0.0, _age(batch.rows[-1].at) if batch.rows else 0.0))
            return answer

        return counted

    def heard_call(self, provider: str, status: int) -> None:
        """Counts a provider's call, and what it was answered."""
        self._calls.labels(provider, str(status)).inc()

    def text(self) -> bytes:
        return generate_latest(self._registry)


def _age(at: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds()
