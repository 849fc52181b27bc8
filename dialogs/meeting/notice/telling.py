"""What facilitators note for those invited: that they were told by hand, and what they answered in another way."""

from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.forms import Form, Step
from dialogs.engine.presses import row_number
from dialogs.engine.text import _
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.meeting.notice.answering import DeputyAnswers, deputy_steps, too_late
from dialogs.meeting.notice.closing import still_open
from dialogs.meeting.notice.dispatches import Delivery, note_told
from dialogs.meeting.notice.inviting import NOT_INVITED, invited_card, invitee_card
from dialogs.meeting.notice.navigating import PROXY, Which
from dialogs.meeting.notice.replies import note_reply
from dialogs.meeting.notice.standing import Standing, read_standing
from dialogs.meeting.opening import open_anew
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Reply
from dialogs.people.rights import roles_of


async def told(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Note that one of them has been told by hand: ``participant``."""
    number, standing = row_number((*rest, "")[0]), await read_standing(turn, reference)
    await _note_told(turn, standing, {number})
    turn.show(invited_card(await read_standing(turn, reference), Which.HAND, notice=_("Noted.")))


async def all_told(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Note that everybody has."""
    del rest
    standing = await read_standing(turn, reference)
    await _note_told(turn, standing, {one.participant for one, _of_what in standing.to_tell})
    turn.show(invited_card(await read_standing(turn, reference), Which.HAND, notice=_("Noted.")))


async def _note_told(turn: Turn, standing: Standing, participants: set[int]) -> None:
    done: list[Delivery] = []
    for one, of_what in standing.to_tell:
        if one.participant in participants:
            done += of_what
    await note_told(turn, standing.reference, done, by=turn.who.person)


async def answer(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Note what somebody answered in another way: ``participant, reply``."""
    part, said = (*rest, "", "")[:2]
    number, given = row_number(part), next((each for each in Reply if each.value == said), None)
    standing = await read_standing(turn, reference)
    one = next((each for each in standing.recipients if each.participant == number), None)
    refused = too_late(standing)
    if given is None or one is None:
        turn.say(BUTTON_GONE if given is None else NOT_INVITED)
    elif refused is not None:
        turn.say(refused)
    elif given is Reply.DEPUTY:
        asked = ProxyArguments(consultation=reference.id, participant=number, name=one.name)
        await open_anew(turn, PROXY, f"{reference.id}:{number}", asked)
    else:
        await note_reply(turn, reference, number, given, by=turn.who.person)
        turn.show(invitee_card(await read_standing(turn, reference), number, _("Noted.")))


class ProxyArguments(BaseModel):
    """For whom somebody else comes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    consultation: int
    participant: int
    name: str


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = ProxyArguments.model_validate(arguments)
    return deputy_steps(_("Who comes in the place of {name}?", name=given.name))


FORM: Final = Form(
    name=PROXY,
    version=1,
    title=_("A proxy"),
    model=DeputyAnswers,
    steps=_steps,
    roles=roles_of("form", PROXY),
    submit=_("Save"),
    review=False,
    example=ProxyArguments(consultation=0, participant=0, name="张科长").model_dump(mode="json"),
)


async def answered(turn: Turn, arguments: JsonValue, answers: DeputyAnswers) -> None:
    """Note whom somebody sends."""
    given = ProxyArguments.model_validate(arguments)
    reference = await still_open(turn, given.consultation)
    if reference is None:
        return
    refused = too_late(await read_standing(turn, reference))
    if refused is not None:
        turn.say(refused)
        return
    await note_reply(turn, reference, given.participant, Reply.DEPUTY, answers.name, by=turn.who.person)
    turn.show(invitee_card(await read_standing(turn, reference), given.participant, _("Noted.")))
