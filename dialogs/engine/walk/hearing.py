"""What typed words do where the person stands."""

import re

from dialogs.engine.forms import Choices, Option, PersonStep, Repeated, Words
from dialogs.engine.text import _
from dialogs.engine.walk.answering import answered_in_words
from dialogs.engine.walk.files_given import keep_file, linked, takes_links
from dialogs.engine.walk.hearing_review import typed_at_menu, typed_at_review
from dialogs.engine.walk.hints import takes
from dialogs.engine.walk.interpreting import offered
from dialogs.engine.walk.leaving import decide
from dialogs.engine.walk.path import Effect, Place, Reviewing, Walk, asides_of
from dialogs.engine.walk.pressing_step import at_step, tick, too_long
from dialogs.engine.walk.recording import entries_of, open_entry, record
from dialogs.engine.walk.spelling import begun_option, command, exact_option, named_options, named_texts
from dialogs.engine.walk.summary import options_of

_BETWEEN = re.compile(r"[\s,，、;；/+&和]+")


def typed(walk: Walk, text: str) -> Effect:
    """Take typed words as an answer, as one of our words, or say what can be done instead."""
    if walk.state.leaving:
        return _leaving(walk, text)
    match walk.where():
        case Place() as place:
            return _at_step(walk, place, text)
        case Reviewing() as reviewing:
            return typed_at_review(walk, reviewing, text)
        case _:
            return typed_at_menu(walk, text)


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
    decisions = {"keep": "keep", "discard": "discard", "stay": "stay", "ok": "stay", "back": "stay"}
    decision = decisions.get(command(text) or "")
    return (decide(walk, decision) if decision else None) or Effect(
        notice=_("Please choose first: keep your answers for later, discard them, or stay here.")
    )


def _at_step(walk: Walk, place: Place, text: str) -> Effect:
    step = place.step
    options = offered(place)
    if (option := exact_option(text, options, walk.spellings)) is not None:
        return _chosen(walk, place, option)
    if (effect := _commanded(walk, place, text)) is not None:
        return effect
    effect = _entry(walk, place, step, text) if isinstance(step, Repeated) else answered_in_words(walk, place, text)
    if effect is not None:
        return effect
    if (option := begun_option(text, options, walk.spellings)) is not None:
        return _chosen(walk, place, option)
    if isinstance(step, Choices) and (effect := _several(walk, place, text)) is not None:
        return effect
    if (effect := _aside_named(walk, place, text)) is not None:
        return effect
    if (link := linked(text)) is not None and takes_links(place):
        return keep_file(walk, place, link)
    return (offer(place, text) if text else None) or Effect(notice=takes(step))


def _chosen(walk: Walk, place: Place, option: Option) -> Effect:
    if isinstance(place.step, Choices):
        return tick(place, option.value, on=True) or Effect()
    return record(walk, place, option.value)


def _aside_named(walk: Walk, place: Place, text: str) -> Effect | None:
    asides = asides_of(place.step, place.scope.trail.answers)
    named = named_options(text, named_texts([aside.label for aside in asides]), walk.spellings)
    return at_step(walk, place, "aside", asides[int(named[0].value)].name) if named else None


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
