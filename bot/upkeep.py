"""``consultbot migrate`` and ``consultbot check``."""

import typer

from bot.checking import findings
from bot.database import Database
from bot.opening import opened
from bot.schema import Upgrade
from bot.settings import Settings
from bot.terminal import say, told


async def migrate(settings: Settings) -> None:
    """Upgrade the database, and say what was done; raises the faults of :func:`bot.opening.opened`."""
    database = Database(settings.database)
    try:
        typer.echo(_done((await opened(database, settings.key_file)).upgrade))
    finally:
        await database.close()


async def check(settings: Settings) -> bool:
    """Print what :func:`bot.checking.findings` finds; true when all is well."""
    typer.echo(say(zh="✓ 设置", en="✓ Settings"))
    well = True
    async for finding in findings(settings):
        typer.echo(f"{'✗' if finding.fault else '✓'} {say(zh=finding.zh, en=finding.en)}")
        if finding.fault:
            well = False
            typer.echo(told(finding.fault))
    return well


def _done(done: Upgrade) -> str:
    if done.before == done.after:
        return say(zh=f"结构版本 {done.after}，无需升级。", en=f"Schema {done.after}: nothing to do.")
    before = done.before or say(zh="空", en="empty")
    told_so = say(zh=f"数据库结构：{before} → {done.after}。", en=f"Schema: {before} → {done.after}.")
    if done.backup is None:
        return told_so
    return f"{told_so}\n{say(zh='升级前的备份：', en='The backup from before: ')}{done.backup}"
