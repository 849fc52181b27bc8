"""``consultbot check``: whether a start would succeed, without changing anything."""

from collections.abc import AsyncIterator
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.addresses import Address
from bot.checking.finding import Finding
from bot.database import schema
from bot.database.access import Database
from bot.database.disk import room
from bot.database.opening import key_check
from bot.database.unreachable import DatabaseUnreachable
from bot.drawing.fonts import chinese_font
from bot.faults import SetUpFault
from bot.keys import keeper as keys
from bot.listening import AddressTaken, listening
from bot.settings import Settings

OLDEST: Final = 14
"""PostgreSQL's version from which on it ends the session of a process that hangs."""


class FontMissing(SetUpFault):
    """The font that comes with the installation is not there."""

    def __init__(self) -> None:
        super().__init__(
            zh="缺少中文字体，图表无法显示汉字。请重新安装 consultbot 的依赖。",
            en="The Chinese font is missing, so charts can't show their words. Install consultbot's "
            "dependencies again.",
        )


class ServerTooOld(SetUpFault):
    """The PostgreSQL server lacks what several processes rely on."""

    def __init__(self, version: str) -> None:
        super().__init__(
            zh=f"PostgreSQL {version} 版本过旧，请升级到 {OLDEST} 或更高版本。",
            en=f"PostgreSQL {version} is too old. Upgrade it to {OLDEST} or later.",
        )


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the database, its schema, its key, the disk, the font and the address, and last at Telegram."""
    database = Database(settings.database)
    try:
        yield await _schema(database)
        if not database.is_sqlite:
            yield await _server(database)
        yield await _key(database, settings)
    except SetUpFault as fault:
        yield Finding("数据库", "Database", fault)
    finally:
        await database.close()
    yield room(database, settings.key_file)
    yield Finding("字体", "Font", None if chinese_font().exists() else FontMissing())
    yield _door(settings.listen)
    if settings.telegram_token is not None:
        from bot.telegram import checking

        async for finding in checking.findings(settings):
            yield finding


def _door(address: Address) -> Finding:
    """Try to listen; one that is in use is no fault, for it may be consultbot's own."""
    where = f"{address.host}:{address.port}"
    try:
        listening(address).close()
    except AddressTaken as fault:
        if fault.in_use:
            return Finding(
                f"监听地址：{where}，正在使用中（consultbot 正在运行时就是如此）",
                f"Address: {where}, in use (as it is while consultbot runs)",
            )
        return Finding("监听地址", "Address", fault)
    return Finding(f"监听地址：{where}", f"Address: {where}")


async def _server(database: Database) -> Finding:
    try:
        async with database.reading() as connection:
            version = str(await connection.scalar(text("SHOW server_version")))
    except (SQLAlchemyError, OSError) as fault:
        raise DatabaseUnreachable(database, fault) from fault
    too_old = int(version.partition(".")[0]) < OLDEST
    return Finding(f"PostgreSQL {version}", f"PostgreSQL {version}", ServerTooOld(version) if too_old else None)


async def _schema(database: Database) -> Finding:
    found, newest = await schema.revision(database), schema.newest_revision()
    if found is None:
        return Finding(
            f"数据库：{database.url}，首次启动时建立", f"Database: {database.url}, to be filled by the first start"
        )
    if found != newest:
        return Finding(
            f"数据库：{database.url}，启动时将由结构版本 {found} 升级到 {newest}",
            f"Database: {database.url}, to be upgraded from schema {found} to {newest} by the next start",
        )
    return Finding(f"数据库：{database.url}，结构版本 {found}", f"Database: {database.url}, schema {found}")


async def _key(database: Database, settings: Settings) -> Finding:
    path = settings.key_file
    try:
        cipher = keys.present(path, await key_check(database))
    except keys.KeyFault as fault:
        return Finding("密钥", "Key", fault)
    if cipher is None:
        return Finding(f"密钥：{path}，首次启动时生成", f"Key: {path}, to be made by the first start")
    return Finding(f"密钥：{path}", f"Key: {path}")
