"""The key file: who may read it, what it holds, and how it is written so that nobody ever sees half of it."""

import json
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from bot.faults import SetUpFault
from bot.keys.cipher import KeyRing

OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO

Signature = tuple[int, int, int]
"""By what a file is told from the one that replaced it: inode, time of change in nanoseconds, bytes."""


class KeyFault(SetUpFault):
    """The key file can not be used; nothing has been changed."""


class KeyMissing(KeyFault):
    """The database was sealed with a key, and the key file is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            zh=f"找不到密钥文件 {path}，而数据库里的内容是用它加密的。请把备份的密钥文件放回该处，"
            "或用 CONSULTBOT_KEY_FILE 指明它在哪里。没有改动任何内容。",
            en=f"The key file {path} is missing, and the database was encrypted with it. Put your copy of it "
            "back, or say where it is with CONSULTBOT_KEY_FILE. Nothing has been changed.",
        )


class KeyWrong(KeyFault):
    """The key file's keys are not the ones that the database was sealed with."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            zh=f"密钥文件 {path} 与这个数据库不匹配。请换回原来的密钥文件，"
            "或检查 CONSULTBOT_DATABASE 是否指向了正确的数据库。没有改动任何内容。",
            en=f"The key file {path} does not fit this database. Bring back the original key file, or check "
            "that CONSULTBOT_DATABASE names the right database. Nothing has been changed.",
        )


class KeyExposed(KeyFault):
    """Other users of the machine may read the key file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            zh=f"密钥文件 {path} 可被本机其他用户读取。请先运行：chmod 600 {path}",
            en=f"Other users of this machine can read the key file {path}. First run: chmod 600 {path}",
        )


class KeyUnreadable(KeyFault):
    """The key file can not be read, made or understood; the cause says why."""

    def __init__(self, path: Path, *, zh: str, en: str) -> None:
        super().__init__(zh=f"密钥文件 {path} {zh}", en=f"The key file {path} {en}")


def signature(path: Path) -> Signature | None:
    """Tell which file lies there just now; none where there is none, or it is out of reach."""
    try:
        found = os.stat(path)  # noqa: PTH116 (before every seal: pathlib doubles its time)
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def read(path: Path) -> KeyRing:
    """Read the keys; raises :class:`KeyExposed` or :class:`KeyUnreadable`."""
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & OTHERS:
                raise KeyExposed(path)
            written = file.read()
    except OSError as fault:
        raise KeyUnreadable(path, zh=f"无法读取：{fault.strerror}", en=f"can't be read: {fault.strerror}") from fault
    try:
        return KeyRing.model_validate_json(written)
    except ValidationError:
        # Without the cause: pydantic's message would quote the file.
        raise KeyUnreadable(
            path,
            zh="已损坏，不是 consultbot 写的密钥文件。请放回备份。",
            en="is damaged: it is not one that consultbot wrote. Put your copy of it back.",
        ) from None


def make(path: Path) -> None:
    """Write new keys where no file is; a file that appears meanwhile stays as it is. Raises :class:`KeyUnreadable`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _link_whole(path, _written(KeyRing.new()))
    except OSError as fault:
        raise KeyUnreadable(path, zh=f"无法创建：{fault.strerror}", en=f"can't be made: {fault.strerror}") from fault


def replace(path: Path, ring: KeyRing) -> None:
    """Put other keys in the file's place, at once and for good; raises :class:`KeyUnreadable`."""
    try:
        draft = _draft(path, _written(ring))
        draft.replace(path)
        _flush_directory(path.parent)
    except OSError as fault:
        raise KeyUnreadable(path, zh=f"无法写入：{fault.strerror}", en=f"can't be written: {fault.strerror}") from fault


def _written(ring: KeyRing) -> bytes:
    seals = [key.get_secret_value() for key in ring.seals]
    return json.dumps({"index": ring.index.get_secret_value(), "seals": seals}, indent=2).encode() + b"\n"


def _link_whole(path: Path, content: bytes) -> None:
    # Written under another name and linked, so that neither a crash nor a second start sees half a file.
    draft = _draft(path, content)
    try:
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    _flush_directory(path.parent)


def _draft(path: Path, content: bytes) -> Path:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # O_EXCL, mode 600
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(draft)


def _flush_directory(directory: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
