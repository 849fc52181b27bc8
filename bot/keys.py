"""The key file: made on the first start, kept apart from the database, and never made twice.

Losing it means losing what it sealed. So a start whose key is wrong or missing refuses, says so, and changes
nothing: the database holds a known text under the key (``key_check``), and no new file is made where that
text is found.
"""

import hmac
import json
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from bot.cipher import FernetCipher, KeyRing
from bot.faults import SetUpFault
from dialogs.engine.cipher import SealBroken

KNOWN_TEXT: Final = "consultbot"
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


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


def load(path: Path, key_check: bytes | None) -> FernetCipher:
    """Give the cipher of the key file, made anew where there is neither a file nor a database that needs one.

    ``key_check`` is the database's sealed known text, or none for a new database. Raises a :class:`KeyFault`.
    """
    cipher = present(path, key_check)
    if cipher is None:
        _make(path)
        cipher = FernetCipher(_read(path))
    return cipher


def present(path: Path, key_check: bytes | None) -> FernetCipher | None:
    """Do the same without making anything: none where the first start will make the file."""
    if not path.exists():
        if key_check is not None:
            raise KeyMissing(path)
        return None
    cipher = FernetCipher(_read(path))
    if key_check is not None and not fits(cipher, key_check):
        raise KeyWrong(path)
    return cipher


def sealed_check(cipher: FernetCipher) -> bytes:
    """Seal the known text for the database: its fingerprint, so that both kinds of key are checked."""
    return cipher.seal(cipher.fingerprint(KNOWN_TEXT))


def fits(cipher: FernetCipher, key_check: bytes) -> bool:
    """Tell whether the database was sealed with these keys."""
    try:
        return hmac.compare_digest(cipher.open(key_check), cipher.fingerprint(KNOWN_TEXT))
    except SealBroken:
        return False


def _read(path: Path) -> KeyRing:
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


def _make(path: Path) -> None:
    """Write new keys where no file is; a file that appears meanwhile stays as it is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _link_whole(path, _written(KeyRing.new()))
    except OSError as fault:
        raise KeyUnreadable(path, zh=f"无法创建：{fault.strerror}", en=f"can't be made: {fault.strerror}") from fault


def _written(ring: KeyRing) -> bytes:
    seals = [key.get_secret_value() for key in ring.seals]
    return json.dumps({"index": ring.index.get_secret_value(), "seals": seals}, indent=2).encode() + b"\n"


def _link_whole(path: Path, content: bytes) -> None:
    # Written under another name and linked, so that neither a crash nor a second start sees half a file.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # O_EXCL, mode 600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
    _flush_directory(path.parent)


def _flush_directory(directory: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
