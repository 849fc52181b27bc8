"""The review: every answer at a glance, and a way to each of them."""

from collections.abc import Sequence

from dialogs.engine.cards import Block, Bullets, Card, Heading, Note
from dialogs.engine.forms import Choice, Day, Number, Step
from dialogs.engine.interpreted import Interpreted
from dialogs.engine.text import Text, _, n_
from dialogs.engine.walk.layout import Row, button, paged
from dialogs.engine.walk.path import REVIEW, Effect, Reviewing, Walk, answered, asides_of
from dialogs.engine.walk.sections import Section, sections
from dialogs.engine.walk.summary import listed, summary


def review_card(walk: Walk, where: Reviewing, effect: Effect) -> Card:
    """Show the review, or the section of it where the person stands."""
    applying = walk.scope.applying()
    gathered = sections(applying)
    if len(gathered) < 2:
        blocks, laid = _steps(walk, REVIEW, applying, effect)
    elif where.section is None or where.section >= len(gathered):
        blocks, laid = _sections(walk, gathered, effect)
    else:
        return _section_card(walk, where.name, gathered[where.section], effect)
    leave = button(walk, _("Leave"), REVIEW, "leave")
    if len(applying) == 1 and blocks:
        # One answer needs no count, and its button no name: the answer stands above it.
        changing = button(walk, _("Change"), applying[0].name, "edit")
        return Card(blocks=(Heading(text=walk.title), *blocks), buttons=(_closing_row(walk), (changing, leave)))
    return Card(
        blocks=(Heading(text=walk.title), *blocks),
        buttons=(_closing_row(walk), *laid, (leave,)),
    )


def section_title(walk: Walk, section: Section) -> Text:
    """Name a section; steps that name none stand under the form's own title."""
    return walk.title if section.title is None else section.title


def _section_card(walk: Walk, place: str, section: Section, effect: Effect) -> Card:
    blocks, laid = _steps(walk, place, section.steps, effect)
    back = button(walk, _("‹ All sections"), place, "review")
    return Card(blocks=(Heading(text=section_title(walk, section)), *blocks), buttons=(*laid, (back,)))


def _steps(walk: Walk, place: str, steps: Sequence[Step], effect: Effect) -> tuple[list[Block], list[Row]]:
    """Put short answers on the buttons themselves; where some are long, list them above.

    What stands on the buttons of one page, or is a single answer, needs no tally: it is seen at a glance.
    """
    brief = all(isinstance(step, Choice | Number | Day | Interpreted) for step in steps)
    buttons = [button(walk, _line(walk, step) if brief else step.label, step.name, "edit") for step in steps]
    show = next((index for index, step in enumerate(steps) if step.name == effect.show), None)
    page = paged(walk, place, buttons, effect.page, show)
    lines = tuple(_line(walk, step) for step in page.of(steps)) if not brief else ()
    tallied = len(steps) > 1 and bool(lines or page.turning)
    tally: list[Block] = [Note(text=_standing(walk, steps))] if tallied else []
    return [*tally, *([Bullets(lines=lines)] if lines else [])], [*page.rows, *page.turning]


def _sections(walk: Walk, gathered: Sequence[Section], effect: Effect) -> tuple[list[Block], list[Row]]:
    said = [
        _("{section}: {standing}", section=section_title(walk, section), standing=_standing(walk, section.steps))
        for section in gathered
    ]
    buttons = [button(walk, label, REVIEW, "section", str(number)) for number, label in enumerate(said)]
    page = paged(walk, REVIEW, buttons, effect.page, None)
    return [Note(text=_standing(walk, walk.scope.applying()))], [*page.rows, *page.turning]


def _closing_row(walk: Walk) -> Row:
    """Hand in what is complete, or go on: what most people are here for, before the ways to change an answer."""
    left = len(walk.scope.unanswered())
    submit = (button(walk, walk.submit, REVIEW, "submit"),) if walk.may_submit() else ()
    if not left:
        return submit
    label = n_("Go on: {count} question left", "Go on: {count} questions left", left)
    return (*submit, button(walk, label, REVIEW, "ok"))


def _line(walk: Walk, step: Step) -> Text:
    answers = walk.state.answers
    said = summary(step, answers[step.name]) if step.name in answers else _("not answered yet")
    given = [aside.label for aside in asides_of(step, answers) if f"{step.name}/{aside.name}" in answers]
    if given:
        said = _("{answer} (with {asides})", answer=said, asides=listed(given))
    return _("{label}: {answer}", label=step.label, answer=said)


def _standing(walk: Walk, steps: Sequence[Step]) -> Text:
    answers = walk.state.answers
    skipped = sum(step.name in answers and answers[step.name] is None for step in steps)
    done = sum(answered(step, answers) for step in steps)
    said = _("{done} of {total} answered", done=done - skipped, total=len(steps))
    if skipped:
        return _("{standing}, {skipped} skipped", standing=said, skipped=skipped)
    return said
