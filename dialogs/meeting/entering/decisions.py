"""Entries about what was decided on an agenda item."""

from datetime import date
from typing import Final

from dialogs.engine.cards import Heading, Notice
from dialogs.engine.forms import Choice, Option, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting import decisions
from dialogs.meeting.asking_days import coming_day
from dialogs.meeting.cards.item import item_card
from dialogs.meeting.entering.entry import About, Answers, Entered, Entry
from dialogs.meeting.entering.items import item_there
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import DecisionKind
from dialogs.meeting.wording import DECISION_KIND_NAMES

LONGEST_DECISION: Final = 2000


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
    "decision": Entry(steps=_decision_steps, write=_decided, prefilled=item_there),
    "decision-edit": Entry(steps=_decision_steps, write=_decision_corrected, prefilled=_decision_now, reviewed=True),
}
