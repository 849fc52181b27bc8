"""``consultbot migrate``, ``check``, ``backup``, ``restore`` and ``rotate-key``, as the person sees them."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.backup import restore as restore_from
from bot.backup import take
from bot.checking.checks import findings
from bot.commands.terminal import say, told
from bot.database.access import Database
from bot.database.opening import opened
from bot.database.schema import Upgrade, newest_revision, revision
from bot.keys.rotation import rotate
from bot.settings import Settings


async def migrate(settings: Settings) -> None:
    """Upgrade the database, and say what was done; raises the faults of :func:`bot.database.opening.opened`.

    An upgrade of SQLite copies the file itself; one of PostgreSQL begins with a backup in the working directory.
    """
    database = Database(settings.database)
    try:
        before = await revision(database)
        if not database.is_sqlite and before not in {None, newest_revision()}:
            name = f"{database.url.database}.{before}.{datetime.now(UTC):%Y%m%dT%H%M%S}.backup"
            await take(database, settings.key_file, Path(name))
            typer.echo(say(zh=f"升级前的备份：{name}", en=f"The backup from before: {name}"))
        typer.echo(_done((await opened(database, settings.key_file)).upgrade))
    finally:
        await database.close()


async def check(settings: Settings) -> bool:
    """Print what :func:`bot.checking.checks.findings` finds; true when all is well."""
    typer.echo(say(zh="✓ 设置", en="✓ Settings"))
    well = True
    async for finding in findings(settings):
        typer.echo(f"{'✗' if finding.fault else '✓'} {say(zh=finding.zh, en=finding.en)}")
        if finding.fault:
            well = False
            typer.echo(told(finding.fault))
    return well


async def backup(settings: Settings, file: Path) -> None:
    """Back up into a new file, and say what is in it; raises the faults of :func:`bot.backup.take`."""
    database = Database(settings.database)
    try:
        taken = await take(database, settings.key_file, file)
    finally:
        await database.close()
    rows, size = sum(taken.rows.values()), taken.size
    typer.echo(
        say(
            zh=f"已备份 {rows} 行到 {file}（{size:,} 字节），并已试恢复核对。"
            f"恢复时需要现在的密钥文件 {settings.key_file}，请分开保管。",
            en=f"{rows} rows are backed up in {file} ({size:,} bytes), proven by restoring them on trial. They open "
            f"with the key file of today, {settings.key_file}: keep a copy of it in another place.",
        )
    )


async def restore(settings: Settings, file: Path, *, replace: bool) -> None:
    """Restore a backup, and say what was in it; raises the faults of :func:`bot.backup.restore`."""
    database = Database(settings.database)
    try:
        restored = await restore_from(file, database, settings.key_file, replace=replace)
    finally:
        await database.close()
    rows = sum(tally.rows for tally in restored.tallies.values())
    read_at = f"{restored.read_at:%Y-%m-%d %H:%M} UTC"
    typer.echo(say(zh=f"已恢复 {rows} 行，为 {read_at} 的内容。", en=f"{rows} rows are restored, as of {read_at}."))
    if restored.safety_copy is not None:
        typer.echo(f"{say(zh='恢复前的数据副本：', en='A copy of what was there before: ')}{restored.safety_copy}")


async def rotate_key(settings: Settings) -> None:
    """Change the key, showing how far it is; raises the faults of :func:`bot.keys.rotation.rotate`."""
    database = Database(settings.database)
    try:
        done = await rotate(database, settings.key_file, Meter(say(zh="重新加密", en="Encrypting anew")).show)
    finally:
        await database.close()
    if done.resumed:
        typer.echo(say(zh="接着完成了上次未做完的更换。", en="The change begun earlier is finished."))
    if done.broken:
        typer.echo(
            say(
                zh=f"有 {done.broken} 个值已损坏，任何密钥都无法打开，保持原样。",
                en=f"{done.broken} values are damaged: no key opens them. They were left as they are.",
            )
        )
    typer.echo(
        say(
            zh=f"密钥已更换，重新加密了 {done.renewed} 个值。请立即备份密钥文件 {settings.key_file}；"
            "此前的备份仍需用当时的密钥文件打开。",
            en=f"The key is changed; {done.renewed} values were encrypted anew. Copy the key file "
            f"{settings.key_file} to its safe place now. Earlier backups still need the key file of their day.",
        )
    )


class Meter:
    """Shows on standard error how far something is: in place on a terminal, else a line every tenth."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._told = -1
        self._live = sys.stderr.isatty()

    def show(self, done: int, total: int) -> None:
        """Take ``done`` of ``total``."""
        percent = 100 * done // max(total, 1)
        step = percent if self._live else percent // 10 * 10
        if step > self._told:
            self._told = step
            typer.echo(f"{self._label} {step} %" + ("\r" if self._live and step < 100 else "\n"), nl=False, err=True)


def _done(done: Upgrade) -> str:
    if done.before == done.after:
        return say(zh=f"结构版本 {done.after}，无需升级。", en=f"Schema {done.after}: nothing to do.")
    before = done.before or say(zh="空", en="empty")
    told_so = say(zh=f"数据库结构：{before} → {done.after}。", en=f"Schema: {before} → {done.after}.")
    if done.backup is None:
        return told_so
    return f"{told_so}\n{say(zh='升级前的备份：', en='The backup from before: ')}{done.backup}"
