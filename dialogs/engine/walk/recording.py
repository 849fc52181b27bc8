"""Keeping an answer, and where the person stands afterwards."""

from dataclasses import replace

from pydantic import JsonValue

from dialogs.engine.form_state import Entry
from dialogs.engine.forms import Step
from dialogs.engine.text import Text, n_
from dialogs.engine.walk.path import Effect, Place, Scope, Walk, asides_of, before, holds
from dialogs.engine.walk.sections import section_of

MENU = ".menu"
CLOSE = ".close"


def record(walk: Walk, place: Place, value: JsonValue) -> Effect:
    """Keep an answer that its check lets through, and go on."""
    check = place.step.check
    if check is not None and value is not None:
        fault = check(value, place.scope.trail.answers)
        if fault is not None:
            return Effect(notice=fault)
    opened, fallen = _keep(place, value)
    effect = go_on(walk, place, opened=opened)
    return replace(effect, notice=effect.notice or _fallen(fallen))


def keep_here(place: Place, value: JsonValue, *, at: str | None) -> Effect:
    """Keep an answer that still grows (files, entries) and stand at ``at``; its check waits until it is confirmed."""
    _, fallen = _keep(place, value)
    place.scope.trail.at = at
    return Effect(notice=_fallen(fallen))


def forget(place: Place) -> Effect:
    """Take an answer back, and stay."""
    place.scope.trail.answers.pop(place.key)
    fallen = drop(place.scope)
    place.scope.trail.at = place.key
    return Effect(notice=_fallen(fallen))


def go_on(walk: Walk, place: Place, *, opened: bool = False) -> Effect:
    """Leave a place forwards. ``opened``: the answer brought up new steps, which come before a return to the review."""
    trail, state = place.scope.trail, walk.state
    if place.parent is not None:
        trail.at = place.parent.name
        return Effect()
    trail.at = None
    if trail is state.entry:
        return _close_if_complete(walk, place.scope)
    if opened:
        trail.path.remove(place.key)
        trail.path.append(place.key)
    was_editing, state.editing = state.editing, False
    return to_review(walk, place.step) if was_editing and not opened else Effect()


def to_review(walk: Walk, step: Step) -> Effect:
    """Go (back) to where the review shows a step."""
    walk.state.at, walk.state.editing = section_of(walk.scope.applying(), step), False
    return Effect(show=step.name)


def behind(walk: Walk, place: Place) -> str | None:
    """What lies behind a place: a step's name, ``MENU``, ``CLOSE`` (an empty entry), the review, or nothing."""
    if place.parent is not None:
        return place.parent.name
    if place.scope.trail is not walk.state.entry:
        return section_of(walk.scope.applying(), place.step) if walk.state.editing else before(place)
    if place.scope.next_unanswered() is None:
        return MENU
    return before(place) or (None if place.scope.trail.answers else CLOSE)


def go_back(walk: Walk, place: Place) -> Effect:
    """Go to what lies behind a place, where something does."""
    if place.parent is None and walk.state.editing and walk.state.entry is None:
        return to_review(walk, place.step)
    target = behind(walk, place)
    if target == CLOSE:
        walk.state.entry = None
    else:
        place.scope.trail.at = None if target == MENU else target
    return Effect()


def open_entry(walk: Walk, group: Place, number: int) -> None:
    """Open an entry of a repeated group: an existing one, or a new one after the last."""
    entries = entries_of(group)
    given = dict(entries[number]) if number < len(entries) else {}
    path = [name for name in given if "/" not in name]
    walk.state.entry = Entry(group=group.key, number=number, answers=given, path=path)
    walk.state.at = group.key


def remove_entry(walk: Walk, entry: Entry) -> Effect:
    """Remove the open entry from its group."""
    group = walk.scope.find(entry.group)
    walk.state.entry = None
    if group is None or entry.number >= len(entries_of(group)):
        return Effect()
    kept = entries_of(group)
    del kept[entry.number]
    return keep_here(group, list(kept), at=group.key)


def entries_of(group: Place) -> list[dict[str, JsonValue]]:
    """The entries of a repeated group that are complete."""
    value = group.scope.trail.answers.get(group.key)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def drop(scope: Scope) -> int:
    """Drop every answer whose step no longer applies; the number of steps that lost theirs."""
    trail, fallen = scope.trail, 0
    while gone := [key for key in trail.answers if not _stands(scope, key)]:
        fallen += sum("/" not in key and trail.answers[key] is not None for key in gone)
        for key in gone:
            del trail.answers[key]
    trail.path = [name for name in trail.path if name in trail.answers]
    return fallen


def _stands(scope: Scope, key: str) -> bool:
    name, _, aside = key.partition("/")
    step = scope.by_name.get(name)
    answers = scope.trail.answers
    if step is None or not holds(step, answers):
        return False
    return not aside or any(aside == known.name for known in asides_of(step, answers))


def _keep(place: Place, value: JsonValue) -> tuple[bool, int]:
    scope, trail = place.scope, place.scope.trail
    fixed = scope.is_fixed
    known = set() if fixed else {step.name for step in scope.unanswered()}
    trail.answers[place.key] = value
    trail.draft.pop(place.key, None)
    if place.parent is None and place.key not in trail.path:
        trail.path.append(place.key)
    if fixed:
        return False, 0
    fallen = drop(scope)
    opened = any(step.name not in known for step in scope.unanswered() if step is not place.step)
    return opened, fallen


def _close_if_complete(walk: Walk, scope: Scope) -> Effect:
    entry, repeated = walk.state.entry, walk.group()
    if entry is None or repeated is None or scope.next_unanswered() is not None:
        return Effect()
    group = Place(walk.scope, repeated)
    entries = entries_of(group)
    if entry.number >= len(entries):
        walk.state.entry = None
    entries[entry.number : entry.number + 1] = [dict(entry.answers)]
    return keep_here(group, list(entries), at=group.key)


def _fallen(count: int) -> Text | None:
    if not count:
        return None
    return n_(
        "{count} earlier answer no longer applies and was taken out.",
        "{count} earlier answers no longer apply and were taken out.",
        count,
    )
