"""What the buttons of a step do."""

from dialogs.engine.forms import Choices, FileStep, Repeated, Words
from dialogs.engine.presses import number
from dialogs.engine.text import Text, _, n_
from dialogs.engine.walk.asking import ticks
from dialogs.engine.walk.files_given import kept_files, remove_file
from dialogs.engine.walk.interpreting import offered
from dialogs.engine.walk.leaving import leave
from dialogs.engine.walk.navigating import can_go_on, can_remove, can_review, can_skip
from dialogs.engine.walk.path import REVIEW, Effect, Place, Walk, asides_of
from dialogs.engine.walk.recording import behind, entries_of, forget, go_back, go_on, open_entry, record, remove_entry


def at_step(walk: Walk, place: Place, action: str, value: str = "") -> Effect | None:
    """Do what a button of the current step says; ``None`` when there is no such button."""
    match action:
        case "answer" if not isinstance(place.step, Choices):
            known = any(option.value == value for option in offered(place))
            return record(walk, place, value) if known else None
        case "on" | "off":
            return tick(place, value, on=action == "on")
        case "ok":
            return _confirm(walk, place)
        case "aside" | "comment":
            return _aside(walk, place, value, keep=action == "comment")
        case "add" | "entry":
            return _entry(walk, place, value if action == "entry" else None)
        case "remove":
            return _remove(walk, place, value)
        case _:
            return _move(walk, place, action, value)


def _move(walk: Walk, place: Place, action: str, value: str) -> Effect | None:
    match action:
        case "skip" if can_skip(place):
            return record(walk, place, None)
        case "back" if behind(walk, place) is not None:
            return go_back(walk, place)
        case "leave":
            return leave(walk)
        case "review" if can_review(walk, place):
            walk.state.at = REVIEW
            return Effect()
        case "page" if (page := number(value)) is not None:
            return Effect(page=page)
        case _:
            return None


def tick(place: Place, value: str, *, on: bool) -> Effect | None:
    """Tick an option, or take the tick away; ``None`` when there is no such option."""
    if not isinstance(place.step, Choices) or all(option.value != value for option in place.step.options):
        return None
    ticked = ticks(place)
    if (value in ticked) == on:
        return Effect(silent=True)
    wanted = {*ticked, value} if on else set(ticked) - {value}
    place.scope.trail.draft[place.key] = [o.value for o in place.step.options if o.value in wanted]
    return Effect(show=value)


def _confirm(walk: Walk, place: Place) -> Effect | None:
    match place.step:
        case Choices() as step:
            ticked = ticks(place)
            if len(ticked) >= step.least:
                return record(walk, place, list(ticked))
            return Effect(notice=n_("Please tick at least {count}.", "Please tick at least {count}.", step.least))
        case FileStep() if files := kept_files(place):
            return record(walk, place, [one.model_dump(mode="json") for one in files])
        case Repeated() as step if len(entries := entries_of(place)) >= step.least:
            return record(walk, place, list(entries))
        case Repeated() as step:
            return Effect(notice=n_("Please add at least {count}.", "Please add at least {count}.", step.least))
        case _:
            return go_on(walk, place) if can_go_on(walk, place) else None


def _aside(walk: Walk, place: Place, name: str, *, keep: bool) -> Effect | None:
    trail = place.scope.trail
    aside = next((aside for aside in asides_of(place.step, trail.answers) if aside.name == name), None)
    if aside is None or place.parent is not None:
        return None
    inner = Place(place.scope, aside, parent=place.step)
    if not keep:
        trail.at = inner.key
        return Effect()
    offered = trail.draft.get(inner.key)
    if not isinstance(aside, Words) or not isinstance(offered, str):
        return None
    earlier = trail.answers.get(inner.key)
    whole = f"{earlier}\n{offered}" if isinstance(earlier, str) else offered
    if len(whole) > aside.longest:
        return Effect(notice=too_long(len(whole), aside.longest))
    at = trail.at
    effect = record(walk, inner, whole)
    trail.at = at
    return effect


def too_long(given: int, longest: int) -> Text:
    """Say that words do not fit, with both numbers, and that they are not lost."""
    return _(
        "That makes {given} characters; there is room for {longest}. Nothing was changed. Your message is still in "
        "this chat: shorten it and send it again.",
        given=given,
        longest=longest,
    )


def _entry(walk: Walk, place: Place, which: str | None) -> Effect | None:
    if not isinstance(place.step, Repeated):
        return None
    count = len(entries_of(place))
    which_one = count if which is None else number(which)
    if which_one is None or which_one >= (place.step.most if which is None else count):
        return None
    open_entry(walk, place, which_one)
    return Effect()


def _remove(walk: Walk, place: Place, value: str) -> Effect | None:
    if isinstance(place.step, FileStep):
        return remove_file(place, value)
    if not can_remove(walk, place):
        return None
    if place.parent is None and walk.state.entry is not None:
        return remove_entry(walk, walk.state.entry)
    return forget(place)
