"""What the commands start: a serving process, the demonstration, a first invitation."""

import asyncio
import socket
from typing import Final

import structlog
import typer

from bot import sample
from bot.commands.options import DemoOptions
from bot.commands.terminal import say, told
from bot.faults import SetUpFault
from bot.house import now
from bot.listening import listening
from bot.parts import Parts, built
from bot.serving import serve
from bot.settings import Settings
from bot.telegram.bot import TokenRefused
from bot.telegram.channel import TelegramChannel
from bot.telegram.inquiry import ask
from dialogs.engine.work import Work
from dialogs.people import invitations
from dialogs.people.roles import OPERATOR, Role
from standard.library import library

log = structlog.get_logger(__name__)

PATIENCE: Final = 5.0
"""Seconds that a start waits for Telegram before it serves the web chat alone."""


async def run(settings: Settings) -> None:
    """Serve Telegram, the web, or both, until the process is told to stop."""
    with listening(settings.listen) as door:
        reaching = asyncio.create_task(TelegramChannel.connect(settings))
        if settings.public_url and await _serve_web_alone(settings, door, reaching):
            return
        telegram = await reaching
        try:
            async with built(settings, telegram) as parts:
                await serve(parts, door)
        finally:
            if telegram is not None:
                await telegram.close()


async def _serve_web_alone(
    settings: Settings, door: socket.socket, reaching: "asyncio.Task[TelegramChannel | None]"
) -> bool:
    """Serve the web chat for as long as Telegram is out of reach; true when told to stop meanwhile."""
    await asyncio.wait({reaching}, timeout=PATIENCE)
    if reaching.done():
        return False
    log.warning("telegram out of reach: the web chat is served alone")
    async with built(settings, None) as parts:
        stopped = await serve(parts, door.dup(), reaching)
    if stopped:
        reaching.cancel()
        await asyncio.gather(reaching, return_exceptions=True)
    return stopped


async def demo(options: DemoOptions) -> None:
    """Serve a sample organisation on this machine, and print the links that lead into it."""
    with listening(options.listen) as door:
        settings = _demo_settings(options, port=door.getsockname()[1])
        async with built(settings, None) as parts:
            await _furnish(parts, options)
            await serve(parts, door)


async def invite(settings: Settings, *, operator: bool) -> None:
    """Print the links of a first invitation, an operator's; raises what is in the way of the only one."""
    telegram = await _reached_at_once(settings)
    try:
        async with built(settings, telegram) as parts, parts.storage.database.writing() as connection:
            work = Work(parts.house, connection, now(), "")
            token = await invitations.create(work, None, OPERATOR if operator else Role.ADMIN, None)
        for link in invitations.links(parts.house.installation, token):
            typer.echo(link)
    finally:
        if telegram is not None:
            await telegram.close()


async def _reached_at_once(settings: Settings) -> TelegramChannel | None:
    """Reach Telegram without trying again, for a command at which somebody waits.

    Where it cannot be reached and there is a web chat, says so and gives none.
    """
    if settings.telegram_token is None:
        return None
    try:
        await ask(settings, "getMe")
    except TokenRefused:
        raise
    except SetUpFault as fault:
        if settings.public_url is None:
            raise
        typer.echo(told(fault), err=True)
        return None
    return await TelegramChannel.connect(settings)


def _demo_settings(options: DemoOptions, port: int) -> Settings:
    host = f"[{options.listen.host}]" if ":" in options.listen.host else options.listen.host
    return Settings.model_validate(
        {
            "database": f"sqlite+aiosqlite:///{options.database}",
            "key_file": options.key_file,
            "listen": options.listen,
            "public_url": f"http://{host}:{port}",
            "language": options.language,
        }
    )


DEMO_WORDS: Final[dict[Role, tuple[str, str]]] = {
    Role.MEMBER: ("成员", "member"),
    Role.FACILITATOR: ("协商员", "facilitator"),
    Role.ADMIN: ("管理员", "administrator"),
}


async def _furnish(parts: Parts, options: DemoOptions) -> None:
    async with parts.storage.database.writing() as connection:
        work = Work(parts.house, connection, now(), "")
        organisation = await sample.furnish(work, library(), options.language)
        tokens = await sample.invite(work, organisation)
    typer.echo(say(zh="协商助手示例已就绪，请在浏览器中打开：", en="The demonstration is ready. Open in your browser:"))
    for role, token in tokens.items():
        zh, en = DEMO_WORDS[role]
        (link,) = invitations.links(parts.house.installation, token)
        typer.echo(f"  {link}  {say(zh=zh, en=en)}")
    typer.echo(
        say(
            zh=f"数据保存在 {options.database}，密钥在 {options.key_file}。按 Ctrl+C 结束。",
            en=f"Its data is kept in {options.database}, its key in {options.key_file}. Press Ctrl+C to end.",
        )
    )
