"""Counts and times for whoever watches the processes (Prometheus); no label holds a person, a chat or their words."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Final, TypeVar

from prometheus_client import CollectorRegistry, Gauge, Histogram, Info, ProcessCollector, generate_latest
from prometheus_client import Counter as Count
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from bot.delivery.backlog import Backlog
from bot.delivery.delivering import Result
from dialogs.engine.events import Channel
from dialogs.engine.observing import Ending, Observed

METRIC = TypeVar("METRIC", Count, Histogram)

SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of a turn's time."""


@dataclass(frozen=True)
class Standing:
    """What this process knows of itself at a moment."""

    processes: int
    leads: bool
    streams: int


class Metrics:
    """One process's metrics: an :class:`~dialogs.engine.observing.Observer` that also counts deliveries."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        Info("consultbot", "The running version.", registry=self.registry).info({"version": version("consultbot")})
        self._turns = self._count("turns", "Updates taken, by channel and outcome.", "channel", "outcome")
        self._seconds = Histogram(
            "consultbot_turn_seconds",
            "From an update to its commit.",
            ("channel",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._errors = self._count("database_errors", "Transactions that met a database error.")
        self._works = self._count("due_works", "Pieces of due work, by how they ended.", "ending")
        self._broken = self._count("broken_requests", "Requests at the door that are no HTTP.")
        self._secrets = self._count("webhook_wrong_secrets", "Calls of the webhook with a wrong secret.")
        self._deliveries = self._count("deliveries", "Attempts at a letter, by result.", "channel", "result")
        self._letters = self._gauge("outbox_letters", "Letters that wait in the outbox.")
        self._oldest = self._gauge("outbox_oldest_seconds", "Age of the oldest letter that waits.")
        self._batches = self._gauge("outbox_batch_letters", "Letters of a batch that wait.", "batch")
        self._stuck = self._gauge("stuck_chats", "Chats whose letter was tried at least five times.")
        self._due = self._gauge("due_work_waiting", "Pieces of work that have fallen due.")
        self._due_oldest = self._gauge("due_work_oldest_seconds", "How long the longest waiting has been due.")
        self._sessions = self._gauge("web_sessions", "Web sessions that are open.")
        self._streams = self._gauge("web_streams", "Pages that listen to this process.")
        self._processes = self._gauge("processes", "Processes on this database.")
        self._leads = self._gauge("leading", "1 where this process polls and fetches.")
        self._up = self._gauge("database_up", "1 while the database answers.")

    @contextmanager
    def turn(self, channel: Channel) -> Iterator[Observed]:
        """Time and count one turn."""
        observed, begun = Observed(), time.perf_counter()
        try:
            yield observed
        finally:
            _of(self._seconds, channel).observe(time.perf_counter() - begun)
            _of(self._turns, channel, observed.outcome).inc()

    def database_error(self) -> None:
        """Count a database error."""
        self._errors.inc()

    def worked(self, ending: Ending) -> None:
        """Count a piece of due work."""
        self._works.labels(ending).inc()

    def broken_request(self) -> None:
        """Count a request that is no HTTP."""
        self._broken.inc()

    def wrong_secret(self) -> None:
        """Count a call of the webhook with a wrong secret."""
        self._secrets.inc()

    def delivery(self, channel: str, result: Result) -> None:
        """Count an attempt at a letter."""
        _of(self._deliveries, channel, result).inc()

    def count_ignored(self, ignored: Counter[str]) -> None:
        """Show a counter of ignored updates, by reason, as it stands whenever it is asked for."""
        self.registry.register(_Ignored(ignored))

    def written(self, standing: Standing, found: Backlog | None) -> bytes:
        """Give everything in Prometheus's text format; ``found`` is none while the database does not answer."""
        self._processes.set(standing.processes)
        self._leads.set(standing.leads)
        self._streams.set(standing.streams)
        self._up.set(found is not None)
        if found is not None:
            self._measure(found)
        return generate_latest(self.registry)

    def _measure(self, found: Backlog) -> None:
        self._letters.set(found.letters)
        self._oldest.set(found.oldest_letter)
        self._stuck.set(found.stuck_chats)
        self._due.set(found.due_work)
        self._due_oldest.set(found.oldest_due_work)
        self._sessions.set(found.web_sessions)
        self._batches.clear()
        for batch, letters in found.batches.items():
            self._batches.labels(batch).set(letters)

    def _count(self, name: str, says: str, *labels: str) -> Count:
        return Count(f"consultbot_{name}", says, labels, registry=self.registry)

    def _gauge(self, name: str, says: str, *labels: str) -> Gauge:
        return Gauge(f"consultbot_{name}", says, labels, registry=self.registry)


@cache
def _of(metric: METRIC, *labels: str) -> METRIC:
    """Give a metric with these labels, of which there are few: to find it among all takes several times longer."""
    return metric.labels(*labels)


class _Ignored(Collector):
    """A counter that another part keeps."""

    def __init__(self, ignored: Counter[str]) -> None:
        self._ignored = ignored

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily(
            "consultbot_updates_ignored", "Updates that call for nothing, by reason.", labels=("reason",)
        )
        for reason, number in sorted(self._ignored.items()):
            family.add_metric([reason], number)
        yield family
