"""What a press does: on the card on show, on an older one, or forged."""

from dialogs.engine.presses import FormPress, unpacked
from dialogs.engine.text import Text, _
from dialogs.engine.walk.doubled import already
from dialogs.engine.walk.leaving import decide
from dialogs.engine.walk.path import LEAVE, REVIEW, Effect, EntryMenu, Place, Reviewing, Walk
from dialogs.engine.walk.pressing_review import at_menu, at_review
from dialogs.engine.walk.pressing_step import at_step


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
            effect = at_menu(walk, where, press)
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
