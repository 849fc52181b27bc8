"""The browsers in which somebody is signed in: listed under ``/settings``, ended there one by one or all at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from dialogs.engine import records
from dialogs.engine.cards import Button
from dialogs.engine.presses import ActionPress, packed
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people import auditing

SHOWN: Final = 5
END: Final = "end-browser"
ALL: Final = "all"


@dataclass(frozen=True)
class Browser:
    """A browser session: its chat, where it is, when it was last used."""

    chat: int
    address: str
    used: datetime


async def others(turn: Turn) -> list[Browser]:
    """List the person's open browser sessions but the one they are writing from, the last used first."""
    table = records.chat
    rows = await turn.transaction.execute(
        select(table.c.id, table.c.sealed_address).where(
            table.c.person_id == turn.person, table.c.channel == "web", table.c.id != turn.who.chat
        )
    )
    addresses = {turn.cipher.open(row.sealed_address).decode(): row.id for row in rows}
    used = await turn.house.browsers.last_used(turn.transaction, list(addresses), turn.now)
    found = [Browser(addresses[address], address, at) for address, at in used.items()]
    return sorted(found, key=lambda browser: (browser.used, browser.chat), reverse=True)


def end_buttons(turn: Turn, browsers: list[Browser]) -> tuple[tuple[Button, ...], ...]:
    """Give a button for each browser, and one for all where there are several."""
    shown = [
        Button(
            label=_("End: browser last used on {day}", day=browser.used.astimezone(turn.who.timezone).date()),
            press=packed(ActionPress(END, (str(browser.chat),))),
        )
        for browser in browsers[:SHOWN]
    ]
    if len(browsers) > 1:
        shown.append(Button(label=_("End all other browsers"), press=packed(ActionPress(END, (ALL,)))))
    return tuple((button,) for button in shown)


async def end(turn: Turn, arguments: tuple[str, ...]) -> int:
    """End the browser that a button names (``chat | all``) where it is one of the person's; gives how many ended."""
    ended = [browser for browser in await others(turn) if arguments in {(ALL,), (str(browser.chat),)}]
    await turn.house.browsers.end(turn.transaction, [browser.address for browser in ended], turn.now)
    if ended:
        await auditing.note(turn, turn.who.organisation, "browser sessions ended", str(len(ended)))
    return len(ended)


async def erase(turn: Turn) -> None:
    """End the person's other browsers and erase what this one shows: nothing of theirs is to be read there."""
    await end(turn, (ALL,))
    if turn.who.channel == "web":
        await turn.house.browsers.erase(turn.transaction, [turn.incoming.address])
