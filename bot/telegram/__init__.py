"""The Telegram channel: updates in, letters out, over python-telegram-bot's ``Bot`` and types.

PTB's ``Updater`` queues updates in memory and its ``Application`` swallows a handler's exceptions, so neither is used:
what acknowledges an update here is its commit.
"""

import os

# PTB warns on every flood control error until a program says that it reads its time spans as timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "1")
