"""Entries about participants: added a line each, counted by kind, represented, corrected."""

from dataclasses import replace
from typing import Final

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Choice, Option, Step, Words, always
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting import participants
from dialogs.meeting.cards.attendance import roll_card_at
from dialogs.meeting.cards.people import page_of_place, participant_card, people_card
from dialogs.meeting.entering.entry import About, Answers, Entered, Entry
from dialogs.meeting.headcounts import counts_asked, counts_of
from dialogs.meeting.preparing.details import PEOPLE, PEOPLE_KIND, people_steps
from dialogs.meeting.preparing.filled import listed_participants
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.stakeholders import LONGEST_NAME
from dialogs.meeting.terms import Attendance, StakeholderKind
from dialogs.meeting.wording import ATTENDANCE_NAMES, STAKEHOLDER_NAMES

NONE: Final = "none"
KINDS: Final = tuple(Option(value=kind.value, label=STAKEHOLDER_NAMES[kind]) for kind in StakeholderKind)


def kind_step(name: str, label: Text, question: Text, *others: Option) -> Step:
    """Ask for a kind of stakeholder."""
    return Choice(name=name, label=label, prompt=(Heading(text=question),), options=(*others, *KINDS))


def name_step(name: str, label: Text, question: Text, *, optional: bool = False) -> Words:
    """Ask for a name."""
    return Words(name=name, label=label, prompt=(Heading(text=question),), longest=LONGEST_NAME, optional=optional)


def _listing(about: About) -> tuple[Step, ...]:
    del about
    first, *rest = people_steps(always)
    return (replace(first, optional=False), *rest)


def _guests(about: About) -> tuple[Step, ...]:
    del about
    first, *rest = people_steps(always)
    prompt = (
        Heading(text=_("Who else came?")),
        Note(text=_("One person a line: name, kind, body. Example: “Wang Fang, enterprise, Fast Bikes Ltd”.")),
    )
    return (replace(first, prompt=prompt, optional=False), *rest)


async def _listed(entered: Entered) -> None:
    turn, reference = entered.turn, entered.reference
    before = await read(turn, reference)
    added = await _add(entered, held=before.held_at is not None)
    page = page_of_place(len(before.participants))
    turn.show(await people_card(turn, reference, page, _("People added: {count}", count=len(added))))


async def _came(entered: Entered) -> None:
    turn, reference = entered.turn, entered.reference
    added = await _add(entered, held=True)
    notice = _("People added: {count}", count=len(added))
    turn.show(await roll_card_at(turn, reference, added[-1], notice))


async def _add(entered: Entered, *, held: bool) -> tuple[int, ...]:
    others = entered.words(PEOPLE_KIND)
    kind = None if others is None else StakeholderKind(others)
    new = listed_participants(entered.words(PEOPLE) or "", kind, held=held)
    return await participants.add_participants(entered.turn, entered.reference, new, by=entered.by)


def _counting(about: About) -> tuple[Step, ...]:
    del about
    return (counts_asked(name="counts", label=_("Attendance"), prompt=(Heading(text=_("How many came, by kind?")),)),)


async def _counted(entered: Entered) -> None:
    turn, reference = entered.turn, entered.reference
    counts = counts_of(entered.words("counts") or "")
    await participants.set_headcounts(turn, reference, counts, by=entered.by)
    turn.show(await people_card(turn, reference, notice=_("Noted.")))


def _found(consultation: Consultation, part: str) -> Answers | None:
    one = next((one for one in consultation.participants if str(one.id) == part), None)
    if one is None:
        return None
    return {
        "name": one.name,
        "organisation": one.organisation,
        "kind": one.kind.value,
        "also": one.also.value if one.also is not None else NONE,
        "attendance": one.attendance.value,
        **({"proxy": one.proxy} if one.attendance is Attendance.PROXY else {}),
    }


def _participant_now(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del turn
    return _found(consultation, part)


def _participant_there(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del turn
    return None if _found(consultation, part) is None else {}


def _represented(about: About) -> tuple[Step, ...]:
    del about
    return (name_step("proxy", _("Proxy"), _("Who came in their place?")),)


async def _came_by_proxy(entered: Entered) -> None:
    turn, reference, number = entered.turn, entered.reference, entered.number
    await _note_proxy(entered)
    turn.show(await participant_card(turn, reference, number, _("Noted.")))


async def _called_by_proxy(entered: Entered) -> None:
    await _note_proxy(entered)
    entered.turn.show(await roll_card_at(entered.turn, entered.reference, entered.number, _("Noted.")))


async def _note_proxy(entered: Entered) -> None:
    await participants.correct_participant(
        entered.turn,
        entered.reference,
        entered.number,
        by=entered.by,
        attendance=Attendance.PROXY,
        proxy=entered.words("proxy"),
    )


def _correcting(about: About) -> tuple[Step, ...]:
    del about
    proxy = name_step("proxy", _("Proxy"), _("Who came in their place?"), optional=True)
    none = Option(value=NONE, label=_("No second kind"))
    return (
        name_step("name", _("Person’s name"), _("What is the person called?")),
        name_step("organisation", _("Body"), _("For which body do they come?"), optional=True),
        kind_step("kind", _("Kind of stakeholder"), _("Of which kind of stakeholder?")),
        kind_step("also", _("Second kind"), _("Do they belong to a second kind?"), none),
        Choice(
            name="attendance",
            label=_("Attendance"),
            prompt=(Heading(text=_("Did they come?")),),
            options=tuple(Option(value=each.value, label=ATTENDANCE_NAMES[each]) for each in Attendance),
        ),
        replace(proxy, condition=lambda answers: answers.get("attendance") == Attendance.PROXY.value),
    )


async def _corrected(entered: Entered) -> None:
    turn, reference, number = entered.turn, entered.reference, entered.number
    also = entered.words("also")
    await participants.correct_participant(
        turn,
        reference,
        number,
        by=entered.by,
        name=entered.words("name") or "",
        organisation=entered.words("organisation"),
        kind=StakeholderKind(entered.words("kind") or ""),
        also=None if also in {None, NONE} else StakeholderKind(also or ""),
        attendance=Attendance(entered.words("attendance") or ""),
        proxy=entered.words("proxy"),
    )
    turn.show(await participant_card(turn, reference, number, _("Saved.")))


ENTRIES: Final[dict[str, Entry]] = {
    "people": Entry(steps=_listing, write=_listed),
    "guests": Entry(steps=_guests, write=_came),
    "roll-proxy": Entry(steps=_represented, write=_called_by_proxy, prefilled=_participant_there),
    "counts": Entry(steps=_counting, write=_counted),
    "proxy": Entry(steps=_represented, write=_came_by_proxy, prefilled=_participant_there),
    "participant": Entry(steps=_correcting, write=_corrected, prefilled=_participant_now, reviewed=True),
}
