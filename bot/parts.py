"""The only place that knows every part: builds a process from its settings."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from bot import drawing
from bot.addresses import is_loopback
from bot.database.access import Database
from bot.database.cluster import Cluster, new_process
from bot.database.opening import opened
from bot.database.server_clock import ServerClock
from bot.delivery.delivering import Delivery
from bot.delivery.pace import Pace
from bot.house import build_house, now
from bot.metrics import Metrics, Standing
from bot.monitoring import Monitoring
from bot.settings import Settings
from bot.storage import Storage
from bot.telegram.channel import TelegramChannel
from bot.telegram.courier import TelegramCourier
from bot.web.bells import Bells
from bot.web.courier import WebCourier
from dialogs.engine.cipher import Cipher
from dialogs.engine.house import House, Installation
from dialogs.engine.letters import Courier
from dialogs.engine.mailbox import Waiting
from dialogs.engine.outbox import Outbox
from dialogs.engine.taking import Turns
from standard.library import library

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Parts:
    """What a process is made of, once its database is open."""

    settings: Settings
    storage: Storage
    house: House
    turns: Turns
    delivery: Delivery[Waiting]
    cluster: Cluster
    monitoring: Monitoring
    bells: Bells
    telegram: TelegramChannel | None
    server_clock: ServerClock | None


@asynccontextmanager
async def built(settings: Settings, telegram: TelegramChannel | None) -> AsyncIterator[Parts]:
    """Open the database and build the parts around it; raises the faults of :func:`bot.database.opening.opened`."""
    database = Database(settings.database)
    try:
        cipher = await _opened(database, settings.key_file)
        house = build_house(library(), cipher, _installation(settings, telegram))
        bells, storage = Bells(), Storage(database, cipher, house)
        pace = Pace(settings.pace_chat, settings.pace_group, settings.pace_all)
        metrics, process = Metrics(), new_process()
        server_clock = await _server_clock(database)
        outbox = _outbox(database, cipher, server_clock, pace, process)
        cluster = Cluster(database, process, pace.share, outbox.free_all_but)
        delivery = _delivery(outbox, storage, bells, telegram, pace, metrics)
        turns = Turns(house, database, delivery.wake, metrics, delivery)
        monitoring = _monitoring(settings, database, metrics, lambda: _standing(cluster, bells))
        yield Parts(settings, storage, house, turns, delivery, cluster, monitoring, bells, telegram, server_clock)
    finally:
        await database.close()


async def _opened(database: Database, key_file: Path) -> Cipher:
    first = not key_file.exists()  # noqa: ASYNC240 (once, before anything is served)
    cipher = (await opened(database, key_file)).cipher
    if first:
        log.info("encryption key made: back it up apart from the database", path=str(key_file.absolute()))  # noqa: ASYNC240
    return cipher


def _installation(settings: Settings, telegram: TelegramChannel | None) -> Installation:
    return Installation(
        timezone=settings.timezone,
        locale=settings.language,
        bot_username=telegram.identity.username if telegram else None,
        public_url=settings.public_url,
    )


async def _server_clock(database: Database) -> ServerClock | None:
    """Give the clock that all processes on the database share, read once; none on SQLite, which one process has."""
    if database.is_sqlite:
        return None
    clock = ServerClock(database)
    await clock.read()
    return clock


def _outbox(database: Database, cipher: Cipher, shared: ServerClock | None, pace: Pace, process: int) -> Outbox:
    if shared is None:
        return Outbox(database, cipher, shared=False, clock=now, process=process)
    return Outbox(database, cipher, shared=True, clock=shared, paced=pace.limits_chats, process=process)


def _delivery(  # noqa: PLR0913, PLR0917 (the parts that it is put together of)
    outbox: Outbox,
    storage: Storage,
    bells: Bells,
    telegram: TelegramChannel | None,
    pace: Pace,
    metrics: Metrics,
) -> Delivery[Waiting]:
    couriers: dict[str, Courier] = {"web": WebCourier(storage.database, storage.cipher, bells, now)}
    if telegram is not None:
        couriers["telegram"] = TelegramCourier(telegram.bot, drawing.draw, storage.read)
    return Delivery(outbox, couriers, {"telegram": pace}, now=outbox.clock, observe=metrics.delivery)


def _monitoring(
    settings: Settings, database: Database, metrics: Metrics, standing: Callable[[], Standing]
) -> Monitoring:
    token = settings.metrics_token.get_secret_value() if settings.metrics_token is not None else None
    given_out = [urlsplit(url).hostname or "" for url in (settings.public_url, settings.webhook_url) if url]
    open_here = not settings.proxied and all(map(is_loopback, given_out))
    return Monitoring(metrics, database, standing, clock=now, token=token, open_here=open_here)


def _standing(cluster: Cluster, bells: Bells) -> Standing:
    return Standing(processes=cluster.size, leads=cluster.leads, streams=bells.pages)
