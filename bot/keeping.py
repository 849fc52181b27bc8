"""``consultbot rotate-key``: keeping what an installation knows, while it runs."""

import typer

from bot.running import complete
from bot.terminal import say

ROTATE_HELP = say(
    zh="更换加密密钥，无需停机；中断后再次运行即可继续。",
    en="Change the encryption key, while it runs; run it again to go on.",
)


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("rotate-key", help=ROTATE_HELP)(rotate_key)


def rotate_key() -> None:
    """Seal everything anew with a new key, and remove the old one when nothing is left under it."""
    from bot import upkeep
    from bot.settings import load

    complete(upkeep.rotate_key(load()))
