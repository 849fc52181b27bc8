"""The assessment: members answer the standard's questions and see where they and their organisation stand."""

from functools import partial

from dialogs.assessment import views
from dialogs.assessment.choosing import choosing_form, chosen
from dialogs.assessment.form import assessment_form
from dialogs.assessment.navigating import OPEN
from dialogs.assessment.personal import own_responses
from dialogs.assessment.rounds import open_first_round
from dialogs.assessment.starting import open_form, start
from dialogs.assessment.submitting import submit_answers
from dialogs.engine.registry import Action, Command, Registry
from dialogs.engine.text import _
from dialogs.people.rights import roles_of
from standard.library import Library


def register(registry: Registry, library: Library) -> None:
    """Add ``/assess``, its forms and its views, every organisation's first round, and one's own answers."""
    registry.command(
        Command(
            name="assess",
            roles=roles_of("command", "assess"),
            description=_("Answer the standard's questions and see the result"),
            run=partial(start, library),
        )
    )
    registry.form(assessment_form(library), partial(submit_answers, library))
    registry.form(choosing_form(library), partial(chosen, library))
    registry.action(Action(name=OPEN, roles=roles_of("action", OPEN), run=partial(open_form, library)))
    views.register(registry, library)
    registry.founded.append(partial(open_first_round, library))
    registry.personal["assessment"] = own_responses
