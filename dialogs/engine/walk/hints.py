"""What a step takes, in one sentence."""

from dialogs.engine.forms import Choices, Day, FileStep, Number, PersonStep, Repeated, Step, Words
from dialogs.engine.interpreted import Interpreted
from dialogs.engine.text import Text, _, n_

EXAMPLE = "2026-03-01"


def takes(step: Step) -> Text:
    """Say how a step can be answered."""
    match step:
        case Words():
            return n_(
                "Type your answer and send it: up to {count} character.",
                "Type your answer and send it: up to {count} characters.",
                step.longest,
            )
        case Number():
            return _number(step)
        case Day():
            return _("Type a day, for example {example}.", example=EXAMPLE)
        case Interpreted():
            return step.takes
        case FileStep():
            return _file(step)
        case Choices():
            return _("Tick all that apply, then confirm.")
        case PersonStep(strangers=True):
            return _("Choose a person, or type a name.")
        case Repeated():
            return _("Add as many as you need, then say that this is all.")
        case _:
            return _("Press one of the buttons, or type the number or the words of an answer.")


def hint(step: Step) -> Text | None:
    """Say how a step can be answered, where its buttons do not say it already."""
    match step:
        case Words() | Number() | Day() | Interpreted() | FileStep() | Choices() | PersonStep(strangers=True):
            return takes(step)
        case _:
            return None


def _file(step: FileStep) -> Text:
    if step.hint is not None:
        return step.hint
    return _("Send a photo or a document, or paste a link.") if step.links else _("Send a photo or a document.")


def _number(step: Number) -> Text:
    if step.least is not None and step.most is not None:
        return _("Type a whole number from {least} to {most}.", least=step.least, most=step.most)
    if step.least is not None:
        return _("Type a whole number, {least} or more.", least=step.least)
    if step.most is not None:
        return _("Type a whole number, {most} or less.", most=step.most)
    return _("Type a whole number.")
