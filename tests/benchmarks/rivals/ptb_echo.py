"""python-telegram-bot's bare echo behind a webhook, as its documentation writes it: tornado, httpx, no store.

``python ptb_echo.py <token> <Bot API root> <port> <secret>``
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters


async def _echo(update: Update, context: Any) -> None:  # the context's type takes five arguments that nobody needs here
    del context
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(token: str, api: str, port: str, secret: str) -> None:
    """Serve until it is told to stop."""
    application = Application.builder().token(token).base_url(f"{api}/bot").build()
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
