"""What was corrected or struck in a consultation: what stood there before, who changed it, when and why."""

from typing import Final

from dialogs.engine.cards import Block, Card, Heading, Note, Paragraph, Quote, Struck
from dialogs.engine.presses import row_number
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.cards.former import FIELD_NAMES, PART_NAMES, SHOWN, field_name, former_said
from dialogs.meeting.cards.navigating import HISTORY, Row, part_button
from dialogs.meeting.navigating import consultation_button
from dialogs.meeting.references import Reference
from dialogs.meeting.striking.navigating import put_back_button
from dialogs.meeting.striking.words import FIELDS, struck_words
from dialogs.meeting.undoing import Change, read_changes

SHOWN_ON_BUTTON: Final = 20

A_PAGE: Final = 6
"""Changes a card."""


async def history_card(turn: Turn, reference: Reference, before: str = "") -> Card:
    """Show what was corrected, the latest first; ``before`` goes on from a change's number."""
    changes = await read_changes(turn, reference, limit=A_PAGE + 1, before=row_number(before) or None)
    shown = changes[:A_PAGE]
    blocks: list[Block] = [Heading(text=_("History of {number}", number=reference.number))]
    if not shown:
        blocks.append(Paragraph(text=_("Nothing has been corrected.")))
    rows: dict[str, Row] = {}
    words = await struck_words(turn, reference, shown)
    for change in shown:
        said = words.get((change.part, change.part_id)) or _struck_field(change)[1]
        blocks += _change(turn, change, said)
        if change.reason is not None and said is not None and not change.undone:
            # What was struck in one turn is put back in one: its button is that of the last thing struck.
            label = _("Put back: {what}", what=shortened(said, SHOWN_ON_BUTTON))
            rows.setdefault(change.turn, (put_back_button(reference, change.id, label),))
    turning: tuple[Row, ...] = ()
    if len(changes) > A_PAGE:
        turning = ((part_button(_("Earlier changes"), reference, HISTORY, str(shown[-1].id)),),)
    return Card(blocks=tuple(blocks), buttons=(*rows.values(), *turning, (consultation_button(reference),)))


def _struck_field(change: Change) -> tuple[Text | None, str | None]:
    """Give the name and the words of the field of an agenda item that a change struck; none where it struck none."""
    struck = ((FIELD_NAMES[name], change.former.get(name)) for name in FIELDS.values())
    found = ((label, words) for label, words in struck if change.reason is not None and isinstance(words, str))
    return next(found, (None, None))


def _change(turn: Turn, change: Change, words: str | None) -> list[Block]:
    part, at = PART_NAMES[change.part], change.at
    who = change.name or _("somebody without a name")
    if change.reason is not None:
        struck = _struck_field(change)[0] or part
        said = _("{at}, {who}: struck: {part}. Reason: {reason}", at=at, who=who, part=struck, reason=change.reason)
        return [Note(text=said), *_shown_struck(words)]
    if change.removal:
        return [Note(text=_("{at}, {who}: taken out: {part}", at=at, who=who, part=part)), *_shown_struck(words)]
    before: list[Block] = [
        Quote(
            text=_(
                "{field}: {former}",
                field=field_name(change.part, name),
                former=former_said(turn, change.part, name, former),
            )
        )
        for name, former in change.former.items()
        if name in FIELD_NAMES
    ]
    put_back = "removed_at" in change.former
    if put_back:
        return [Note(text=_("{at}, {who}: put back: {part}", at=at, who=who, part=part))]
    return [Note(text=_("{at}, {who}: {part}. Before:", at=at, who=who, part=part)), *before] if before else []


def _shown_struck(words: str | None) -> tuple[Block, ...]:
    return () if words is None else (Struck(text=shortened(words, SHOWN)),)
