"""Entries about what was said on an agenda item, by name or without one."""

from dataclasses import replace
from typing import Final

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Answers as Given
from dialogs.engine.forms import Choice, Option, PersonStep, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting import opinions
from dialogs.meeting.cards.item import item_card, opinion_page
from dialogs.meeting.entering.entry import About, Answers, Entered, Entry
from dialogs.meeting.entering.items import item_there
from dialogs.meeting.entering.people import NONE, kind_step
from dialogs.meeting.opinions import LONGEST_OPINION
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import StakeholderKind, Stance
from dialogs.meeting.wording import STANCE_NAMES


def _present(consultation: Consultation, part: str) -> tuple[tuple[str, str], ...]:
    del part
    return tuple((str(one.id), one.name) for one in consultation.participants)


def _opinion_steps(about: About) -> tuple[Step, ...]:
    speaker = PersonStep(
        name="speaker",
        label=_("Speaker"),
        prompt=(Heading(text=_("Who said it?")),),
        people=(
            Option(value=NONE, label=_("Somebody unnamed")),
            *(Option(value=value, label=label) for value, label in about.options),
        ),
    )
    kind = kind_step("kind", _("Kind of stakeholder"), _("Of which kind is whoever said it?"))
    asked = (
        replace(kind, condition=_unnamed),
        *_said(),
    )
    return (speaker, *asked) if about.options else (kind, *_said())


def _unnamed(answers: Given) -> bool:
    return answers.get("speaker") == NONE


def _said() -> tuple[Step, ...]:
    return (
        Choice(
            name="stance",
            label=_("Stance"),
            prompt=(Heading(text=_("Where does it stand on the item?")),),
            options=tuple(Option(value=stance.value, label=STANCE_NAMES[stance]) for stance in Stance),
        ),
        Words(
            name="text",
            label=_("Opinion"),
            prompt=(Heading(text=_("What was said?")), Note(text=_("In the speaker’s own words where you can."))),
            longest=LONGEST_OPINION,
        ),
    )


async def _opinion_written(entered: Entered) -> None:
    turn, reference, item = entered.turn, entered.reference, entered.number
    speaker, kind = entered.words("speaker"), entered.words("kind")
    named = None if speaker in {None, NONE} else int(speaker or "")
    if kind is None:
        people = (await read(turn, reference)).participants
        kind = next((one.kind.value for one in people if one.id == named), StakeholderKind.EXPERT.value)
    new = opinions.NewOpinion(
        item=item,
        kind=StakeholderKind(kind),
        stance=Stance(entered.words("stance") or ""),
        text=entered.words("text") or "",
        participant=named,
        anonymous=named is None,
    )
    await opinions.add_opinions(turn, reference, [new], by=entered.by)
    turn.show(await item_card(turn, reference, item, "999", _("The opinion is recorded.")))


def _opinion_now(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del turn
    found = (one for item in consultation.agenda for one in item.opinions if str(one.id) == part)
    one = next(found, None)
    if one is None:
        return None
    there = {person.id for person in consultation.participants}
    named: Answers = {"speaker": str(one.participant)} if one.participant in there else {}
    return named | {"stance": one.stance.value, "text": one.text}


def _named_opinion(consultation: Consultation, part: str) -> tuple[tuple[str, str], ...]:
    """Give those who may have said it, where it was said by name: what was said without one stays so."""
    said = (one for item in consultation.agenda for one in item.opinions if str(one.id) == part)
    return _present(consultation, part) if any(one.participant is not None for one in said) else ()


def _opinion_correcting(about: About) -> tuple[Step, ...]:
    speaker = PersonStep(
        name="speaker",
        label=_("Speaker"),
        prompt=(Heading(text=_("Who said it?")),),
        people=tuple(Option(value=value, label=label) for value, label in about.options),
    )
    return (speaker, *_said()) if about.options else _said()


async def _opinion_corrected(entered: Entered) -> None:
    turn, reference = entered.turn, entered.reference
    changes: opinions.OpinionChanges = {
        "stance": Stance(entered.words("stance") or ""),
        "text": entered.words("text") or "",
    }
    speaker = entered.words("speaker")
    people = (await read(turn, reference)).participants
    spoke = next((one for one in people if str(one.id) == speaker), None)
    if spoke is not None:
        changes |= {"participant": spoke.id, "kind": spoke.kind}
    await opinions.correct_opinion(turn, reference, entered.number, by=entered.by, **changes)
    consultation = await read(turn, reference)
    item = next(i for i in consultation.agenda if any(o.id == entered.number for o in i.opinions))
    turn.show(await item_card(turn, reference, item.id, opinion_page(item, entered.number), _("Saved.")))


ENTRIES: Final[dict[str, Entry]] = {
    "opinion": Entry(steps=_opinion_steps, write=_opinion_written, prefilled=item_there, options=_present),
    "opinion-edit": Entry(
        steps=_opinion_correcting,
        write=_opinion_corrected,
        prefilled=_opinion_now,
        options=_named_opinion,
        reviewed=True,
    ),
}
