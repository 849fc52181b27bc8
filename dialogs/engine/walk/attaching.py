"""What files do where the person stands, and what is said to things that no form takes."""

from dialogs.engine.events import Attached
from dialogs.engine.forms import Step
from dialogs.engine.text import Text, _
from dialogs.engine.walk.files_given import arrived, keep_file
from dialogs.engine.walk.hearing import offer
from dialogs.engine.walk.hints import takes
from dialogs.engine.walk.path import Effect, Place, Walk

UNREADABLE: dict[str, Text] = {
    "sticker": _("Stickers cannot be read here."),
    "voice": _("Voice messages cannot be listened to here."),
    "video": _("Videos cannot be kept here."),
    "audio": _("Sound recordings cannot be kept here."),
    "location": _("Locations cannot be read here."),
    "contact": _("Contact cards cannot be read here."),
    "poll": _("Polls cannot be read here."),
    "video_note": _("Videos cannot be kept here."),
    "edited_message": _("A message that was changed afterwards cannot be read here. Please send it again."),
    "file_too_large": _("That file is too large: at most 20 MB."),
    "wrong_type": _("Files of that type are not taken here."),
}
"""What is said to each ``Unreadable.what``; to any other, that it cannot be read."""


def attached(walk: Walk, event: Attached) -> Effect:
    """Keep a file where the person stands; its caption is offered as the comment."""
    where = walk.where()
    if walk.state.leaving or not isinstance(where, Place):
        return Effect(notice=_("No file is needed here. Open the question that it belongs to, then send it again."))
    effect = keep_file(walk, where, arrived(event))
    if not event.caption or effect.notice is not None:
        return effect
    return offer(where, event.caption) or effect


def unreadable(walk: Walk, what: str) -> Effect:
    """Say that something cannot be read, and what is taken here instead."""
    said = UNREADABLE.get(what, _("That cannot be read here."))
    where = walk.where()
    step: Step | None = where.step if isinstance(where, Place) and not walk.state.leaving else None
    taken = takes(step) if step is not None else _("Please use the buttons below.")
    return Effect(notice=_("{fault} {takes}", fault=said, takes=taken))
