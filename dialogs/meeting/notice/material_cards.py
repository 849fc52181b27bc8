"""The materials as cards: the list, and for facilitators one of them with its former versions."""

from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Notice, Paragraph, Quote
from dialogs.engine.presses import row_number
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting import records
from dialogs.meeting.navigating import action_button, consultation_button, view_button
from dialogs.meeting.notice.letters import material_rows
from dialogs.meeting.notice.materials import MOST, Material, find_material, read_materials
from dialogs.meeting.notice.navigating import FORMER, MATERIAL, MATERIALS, OPEN, Deed, Row, deed_button, notice_button
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named, facilitates
from dialogs.meeting.undoing import Change, read_changes_of

FORMER_SHOWN: Final = 5
"""Former versions of one material."""


async def show_materials(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """List the materials: ``consultation``; to those invited what they were sent."""
    reference = await consultation_named(turn, arguments)
    return None if reference is None else await materials_card(turn, reference)


async def materials_card(turn: Turn, reference: Reference, notice: Text | None = None) -> Card:
    """Give the list; ``notice`` says what has just happened."""
    materials = await read_materials(turn, reference)
    heading = Heading(text=_("Materials for consultation {number}", number=reference.number))
    said: tuple[Block, ...] = (Notice(text=notice), heading) if notice is not None else (heading,)
    if not facilitates(turn):
        given = tuple(one for one in materials if one.sent_at is not None)
        none = (
            ()
            if given
            else (
                Paragraph(
                    text=_("None have been sent yet."),
                ),
            )
        )
        return Card(blocks=(*said, *none), buttons=(*material_rows(given), (consultation_button(reference),)))
    lines = tuple(_line(turn, one) for one in materials)
    adding = ((deed_button(_("Add files"), reference, Deed.ADD),),) if len(materials) < MOST else ()
    return Card(
        blocks=(*said, Bullets(lines=lines) if lines else Paragraph(text=_("No material has been added yet."))),
        buttons=(*(_open(reference, one) for one in materials), *adding, (notice_button(reference),)),
    )


async def show_material(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show one material to facilitators: ``consultation, material``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    return await material_card(turn, reference, row_number((*arguments, "")[1]))


async def material_card(turn: Turn, reference: Reference, number: int, notice: Text | None = None) -> Card:
    """Give the card of a material, with its former versions."""
    one = await find_material(turn, reference, number)
    if one is None:
        return await materials_card(turn, reference, _("That is no longer part of this consultation."))
    former = await read_changes_of(turn, reference, records.material, [number], limit=FORMER_SHOWN)
    part = str(number)
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=one.name),
            Note(text=_state(turn, one)),
            *(Quote(text=_former(change)) for change in former if _tells(change)),
        ),
        buttons=(
            (action_button(_("Open"), OPEN, number),),
            *(_open_former(reference, number, change) for change in former if "file" in change.former),
            (
                deed_button(_("Rename"), reference, Deed.NAME, part),
                deed_button(_("Replace the file"), reference, Deed.REPLACE, part),
            ),
            (deed_button(_("Take out"), reference, Deed.DROP, part),),
            (view_button(_("‹ Materials"), MATERIALS, reference.id),),
        ),
    )


def _line(turn: Turn, one: Material) -> Text:
    return _("{name}: {state}", name=one.name, state=_state(turn, one))


def _state(turn: Turn, one: Material) -> Text:
    if one.sent_at is None:
        return _("not sent yet; those invited do not see it")
    day = one.sent_at.astimezone(turn.who.timezone).date()
    if one.is_fresh:
        return _("replaced since it was sent on {day}", day=day)
    return _("sent on {day}", day=day)


def _open(reference: Reference, one: Material) -> Row:
    return (view_button(shortened(one.name, 40), MATERIAL, reference.id, str(one.id)),)


def _tells(change: Change) -> bool:
    return bool({"label", "file"} & change.former.keys())


def _former(change: Change) -> Text:
    who = change.name or _("somebody without a name")
    if "label" in change.former:
        return _("Until {at} (changed by {who}): {name}", at=change.at, who=who, name=str(change.former["label"]))
    return _("Until {at} (changed by {who}): another file of the same name", at=change.at, who=who)


def _open_former(reference: Reference, number: int, change: Change) -> Row:
    label = _("Open the version until {at}", at=change.at)
    return (action_button(label, FORMER, reference.id, str(number), str(change.id)),)
