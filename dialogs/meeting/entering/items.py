"""Entries about the agenda: items added a line each, corrected, settled, carried over to the next of the series."""

from typing import Final

from pydantic import JsonValue

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Choice, Choices, Number, Option, Step, Words
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting import agenda
from dialogs.meeting.cards.agenda import agenda_card
from dialogs.meeting.cards.item import item_card
from dialogs.meeting.cards.ways_on import UNRESOLVED
from dialogs.meeting.entering.entry import About, Answers, Entered, Entry
from dialogs.meeting.following.owners import offered
from dialogs.meeting.lines import lines_of
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.opening import open_anew
from dialogs.meeting.preparing.afterwards import result_steps
from dialogs.meeting.preparing.basics import KIND, ROLE, SUBKIND, TOPIC
from dialogs.meeting.preparing.details import LONGEST_LIST, few_enough
from dialogs.meeting.preparing.form import FORM, Continued, Opened
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import find
from dialogs.meeting.terms import ItemState

LONGEST_TITLE: Final = 200
LONGEST_TIME_BOX: Final = 600
"""Minutes."""
NEW: Final = "new"


def item_there(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    """Begin with nothing filled in, where the item is there."""
    del turn
    return {} if any(str(item.id) == part for item in consultation.agenda) else None


def _listing(about: About) -> tuple[Step, ...]:
    del about
    return (
        Words(
            name="items",
            label=_("Agenda"),
            prompt=(Heading(text=_("What comes onto the agenda?")), Note(text=_("One item a line."))),
            longest=LONGEST_LIST,
            check=few_enough,
        ),
    )


async def _listed(entered: Entered) -> None:
    turn, reference = entered.turn, entered.reference
    new = [agenda.NewItem(title=title[:LONGEST_TITLE]) for title in lines_of(entered.words("items") or "")]
    await agenda.add_items(turn, reference, new, by=entered.by)
    turn.show(await agenda_card(turn, reference, "999", _("Added: {count}", count=len(new))))


def _item_now(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del turn
    one = next((one for one in consultation.agenda if str(one.id) == part), None)
    if one is None:
        return None
    return {"title": one.title, "presenter": one.presenter, "minutes": one.minutes, "summary": one.summary}


def _result_now(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del turn
    one = next((one for one in consultation.agenda if str(one.id) == part), None)
    if one is None:
        return None
    if one.state in {ItemState.OPEN, ItemState.CARRIED_OVER}:
        return {}
    said: Answers = {"state": one.state.value}
    if one.state in {ItemState.CONSENSUS, ItemState.PARTIAL}:
        said["consensus"] = one.consensus
    if one.state in {ItemState.PARTIAL, ItemState.DISSENT}:
        said["dissent"] = one.dissent
    return said


def _correcting(about: About) -> tuple[Step, ...]:
    del about
    return (
        _line("title", _("Agenda item"), _("What is to be discussed?"), LONGEST_TITLE),
        _line("presenter", _("Presenter"), _("Who presents it?"), 100, optional=True),
        Number(
            name="minutes",
            label=_("Minutes allotted"),
            prompt=(Heading(text=_("How many minutes are set aside for it?")),),
            least=1,
            most=LONGEST_TIME_BOX,
            optional=True,
        ),
        _line("summary", _("Summary"), _("What was said, in short?"), 4000, optional=True),
    )


def _line(name: str, label: Text, question: Text, longest: int, *, optional: bool = False) -> Step:
    return Words(name=name, label=label, prompt=(Heading(text=question),), longest=longest, optional=optional)


async def _corrected(entered: Entered) -> None:
    turn, reference, number = entered.turn, entered.reference, entered.number
    minutes = entered.answers.get("minutes")
    await agenda.correct_item(
        turn,
        reference,
        number,
        by=entered.by,
        title=entered.words("title") or "",
        presenter=entered.words("presenter"),
        minutes=minutes if isinstance(minutes, int) else None,
        summary=entered.words("summary"),
    )
    turn.show(await item_card(turn, reference, number, notice=_("Saved.")))


def _settling(about: About) -> tuple[Step, ...]:
    del about
    return result_steps()


async def _settled(entered: Entered) -> None:
    turn, reference, number = entered.turn, entered.reference, entered.number
    await agenda.correct_item(
        turn,
        reference,
        number,
        by=entered.by,
        state=ItemState(entered.words("state") or ""),
        consensus=entered.words("consensus"),
        dissent=entered.words("dissent"),
    )
    turn.show(await item_card(turn, reference, number, notice=_("Saved.")))


def _unresolved(consultation: Consultation, part: str) -> tuple[tuple[str, str], ...]:
    del part
    return tuple(
        (str(item.id), shortened(f"{item.position}. {item.title}", 60))
        for item in consultation.agenda
        if item.state in UNRESOLVED
    )


def _carrying(about: About) -> tuple[Step, ...]:
    return (
        Choices(
            name="items",
            label=_("Agenda items"),
            prompt=(Heading(text=_("Which items are left to the next consultation?")),),
            options=tuple(Option(value=value, label=label) for value, label in about.options),
        ),
        Choice(
            name="target",
            label=_("Next consultation"),
            prompt=(Heading(text=_("Onto which agenda do they come?")),),
            options=(
                Option(value=NEW, label=_("A new consultation of this series")),
                *(Option(value=value, label=label) for value, label in about.targets),
            ),
        ),
    )


async def _carried(entered: Entered) -> None:
    turn, reference, target = entered.turn, entered.reference, entered.words("target") or NEW
    chosen = entered.answers.get("items")
    items = tuple(int(str(item)) for item in chosen) if isinstance(chosen, list) else ()
    if target == NEW:
        await _prepare_next(entered, items)
        return
    onto = await find(turn, reference.organisation, target)
    if onto is None:
        await turn.open_view(CONSULTATION, str(reference.id))
        return
    added = await agenda.carry_over(turn, reference, onto, items, by=entered.by)
    turn.show(await agenda_card(turn, onto, "999", _("Carried over: {count}", count=len(added))))


async def _prepare_next(entered: Entered, items: tuple[int, ...]) -> None:
    """Open the form of a new consultation, with what it has in common with the former one filled in."""
    turn, former = entered.turn, await read(entered.turn, entered.reference)
    owners = await offered(turn, former.organisation)
    opened = Opened(today=entered.about.today, continued=Continued(consultation=former.id, items=items), owners=owners)
    known: dict[str, JsonValue] = {KIND: former.clause, ROLE: former.role.value, TOPIC: former.topic}
    if former.subkind is not None:
        known[f"{SUBKIND}{former.clause}"] = former.subkind
    subject = f"{entered.reference.organisation}:after-{former.id}"
    await open_anew(turn, FORM, subject, opened, known)


ENTRIES: Final[dict[str, Entry]] = {
    "items": Entry(steps=_listing, write=_listed),
    "item": Entry(steps=_correcting, write=_corrected, prefilled=_item_now, reviewed=True),
    "result": Entry(steps=_settling, write=_settled, prefilled=_result_now, reviewed=True),
    "carry": Entry(steps=_carrying, write=_carried, options=_unresolved, always=True),
}
