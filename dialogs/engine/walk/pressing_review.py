"""What the buttons of the review do, and those of one entry of a group."""

from dialogs.engine.presses import FormPress, number
from dialogs.engine.walk.leaving import leave
from dialogs.engine.walk.path import REVIEW, Effect, EntryMenu, Reviewing, Walk
from dialogs.engine.walk.recording import remove_entry
from dialogs.engine.walk.sections import sections


def at_review(walk: Walk, where: Reviewing, press: FormPress) -> Effect | None:
    """Do what a button of the review says; ``None`` when there is no such button."""
    state = walk.state
    if press.action == "edit" and walk.scope.find(press.step) is not None and "/" not in press.step:
        state.at, state.editing = press.step, True
        return Effect()
    if press.step != where.name:
        return None
    index = number(press.value)
    match press.action:
        case "section" if index is not None and index < len(sections(walk.scope.applying())):
            state.at = f"{REVIEW}/{index}"
        case "review" if where.section is not None:
            state.at = REVIEW
        case "ok" if walk.scope.unanswered():
            state.at = None
        case "submit" if walk.may_submit():
            return Effect(end="submitted")
        case "page" if index is not None:
            return Effect(page=index)
        case "leave":
            return leave(walk)
        case _:
            return None
    return Effect()


def at_menu(walk: Walk, menu: EntryMenu, press: FormPress) -> Effect | None:
    """Do what a button of an entry's card says; ``None`` when there is no such button."""
    entry = walk.state.entry
    inner = press.step.removeprefix(menu.scope.prefix)
    if press.action == "edit" and inner != press.step and menu.scope.find(inner) is not None:
        menu.scope.trail.at = inner
        return Effect()
    if press.step != menu.name or entry is None:
        return None
    match press.action:
        case "back":
            walk.state.entry = None
            return Effect()
        case "remove":
            return remove_entry(walk, entry)
        case "page" if (page := number(press.value)) is not None:
            return Effect(page=page)
        case _:
            return None
