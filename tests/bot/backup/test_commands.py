"""Backing up, restoring and changing the key as the person at the terminal meets them."""

import asyncio
import os
import sys
from pathlib import Path

from bot.database.access import Database
from tests.bot.backup.installation import filled


async def consultbot(folder: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONSULTBOT_")}
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env=kept | {"LC_ALL": "en_GB.UTF-8"} | {f"CONSULTBOT_{name}": value for name, value in settings.items()},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _none = await running.communicate()
    return int(running.returncode or 0), said.decode()


async def test_the_commands_back_up_restore_and_change_the_key(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db")
    await filled(database, tmp_path / "consultbot.key", 4)
    await database.close()

    code, said = await consultbot(tmp_path, "backup", "kept.backup")
    assert (code, "rows are backed up in kept.backup" in said) == (0, True), said
    code, said = await consultbot(tmp_path, "restore", "kept.backup")
    assert (code, "say --replace" in said) == (2, True), said
    code, said = await consultbot(tmp_path, "restore", "kept.backup", "--replace")
    assert (code, "rows are restored, as of" in said, "A copy of what was there" in said) == (0, True, True), said
    code, said = await consultbot(tmp_path, "rotate-key")
    assert (code, "The key is changed" in said, "Encrypting anew 100 %" in said) == (0, True, True), said
    code, said = await consultbot(tmp_path, "restore", "kept.backup", "--replace")
    assert (code, "Use the key file of the day" in said, "Traceback" in said) == (2, True, False), said
