"""Sending: what goes out is shown first, exactly as it is; one press sends it, and never twice."""

import hashlib
from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Note, Notice, Paragraph
from dialogs.engine.plain import plain
from dialogs.engine.text import Message, Text, _, n_
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.engine.walk.summary import listed
from dialogs.meeting import history, records
from dialogs.meeting.cards.navigating import enter_button
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.following.stages import note_stage
from dialogs.meeting.minutes.documents import Documents
from dialogs.meeting.notice.dispatches import batch_of, write_deliveries, write_dispatch
from dialogs.meeting.notice.drafting import Draft, Obstacle, drafted, lacking
from dialogs.meeting.notice.letters import blocks_of, letter_of
from dialogs.meeting.notice.materials import note_sent
from dialogs.meeting.notice.navigating import Deed, Row, deed_button, notice_button
from dialogs.meeting.notice.posting import Posting
from dialogs.meeting.notice.recipients import Recipient
from dialogs.meeting.notice.showing import notice_card
from dialogs.meeting.notice.standing import Standing, read_standing
from dialogs.meeting.references import Reference, hold
from dialogs.meeting.terms import Dispatch, Stage, StakeholderKind, Way
from dialogs.meeting.wording import STAKEHOLDER_NAMES
from dialogs.people import auditing
from standard.library import Library

NAMED: Final = 20
"""Names on one card."""
BARE: Final = "bare"
WHOLE: Final = "all"
"""A notice without and with the materials."""


async def preview(library: Library, turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Show what would be sent, and to whom: ``what, with materials or without``."""
    what, bare, _mark = _asked(rest)
    if what is None:
        turn.say(BUTTON_GONE)
        return
    standing = await read_standing(turn, reference)
    draft = drafted(standing, what, turn.now, bare=bare)
    if isinstance(draft, Obstacle):
        turn.show(await _hindered(turn, standing, draft))
    else:
        turn.show(_shown(library, turn, standing, draft))


async def send(library: Library, documents: Documents, turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Send what was shown: ``what, with materials or without, the mark of what was shown``."""
    what, bare, mark = _asked(rest)
    if what is None:
        turn.say(BUTTON_GONE)
        return
    # Of two who press at once the second finds that it is done.
    await hold(turn, reference)
    standing = await read_standing(turn, reference, held=True)
    draft = drafted(standing, what, turn.now, bare=bare)
    if isinstance(draft, Obstacle):
        turn.show(await _hindered(turn, standing, draft))
    elif mark != _mark_of(library, turn, standing, draft):
        changed = _("The record has changed meanwhile, so nothing was sent. This is what would go out now:")
        turn.show(_shown(library, turn, standing, draft, changed))
    else:
        told = await _sent(library, documents, turn, standing, draft)
        turn.show(await notice_card(turn, await read_standing(turn, reference), _done(told)))


async def _sent(
    library: Library, documents: Documents, turn: Turn, standing: Standing, draft: Draft
) -> list[tuple[Recipient, Way]]:
    reference, by = standing.reference, turn.who.person
    dispatch = await write_dispatch(turn, reference, draft.what, standing.plan, asks=draft.asks, by=by)
    letter = letter_of(library, standing, draft, dispatch)
    told = await Posting(turn, documents, standing, batch_of(dispatch)).write(draft, letter)
    await write_deliveries(turn, reference, dispatch, told)
    await _record(turn, standing, draft)
    detail = f"{reference.number} {draft.what.value}: {len(told)}"
    await auditing.note(turn, reference.organisation, "notice sent", detail)
    return told


async def _record(turn: Turn, standing: Standing, draft: Draft) -> None:
    """Note on the record what follows from having sent it: the first day counts (6.1.2.3)."""
    reference, by, consultation = standing.reference, turn.who.person, standing.consultation
    if draft.what is Dispatch.NOTICE:
        await note_stage(turn, reference, Stage.CONVENING)
        if consultation.notice_sent_at is None:
            await correct_consultation(turn, reference, by=by, notice_sent_at=turn.now)
    if draft.materials and (draft.what is Dispatch.MATERIALS or standing.notice is None):
        await note_sent(turn, reference, draft.materials)
        if consultation.materials_sent_at is None:
            await correct_consultation(turn, reference, by=by, materials_sent_at=turn.now)
    if draft.what is Dispatch.CHANGE and draft.asks:
        again = [one.participant for one in draft.recipients]
        nothing: dict[str, object] = {"reply": None, "deputy": None, "replied_at": None}
        await history.correct_all(turn, reference, records.participant, again, nothing, by=by)


def _asked(rest: tuple[str, ...]) -> tuple[Dispatch | None, bool, str]:
    name, how, mark = (*rest, "", "", "")[:3]
    return next((what for what in Dispatch if what.value == name), None), how == BARE, mark


def _shown(library: Library, turn: Turn, standing: Standing, draft: Draft, notice: Text | None = None) -> Card:
    reference, bare = standing.reference, draft.what is Dispatch.NOTICE and not draft.materials
    how, mark = (BARE if bare else WHOLE), _mark_of(library, turn, standing, draft)
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Note(text=_("This is what goes out, to each in their own language. Please check it:")),
            *blocks_of(library, standing, draft),
            *_whom(draft),
            *_lacking(standing, draft),
        ),
        buttons=(
            (deed_button(_sending(draft), reference, Deed.SEND, draft.what.value, how, mark),),
            *_otherwise(standing, draft, bare=bare),
            (notice_button(reference),),
        ),
    )


def _sending(draft: Draft) -> Text:
    if not any(one.reachable for one in draft.recipients):
        return _("I tell them myself: note it as sent")
    return n_("Send it to {count} person", "Send it to {count} people", len(draft.recipients))


def _otherwise(standing: Standing, draft: Draft, *, bare: bool) -> tuple[Row, ...]:
    """Offer the notice without its materials, or with them; and to name whom to ask."""
    reference, what = standing.reference, draft.what
    if what is not Dispatch.NOTICE:
        return ()
    rows: list[Row] = []
    if draft.materials:
        rows.append((deed_button(_("Materials follow later"), reference, Deed.PREVIEW, what.value, BARE),))
    elif bare and standing.materials and standing.notice is None:
        rows.append((deed_button(_("With the materials"), reference, Deed.PREVIEW, what.value, WHOLE),))
    rows.append((deed_button(_("Contact and further words"), reference, Deed.WORDS),))
    return tuple(rows)


def _whom(draft: Draft) -> tuple[Block, ...]:
    """Say to whom it goes through the bot, and whom by hand, these by kind."""
    written = [one for one in draft.recipients if one.reachable]
    others = [one for one in draft.recipients if not one.reachable]
    said: list[Block] = []
    if written:
        label = n_("Sent by the bot, to {count} person:", "Sent by the bot, to {count} people:", len(written))
        said += [Paragraph(text=label), Note(text=listed(_names(written)))]
    if others:
        label = n_("To be told by you, {count} person:", "To be told by you, {count} people:", len(others))
        said += [Paragraph(text=label), Bullets(lines=tuple(_by_kind(others)))]
    return tuple(said)


def _names(people: list[Recipient]) -> list[Text]:
    return [*(one.name for one in people[:NAMED]), *(["…"] if len(people) > NAMED else [])]


def _by_kind(people: list[Recipient]) -> list[Text]:
    kinds = {kind: [one for one in people if one.kind is kind] for kind in StakeholderKind}
    return [
        _("{kind}: {names}", kind=STAKEHOLDER_NAMES[kind], names=listed(_names(them)))
        for kind, them in kinds.items()
        if them
    ]


def _lacking(standing: Standing, draft: Draft) -> tuple[Block, ...]:
    missing = list(lacking(standing)) if draft.what is Dispatch.NOTICE else []
    return (Note(text=_("Still missing: {what}. Add it first if you can.", what=listed(missing))),) if missing else ()


async def _hindered(turn: Turn, standing: Standing, obstacle: Obstacle) -> Card:
    """Say why nothing was sent, with the button that enters what is missing."""
    card = await notice_card(turn, standing, obstacle.text)
    if obstacle.entry is None:
        return card
    label = _("Enter the date") if obstacle.entry == "facts" else _("Add people")
    return card.model_copy(
        update={"buttons": ((enter_button(label, standing.reference, obstacle.entry),), *card.buttons)}
    )


def _mark_of(library: Library, turn: Turn, standing: Standing, draft: Draft) -> str:
    """Give a mark of what was shown: what is sent is what somebody has read."""
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    said = plain(Card(blocks=blocks_of(library, standing, draft)), reader)
    whom = ",".join(f"{one.participant}{'+' if one.reachable else '-'}" for one in draft.recipients)
    return hashlib.sha256(f"{said}|{whom}".encode()).hexdigest()[:8]


def _done(told: list[tuple[Recipient, Way]]) -> Message:
    written = sum(way is Way.BOT for _one, way in told)
    left = len(told) - written
    on_the_way = n_("On its way to {count} person.", "On its way to {count} people.", written)
    to_tell = n_("{count} person is to be told by you.", "{count} people are to be told by you.", left)
    if not left or not written:
        return to_tell if left else on_the_way
    return _("{first} {second}", first=on_the_way, second=to_tell)
