"""What typed words do in the review, and at one entry of a group."""

from dialogs.engine.presses import FormPress
from dialogs.engine.text import _
from dialogs.engine.walk.leaving import leave
from dialogs.engine.walk.path import REVIEW, Effect, Reviewing, Walk
from dialogs.engine.walk.pressing_review import at_review
from dialogs.engine.walk.reviewing import section_title
from dialogs.engine.walk.sections import sections
from dialogs.engine.walk.spelling import begun_option, command, named_options, named_texts


def typed_at_review(walk: Walk, where: Reviewing, text: str) -> Effect:
    """Do what our own words say, or open the question or section that is named."""
    known = command(text)
    action = {"back": "review", "review": "review", "submit": "submit", "ok": "ok", "leave": "leave"}.get(known or "")
    effect = at_review(walk, where, FormPress(walk.conversation, where.name, action)) if action else None
    return effect or _opened(walk, text) or Effect(notice=_("Please use the buttons, or type the name of a question."))


def _opened(walk: Walk, text: str) -> Effect | None:
    steps = walk.scope.applying()
    gathered = sections(steps)
    titles = [section_title(walk, section) for section in gathered] if len(gathered) > 1 else []
    names = named_texts([*(step.label for step in steps), *titles])
    named = named_options(text, names, walk.spellings)
    found = named[0] if named else begun_option(text, names, walk.spellings)
    if found is None:
        return None
    number = int(found.value)
    if number < len(steps):
        press = FormPress(walk.conversation, steps[number].name, "edit")
    else:
        press = FormPress(walk.conversation, REVIEW, "section", str(number - len(steps)))
    return at_review(walk, Reviewing(), press)


def typed_at_menu(walk: Walk, text: str) -> Effect:
    """Do what our own words say."""
    entry = walk.state.entry
    if entry is not None and command(text) in {"back", "ok"}:
        walk.state.entry = None
        return Effect()
    if command(text) == "leave":
        return leave(walk)
    return Effect(notice=_("Please use the buttons below."))
