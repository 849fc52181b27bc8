"""The form in which an organisation sets what it does otherwise than the template of a kind."""

from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Choice, Form, Number, Option, Step, Words
from dialogs.engine.text import Reader, Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.meeting.agenda import MOST_ITEMS
from dialogs.meeting.lines import lines_of
from dialogs.meeting.templates.kinds import LONGEST_LEAD, templates
from dialogs.meeting.templates.own import OwnTemplate, Settings, change_template
from dialogs.people import auditing
from dialogs.people.rights import roles_of

FORM: Final = "meeting-template"
NONE: Final = "none"
SHARES: Final = ("1/2", "2/3", "3/4", "4/5")
YES: Final = "yes"
NO: Final = "no"
LONGEST_AGENDA: Final = 4000


class TemplateAnswers(BaseModel):
    """What is set for a kind."""

    model_config = ConfigDict(extra="forbid")

    notice: int
    materials: int
    quorum: str
    majority: str
    supervisor: str
    agenda: str | None = None

    def settings(self) -> Settings:
        """Give what is kept; raises ``ValidationError`` where it is no such thing."""
        return Settings(
            notice_days=self.notice,
            materials_days=self.materials,
            quorum=None if self.quorum == NONE else self.quorum,
            majority=None if self.majority == NONE else self.majority,
            supervisor_signs=self.supervisor == YES,
            agenda=lines_of(self.agenda or "") or None,
        )


def answers_now(template: OwnTemplate, reader: Reader) -> dict[str, JsonValue]:
    """Give the answers with which the form opens: the template as it stands."""
    rules = template.rules
    return {
        "notice": rules.notice_days,
        "materials": rules.materials_days,
        "quorum": rules.quorum or NONE,
        "majority": rules.majority or NONE,
        "supervisor": YES if rules.supervisor_signs else NO,
        "agenda": "\n".join(reader.say(item) for item in template.agenda),
    }


def template_form() -> Form[TemplateAnswers]:
    """Build the form; its argument is the kind's clause."""
    return Form(
        name=FORM,
        version=1,
        title=_("Template"),
        model=TemplateAnswers,
        steps=_steps,
        roles=roles_of("form", FORM),
        submit=_("Save"),
        on_record=True,
        example="5.4",
    )


async def template_set(turn: Turn, arguments: JsonValue, answers: TemplateAnswers) -> None:
    """Keep what was set, and show it."""
    person, organisation = turn.member
    clause = TypeAdapter(str).validate_python(arguments)
    settings = answers.settings()
    kinds = templates()[clause].agenda
    if settings.agenda in (tuple(item.zh for item in kinds), tuple(item.en for item in kinds)):
        # The kind's own, left as it was: it goes on being said in each reader's language.
        settings = settings.model_copy(update={"agenda": None})
    await change_template(turn, organisation, clause, settings, by=person)
    await auditing.note(turn, organisation, "meeting template changed", clause)
    await turn.open_view(FORM, clause, "saved")


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    return (
        _lead("notice", _("Notice"), _("How many days before the consultation must notice go out?")),
        _lead("materials", _("Materials"), _("How many days before must participants have the materials?")),
        _share("quorum", _("Quorum"), _("What share of those invited must be there?")),
        _share("majority", _("Majority"), _("What share must agree for something to be decided?")),
        Choice(
            name="supervisor",
            label=_("Supervisor’s signature"),
            prompt=(Heading(text=_("Does a supervisor sign the minutes, too?")),),
            options=(Option(value=YES, label=_("Needed")), Option(value=NO, label=_("Not needed"))),
        ),
        _agenda(),
    )


def _agenda() -> Step:
    return Words(
        name="agenda",
        label=_("Usual agenda"),
        prompt=(
            Heading(text=_("What usually stands on the agenda?")),
            Note(text=_("One item a line. Skip this to use the agenda of the kind.")),
        ),
        optional=True,
        longest=LONGEST_AGENDA,
        check=_few_enough,
    )


def _lead(name: str, label: Text, question: Text) -> Step:
    return Number(
        name=name, label=label, prompt=(Heading(text=question),), least=0, most=LONGEST_LEAD, said=_days_before
    )


def _days_before(days: int) -> Text:
    return n_("{count} day before", "{count} days before", days)


def _share(name: str, label: Text, question: Text) -> Step:
    none = Option(value=NONE, label=_("No rule"))
    return Choice(
        name=name,
        label=label,
        prompt=(Heading(text=question),),
        options=(none, *(Option(value=share, label=share) for share in SHARES)),
    )


def _few_enough(answer: JsonValue, answers: object) -> Text | None:
    del answers
    count = len(lines_of(str(answer)))
    if 0 < count <= MOST_ITEMS:
        return None
    return _("Please write one item a line, {most} at the most. This makes {count}.", most=MOST_ITEMS, count=count)


def is_kind(text: str) -> bool:
    """Whether a button names a kind that has a template."""
    return text in templates()
