"""python-telegram-bot's bare echo behind a webhook, as its documentation writes it: tornado, httpx, no store.

``python ptb_echo.py <token> <Bot API root> <port> <secret> [at once]``; it takes one update after the other as it
comes, and so many at once where it is told to. Then it is slower: of more than 20 connections httpx's pool (httpcore
1.0) closes each one that is idle, and looks at all of them with every request; nearly every call opens a new one.
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters


async def _echo(update: Update, context: Any) -> None:  # the context's type takes five arguments that nobody needs here
    del context
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(token: str, api: str, port: str, secret: str, at_once: str = "1") -> None:
    """Serve until it is told to stop."""
    building = Application.builder().token(token).base_url(f"{api}/bot")
    application = building.concurrent_updates(int(at_once)).build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_webhook(
        listen="127.0.0.1",
        port=int(port),
        url_path="telegram",
        secret_token=secret,
        webhook_url=f"http://127.0.0.1:{port}/telegram",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
