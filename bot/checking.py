"""``consultbot check``: whether a start would succeed, without changing anything."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot import keys, schema
from bot.database import Database
from bot.drawing.fonts import chinese_font
from bot.faults import SetUpFault
from bot.opening import key_check
from bot.settings import Settings


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``fault`` when it is not as it must be."""

    zh: str
    en: str
    fault: SetUpFault | None = None


class FontMissing(SetUpFault):
    """The font that comes with the installation is not there."""

    def __init__(self) -> None:
        super().__init__(
            zh="缺少中文字体，图表无法显示汉字。请重新安装 consultbot 的依赖。",
            en="The Chinese font is missing, so charts can't show their words. Install consultbot's "
            "dependencies again.",
        )


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the database, its schema, its key and the font, in this order."""
    database = Database(settings.database)
    try:
        yield await _schema(database)
        yield await _key(database, settings)
    except SetUpFault as fault:
        yield Finding("数据库", "Database", fault)
    finally:
        await database.close()
    yield Finding("字体", "Font", None if chinese_font().exists() else FontMissing())


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
