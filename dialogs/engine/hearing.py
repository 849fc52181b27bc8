"""What typed words do where the person stands."""

import re
from datetime import date

from dialogs.engine.files_given import keep_file, linked, takes_links
from dialogs.engine.forms import Choices, Day, Number, Option, PersonStep, Repeated, Words
from dialogs.engine.hints import takes
from dialogs.engine.leaving import decide, leave
from dialogs.engine.numerals import day, whole_number
from dialogs.engine.path import REVIEW, Effect, Place, Reviewing, Walk, asides_of
from dialogs.engine.presses import FormPress
from dialogs.engine.pressing import at_review, at_step, tick, too_long
from dialogs.engine.recording import entries_of, open_entry, record
from dialogs.engine.reviewing import section_title
from dialogs.engine.sections import sections
from dialogs.engine.spelling import begun_option, command, exact_option, named_texts
from dialogs.engine.summary import options_of
from dialogs.engine.text import _

LONGEST_NAME = 100
_BETWEEN = re.compile(r"[\s,，、;；/+&和]+")


def typed(walk: Walk, text: str) -> Effect:
    """Take typed words as an answer, as one of our words, or say what can be done instead."""
    if walk.state.leaving:
        return _leaving(walk, text)
    match walk.where():
        case Place() as place:
            return _at_step(walk, place, text)
        case Reviewing() as reviewing:
            return _at_review(walk, reviewing, text)
        case _:
            return _at_menu(walk, text)


def offer(place: Place, text: str) -> Effect | None:
    """Hold words that answer nothing, and offer to keep them as the step's comment; ``None`` where there is none."""
    asides = asides_of(place.step, place.scope.trail.answers)
    aside = next((aside for aside in asides if isinstance(aside, Words)), None)
    if aside is None or place.parent is not None:
        return None
    if len(text) > aside.longest:
        return Effect(notice=too_long(len(text), aside.longest))
    place.scope.trail.draft[f"{place.key}/{aside.name}"] = text
    return Effect(
        notice=_(
            "{takes} To keep your message as “{aside}”, use its button below.",
            takes=takes(place.step),
            aside=aside.label,
        )
    )


def _leaving(walk: Walk, text: str) -> Effect:
    decisions = {"keep": "keep", "discard": "discard", "ok": "stay", "back": "stay"}
    decision = decisions.get(command(text) or "")
    return (decide(walk, decision) if decision else None) or Effect(
        notice=_("Please choose first: keep your answers for later, discard them, or stay here.")
    )


def _at_step(walk: Walk, place: Place, text: str) -> Effect:
    step = place.step
    options = options_of(step)
    if (option := exact_option(text, options, walk.spellings)) is not None:
        return _chosen(walk, place, option)
    if (effect := _commanded(walk, place, text)) is not None:
        return effect
    if (effect := _answered(walk, place, text)) is not None:
        return effect
    if (option := begun_option(text, options, walk.spellings)) is not None:
        return _chosen(walk, place, option)
    if isinstance(step, Choices) and (effect := _several(walk, place, text)) is not None:
        return effect
    if (link := linked(text)) is not None and takes_links(place):
        return keep_file(place, link)
    return (offer(place, text) if text else None) or Effect(notice=takes(step))


def _chosen(walk: Walk, place: Place, option: Option) -> Effect:
    if isinstance(place.step, Choices):
        return tick(place, option.value, on=True) or Effect()
    return record(walk, place, option.value)


def _commanded(walk: Walk, place: Place, text: str) -> Effect | None:
    known = command(text)
    if known is None:
        return None
    free = _takes_any_words(place)
    if free and known not in {"back", "skip", "leave"}:
        return None
    effect = at_step(walk, place, known)
    if effect is not None or free:
        return effect
    if known == "skip":
        return Effect(notice=_("This question cannot be skipped."))
    if known == "back":
        return Effect(notice=_("This is the first question: there is nothing before it."))
    return None


def _takes_any_words(place: Place) -> bool:
    return isinstance(place.step, Words) or (isinstance(place.step, PersonStep) and place.step.strangers)


def _answered(walk: Walk, place: Place, text: str) -> Effect | None:
    match place.step:
        case Words() as step:
            return _words(walk, place, text, step.longest)
        case PersonStep(strangers=True) as step:
            if any(person.value == text for person in step.people):
                return Effect(notice=_("Please type the name in full."))
            return _words(walk, place, text, LONGEST_NAME)
        case Number():
            return _number(walk, place, place.step, text)
        case Day():
            return _day(walk, place, place.step, text)
        case Repeated():
            return _entry(walk, place, place.step, text)
        case _:
            return None


def _words(walk: Walk, place: Place, text: str, longest: int) -> Effect:
    if not text:
        return Effect(notice=takes(place.step))
    if len(text) > longest:
        return Effect(notice=too_long(len(text), longest))
    return record(walk, place, text)


def _number(walk: Walk, place: Place, step: Number, text: str) -> Effect | None:
    number = whole_number(text)
    if number is None:
        return None
    if (step.least is not None and number < step.least) or (step.most is not None and number > step.most):
        return Effect(notice=takes(step))
    return record(walk, place, number)


def _day(walk: Walk, place: Place, step: Day, text: str) -> Effect | None:
    found = day(text)
    if found is None:
        return None
    said = found.isoformat()
    if step.earliest is not None and said < step.earliest:
        return Effect(notice=_("That day is too early: {day} at the earliest.", day=date.fromisoformat(step.earliest)))
    if step.latest is not None and said > step.latest:
        return Effect(notice=_("That day is too late: {day} at the latest.", day=date.fromisoformat(step.latest)))
    return record(walk, place, said)


def _several(walk: Walk, place: Place, text: str) -> Effect | None:
    options = options_of(place.step)
    parts = [part for part in _BETWEEN.split(text[:1000]) if part]
    found = [
        exact_option(part, options, walk.spellings) or begun_option(part, options, walk.spellings) for part in parts
    ]
    named = [option for option in found if option is not None]
    if not named or len(named) < len(found):
        return None
    for option in named:
        tick(place, option.value, on=True)
    return Effect(show=named[-1].value)


def _entry(walk: Walk, place: Place, step: Repeated, text: str) -> Effect | None:
    """Take words typed at the list as the beginning of a new entry."""
    number = len(entries_of(place))
    before = dict(walk.state.answers)
    if not text or number >= step.most:
        return None
    open_entry(walk, place, number)
    inside = walk.where()
    effect = _at_step(walk, inside, text) if isinstance(inside, Place) else Effect()
    entry = walk.state.entry
    if entry is not None and not entry.answers and walk.state.answers == before:
        walk.state.entry = None
        return None
    return effect


def _at_review(walk: Walk, where: Reviewing, text: str) -> Effect:
    known = command(text)
    action = {"back": "review", "review": "review", "submit": "submit", "ok": "ok", "leave": "leave"}.get(known or "")
    effect = at_review(walk, where, FormPress(walk.conversation, where.name, action)) if action else None
    return effect or _opened(walk, text) or Effect(notice=_("Please use the buttons, or type the name of a question."))


def _opened(walk: Walk, text: str) -> Effect | None:
    steps = walk.scope.applying()
    gathered = sections(steps)
    titles = [section_title(walk, section) for section in gathered] if len(gathered) > 1 else []
    names = named_texts([*(step.label for step in steps), *titles])
    found = exact_option(text, names, walk.spellings) or begun_option(text, names, walk.spellings)
    if found is None:
        return None
    number = int(found.value)
    if number < len(steps):
        press = FormPress(walk.conversation, steps[number].name, "edit")
    else:
        press = FormPress(walk.conversation, REVIEW, "section", str(number - len(steps)))
    return at_review(walk, Reviewing(), press)


def _at_menu(walk: Walk, text: str) -> Effect:
    entry = walk.state.entry
    if entry is not None and command(text) in {"back", "ok"}:
        walk.state.entry = None
        return Effect()
    if command(text) == "leave":
        return leave(walk)
    return Effect(notice=_("Please use the buttons below."))
