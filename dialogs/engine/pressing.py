"""What a press does where the person stands."""

from dialogs.engine.asking import ticks
from dialogs.engine.doubled import already
from dialogs.engine.files_given import kept_files, remove_file
from dialogs.engine.forms import Choices, FileStep, Repeated, Words
from dialogs.engine.leaving import decide, leave
from dialogs.engine.navigating import can_go_on, can_remove, can_review, can_skip
from dialogs.engine.path import LEAVE, REVIEW, Effect, EntryMenu, Place, Reviewing, Walk, asides_of
from dialogs.engine.presses import FormPress, unpacked
from dialogs.engine.recording import (
    behind,
    entries_of,
    forget,
    go_back,
    go_on,
    open_entry,
    record,
    remove_entry,
)
from dialogs.engine.sections import sections
from dialogs.engine.summary import options_of
from dialogs.engine.text import Text, _, n_


def pressed(walk: Walk, data: str) -> Effect:
    """Do what a button says, if it belongs to what is on show."""
    press = unpacked(data)
    if not isinstance(press, FormPress):
        return Effect(notice=unusable())
    if press.conversation != walk.conversation:
        return Effect(notice=_("That button has expired. This is where you are now."))
    if press.step == LEAVE:
        return _leaving(walk, press)
    was_leaving, walk.state.leaving = walk.state.leaving, False
    effect = Effect(silent=True) if was_leaving and press.action == "leave" else _at(walk, press)
    if effect.silent:
        walk.state.leaving = was_leaving
    return effect


def unusable() -> Text:
    """Say that a button means nothing here."""
    return _("That button cannot be used here. Please use the ones below.")


def _leaving(walk: Walk, press: FormPress) -> Effect:
    if not walk.state.leaving:
        return Effect(silent=True) if press.action == "stay" else Effect(notice=unusable())
    return decide(walk, press.action) or Effect(notice=unusable())


def _at(walk: Walk, press: FormPress) -> Effect:
    where = walk.where()
    effect = None
    match where:
        case Place() if press.step == where.name:
            effect = at_step(walk, where, press.action, press.value)
        case Reviewing():
            effect = at_review(walk, where, press)
        case EntryMenu():
            effect = _at_menu(walk, where, press)
        case _:
            pass
    if effect is not None:
        return effect
    if already(walk, press, where.name if where is not None else ""):
        return Effect(silent=True)
    return Effect(notice=_stale(walk, press))


def _stale(walk: Walk, press: FormPress) -> Text:
    name, _sign, _rest = press.step.partition("/")
    where = walk.where()
    if (where is not None and press.step == where.name) or (name != REVIEW and name not in walk.scope.by_name):
        return unusable()
    if isinstance(where, Reviewing):
        return _("That button belongs to an earlier card. To change an answer, choose its question below.")
    if walk.review:
        return _("That button belongs to another question. To change its answer, go back, or do it in the review.")
    return _("That button belongs to another question. To change its answer, go back to it.")


def at_step(walk: Walk, place: Place, action: str, value: str = "") -> Effect | None:
    """Do what a button of the current step says; ``None`` when there is no such button."""
    match action:
        case "answer" if not isinstance(place.step, Choices):
            known = any(option.value == value for option in options_of(place.step))
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
        case "page" if (page := _number(value)) is not None:
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
    number = count if which is None else _number(which)
    if number is None or number >= (place.step.most if which is None else count):
        return None
    open_entry(walk, place, number)
    return Effect()


def _remove(walk: Walk, place: Place, value: str) -> Effect | None:
    if isinstance(place.step, FileStep):
        return remove_file(place, value)
    if not can_remove(walk, place):
        return None
    if place.parent is None and walk.state.entry is not None:
        return remove_entry(walk, walk.state.entry)
    return forget(place)


def at_review(walk: Walk, where: Reviewing, press: FormPress) -> Effect | None:
    """Do what a button of the review says; ``None`` when there is no such button."""
    state = walk.state
    if press.action == "edit" and walk.scope.find(press.step) is not None and "/" not in press.step:
        state.at, state.editing = press.step, True
        return Effect()
    if press.step != where.name:
        return None
    number = _number(press.value)
    match press.action:
        case "section" if number is not None and number < len(sections(walk.scope.applying())):
            state.at = f"{REVIEW}/{number}"
        case "review" if where.section is not None:
            state.at = REVIEW
        case "ok" if walk.scope.unanswered():
            state.at = None
        case "submit" if not walk.scope.unanswered():
            return Effect(end="submitted")
        case "page" if number is not None:
            return Effect(page=number)
        case "leave":
            return leave(walk)
        case _:
            return None
    return Effect()


def _at_menu(walk: Walk, menu: EntryMenu, press: FormPress) -> Effect | None:
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
        case "page" if (page := _number(press.value)) is not None:
            return Effect(page=page)
        case _:
            return None


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 4 else None
