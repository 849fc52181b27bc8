"""The facilitators' cards for participants who may be one: claims to decide, likely pairs, any two to be merged."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Final

from dialogs.engine.cards import Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.presses import page_of, row_number
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.live import claims, panel, twins, unclaiming, unmerging
from dialogs.meeting.live.board import PRESIDE
from dialogs.meeting.live.claims import Claim, same_name
from dialogs.meeting.live.merging import HERE, merge, part
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.showing import LONGEST_NAME, short
from dialogs.meeting.live.unmerging import Merge
from dialogs.meeting.reading import read as read_record
from dialogs.meeting.record import Participant
from dialogs.meeting.wording import ATTENDANCE_NAMES, STAKEHOLDER_NAMES

A_PAGE: Final = 8
MOST_PAIRS: Final = 6


async def pressed(turn: Turn, room: Room, what: str, rest: list[str]) -> Card:
    """Do what a button of these cards asks for: show them, merge two, take a merge or a claim back."""
    match what, rest:
        case "merge", [first, second]:
            return await merge_two(turn, room, first, second)
        case "part", [merged]:
            return await part_two(turn, room, merged)
        case "apart", [claim]:
            return await take_apart(turn, room, claim)
        case _:
            return await _opened(turn, room, rest)


async def _opened(turn: Turn, room: Room, rest: list[str]) -> Card:
    """Show the list, the second of two, or whether to merge them."""
    everybody = (await read_record(turn, room.reference)).participants
    match rest:
        case ["with", first, page] if (kept := _one(everybody, first)) is not None:
            return _second(room, everybody, kept, page)
        case ["ask", first, second] if (pair := _two(everybody, first, second)) is not None:
            return _asking(room, *pair)
        case _:
            card = _first(room, everybody, await claims.pending(turn, room), rest[0] if len(rest) == 1 else "1")
            card = _with_merges(room, card, await unmerging.standing(turn, room))
            return _with_claims(room, card, await unclaiming.standing(turn, room))


async def merge_two(turn: Turn, room: Room, first: str, second: str) -> Card:
    """Merge two participants; gives the card that says so, with the way to take it back."""
    pair = _two((await read_record(turn, room.reference)).participants, first, second)
    if pair is None:
        return _settled(room, _("They are no longer two participants of this meeting."))
    await merge(turn, room, *pair)
    (latest, *_earlier) = await unmerging.standing(turn, room)
    return _settled(room, _("Merged: {name} is counted once.", name=pair[0].name), latest)


async def part_two(turn: Turn, room: Room, number: str) -> Card:
    """Take a merge back; gives the card that says so."""
    parted = await part(turn, room, row_number(number))
    if parted is None:
        return _settled(room, _("That merge has been taken back already, or can be taken back no more."))
    names = {"one": parted.kept_name, "other": parted.other_name}
    return _settled(room, _("Taken back: {one} and {other} are two again, each with what was theirs.", **names))


async def take_apart(turn: Turn, room: Room, number: str) -> Card:
    """Take back that somebody is a participant; gives the card that says so."""
    claim = await unclaiming.take_back(turn, room, row_number(number))
    if claim is None:
        return _settled(room, _("That has been taken back already, or can be taken back no more."))
    told = _("Taken back: whoever came in a second time is not {name}.", name=claim.name)
    stays = _("What was said or voted in the meantime stays {name}'s; please correct what is not.", name=claim.name)
    return Card(blocks=(Notice(text=told), Note(text=stays)), buttons=(panel.back(room),))


async def with_way_back(turn: Turn, room: Room, card: Card, number: str) -> Card:
    """Offer to take back the claim that a facilitator has just confirmed."""
    claim = next((one for one in await unclaiming.standing(turn, room) if str(one.id) == number), None)
    if claim is None:
        return card
    note = Note(text=_("It can be taken back until anybody signs the minutes."))
    button = panel.step(room, _("Take the confirmation back"), "apart", str(claim.id))
    return card.model_copy(update={"blocks": (*card.blocks, note), "buttons": ((button,),)})


def _settled(room: Room, told: Text, merged: Merge | None = None) -> Card:
    rows = () if merged is None else ((_parting(room, merged, _("Take it back")),),)
    note = () if merged is None else (Note(text=_("It can be taken back until anybody signs the minutes.")),)
    return Card(blocks=(Notice(text=told), *note), buttons=(*rows, panel.back(room)))


def _parting(room: Room, merged: Merge, label: Text) -> Button:
    return panel.step(room, label, "part", str(merged.id))


def said(one: Participant) -> Text:
    """Say a participant so that two of one name can be told apart."""
    parts: list[Text] = [STAKEHOLDER_NAMES[one.kind], ATTENDANCE_NAMES[one.attendance]]
    if one.organisation is not None:
        parts.insert(0, short(one.organisation, LONGEST_NAME))
    details = parts[0]
    for more in parts[1:]:
        details = _("{one}, {more}", one=details, more=more)
    return _("{name} ({kind})", name=short(one.name, LONGEST_NAME), kind=details)


def _first(room: Room, everybody: Sequence[Participant], waiting: Sequence[Claim], page: str) -> Card:
    rows = [_claim_row(room, claim) for claim in waiting]
    rows += [
        (panel.step(room, _("Merge: {who}", who=said(kept)), "twins", "ask", str(kept.id), str(other.id)),)
        for kept, other in _pairs(everybody)[:MOST_PAIRS]
    ]
    blocks = [
        Heading(text=_("The same person twice?")),
        Paragraph(text=_("Choose whom to keep; then the other one.")),
        *(Note(text=_said_of(claim)) for claim in waiting),
    ]
    here = [one for one in everybody if one.attendance in HERE]
    rows += _listed(room, here, page, lambda number: ("with", number, "1"))
    return Card(blocks=tuple(blocks), buttons=(*rows, panel.back(room)))


def _with_merges(room: Room, card: Card, merges: Sequence[Merge]) -> Card:
    """Offer to take back what was merged, the latest first."""
    rows = tuple(
        (_parting(room, one, _("Two after all: {name}", name=short(one.other_name, LONGEST_NAME))),)
        for one in merges[:MOST_PAIRS]
    )
    return card.model_copy(update={"buttons": (*card.buttons[:-1], *rows, *card.buttons[-1:])})


def _with_claims(room: Room, card: Card, confirmed: Sequence[Claim]) -> Card:
    """Offer to take back what facilitators confirmed, the latest first."""
    rows = tuple(
        (panel.step(room, _("Not {name} after all", name=short(one.name, LONGEST_NAME)), "apart", str(one.id)),)
        for one in confirmed[:MOST_PAIRS]
    )
    return card.model_copy(update={"buttons": (*card.buttons[:-1], *rows, *card.buttons[-1:])})


def _said_of(claim: Claim) -> Text:
    who = _("{name} ({kind})", name=claim.name, kind=STAKEHOLDER_NAMES[claim.kind])
    return _("Somebody who came in a second time says to be {who}.", who=who)


def _claim_row(room: Room, claim: Claim) -> tuple[Button, ...]:
    name = short(claim.name, LONGEST_NAME)
    return (
        twins.answer_button(room, claim, PRESIDE, _("{name}: the same", name=name), yes=True),
        twins.answer_button(room, claim, PRESIDE, _("{name}: another", name=name), yes=False),
    )


def _second(room: Room, everybody: Sequence[Participant], kept: Participant, page: str) -> Card:
    others = [one for one in everybody if one.id != kept.id]
    others.sort(key=lambda one: (not same_name(one.name, kept.name), one.attendance not in HERE))
    rows = _listed(room, others, page, lambda number: ("ask", str(kept.id), number), ("with", str(kept.id)))
    blocks = (
        Heading(text=_("Who else is {who}?", who=said(kept))),
        Note(text=_("What that one said and voted becomes {name}'s.", name=kept.name)),
    )
    return Card(blocks=blocks, buttons=(*rows, (panel.step(room, _("‹ Back"), "twins"),)))


def _asking(room: Room, kept: Participant, other: Participant) -> Card:
    yes = panel.step(room, _("Yes, merge them"), "merge", str(kept.id), str(other.id))
    return Card(
        blocks=(
            Heading(text=_("Merge these two?")),
            Paragraph(text=_("{who} stays.", who=said(kept))),
            Paragraph(text=_("{who} is taken off the list.", who=said(other))),
            Note(
                text=_(
                    "Opinions, voices and the place in the queue go over; in a poll in which both took a position, the "
                    "later one counts. It can be taken back until anybody signs the minutes."
                )
            ),
        ),
        buttons=((yes, panel.step(room, _("No"), "twins")),),
    )


def _listed(
    room: Room,
    everybody: Sequence[Participant],
    page: str,
    chosen: Callable[[str], tuple[str, ...]],
    turned: tuple[str, ...] = (),
) -> list[tuple[Button, ...]]:
    """Give a page of participants, a button each; ``chosen`` gives what one of them opens, ``turned`` other pages."""
    last = max(1, -(-len(everybody) // A_PAGE))
    place = page_of(page, last)
    rows: list[tuple[Button, ...]] = [
        (panel.step(room, said(one), "twins", *chosen(str(one.id))),)
        for one in everybody[(place - 1) * A_PAGE : place * A_PAGE]
    ]
    turning = (
        *((panel.step(room, _("Previous page"), "twins", *turned, str(place - 1)),) if place > 1 else ()),
        *((panel.step(room, _("Next page"), "twins", *turned, str(place + 1)),) if place < last else ()),
    )
    return [*rows, turning] if turning else rows


def _pairs(everybody: Sequence[Participant]) -> list[tuple[Participant, Participant]]:
    """Give those who are called alike, and are not known to be two: first whoever would stay."""
    alike = [(one, other) for one, other in combinations(everybody, 2) if same_name(one.name, other.name)]
    may_be_one = [pair for pair in alike if any(one.person is None for one in pair)]
    return [
        (pair[1], pair[0]) if pair[0].person is None and pair[1].person is not None else pair for pair in may_be_one
    ]


def _one(everybody: Sequence[Participant], number: str) -> Participant | None:
    return next((one for one in everybody if str(one.id) == number), None)


def _two(everybody: Sequence[Participant], first: str, second: str) -> tuple[Participant, Participant] | None:
    kept, other = _one(everybody, first), _one(everybody, second)
    return None if kept is None or other is None or kept.id == other.id else (kept, other)
