"""What those invited do with a notice: read it again, say whether they come, or who comes in their place."""

from functools import partial
from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Block, Card, Heading, Note, Notice
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.presses import row_number
from dialogs.engine.registry import Action, Registry
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.meeting.notice.drafting import Draft
from dialogs.meeting.notice.invited import Invited, answering
from dialogs.meeting.notice.letters import blocks_of, material_rows, reply_rows, said_of
from dialogs.meeting.notice.navigating import DEPUTY, REPLY
from dialogs.meeting.notice.replies import note_reply, reply_text
from dialogs.meeting.notice.standing import Standing, read_standing
from dialogs.meeting.opening import OneConsultation, open_anew
from dialogs.meeting.record import Participant
from dialogs.meeting.references import Reference
from dialogs.meeting.stakeholders import LONGEST_NAME
from dialogs.meeting.terms import Dispatch, Reply
from dialogs.people.rights import roles_of
from standard.library import Library

NOT_SENT: Final = _("The notice of this consultation has not been sent yet.")
AGAIN: Final = _("It takes place at another time than the letter said. Please answer for the new one:")


class DeputyArguments(OneConsultation):
    """What the form is opened with: the consultation, and the dispatch that asked."""

    dispatch: int


class DeputyAnswers(BaseModel):
    """Who comes."""

    name: str


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = DeputyArguments.model_validate(arguments)
    asked = _("Who comes in your place to {number}?", number=given.number)
    return deputy_steps(asked)


def deputy_steps(question: Text) -> tuple[Step, ...]:
    """Ask who comes."""
    return (
        Words(
            name="name",
            label=_("Proxy"),
            prompt=(Heading(text=question), Note(text=_("Name and body, as they should stand in the minutes."))),
            longest=LONGEST_NAME,
        ),
    )


FORM: Final = Form(
    name=DEPUTY,
    version=1,
    title=_("A proxy"),
    model=DeputyAnswers,
    steps=_steps,
    roles=roles_of("form", DEPUTY),
    submit=_("Save"),
    review=False,
    example=DeputyArguments(consultation=0, number="2026-行-001", dispatch=0).model_dump(mode="json"),
)


async def reply(library: Library, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Take an answer: ``consultation, reply, the dispatch that asked``."""
    _number, said, asked = (*arguments, "", "", "")[:3]
    given = next((each for each in Reply if each.value == said), None)
    if given is None:
        turn.say(BUTTON_GONE)
        return
    place = await _place(library, turn, arguments, row_number(asked))
    if place is None:
        return
    if given is Reply.DEPUTY:
        turn.leave_card()
        await _ask_deputy(turn, place, row_number(asked))
    else:
        await note_reply(turn, place.reference, place.participant, given, by=turn.who.person)
        await _show(library, turn, place, _thanks(given))


async def replied(library: Library, turn: Turn, arguments: JsonValue, answers: DeputyAnswers) -> None:
    """Note who comes in one's place."""
    given = DeputyArguments.model_validate(arguments)
    place = await _place(library, turn, (str(given.consultation),), given.dispatch)
    if place is not None:
        await note_reply(turn, place.reference, place.participant, Reply.DEPUTY, answers.name, by=turn.who.person)
        await _show(library, turn, place, _thanks(Reply.DEPUTY, answers.name))


async def _place(library: Library, turn: Turn, arguments: tuple[str, ...], asked: int) -> Invited | None:
    """Find for whom an answer counts; else say why it does not: it is too late, or the time is another one now."""
    place = await answering(turn, arguments)
    if place is None:
        return None
    standing = await read_standing(turn, place.reference)
    refused, asking = too_late(standing), standing.asking(place.participant)
    if refused is not None or asking is None:
        # The letter stays: it leads to the materials.
        turn.leave_card()
        turn.say(refused or NOT_SENT)
    elif asked < asking.id:
        turn.show(_own(library, standing, place.participant, AGAIN), live=False)
    else:
        return place
    return None


async def _ask_deputy(turn: Turn, place: Invited, asked: int) -> None:
    reference = place.reference
    given = DeputyArguments(consultation=reference.id, number=reference.number, dispatch=asked)
    await open_anew(turn, DEPUTY, str(reference.id), given)


async def _show(library: Library, turn: Turn, place: Invited, notice: Text) -> None:
    """Show the letter with the answer; its buttons stay whatever else is opened in the chat."""
    turn.show(await own_card(library, turn, place.reference, place.participant, notice), live=False)


async def own_card(
    library: Library, turn: Turn, reference: Reference, participant: int | None, notice: Text | None = None
) -> Card:
    """Show somebody what they were sent, as it stands now, and what they answered."""
    return _own(library, await read_standing(turn, reference), participant, notice)


def _own(library: Library, standing: Standing, participant: int | None, notice: Text | None) -> Card:
    materials = material_rows(standing.given)
    said = next((one for one in standing.consultation.participants if one.id == participant), None)
    asking = None if said is None else standing.asking(said.id)
    if asking is None or said is None:
        return Card(blocks=(Notice(text=NOT_SENT),), buttons=materials)
    draft = Draft(
        what=Dispatch.CALL_OFF if standing.is_called_off else Dispatch.NOTICE,
        recipients=(),
        materials=standing.given,
    )
    open_still = too_late(standing) is None
    unanswered = open_still and said.reply is None
    replying = reply_rows(standing, asking.id, said.reply) if open_still else ()
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            *(blocks_of if unanswered else said_of)(library, standing, draft),
            *((_answered(said),) if said.reply is not None else ()),
        ),
        buttons=(*replying, *materials),
    )


def _answered(said: Participant) -> Block:
    return Note(text=_("Your answer: {reply}", reply=reply_text(said.reply, said.deputy)))


def too_late(standing: Standing) -> Message | None:
    """Say why no answer is taken any more; none while one is."""
    number = standing.reference.number
    if standing.consultation.held_at is not None:
        return _("Consultation {number} has been held; no answer is needed any more.", number=number)
    if standing.is_called_off:
        return _("Consultation {number} is called off; no answer is needed any more.", number=number)
    return None


def _thanks(reply: Reply, deputy: str = "") -> Text:
    match reply:
        case Reply.ATTENDING:
            return _("Noted: you come. Thank you.")
        case Reply.DECLINING:
            return _("Noted: you cannot come. Thank you for telling us.")
        case _:
            return _("Noted: {name} comes in your place. Thank you.", name=deputy)


def register(registry: Registry, library: Library) -> None:
    """Add the buttons of the letters and the form."""
    registry.action(Action(name=REPLY, roles=roles_of("action", REPLY), run=partial(reply, library)))
    registry.form(FORM, partial(replied, library))
