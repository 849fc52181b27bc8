"""The cards of a repeated group: the entries so far, and one entry by itself."""

from dialogs.engine.cards import Block, Bullets, Card, Heading, Note
from dialogs.engine.forms import Repeated, Step
from dialogs.engine.text import Text, _
from dialogs.engine.walk.layout import ROWS_OF_NUMBERS, Row, button, fits_a_row, paged
from dialogs.engine.walk.path import Effect, EntryMenu, Place, Walk, answered
from dialogs.engine.walk.recording import entries_of
from dialogs.engine.walk.summary import summary


def group_parts(walk: Walk, place: Place, group: Repeated, effect: Effect) -> tuple[list[Block], list[Row]]:
    """List the entries, each behind a button, with the ways to add one and to be done."""
    names = [group.entry(entry) for entry in entries_of(place)]
    blocks, listed = _entries(walk, place, names, effect)
    closing = []
    if len(names) < group.most:
        closing.append(button(walk, _("＋ Add one") if not names else _("＋ Add another"), place.name, "add"))
    if len(names) >= group.least and (names or not group.optional):
        closing.append(button(walk, _("That is all"), place.name, "ok"))
    return blocks, [tuple(closing), *listed]


def _entries(walk: Walk, place: Place, names: list[Text], effect: Effect) -> tuple[list[Block], list[Row]]:
    """Say each entry once: on its button, or where a phone would cut one off, in a line that its number opens."""
    if not names:
        return [], []
    on_buttons = all(fits_a_row(name) for name in names)
    labels = names if on_buttons else [str(number) for number in range(1, len(names) + 1)]
    buttons = [button(walk, label, place.name, "entry", str(number)) for number, label in enumerate(labels)]
    show = int(effect.show) if effect.show else None
    if on_buttons:
        page = paged(walk, place.name, buttons, effect.page, show)
        return [Note(text=_("Press an entry to change or remove it."))], [*page.rows, *page.turning]
    page = paged(walk, place.name, buttons, effect.page, show, at_once=ROWS_OF_NUMBERS)
    lines = Bullets(lines=tuple(page.of(names)), marks=tuple(f"{number}." for number in page.of(labels)))
    note = Note(text=_("Press an entry’s number to change or remove it."))
    return [lines, note], [*page.rows, *page.turning]


def entry_title(group: Step, number: int) -> Text:
    """Name an entry before it has a name of its own."""
    return _("{group}: no. {number}", group=group.label, number=number + 1)


def menu_card(walk: Walk, menu: EntryMenu, effect: Effect) -> Card:
    """Show one entry, each of its answers behind a button."""
    answers = menu.scope.trail.answers
    steps = [step for step in menu.scope.applying() if answered(step, answers)]
    buttons = [button(walk, step.label, menu.scope.prefix + step.name, "edit") for step in steps]
    page = paged(walk, menu.name, buttons, effect.page, None)
    lines = tuple(
        _("{label}: {answer}", label=step.label, answer=summary(step, answers[step.name])) for step in page.of(steps)
    )
    back = button(walk, _("‹ Back to the list"), menu.name, "back")
    remove = button(walk, _("Remove this entry"), menu.name, "remove")
    return Card(
        blocks=(Heading(text=entry_title(menu.group, menu.number)), Bullets(lines=lines)),
        buttons=(*page.rows, *page.turning, (back, remove)),
    )
