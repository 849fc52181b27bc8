"""The cards on which an organisation sees the templates of its consultations, and changes them."""

from functools import partial
from typing import Final

from dialogs.engine import conversations
from dialogs.engine.cards import Bullets, Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.presses import ActionPress, CommandPress, ViewPress, packed
from dialogs.engine.registry import Action, Registry, View
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.meeting.record import Rules
from dialogs.meeting.templates.form import FORM, answers_now, is_kind, template_form, template_set
from dialogs.meeting.templates.kinds import templates
from dialogs.meeting.templates.own import OwnTemplate, read_template, reset_template
from dialogs.meeting.wording import STAGE_NAMES, STAKEHOLDER_NAMES
from dialogs.people import auditing
from dialogs.people.rights import roles_of
from standard.library import Library

TEMPLATES: Final = "meeting-templates"
TEMPLATE: Final = FORM
CHANGE: Final = "change-template"
RESET: Final = "reset"
SAVED: Final = "saved"
LIST: Final = "list"
"""Asks ``/meeting`` for its card, whatever else is open or not there."""


async def show_templates(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card:
    """List the kinds."""
    del turn, arguments
    return Card(
        blocks=(
            Heading(text=_("Templates")),
            Paragraph(text=_("Each kind of consultation has its fields, agenda, lead times and quorum.")),
            Note(text=_("What you change holds for consultations begun from now on.")),
        ),
        buttons=(
            *(
                (Button(label=library.affairs[clause].short, press=packed(ViewPress(TEMPLATE, (clause,)))),)
                for clause in templates()
            ),
            (Button(label=_("‹ Consultations"), press=packed(CommandPress("meeting", LIST))),),
        ),
    )


async def show_template(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card:
    """Show one kind's template as the organisation uses it: ``clause, saved``."""
    clause = arguments[0] if arguments else ""
    if not is_kind(clause):
        return await show_templates(library, turn, ())
    template = await read_template(turn, turn.member[1], clause)
    return _card(library, template, _("Saved.") if arguments[1:] == (SAVED,) else None)


async def change(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form that changes a template, or use the kind's own again: ``clause, reset``."""
    _person, organisation = turn.member
    clause = arguments[0] if arguments else ""
    if not is_kind(clause):
        await turn.open_view(TEMPLATES)
    elif arguments[1:] == (RESET,):
        await reset_template(turn, organisation, clause)
        await auditing.note(turn, organisation, "meeting template reset", clause)
        await turn.open_view(TEMPLATE, clause, SAVED)
    else:
        # What was left half changed some days ago may have been changed by somebody else since.
        await conversations.drop(turn, FORM, f"{organisation}:{clause}")
        template = await read_template(turn, organisation, clause)
        reader = turn.house.reader(turn.who.locale, turn.who.timezone)
        await turn.open_form(FORM, f"{organisation}:{clause}", clause, answers_now(template, reader))


def rule_lines(rules: Rules) -> tuple[Text, ...]:
    """Say the rules of a template, one a line."""
    none = _("none")
    return (
        n_("Notice: {count} day before", "Notice: {count} days before", rules.notice_days or 0),
        n_("Materials: {count} day before", "Materials: {count} days before", rules.materials_days or 0),
        _("Quorum: {share}", share=rules.quorum or none),
        _("Majority: {share}", share=rules.majority or none),
        _("Supervisor’s signature: {answer}", answer=_("Needed") if rules.supervisor_signs else _("Not needed")),
    )


def _card(library: Library, template: OwnTemplate, notice: Text | None) -> Card:
    clause = template.kind.clause
    asked = template.kind.fields
    own = ((_button(_("Use the kind’s own again"), clause, RESET),),) if template.changed else ()
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=_("Template: {kind}", kind=library.affairs[clause].short)),
            Bullets(lines=rule_lines(template.rules)),
            Paragraph(text=_("Usual agenda")),
            Bullets(lines=template.agenda, marks=tuple(f"{n}." for n in range(1, len(template.agenda) + 1))),
            Paragraph(text=_("Usually invited")),
            Bullets(
                lines=tuple(
                    _("{kind}: {whom}", kind=STAKEHOLDER_NAMES[each.kind], whom=each.whom)
                    for each in template.kind.participants
                )
            ),
            Paragraph(text=_("Fields of its own")),
            Bullets(lines=tuple(field.label for field in asked)),
            Paragraph(text=_("Stages")),
            Bullets(lines=tuple(STAGE_NAMES[stage] for stage in template.kind.stages)),
        ),
        buttons=(
            (_button(_("Change"), clause),),
            *own,
            (Button(label=_("‹ Templates"), press=packed(ViewPress(TEMPLATES))),),
        ),
    )


def _button(label: Text, *arguments: str) -> Button:
    return Button(label=label, press=packed(ActionPress(CHANGE, arguments)))


def register(registry: Registry, library: Library) -> None:
    """Add the templates' views and the form that changes them."""
    registry.view(View(name=TEMPLATES, roles=roles_of("view", TEMPLATES), show=partial(show_templates, library)))
    registry.view(View(name=TEMPLATE, roles=roles_of("view", TEMPLATE), show=partial(show_template, library)))
    registry.form(template_form(), template_set)
    registry.action(Action(name=CHANGE, roles=roles_of("action", CHANGE), run=change))
