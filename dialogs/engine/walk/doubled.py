"""Presses that have done their work already: doubled, or late."""

from pydantic import JsonValue

from dialogs.engine.forms import FileStep, Repeated
from dialogs.engine.presses import FormPress
from dialogs.engine.walk.files_given import kept_files, token
from dialogs.engine.walk.path import REVIEW, Place, Scope, Walk, before
from dialogs.engine.walk.recording import entries_of


def already(walk: Walk, press: FormPress, here: str) -> bool:
    """Say whether what a press asks for is so already, when the person stands at ``here``."""
    name, value = press.step, press.value
    match press.action:
        case "answer" | "skip" | "ok" | "on" | "off" | "comment":
            return _recorded(walk, press, here)
        case "aside":
            return here == f"{name}/{value}"
        case "back":
            return _came_back(walk, name, here)
        case "review":
            return here == REVIEW
        case "section":
            return here == f"{REVIEW}/{value}"
        case "edit":
            return here == name
        case "add" | "entry":
            return here.startswith(f"{name}/")
        case "remove":
            return _removed(walk, press, here)
        case _:
            return False


def _recorded(walk: Walk, press: FormPress, here: str) -> bool:
    if press.action == "ok" and press.step.partition("/")[0] == REVIEW:
        return not here.startswith(REVIEW)
    name = f"{press.step}/{press.value}" if press.action == "comment" else press.step
    given = _lookup(walk, name)
    if given is None:
        return False
    match press.action:
        case "answer":
            return given[0] == press.value
        case "skip":
            return given[0] is None
        case "on" | "off":
            return isinstance(given[0], list) and (press.value in given[0]) == (press.action == "on")
        case _:
            return press.action == "comment" or press.step != here


def _lookup(walk: Walk, name: str) -> tuple[JsonValue] | None:
    """Find what is recorded under a button's place, in the form or in an entry of a group; ``None``: nothing."""
    answers = walk.state.answers
    if name in answers:
        return (answers[name],)
    group_name, _sign, rest = name.partition("/")
    number, _sign, key = rest.partition("/")
    group = walk.scope.by_name.get(group_name)
    if not isinstance(group, Repeated) or not number.isdecimal():
        return None
    entry = walk.state.entry
    if entry is not None and f"{entry.group}/{entry.number}" == f"{group_name}/{number}":
        return (entry.answers[key],) if key in entry.answers else None
    complete = entries_of(Place(walk.scope, group))
    if not key or len(number) > 4 or int(number) >= len(complete) or key not in complete[int(number)]:
        return None
    return (complete[int(number)][key],)


def _came_back(walk: Walk, name: str, here: str) -> bool:
    if name.startswith(f"{here}/"):
        return True
    entry, group = walk.state.entry, walk.group()
    scopes = [walk.scope]
    if entry is not None and group is not None:
        scopes.append(Scope(group.steps, entry, f"{group.name}/{entry.number}/"))
    for scope in scopes:
        place = scope.find(name.removeprefix(scope.prefix))
        if place is not None and place.name == name:
            behind = before(place)
            return behind is not None and scope.prefix + behind == here
    return False


def _removed(walk: Walk, press: FormPress, here: str) -> bool:
    place = walk.scope.find(press.step)
    if place is None or isinstance(place.step, Repeated):
        return press.step.startswith(f"{here}/")
    if isinstance(place.step, FileStep):
        return all(token(one) != press.value for one in kept_files(place))
    return place.parent is not None and place.key not in walk.state.answers
