"""Minutes that were sent round are taken back to be revised: what was confirmed counts no more, and that is said."""

from dialogs.engine.cards import Card, Heading, Note, Paragraph
from dialogs.engine.text import _, n_
from dialogs.engine.turn import Turn
from dialogs.meeting.live.changing import turn_pages
from dialogs.meeting.minutes.audience import asked
from dialogs.meeting.minutes.keeping import read_draft, take_back
from dialogs.meeting.minutes.navigating import YES, Deed, deed_button, minutes_button
from dialogs.meeting.minutes.showing import minutes_card
from dialogs.meeting.references import Reference, hold
from dialogs.meeting.terms import MinutesState
from dialogs.people import auditing
from standard.library import Library

NOT_OUT = _("These minutes are not out for confirmation, or somebody has signed them already.")


async def revise(library: Library, turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Make them a draft again, after asking."""
    await hold(turn, reference)
    draft = await read_draft(turn, reference)
    if draft.state is not MinutesState.CIRCULATED or draft.approved is not None:
        turn.say(NOT_OUT)
        return
    if rest != (YES,):
        turn.show(await _asking(turn, reference))
        return
    void = await take_back(turn, reference, by=turn.who.person)
    await auditing.note(turn, reference.organisation, "minutes taken back", reference.number)
    await turn_pages(turn, reference)
    said = n_(
        "Taken back. {count} confirmation counts no more. Once they are revised, please send them round again.",
        "Taken back. {count} confirmations count no more. Once they are revised, please send them round again.",
        void,
    )
    turn.show(await minutes_card(library, turn, reference, notice=said))


async def _asking(turn: Turn, reference: Reference) -> Card:
    confirmed = sum(one.confirmed is True for one in await asked(turn, reference))
    counted = n_(
        "{count} participant has confirmed them; that counts no more then, and they are told so.",
        "{count} participants have confirmed them; that counts no more then, and they are told so.",
        confirmed,
    )
    return Card(
        blocks=(
            Heading(text=_("Take the minutes of {number} back?", number=reference.number)),
            Paragraph(text=_("They become a draft again, which you can correct and send round anew.")),
            Note(text=counted),
            Note(text=_("Objections stay attached until whoever made them answers anew.")),
        ),
        buttons=(
            (deed_button(_("Take them back"), reference.id, Deed.TAKE_BACK, YES),),
            (minutes_button(reference.id, _("‹ Minutes")),),
        ),
    )
