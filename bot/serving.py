"""A process at work: its loops and its door, until it is told to stop; then in order, the door first."""

import asyncio
import gc
import signal
import socket
from collections.abc import Coroutine
from functools import partial
from typing import Any, Final

import structlog
from aiohttp import web

from bot import drawing, http_server
from bot.catalogues import languages, read_all
from bot.clock import begin_clearing, run_due_work
from bot.house import now, reader
from bot.monitoring import PATH as METRICS
from bot.parts import Parts
from bot.telegram.intake import Intake
from bot.telegram.webhook import PATH, Webhook
from bot.uploads.fetching import run_fetching
from bot.web.health import Health
from bot.web.routes import build_app
from bot.web.services import WebServices
from dialogs.engine.work import Work

log = structlog.get_logger(__name__)

YOUNG: Final = 20_000
"""Objects made, and not given up, before Python looks for cycles among them: some two megabytes."""


async def serve(parts: Parts, door: socket.socket, until: asyncio.Task[Any] | None = None) -> bool:
    """Serve until SIGINT or SIGTERM (then it is true), or ``until`` is done; raises what a part failed with."""
    await _begin_due_work(parts)
    read_all()
    _collect_rarely()
    stop = _told_to_stop()
    intake = _intake(parts)
    application = _application(parts, intake)
    runner = http_server.runner(application, parts.monitoring.metrics.broken_request)
    await runner.setup()
    await web.SockSite(runner, door).start()
    polling = intake is not None and not parts.settings.webhook_url
    cluster = asyncio.create_task(parts.cluster.run())
    ending = [asyncio.create_task(loop) for loop in _ending(parts, intake if polling else None)]
    endless = [asyncio.create_task(loop) for loop in _endless(parts)]
    tasks = [cluster, *ending, *endless]
    announcing = asyncio.create_task(_announce(parts))
    log.info("serving", host=door.getsockname()[0], port=door.getsockname()[1], polling=polling)
    try:
        awaited = {stop, *tasks} if until is None else {stop, *tasks, until}
        await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
    finally:
        announcing.cancel()
        await _stop(parts, runner, ending, endless)
        cluster.cancel()
        await asyncio.gather(cluster, return_exceptions=True)
    for task in tasks:
        if not task.cancelled():
            task.result()
    return stop.done()


def _collect_rarely() -> None:
    """Let what is there by now be looked through no more, and what comes only now and then.

    A turn leaves hardly any cycles behind; to look for them after every 700 objects took a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


async def _begin_due_work(parts: Parts) -> None:
    async with parts.storage.database.writing() as connection:
        work = Work(parts.house, connection, now(), "")
        await begin_clearing(work)
        await work.flush()


def _told_to_stop() -> asyncio.Task[bool]:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    return asyncio.create_task(told.wait())


def _intake(parts: Parts) -> Intake | None:
    if parts.telegram is None:
        return None
    intake = parts.telegram.intake(parts.settings, parts.turns, parts.storage.note)
    parts.monitoring.metrics.count_ignored(intake.ignored)
    return intake


def _application(parts: Parts, intake: Intake | None) -> web.Application:
    """Give what answers at the door: the webhook where there is one, and the web chat where it has an address."""
    secret = parts.settings.webhook_secret
    others = [web.get(METRICS, parts.monitoring.show)]
    if intake is not None and parts.settings.webhook_url and secret is not None:
        webhook = Webhook(intake, secret.get_secret_value(), parts.monitoring.metrics.wrong_secret)
        others.append(web.post(PATH, webhook.handle))
    if parts.settings.public_url:
        return build_app(_web_services(parts), others)
    application = web.Application()
    health = Health(parts.storage.database)
    application.add_routes([web.get("/healthz", health.alive), web.get("/readyz", health.ready), *others])
    return application


async def _announce(parts: Parts) -> None:
    """Tell Telegram where the webhook is, once it is there."""
    url, secret = parts.settings.webhook_url, parts.settings.webhook_secret
    if parts.telegram is not None and url is not None and secret is not None:
        await parts.telegram.register_webhook(url, secret.get_secret_value())


def _ending(parts: Parts, polled: Intake | None) -> list[Coroutine[None, None, None]]:
    """Give the loops that end what they have begun when they are told to stop."""
    loops = [_deliver(parts)]
    if parts.telegram is not None and polled is not None:
        loops.append(parts.cluster.lead(partial(parts.telegram.poller, polled)))
    return loops


async def _deliver(parts: Parts) -> None:
    await parts.cluster.joined.wait()
    await parts.delivery.run()


def _endless(parts: Parts) -> list[Coroutine[None, None, None]]:
    """Give the loops that can be broken off at any time: what they have not committed is done at the next start."""
    loops = [run_due_work(parts.turns), parts.monitoring.tell(lambda: parts.cluster.leads)]
    if parts.server_clock is not None:
        loops.append(parts.server_clock.keep())
    if parts.telegram is not None:
        loops.append(run_fetching(parts.storage, parts.telegram.files.fetch, lambda: parts.cluster.leads))
    return loops


async def _stop(
    parts: Parts,
    runner: web.AppRunner,
    ending: list[asyncio.Task[None]],
    endless: list[asyncio.Task[None]],
) -> None:
    parts.cluster.stop()
    parts.bells.close()
    await runner.cleanup()
    parts.delivery.stop()
    for task in endless:
        task.cancel()
    await asyncio.wait(ending, timeout=http_server.STOPPING)
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, *endless, return_exceptions=True)


def _web_services(parts: Parts) -> WebServices:
    settings, storage = parts.settings, parts.storage
    return WebServices(
        database=storage.database,
        cipher=storage.cipher,
        bells=parts.bells,
        clock=now,
        take=parts.turns.take,
        describe=storage.describe,
        describe_room=storage.describe_room,
        took_part=storage.took_part,
        is_person=storage.is_person,
        keep=storage.keep,
        fetch=storage.find,
        draw=drawing.drawn,
        readers=lambda locale: reader(locale, settings.timezone),
        locales=languages(),
        public_url=settings.public_url or "",
        bot_username=parts.house.installation.bot_username,
        proxied=settings.proxied,
    )
