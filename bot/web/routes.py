"""The web channel's routes, and the application that has nothing but them."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress

from aiohttp import web

from bot.web.assets import asset
from bot.web.attachments import Attachments
from bot.web.bells import watch
from bot.web.chat import Chat
from bot.web.entrance import Entrance
from bot.web.gate import Gate
from bot.web.health import Health
from bot.web.record import ROUTE, Record
from bot.web.room import Room
from bot.web.security import add_headers
from bot.web.services import WebServices
from bot.web.stream import Stream
from bot.web.uploads import Uploads


def build_app(services: WebServices, others: Iterable[web.AbstractRouteDef] = ()) -> web.Application:
    """Give an application of the web channel's routes and ``others`` (the webhook, the metrics).

    Serve it with ``access_log=None``: aiohttp's own access log writes paths, and an invitation's path is its token.
    The gate logs each request by its route instead.
    """
    app = web.Application()
    app.add_routes(others)
    add_routes(app, services)
    return app


def add_routes(app: web.Application, services: WebServices) -> None:
    """Add the web channel to an application: routes, security headers, and the watch over other processes' writes."""
    gate = Gate(services)
    chat = Chat(gate)
    entrance = Entrance(gate)
    room = Room(gate, entrance)
    record = Record(gate, entrance)
    attachments = Attachments(gate)
    health = Health(services.database)
    app.add_routes(
        [
            web.get("/healthz", health.alive),
            web.get("/readyz", health.ready),
            web.get("/static/{version}/{name}", asset),
            web.get("/", gate.page(chat.show)),
            web.get("/j/{token}", gate.page(entrance.show)),
            web.post("/j/{token}", gate.page(entrance.enter)),
            web.get("/m/{token}", gate.page(room.show)),
            web.post("/m/{token}", gate.page(room.enter)),
            web.get(ROUTE, gate.page(record.show)),
            web.post(ROUTE, gate.page(record.enter)),
            web.post("/leave", gate.page(entrance.leave)),
            web.post("/say", gate.data(chat.say)),
            web.post("/upload", gate.data(Uploads(gate, chat).take)),
            web.get("/events", gate.data(Stream(gate).open)),
            web.get(r"/picture/{message:\d{1,9}}", gate.data(attachments.picture)),
            web.get(r"/document/{message:\d{1,9}}", gate.page(attachments.document)),
            web.get("/{path:.*}", gate.page(_nothing)),
        ]
    )
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(lambda _: _close(services))
    app.cleanup_ctx.append(lambda _: _watched(services))


async def _nothing(request: web.Request) -> web.StreamResponse:
    del request
    raise web.HTTPNotFound


async def _close(services: WebServices) -> None:
    services.bells.close()


async def _watched(services: WebServices) -> AsyncIterator[None]:
    watching = asyncio.create_task(watch(services.bells, services.database, services.clock))
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
