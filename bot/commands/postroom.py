"""``consultbot outbox``: what waits to be delivered, and taking back what goes out to many."""

import typer
from sqlalchemy import func, select

from bot.commands.terminal import say
from bot.database import schema
from bot.database.access import Database
from bot.delivery.backlog import STUCK
from bot.settings import Settings
from dialogs.engine import records
from dialogs.engine.batches import batches
from dialogs.engine.batches import cancel as take_back


async def show(settings: Settings) -> None:
    """Print how many letters wait, batch by batch; raises the faults of :func:`bot.database.schema.revision`."""
    database = Database(settings.database)
    try:
        if await schema.revision(database) is None:
            typer.echo(say(zh="没有待发的消息。", en="Nothing waits."))
            return
        async with database.reading() as connection:
            letters = select(func.count()).select_from(records.outbox)
            waiting = await connection.scalar(letters) or 0
            stuck = await connection.scalar(letters.where(records.outbox.c.attempts >= STUCK)) or 0
            found = await batches(connection)
    finally:
        await database.close()
    typer.echo(
        say(zh=f"待发 {waiting} 条，其中多次未成功 {stuck} 条。", en=f"{waiting} wait, {stuck} of them in vain so far.")
    )
    for batch in found:
        since = f"{batch.since:%Y-%m-%d %H:%M} UTC"
        typer.echo(
            say(
                zh=f"  {batch.name}：{batch.waiting}，始于 {since}", en=f"  {batch.name}: {batch.waiting} since {since}"
            )
        )


async def cancel(settings: Settings, batch: str) -> None:
    """Take back what waits of a batch, while all runs; raises the faults of :func:`bot.database.schema.revision`."""
    database = Database(settings.database)
    try:
        taken = 0
        if await schema.revision(database) is not None:
            async with database.writing() as connection:
                taken = await take_back(connection, batch)
    finally:
        await database.close()
    if not taken:
        typer.echo(
            say(zh=f"{batch} 没有待发的消息，未作改动。", en=f"Nothing of {batch} waits: nothing was taken back.")
        )
        return
    typer.echo(say(zh=f"已撤回 {taken} 条。", en=f"{taken} taken back."))
