"""Entries about what was said and settled on an agenda item: opinions and decisions."""

from dataclasses import replace
from datetime import date
from typing import Final

from dialogs.engine.cards import Heading, Note, Notice
from dialogs.engine.forms import Answers as Given
from dialogs.engine.forms import Choice, Option, PersonStep, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting import decisions, opinions
from dialogs.meeting.asking_days import coming_day
from dialogs.meeting.cards.agenda import item_card
from dialogs.meeting.entering.entry import About, Answers, Entered, Entry
from dialogs.meeting.entering.people import NONE, kind_step
from dialogs.meeting.opinions import LONGEST_OPINION
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import DecisionKind, StakeholderKind, Stance
from dialogs.meeting.wording import DECISION_KIND_NAMES, STANCE_NAMES

LONGEST_DECISION: Final = 2000


def item_there(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    """Begin with nothing filled in, where the item is there."""
    del turn
    return {} if any(str(item.id) == part for item in consultation.agenda) else None


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
    item = next((i.id for i in consultation.agenda if any(o.id == entered.number for o in i.opinions)), 0)
    turn.show(await item_card(turn, reference, item, notice=_("Saved.")))


def _decision_steps(about: About) -> tuple[Step, ...]:
    lacking = Notice(text=_("Too few are there for a quorum. The decision will be recorded as taken without one."))
    warned = (lacking,) if about.warning and about.entry == "decision" else ()
    return (
        Words(
            name="text",
            label=_("Decision"),
            prompt=(*warned, Heading(text=_("What was decided?"))),
            longest=LONGEST_DECISION,
        ),
        Choice(
            name="kind",
            label=_("Kind of decision"),
            prompt=(Heading(text=_("What kind of decision is it?")),),
            options=tuple(Option(value=kind.value, label=DECISION_KIND_NAMES[kind]) for kind in DecisionKind),
        ),
        coming_day(
            about.today,
            name="review",
            label=_("Review on"),
            prompt=(Heading(text=_("When is it to be looked at again?")),),
            optional=True,
        ),
    )


async def _decided(entered: Entered) -> None:
    turn, reference, item = entered.turn, entered.reference, entered.number
    review = entered.words("review")
    new = decisions.NewDecision(
        item=item,
        text=entered.words("text") or "",
        kind=DecisionKind(entered.words("kind") or ""),
        review_on=None if review is None else date.fromisoformat(review),
        quorate=not entered.about.warning,
    )
    await decisions.add_decisions(turn, reference, [new], by=entered.by)
    turn.show(await item_card(turn, reference, item, notice=_("The decision is recorded.")))


def _decision_now(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del turn
    one = next((one for item in consultation.agenda for one in item.decisions if str(one.id) == part), None)
    if one is None:
        return None
    review = None if one.review_on is None else one.review_on.isoformat()
    return {"text": one.text, "kind": one.kind.value, "review": review}


async def _decision_corrected(entered: Entered) -> None:
    turn, reference = entered.turn, entered.reference
    review = entered.words("review")
    await decisions.correct_decision(
        turn,
        reference,
        entered.number,
        by=entered.by,
        text=entered.words("text") or "",
        kind=DecisionKind(entered.words("kind") or ""),
        review_on=None if review is None else date.fromisoformat(review),
    )
    consultation = await read(turn, reference)
    item = next((i.id for i in consultation.agenda if any(d.id == entered.number for d in i.decisions)), 0)
    turn.show(await item_card(turn, reference, item, notice=_("Saved.")))


ENTRIES: Final[dict[str, Entry]] = {
    "opinion": Entry(steps=_opinion_steps, write=_opinion_written, prefilled=item_there, options=_present),
    "opinion-edit": Entry(
        steps=_opinion_correcting,
        write=_opinion_corrected,
        prefilled=_opinion_now,
        options=_named_opinion,
        reviewed=True,
    ),
    "decision": Entry(steps=_decision_steps, write=_decided, prefilled=item_there),
    "decision-edit": Entry(steps=_decision_steps, write=_decision_corrected, prefilled=_decision_now, reviewed=True),
}
