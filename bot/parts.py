"""The only place that knows every part: builds a process from its settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot import drawing
from bot.cluster import Cluster
from bot.database import Database
from bot.delivery import Delivery
from bot.house import build_house, now
from bot.opening import opened
from bot.pace import Pace
from bot.settings import Settings
from bot.storage import Storage
from bot.telegram.channel import TelegramChannel
from bot.telegram.courier import TelegramCourier
from bot.web.bells import Bells
from bot.web.courier import WebCourier
from dialogs.engine.house import House, Installation
from dialogs.engine.letters import Courier
from dialogs.engine.mailbox import Waiting
from dialogs.engine.outbox import Outbox
from dialogs.engine.taking import Turns
from standard.library import library


@dataclass(frozen=True)
class Parts:
    """What a process is made of, once its database is open."""

    settings: Settings
    storage: Storage
    house: House
    turns: Turns
    delivery: Delivery[Waiting]
    cluster: Cluster
    bells: Bells
    telegram: TelegramChannel | None


@asynccontextmanager
async def built(settings: Settings, telegram: TelegramChannel | None) -> AsyncIterator[Parts]:
    """Open the database and build the parts around it; raises the faults of :func:`bot.opening.opened`."""
    database = Database(settings.database)
    try:
        cipher = (await opened(database, settings.key_file)).cipher
        installation = Installation(
            timezone=settings.timezone,
            locale=settings.language,
            bot_username=telegram.identity.username if telegram else None,
            public_url=settings.public_url,
        )
        house = build_house(library(), cipher, installation)
        bells, storage = Bells(), Storage(database, cipher, house)
        pace = Pace(settings.pace_chat, settings.pace_group, settings.pace_all)
        delivery = _delivery(storage, bells, telegram, pace)
        turns, cluster = Turns(house, database, delivery.wake), Cluster(database, pace.share)
        yield Parts(settings, storage, house, turns, delivery, cluster, bells, telegram)
    finally:
        await database.close()


def _delivery(storage: Storage, bells: Bells, telegram: TelegramChannel | None, pace: Pace) -> Delivery[Waiting]:
    database, cipher = storage.database, storage.cipher
    couriers: dict[str, Courier] = {"web": WebCourier(database, cipher, bells, now)}
    if telegram is not None:
        couriers["telegram"] = TelegramCourier(telegram.bot, drawing.draw, storage.read)
    shared = not database.is_sqlite
    outbox = Outbox(database, cipher, shared=shared, clock=now, paced=shared and pace.limits_chats)
    return Delivery(outbox, couriers, {"telegram": pace}, now=now)
