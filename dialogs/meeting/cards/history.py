"""What was corrected or struck in a consultation: what stood there before, who changed it, when and why."""

from collections.abc import Mapping
from typing import Final

from dialogs.engine.cards import Block, Card, Heading, Note, Paragraph, Quote, Struck
from dialogs.engine.presses import row_number
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting import records
from dialogs.meeting.cards.former import FIELD_NAMES, PART_NAMES, SHOWN, before_lines
from dialogs.meeting.cards.navigating import HISTORY, Row, part_button
from dialogs.meeting.navigating import consultation_button
from dialogs.meeting.references import Reference
from dialogs.meeting.stages import stages_by_row
from dialogs.meeting.striking.navigating import put_back_button
from dialogs.meeting.striking.words import FIELDS, words_of
from dialogs.meeting.terms import Stage
from dialogs.meeting.undoing import Change, read_changes
from dialogs.meeting.wording import STAGE_NAMES

SHOWN_ON_BUTTON: Final = 20
SHOWN_AS_NAME: Final = 40

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
    words, stages = await words_of(turn, reference, shown), await stages_by_row(turn, reference)
    for change in shown:
        own = words.get((change.part, change.part_id))
        said = own if change.removal else _struck_field(change)[1]
        blocks += _change(turn, change, said, _subject(change, own, stages))
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


def _subject(change: Change, words: str | None, stages: Mapping[int, Stage]) -> Text:
    """Name what was changed: its part, and which one of its part it is."""
    part = PART_NAMES[change.part]
    if change.part == records.stage.name and change.part_id in stages:
        return _("{part} “{name}”", part=part, name=STAGE_NAMES[stages[change.part_id]])
    if words is None or change.removal:
        return part
    return _("{part} “{name}”", part=part, name=shortened(words, SHOWN_AS_NAME))


def _change(turn: Turn, change: Change, words: str | None, subject: Text) -> list[Block]:
    at, who = change.at, change.name or _("somebody without a name")
    if change.reason is not None:
        struck = _struck_field(change)[0] or PART_NAMES[change.part]
        said = _("{at}, {who}: struck: {part}. Reason: {reason}", at=at, who=who, part=struck, reason=change.reason)
        return [Note(text=said), *_shown_struck(words)]
    if change.removal:
        return [Note(text=_("{at}, {who}: taken out: {part}", at=at, who=who, part=subject)), *_shown_struck(words)]
    if "removed_at" in change.former:
        return [Note(text=_("{at}, {who}: put back: {part}", at=at, who=who, part=subject))]
    before = [Quote(text=line) for line in before_lines(turn, change.part, change.former)]
    return [Note(text=_("{at}, {who}: {part}. Before:", at=at, who=who, part=subject)), *before] if before else []


def _shown_struck(words: str | None) -> tuple[Block, ...]:
    return () if words is None else (Struck(text=shortened(words, SHOWN)),)
