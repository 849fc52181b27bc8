"""The card that asks one step."""

from typing import cast

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Notice, Progress, Quote
from dialogs.engine.forms import (
    Choice,
    Choices,
    Day,
    FileStep,
    Number,
    Option,
    PersonStep,
    Rating,
    Repeated,
    Words,
    described,
)
from dialogs.engine.interpreted import Interpreted
from dialogs.engine.text import Message, Text, _
from dialogs.engine.walk.files_given import kept_files, token
from dialogs.engine.walk.grouping import entry_title, group_parts, menu_card
from dialogs.engine.walk.hints import hint
from dialogs.engine.walk.interpreting import offered
from dialogs.engine.walk.layout import Row, button, paged, rows
from dialogs.engine.walk.leaving import leaving_card
from dialogs.engine.walk.navigating import aside_rows, way_rows
from dialogs.engine.walk.path import Effect, EntryMenu, Place, Reviewing, Walk, Where, asides_of
from dialogs.engine.walk.reviewing import review_card
from dialogs.engine.walk.summary import shortened, summary

Parts = tuple[list[Block], list[Row]]
SHOWN_WORDS = 1000
"""Characters of a recorded answer that are shown where it can be changed."""


def form_card(walk: Walk, where: Where | None, effect: Effect) -> Card:
    """Build the form's one card as it should now look; ``where`` is where the person stands."""
    if walk.state.leaving or where is None:
        drawn = leaving_card(walk)
    elif isinstance(where, Reviewing):
        drawn = review_card(walk, where, effect)
    elif isinstance(where, EntryMenu):
        drawn = menu_card(walk, where, effect)
    else:
        drawn = _step_card(walk, where, effect)
    if effect.notice is None:
        return drawn
    return drawn.model_copy(update={"blocks": (Notice(text=effect.notice), *drawn.blocks)})


def _step_card(walk: Walk, place: Place, effect: Effect) -> Card:
    step = place.step
    answers = place.scope.trail.answers
    body, laid = _body(walk, place, effect)
    said = hint(step)
    if said is not None and _said_already(effect.notice, said):
        said = None
    blocks = [
        *_top(walk, place),
        *(step.prompt(answers) if callable(step.prompt) else step.prompt),
        *body,
        *_asides_given(place),
        *([Note(text=said)] if said is not None else []),
    ]
    return Card(blocks=tuple(blocks), buttons=(*laid, *aside_rows(walk, place), *way_rows(walk, place)))


def _said_already(notice: Text | None, said: Text) -> bool:
    return notice == said or (isinstance(notice, Message) and said in notice.values.values())


def _top(walk: Walk, place: Place) -> list[Block]:
    shown: list[Block] = []
    applying = walk.scope.applying()
    outer = place.parent or place.step
    entry, group = walk.state.entry, walk.group()
    title: Text | None = outer.place or outer.section
    if group is not None and entry is not None:
        title = entry_title(group, entry.number)
    if len(applying) > 1 or title is not None:
        place_said = walk.title if title is None else title
        number = next(at for at, step in enumerate(applying, 1) if step is outer or step is group)
        shown.append(Progress(number=number, total=len(applying), place=place_said))
    if place.parent is not None:
        shown.append(Heading(text=place.step.label))
    return shown


def _body(walk: Walk, place: Place, effect: Effect) -> Parts:
    match place.step:
        case Rating() as step:
            blocks, laid = _scale(walk, place, step)
        case Choice(options=options) | PersonStep(people=options):
            blocks, laid = _options(walk, place, options, effect)
        case Interpreted():
            blocks, laid = _options(walk, place, offered(place), effect)
        case Choices() as step:
            return _ticks(walk, place, step, effect)
        case FileStep():
            return _files(walk, place)
        case Repeated() as step:
            return group_parts(walk, place, step, effect)
        case _:
            blocks, laid = [], []
    return [*blocks, *_recorded(place)], laid


def _recorded(place: Place) -> list[Block]:
    value = place.scope.trail.answers.get(place.key)
    match place.step:
        case Words() if isinstance(value, str):
            return [Note(text=_("Recorded so far:")), Quote(text=_begun(value))]
        case Number() | Day() | PersonStep() | Interpreted() if value is not None:
            return [Note(text=_("Recorded so far: {answer}", answer=summary(place.step, value)))]
        case _:
            return []


def _begun(words: str) -> str:
    """Give somebody's words as they wrote them, line by line, as far as there is room."""
    return words if len(words) <= SHOWN_WORDS else f"{words[: SHOWN_WORDS - 1]}…"


def _scale(walk: Walk, place: Place, step: Rating) -> Parts:
    numbers = _pressed_by(walk, place, step.options)
    one_row = len(numbers) <= 8 and all(len(row) > 1 for row in rows(numbers))
    laid = [tuple(numbers)] if one_row else [*rows(numbers)]
    return [*step.described], [*laid, *rows(_pressed_by(walk, place, step.others))]


def _options(walk: Walk, place: Place, options: tuple[Option, ...], effect: Effect) -> Parts:
    page = paged(walk, place.name, _pressed_by(walk, place, options), effect.page, None)
    return [*described(page.of(options))], [*page.rows, *page.turning]


def _ticks(walk: Walk, place: Place, step: Choices, effect: Effect) -> Parts:
    ticked = ticks(place)
    buttons = [
        button(
            walk,
            option.label,
            place.name,
            "off" if option.value in ticked else "on",
            option.value,
            chosen=option.value in ticked,
        )
        for option in step.options
    ]
    show = next((index for index, option in enumerate(step.options) if option.value == effect.show), None)
    page = paged(walk, place.name, buttons, effect.page, show)
    laid = [*page.rows, *page.turning]
    if len(ticked) >= step.least:
        laid.append((button(walk, _("Confirm"), place.name, "ok"),))
    return [*described(page.of(step.options))], laid


def ticks(place: Place) -> list[str]:
    """The values ticked so far at a several-choices step: its draft, or else its recorded answer."""
    trail = place.scope.trail
    value = trail.draft.get(place.key, trail.answers.get(place.key))
    return cast("list[str]", value) if isinstance(value, list) else []


def _files(walk: Walk, place: Place) -> Parts:
    given = kept_files(place)
    laid: list[Row] = [(button(walk, _("Done"), place.name, "ok"),)] if given and place.parent is None else []
    laid += [
        (button(walk, _("Remove {name}", name=shortened(one.name, 30)), place.name, "remove", token(one)),)
        for one in given
    ]
    return [Bullets(lines=tuple(one.name for one in given))] if given else [], laid


def _pressed_by(walk: Walk, place: Place, options: tuple[Option, ...]) -> list[Button]:
    name, given = place.name, place.scope.trail.answers.get(place.key)
    return [
        button(walk, option.label, name, "answer", option.value, chosen=option.value == given) for option in options
    ]


def _asides_given(place: Place) -> list[Block]:
    trail = place.scope.trail
    shown: list[Block] = []
    for aside in asides_of(place.step, trail.answers):
        key = f"{place.key}/{aside.name}"
        if key in trail.answers:
            said = summary(aside, trail.answers[key])
            shown.append(Note(text=_("{aside} recorded: {answer}", aside=aside.label, answer=said)))
        if isinstance(aside, Words) and isinstance(offered := trail.draft.get(key), str):
            shown.append(Note(text=_("Your message:")))
            shown.append(Quote(text=_begun(offered)))
    return shown
