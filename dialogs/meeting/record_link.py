"""The link of a consultation's record, for the QR code on its minutes: it opens the card of whoever may see it.

It holds the row's number alone and is no secret: what stands behind it is shown to those who facilitate in the
organisation or have a part in the consultation, and nobody else learns whether it is there.
"""

import re
from typing import Final

from sqlalchemy import select

from dialogs.engine.house import Installation
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.records import consultation
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION, has_part
from dialogs.people import membership
from dialogs.people.identifying import identify
from dialogs.people.roles import FACILITATORS

PREFIX: Final = "c-"
_TOKEN: Final = re.compile(rf"{PREFIX}([1-9][0-9]{{0,17}})", re.ASCII)

NOT_IN_YET: Final = _(
    "This link leads to the record of a consultation. Those who took part in it, or facilitate in its organisation, "
    "see it here once they have joined by an invitation."
)


def record_link(installation: Installation, number: int) -> str:
    """Give the address of a consultation's record by its row: on the web, or in Telegram; empty without either."""
    if installation.public_url:
        return f"{installation.public_url.rstrip('/')}/c/{number}"
    return installation.telegram_link(token_of(number)) or ""


def token_of(number: int) -> str:
    """Give what follows ``/start`` in the link of a consultation's record."""
    return f"{PREFIX}{number}"


async def open_record(turn: Turn, argument: str) -> bool:
    """Open the record that a link leads to, in the organisation that it belongs to; ``False`` for other tokens."""
    found = _TOKEN.fullmatch(argument.strip())
    if found is None:
        return False
    if turn.who.person is None:
        turn.say(NOT_IN_YET)
        return True
    reference = await _visible(turn, turn.who.person, int(found[1]))
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return True
    if reference.organisation != turn.who.organisation:
        await membership.work_in(turn, turn.who.person, reference.organisation)
        await turn.become(await identify(turn, turn.incoming))
    await turn.open_view(CONSULTATION, str(reference.id))
    return True


async def _visible(turn: Turn, person: int, number: int) -> Reference | None:
    table = consultation
    organisation = await turn.transaction.scalar(select(table.c.organisation_id).where(table.c.id == number))
    own = {number: role for number, _name, role in await membership.organisations_of(turn, person)}
    if organisation is None or organisation not in own:
        return None
    reference = await find(turn, organisation, number)
    if reference is None or own[organisation] in FACILITATORS or await has_part(turn, reference, person):
        return reference
    return None
