"""Files and links given at a step, and what becomes of one that arrives."""

import hashlib
from urllib.parse import urlsplit

from pydantic import JsonValue

from dialogs.engine.events import Attached
from dialogs.engine.forms import FileStep, Kept
from dialogs.engine.text import _, as_json, n_
from dialogs.engine.walk.hints import takes
from dialogs.engine.walk.path import Effect, Place, Walk, asides_of
from dialogs.engine.walk.recording import forget, keep_here, record

LONGEST_LINK = 2000
LONGEST_NAME = 200


def kept_files(place: Place) -> list[Kept]:
    """The files and links recorded at a place."""
    value = place.scope.trail.answers.get(place.key)
    return [Kept.model_validate(one) for one in value] if isinstance(value, list) else []


def token(kept: Kept) -> str:
    """Name a file on its button, so that a doubled press cannot remove another one."""
    return hashlib.sha256(as_json(kept.model_dump()).encode()).hexdigest()[:10]


def taker(place: Place) -> Place | None:
    """Find what takes a file here: the step itself, its own aside, or an aside beside it."""
    if isinstance(place.step, FileStep):
        return place
    outer = place.parent or place.step
    asides = asides_of(outer, place.scope.trail.answers)
    found = next((aside for aside in asides if isinstance(aside, FileStep)), None)
    return Place(place.scope, found, parent=outer) if found is not None else None


def takes_links(place: Place) -> bool:
    """Say whether links are taken here."""
    taking = taker(place)
    return taking is not None and isinstance(taking.step, FileStep) and taking.step.links


def arrived(event: Attached) -> Kept:
    """Turn an arriving file into what is kept of it."""
    return Kept(
        name=event.name[:LONGEST_NAME],
        file=event.file,
        remote=event.remote,
        media_type=event.media_type,
        size=event.size,
    )


def linked(text: str) -> Kept | None:
    """Read a link that was typed."""
    if len(text) > LONGEST_LINK or len(text.split()) != 1:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return Kept(name=(parts.netloc + parts.path).rstrip("/")[:LONGEST_NAME], link=text)


def keep_file(walk: Walk, here: Place, kept: Kept) -> Effect:
    """Keep a file or link that arrived while ``here`` was asked; the person stays there, unless it is all."""
    place = taker(here)
    if place is None or not isinstance(place.step, FileStep):
        return Effect(notice=_("No file is needed here. {takes}", takes=takes(here.step)))
    given = kept_files(place)
    if kept in given:
        return Effect(silent=True)
    if len(given) >= place.step.most:
        return Effect(
            notice=n_(
                "There is room for {count} file or link here. Remove it first to send another.",
                "There is room for {count} files or links here. Remove one first to send another.",
                place.step.most,
            )
        )
    whole: list[JsonValue] = [one.model_dump(mode="json") for one in (*given, kept)]
    if place.step.most == 1 and place.key == here.key:
        return record(walk, place, whole)
    at = place.key if place.key == here.key else here.scope.trail.at
    return keep_here(place, whole, at=at)


def remove_file(place: Place, which: str) -> Effect | None:
    """Remove the file that a button names; ``None`` when it is not there (any more)."""
    given = kept_files(place)
    left = [one for one in given if token(one) != which]
    if len(left) == len(given):
        return None
    if not left:
        return forget(place)
    return keep_here(place, [one.model_dump(mode="json") for one in left], at=place.key)
