"""``/meeting``: begin a consultation, go on with the one begun, or open one by its number."""

from typing import Final

from pydantic import JsonValue

from dialogs.engine import conversations
from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.presses import CommandPress, ViewPress, packed
from dialogs.engine.registry import Command, Registry
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.asking_days import Today
from dialogs.meeting.following.owners import offered
from dialogs.meeting.listed import Listed, listed_line, opening_rows
from dialogs.meeting.listing import recent
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.preparing.form import FORM, MeetingAnswers, Opened, meeting_form
from dialogs.meeting.preparing.writing import write
from dialogs.meeting.references import find_by_number
from dialogs.meeting.striking.cards import open_struck
from dialogs.meeting.templates.views import LIST, TEMPLATES
from dialogs.people.rights import roles_of
from standard.library import Library

COMMAND: Final = "meeting"
NEW: Final = "new"
NEW_WORDS: Final = frozenset({NEW, "新建", "新"})
LIST_WORDS: Final = frozenset({LIST, "列表"})
SHOWN: Final = 5


async def start(turn: Turn, argument: str) -> None:
    """Answer ``/meeting``, ``/meeting new``, ``/meeting list`` and ``/meeting NUMBER``."""
    _person, organisation = turn.member
    wanted = argument.strip()
    subject = str(organisation)
    listed = await recent(turn, organisation, limit=SHOWN)
    if wanted in LIST_WORDS:
        turn.show(_card(turn, listed))
    elif wanted and wanted not in NEW_WORDS:
        await _open_named(turn, wanted)
    elif wanted or not listed or await conversations.draft_of(turn, FORM, subject) is not None:
        opened = Opened(today=Today.of(turn), owners=await offered(turn, organisation))
        await turn.open_form(FORM, subject, opened.model_dump(mode="json"))
    else:
        turn.show(_card(turn, listed))


async def written(turn: Turn, arguments: JsonValue, answers: MeetingAnswers) -> None:
    """Write what was answered, and show the consultation under its number."""
    reference = await write(turn, Opened.model_validate(arguments), answers)
    await turn.open_view(CONSULTATION, str(reference.id), "new")


async def _open_named(turn: Turn, wanted: str) -> None:
    reference = await find_by_number(turn, turn.member[1], wanted)
    if reference is not None:
        await turn.open_view(CONSULTATION, str(reference.id))
    elif not await open_struck(turn, wanted):
        turn.say(_("There is no consultation {number} here. /meetings lists them.", number=wanted[:40]))


def _card(turn: Turn, listed: tuple[Listed, ...]) -> Card:
    return Card(
        blocks=(
            Heading(text=_("Consultations")),
            Paragraph(text=_("Prepare one that is to come, or record one that has taken place.")),
            *(_listed(turn, listed) if listed else ()),
        ),
        buttons=(
            (Button(label=_("A new consultation"), press=packed(CommandPress(COMMAND, NEW))),),
            *opening_rows(listed),
            (Button(label=_("Templates"), press=packed(ViewPress(TEMPLATES))),),
        ),
    )


def _listed(turn: Turn, listed: tuple[Listed, ...]) -> tuple[Block, ...]:
    number = listed[0].reference.number
    return (
        Bullets(lines=tuple(listed_line(turn, one) for one in listed)),
        Note(text=_("/meetings lists them all; a number opens one: /meeting {number}", number=number)),
    )


def register(registry: Registry, library: Library) -> None:
    """Add the command and its form."""
    registry.command(
        Command(
            name=COMMAND,
            roles=roles_of("command", COMMAND),
            description=_("Prepare or record a consultation"),
            run=start,
        )
    )
    registry.form(meeting_form(library), written)
