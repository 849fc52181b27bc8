"""``/export``: everything in the digest as a spreadsheet, kept sealed and noted in the audit trail."""

import asyncio
from typing import Final

from dialogs.assessment.result import is_sealed
from dialogs.assessment.rounds import Round, current_round
from dialogs.digest.answered import read_answered
from dialogs.digest.export import gather
from dialogs.digest.navigating import digest_button, round_named
from dialogs.digest.overview import SEALED
from dialogs.digest.views import NO_ROUND
from dialogs.engine import files
from dialogs.engine.cards import Card, Document, Heading, Note
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people import auditing
from standard.library import Library

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def export_current(library: Library, turn: Turn, argument: str) -> None:
    """Answer ``/export``: the current round."""
    del argument
    round_ = await current_round(turn, turn.member[1])
    if round_ is None:
        turn.say(NO_ROUND)
        return
    await _export(library, turn, round_)


async def export_named(library: Library, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Export the round that a button names: ``round``."""
    round_ = await round_named(turn, arguments)
    if round_ is not None:
        await _export(library, turn, round_)


async def _export(library: Library, turn: Turn, round_: Round) -> None:
    if is_sealed(round_, turn):
        turn.say(SEALED)
        return
    from dialogs.digest.workbook import workbook

    export = await gather(library, turn, round_)
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    answers = await read_answered(turn, round_)
    content = await asyncio.to_thread(workbook, export, reader, answers)  # seconds for thousands of answers
    name = f"consultbot-{round_.year}-{round_.number}.xlsx"
    number = await files.keep(
        turn, turn.who.owner, round_.organisation, name=name, media_type=MEDIA_TYPE, content=content
    )
    await auditing.note(turn, round_.organisation, "digest exported", str(round_.id))
    turn.show(
        Card(
            blocks=(
                Heading(text=_("Export: {round}", round=round_.name)),
                Note(text=_("Figures, verdicts, findings, answers and comments, without names. Keep the file safe.")),
            ),
            buttons=((digest_button(round_),),),
            document=Document(file=number, name=name, media_type=MEDIA_TYPE),
        )
    )
