"""The publication (公示): participants are told, once, what became of what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue
from sqlalchemy import select

from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Paragraph, Quote
from dialogs.engine.cipher import open_text
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import listed
from dialogs.meeting import records
from dialogs.meeting.conversion import correct_outcome
from dialogs.meeting.following.conversion_cards import NO_SUCH_OUTCOME, outcome_card, result_seen, step_text
from dialogs.meeting.following.ledger import Result, find_result, steps_of
from dialogs.meeting.following.navigating import PUBLISH
from dialogs.meeting.following.stages import note_stage
from dialogs.meeting.opening import open_anew
from dialogs.meeting.reaching import GuestChat, chats_of_guests
from dialogs.meeting.references import hold, within
from dialogs.meeting.terms import Attendance, Stage
from dialogs.meeting.wording import CONVERSION_NAMES
from dialogs.people import auditing, membership
from dialogs.people.rights import roles_of

LONGEST: Final = 2000
NAMED: Final = 20
"""Names of those who cannot be reached, on one card."""


class PublicationArguments(BaseModel):
    """What the form is opened with: the outcome, how many participants there are, whether they were told before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outcome: int
    text: str
    participants: int
    told: bool = False


class PublicationAnswers(BaseModel):
    """The words beside the ledger."""

    words: str | None = None


@dataclass(frozen=True)
class _Participant:
    name: str
    person: int | None
    chats: Sequence[GuestChat]


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = PublicationArguments.model_validate(arguments)
    if given.told:
        whom: Text = _("They have been told already. What you change here is shown, and not sent again.")
    else:
        whom = n_(
            "It goes to the {count} participant, if they can be reached here, with the outcome and its way so far.",
            "It goes to those of {count} participants who can be reached here, with the outcome and its way so far.",
            given.participants,
        )
    return (
        Words(
            name="words",
            label=_("In your words"),
            prompt=(
                Heading(text=_("What do you tell the participants?")),
                Quote(text=given.text),
                Note(text=whom),
                Note(
                    text=_("Say what became of what they said, and why. Without words of yours the ledger goes alone.")
                ),
            ),
            longest=LONGEST,
            optional=True,
        ),
    )


FORM: Final = Form(
    name=PUBLISH,
    version=1,
    title=_("Publication"),
    model=PublicationAnswers,
    steps=_steps,
    roles=roles_of("form", PUBLISH),
    submit=_("Publish"),
    on_record=True,
    example={"outcome": 0, "text": "在地铁站口增设停放区", "participants": 12},
)


async def ask_what_to_tell(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form: ``outcome``."""
    result = await result_seen(turn, arguments)
    if result is None:
        return
    told = result.published_at is not None
    given = PublicationArguments(
        outcome=result.id, text=result.text, participants=len(await _participants(turn, result)), told=told
    )
    if told:
        await open_anew(turn, PUBLISH, str(result.id), given, {"words": result.publication})
    else:
        await turn.open_form(PUBLISH, str(result.id), given.model_dump(mode="json"))


async def published(turn: Turn, arguments: JsonValue, answers: PublicationAnswers) -> None:
    """Tell the participants, unless they were told: then only the words are corrected."""
    number = PublicationArguments.model_validate(arguments).outcome
    result = await find_result(turn, turn.member[1], number)
    if result is None:
        turn.say(NO_SUCH_OUTCOME)
        return
    # Of two facilitators who publish at once the second finds that it is done.
    await hold(turn, result.reference)
    result = await find_result(turn, turn.member[1], number) or result
    by, reference = turn.who.person, result.reference
    if result.published_at is not None:
        await correct_outcome(turn, reference, number, by=by, publication=answers.words)
        notice: Text = _("Corrected. It was not sent again.")
    else:
        await correct_outcome(turn, reference, number, by=by, publication=answers.words, published_at=turn.now)
        await note_stage(turn, reference, Stage.PUBLISHING)
        notice = await _tell(turn, result, answers.words)
    now = await find_result(turn, reference.organisation, number) or result
    turn.show(await outcome_card(turn, now, notice))


async def _tell(turn: Turn, result: Result, words: str | None) -> Text:
    card = await _letter(turn, result, words)
    told, missed = 0, []
    for participant in await _participants(turn, result):
        if await _send(turn, participant, card, f"publication-{result.id}"):
            told += 1
        else:
            missed.append(participant.name)
    await auditing.note(turn, result.reference.organisation, "outcome published", f"{result.id}: {told}")
    said: Text = n_("Published: {count} participant is told.", "Published: {count} participants are told.", told)
    if not missed:
        return said
    names: list[Text] = [*missed[:NAMED], *(["…"] if len(missed) > NAMED else [])]
    return _("{said} Please tell in another way: {names}.", said=said, names=listed(names))


async def _send(turn: Turn, participant: _Participant, card: Card, batch: str) -> bool:
    if participant.person is not None and await turn.write_to(participant.person, card, batch=batch):
        return True
    for guest in participant.chats:
        turn.post(guest.addressee(turn), card, batch=batch)
    return bool(participant.chats)


async def _participants(turn: Turn, result: Result) -> Sequence[_Participant]:
    """Give those who are to be told: everybody on the list who did not stay away."""
    table, chats = records.participant, await chats_of_guests(turn, result.reference)
    found = await turn.transaction.execute(
        select(table.c.id, table.c.sealed_name, table.c.person_id)
        .where(*within(result.reference, table), table.c.attendance != Attendance.ABSENT.value)
        .order_by(table.c.id)
    )
    return [
        _Participant(open_text(turn.cipher, row.sealed_name), row.person_id, chats.get(row.id, ())) for row in found
    ]


async def _letter(turn: Turn, result: Result, words: str | None) -> Card:
    name = await membership.organisation_name(turn, result.reference.organisation)
    steps = await steps_of(turn, result)
    said: list[Block] = [] if words is None else [Paragraph(text=words)]
    way: list[Block] = [Bullets(lines=tuple(step_text(step, proof=False) for step in steps))] if steps else []
    return Card(
        blocks=(
            Heading(text=_("What became of it: {topic}", topic=result.topic)),
            Note(text=_("{organisation}, consultation {number}", organisation=name, number=result.reference.number)),
            Paragraph(text=_("You took part in this consultation. One of its outcomes:")),
            Quote(text=result.text),
            Paragraph(text=_("It now stands: {state}.", state=CONVERSION_NAMES[result.state])),
            *way,
            *said,
        )
    )
