"""Those invited, as facilitators see them: who is still to be told by hand, and what each has answered."""

from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine import conversations
from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.forms import Form, Step
from dialogs.engine.text import Text, _
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.engine.walk.summary import listed, shortened
from dialogs.meeting.cards.navigating import number_of
from dialogs.meeting.navigating import page_of, view_button
from dialogs.meeting.notice.answering import DeputyAnswers, deputy_steps, too_late
from dialogs.meeting.notice.dispatches import Delivery, note_told
from dialogs.meeting.notice.navigating import INVITED, INVITEE, PROXY, Deed, Row, Which, deed_button, notice_button
from dialogs.meeting.notice.recipients import Recipient
from dialogs.meeting.notice.replies import note_reply, reply_text
from dialogs.meeting.notice.standing import Standing, read_standing
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION, consultation_named
from dialogs.meeting.terms import Dispatch, Reply, Way
from dialogs.meeting.wording import REPLY_NAMES, STAKEHOLDER_NAMES
from dialogs.people.rights import roles_of

A_PAGE: Final = 8
"""People a card."""
NOT_INVITED: Final = _("That is no longer part of this consultation.")


async def show_invited(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """List those invited: ``consultation, which, page``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    _number, which, page = (*arguments, "", "")[:3]
    return _list(await read_standing(turn, reference), Which.HAND if which == Which.HAND.value else Which.ALL, page)


async def show_invitee(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show one of them: ``consultation, participant``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    return _one(await read_standing(turn, reference), number_of((*arguments, "")[1]))


def _list(standing: Standing, which: Which, page: str = "1", notice: Text | None = None) -> Card:
    reference, to_tell = standing.reference, {one.participant for one, _of_what in standing.to_tell}
    people = [one for one in standing.recipients if which is Which.ALL or one.participant in to_tell]
    last = -(-len(people) // A_PAGE)
    place = page_of(page, last)
    shown = people[(place - 1) * A_PAGE : place * A_PAGE]
    heading = _("To be told by you") if which is Which.HAND else _("Those invited")
    lines = tuple(_line(standing, one) for one in shown)
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=heading),
            Bullets(lines=lines) if lines else Paragraph(text=_("Nobody.")),
        ),
        buttons=(
            *((_open(reference, one),) for one in shown),
            *_turning(reference, which, place, last),
            *_telling(standing, which),
            (notice_button(reference),),
        ),
    )


def _turning(reference: Reference, which: Which, page: int, last: int) -> tuple[Row, ...]:
    """Lead to the pages before and after."""

    def turned(label: Text, to: int) -> Row:
        return (view_button(label, INVITED, reference.id, which.value, str(to)),)

    before = turned(_("Previous page"), page - 1) if page > 1 else ()
    after = turned(_("Next page"), page + 1) if page < last else ()
    return ((*before, *after),) if before or after else ()


def _telling(standing: Standing, which: Which) -> tuple[Row, ...]:
    """Give the text to forward, for each thing that is to be told, and the press that says that all are told."""
    reference = standing.reference
    if which is not Which.HAND or not standing.to_tell:
        return ()
    what = dict.fromkeys(each.sent.what for _one, of_what in standing.to_tell for each in of_what)
    texts = tuple((deed_button(FORWARD_NAMES[each], reference, Deed.FORWARD, each.value),) for each in what)
    return (*texts, (deed_button(_("All are told"), reference, Deed.ALL_TOLD),))


FORWARD_NAMES: Final[dict[Dispatch, Text]] = {
    Dispatch.NOTICE: _("The notice, to be forwarded"),
    Dispatch.CHANGE: _("The change, to be forwarded"),
    Dispatch.MATERIALS: _("What to write with the materials"),
    Dispatch.CALL_OFF: _("That it is called off, to be forwarded"),
}


def _open(reference: Reference, one: Recipient) -> Button:
    return view_button(shortened(one.name, 30), INVITEE, reference.id, str(one.participant))


def _line(standing: Standing, one: Recipient) -> Text:
    parts: list[Text] = [one.name, STAKEHOLDER_NAMES[one.kind], _told_text(standing, one)]
    participant = next((each for each in standing.consultation.participants if each.id == one.participant), None)
    parts.append(reply_text(one.reply, None if participant is None else participant.deputy))
    return listed(parts)


def _told_text(standing: Standing, one: Recipient) -> Text:
    last = standing.last_told.get(one.participant)
    if last is None:
        return _("not told yet")
    if any(waiting.participant == one.participant for waiting, _of_what in standing.to_tell):
        return _("to be told by you")
    return _("written to") if last.way is Way.BOT else _("told in another way")


def _one(standing: Standing, number: int, notice: Text | None = None) -> Card:
    one = next((each for each in standing.recipients if each.participant == number), None)
    if one is None:
        return _list(standing, Which.ALL, notice=NOT_INVITED)
    reference, part = standing.reference, str(number)
    told = deed_button(_("Told"), reference, Deed.TOLD, part)
    waiting = any(each.participant == number for each, _of_what in standing.to_tell)
    answering: tuple[Row, ...] = ()
    if standing.asking(number) is not None and too_late(standing) is None:
        answers = (deed_button(REPLY_NAMES[reply], reference, Deed.ANSWER, part, reply.value) for reply in Reply)
        answering = (tuple(answers),)
    blocks: tuple[Block, ...] = (Heading(text=one.name), Paragraph(text=_line(standing, one)))
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            *blocks,
            *((Note(text=_("If they answer you in another way, note it here:")),) if answering else ()),
        ),
        buttons=(
            *(((told,),) if waiting else ()),
            *answering,
            (view_button(_("‹ Those invited"), INVITED, reference.id, Which.ALL.value),),
        ),
    )


async def told(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Note that one of them has been told by hand: ``participant``."""
    number, standing = number_of((*rest, "")[0]), await read_standing(turn, reference)
    await _note_told(turn, standing, {number})
    turn.show(_list(await read_standing(turn, reference), Which.HAND, notice=_("Noted.")))


async def all_told(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Note that everybody has."""
    del rest
    standing = await read_standing(turn, reference)
    await _note_told(turn, standing, {one.participant for one, _of_what in standing.to_tell})
    turn.show(_list(await read_standing(turn, reference), Which.HAND, notice=_("Noted.")))


async def _note_told(turn: Turn, standing: Standing, participants: set[int]) -> None:
    done: list[Delivery] = []
    for one, of_what in standing.to_tell:
        if one.participant in participants:
            done += of_what
    await note_told(turn, standing.reference, done, by=turn.who.person)


async def answer(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Note what somebody answered in another way: ``participant, reply``."""
    part, said = (*rest, "", "")[:2]
    number, given = number_of(part), next((each for each in Reply if each.value == said), None)
    standing = await read_standing(turn, reference)
    one = next((each for each in standing.recipients if each.participant == number), None)
    refused = too_late(standing)
    if given is None or one is None:
        turn.say(BUTTON_GONE if given is None else NOT_INVITED)
    elif refused is not None:
        turn.say(refused)
    elif given is Reply.DEPUTY:
        asked = ProxyArguments(consultation=reference.id, participant=number, name=one.name)
        await conversations.drop(turn, PROXY, f"{reference.id}:{number}")
        await turn.open_form(PROXY, f"{reference.id}:{number}", asked.model_dump(mode="json"))
    else:
        await note_reply(turn, reference, number, given, by=turn.who.person)
        turn.show(_one(await read_standing(turn, reference), number, _("Noted.")))


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
    reference = await find(turn, turn.member[1], given.consultation)
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return
    refused = too_late(await read_standing(turn, reference))
    if refused is not None:
        turn.say(refused)
        return
    await note_reply(turn, reference, given.participant, Reply.DEPUTY, answers.name, by=turn.who.person)
    turn.show(_one(await read_standing(turn, reference), given.participant, _("Noted.")))
