"""``consultbot backup``, ``restore`` and ``rotate-key``: keeping what an installation knows, while it runs."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.running import complete
from bot.commands.terminal import say

BACKUP_HELP = say(
    zh="备份全部数据到一个加密文件，无需停机。",
    en="Back everything up into one encrypted file, while it runs.",
)
RESTORE_HELP = say(zh="从备份文件恢复全部数据。", en="Restore everything from a backup.")
ROTATE_HELP = say(
    zh="更换加密密钥，无需停机；中断后再次运行即可继续。",
    en="Change the encryption key, while it runs. Killed, it goes on when it is run again.",
)


def register(app: typer.Typer) -> None:
    """Mount the three commands."""
    app.command(help=BACKUP_HELP)(backup)
    app.command(help=RESTORE_HELP)(restore)
    app.command("rotate-key", help=ROTATE_HELP)(rotate_key)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say(zh="新文件的路径。", en="A file to be made."))],
) -> None:
    """Back up, and prove it by restoring into a scratch database."""
    from bot.commands import upkeep
    from bot.settings import load

    complete(upkeep.backup(load(), file))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say(zh="备份文件。", en="A backup."))],
    *,
    replace: Annotated[
        bool,
        typer.Option("--replace", help=say(zh="覆盖数据库里现有的内容。", en="Replace what the database holds.")),
    ] = False,
) -> None:
    """Restore all or nothing, in one transaction."""
    from bot.commands import upkeep
    from bot.settings import load

    complete(upkeep.restore(load(), file, replace=replace))


def rotate_key() -> None:
    """Seal everything anew with a new key, and remove the old one when nothing is left under it."""
    from bot.commands import upkeep
    from bot.settings import load

    complete(upkeep.rotate_key(load()))
