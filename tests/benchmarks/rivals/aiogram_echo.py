"""aiogram's bare echo behind a webhook, as its documentation writes it: aiohttp, no store.

``python aiogram_echo.py <token> <Bot API root> <port> <secret>``
"""

# It is installed in the rivals' environment only.
# mypy: disable-error-code="import-not-found"

import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web


async def _echo(message: Message) -> None:
    if message.text is not None:
        await message.answer(message.text)


def main(token: str, api: str, port: str, secret: str) -> None:
    """Serve until it is told to stop."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    dispatcher.message.register(_echo)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(application, path="/telegram")
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host="127.0.0.1", port=int(port), print=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
