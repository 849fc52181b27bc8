"""What can be wrong with a backup; in every case nothing has been changed."""

from pathlib import Path

from bot.faults import SetUpFault


class BackupFault(SetUpFault):
    """Base of what can be wrong with a backup."""


class BackupExists(BackupFault):
    """There is a file of that name already."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            zh=f"文件 {path} 已存在，不会覆盖。请换一个文件名。",
            en=f"The file {path} exists and will not be overwritten. Choose another name.",
        )


class BackupUnwritable(BackupFault):
    """The file can not be written; the cause says why."""

    def __init__(self, path: Path, cause: OSError) -> None:
        why = cause.strerror or type(cause).__name__
        super().__init__(zh=f"无法写入备份文件 {path}：{why}", en=f"The backup {path} can't be written: {why}")


class BackupUnreadable(BackupFault):
    """The file can not be read, or is no backup."""

    def __init__(self, path: Path, *, zh: str, en: str) -> None:
        super().__init__(zh=f"备份文件 {path} {zh}", en=f"The backup {path} {en}")


class BackupForeign(BackupFault):
    """The file was encrypted with another key, or its very beginning is damaged: which of them, nobody can tell."""

    def __init__(self, path: Path, key_file: Path) -> None:
        super().__init__(
            zh=f"密钥文件 {key_file} 打不开备份 {path}。请使用备份当时的密钥文件（CONSULTBOT_KEY_FILE）；"
            "如果就是这个密钥文件，则备份不完整或已损坏，请改用另一份。没有改动任何内容。",
            en=f"The key file {key_file} does not open the backup {path}. Use the key file of the day on which it was "
            "taken (CONSULTBOT_KEY_FILE); if it is that one, the backup is cut short or damaged: use another one. "
            "Nothing has been changed.",
        )


class BackupDamaged(BackupFault):
    """The file is cut short, or was changed."""

    def __init__(self, path: Path, cause: str) -> None:
        self.cause = cause
        super().__init__(
            zh=f"备份文件 {path} 不完整或已损坏，请改用另一份备份。没有改动任何内容。",
            en=f"The backup {path} is cut short or damaged ({cause}). Use another one. Nothing has been changed.",
        )


class BackupNewer(BackupFault):
    """A newer consultbot took the backup."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__(
            zh=f"备份 {path} 来自更新版本的 consultbot（结构版本 {revision}）。请先升级 consultbot。没有改动任何内容。",
            en=f"A newer consultbot took the backup {path} (schema {revision}). Upgrade consultbot first. Nothing has "
            "been changed.",
        )


class DatabaseOccupied(BackupFault):
    """The database to restore into holds something."""

    def __init__(self, url: object) -> None:
        super().__init__(
            zh=f"数据库 {url} 里已有内容。若确实要用备份覆盖，请加 --replace。没有改动任何内容。",
            en=f"The database {url} is not empty. To put the backup in its place, say --replace. Nothing has been "
            "changed.",
        )


class DatabaseBusy(BackupFault):
    """Somebody holds a table and does not let it go."""

    def __init__(self, url: object) -> None:
        super().__init__(
            zh=f"数据库 {url} 一直被占用，未能恢复。请稍后再试，或先停止运行中的进程。没有改动任何内容。",
            en=f"The database {url} stayed in use, so nothing could be restored. Try again later, or stop what is "
            "running first. Nothing has been changed.",
        )


class NothingToBackUp(BackupFault):
    """There is no database yet."""

    def __init__(self, url: object) -> None:
        super().__init__(
            zh=f"数据库 {url} 里还没有内容，无需备份。", en=f"There is nothing in the database {url} to back up yet."
        )


class BackupUnproven(BackupFault):
    """What was restored into the scratch database is not what was read: the backup has been thrown away."""

    def __init__(self, tables: list[str]) -> None:
        super().__init__(
            zh=f"试恢复的结果与原数据不一致（{', '.join(tables)}），备份已作废。请检查磁盘和内存后重试。",
            en=f"Restoring the backup on trial gave something else than was read ({', '.join(tables)}), so it was "
            "thrown away. Check the disk and the memory, and try again.",
        )
