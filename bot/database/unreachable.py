"""What stands between consultbot and its database, and how to mend it."""

from typing import Final

from bot.database.access import Database
from bot.faults import SetUpFault

Mend = tuple[str, str]
"""Chinese, English."""

SERVER: Final[Mend] = (
    "请检查 CONSULTBOT_DATABASE，以及数据库是否已启动。",
    "Check CONSULTBOT_DATABASE, and that the database is running.",
)
FOLDER: Final[Mend] = (
    "请检查 CONSULTBOT_DATABASE：文件夹须已存在，运行 consultbot 的用户须能读写其中的文件。",
    "Check CONSULTBOT_DATABASE: its folder must exist, and who runs consultbot must be able to read and write there.",
)
DISK: Final[Mend] = (
    "请清理磁盘或换到更大的磁盘；空间足够时，请检查磁盘是否损坏。已保存的内容不受影响。",
    "Free some space or move to a larger disk; where there is enough, the disk may be failing. What is kept is kept.",
)
DAMAGED: Final[Mend] = (
    "请检查 CONSULTBOT_DATABASE 是否指向正确的文件；文件若已损坏，请移开它，再用 consultbot restore 恢复备份。",
    "Check that CONSULTBOT_DATABASE names the right file. If it is damaged, move it away and run consultbot restore.",
)
BUSY: Final[Mend] = (
    "有别的程序正占用这个文件，请结束它后重试。",
    "Another program holds the file. End it and try again.",
)

BY_WORDS: Final = {
    "disk is full": DISK,
    "disk i/o error": DISK,
    "no space left": DISK,
    "malformed": DAMAGED,
    "not a database": DAMAGED,
    "locked": BUSY,
}
"""SQLite's words (sqlite.org/rescode.html) and the system's; on some file systems a full disk is an I/O error."""


class DatabaseUnreachable(SetUpFault):
    """The database can not be opened or written to; the cause says why."""

    def __init__(self, database: Database, cause: BaseException) -> None:
        why = str(getattr(cause, "orig", cause)).splitlines()[0]
        zh, en = _mend(why) if database.is_sqlite else SERVER
        super().__init__(
            zh=f"无法打开或更新数据库 {database.url}：{why}。{zh}",
            en=f"The database {database.url} can't be opened or upgraded: {why}. {en}",
        )


def _mend(why: str) -> Mend:
    return next((mend for words, mend in BY_WORDS.items() if words in why.lower()), FOLDER)
