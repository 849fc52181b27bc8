"""``/org``: an operator creates an organisation, or lists those there are."""

from typing import Final

from pydantic import BaseModel, JsonValue
from sqlalchemy import insert, select

from dialogs.engine.cards import Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.forms import Answers, Choice, Choices, Form, Option, Step, Words
from dialogs.engine.presses import ActionPress, CommandPress, packed, row_number
from dialogs.engine.registry import Action, Command, Registry
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.people import auditing, membership, records
from dialogs.people.identifying import identify
from dialogs.people.rights import roles_of
from dialogs.people.roles import Role
from standard.library import Library
from standard.models import Stage

LONGEST_NAME: Final = 100
SHOWN: Final = 30

STAGE_NAMES: Final[dict[Stage, Message]] = {
    Stage.START_UP: _("Start-up: still finding its feet"),
    Stage.GROWTH: _("Growth: work and membership are widening"),
    Stage.MATURE: _("Mature: steady, with rules that are kept"),
}


class Founding(BaseModel):
    """What an operator says of a new organisation: 4.2's stage, and the kinds of chapter 5."""

    name: str = ""
    stage: Stage
    affairs: list[str]


def founding_form(library: Library) -> Form[Founding]:
    """The form that asks for what is missing; the name may have come with the command."""

    def steps(arguments: JsonValue) -> tuple[Step, ...]:
        name = arguments if isinstance(arguments, str) else ""
        asked = (_stage_step(), _affairs_step(library))
        return asked if name else (_name_step(), *asked)

    return Form(
        name="founding",
        version=1,
        title=_("A new organisation"),
        model=Founding,
        steps=steps,
        roles=roles_of("form", "founding"),
        submit=_("Create the organisation"),
    )


def _name_step() -> Step:
    return Words(
        name="name",
        label=_("Name"),
        prompt=(Heading(text=_("What is the organisation called?")),),
        check=_long_enough,
        longest=LONGEST_NAME,
    )


def _long_enough(answer: JsonValue, answers: Answers) -> Text | None:
    del answers
    return None if isinstance(answer, str) and len(answer) > 1 else _("A name has at least two characters.")


def _stage_step() -> Step:
    return Choice(
        name="stage",
        label=_("Stage"),
        prompt=(
            Heading(text=_("At which stage of its development is the organisation?")),
            Note(text=_("The targets it is held against depend on this (clause 4.2).")),
        ),
        options=tuple(Option(value=stage.value, label=name) for stage, name in STAGE_NAMES.items()),
    )


def _affairs_step(library: Library) -> Step:
    return Choices(
        name="affairs",
        label=_("Kinds of consultation"),
        prompt=(
            Heading(text=_("In which kinds of consultation does it take part?")),
            Note(text=_("Chapter 5. Which recommended capabilities it is asked about depends on this.")),
        ),
        options=tuple(Option(value=affair.clause, label=affair.short) for affair in library.affairs.values()),
    )


async def found(work: Work, founding: Founding) -> int:
    """Write an organisation and give it what every organisation begins with; gives its number."""
    inserted = await work.transaction.execute(
        insert(records.organisation).values(
            name=founding.name,
            stage=founding.stage.value,
            affairs=",".join(founding.affairs),
            timezone=str(work.house.installation.timezone),
            created_at=work.now,
        )
    )
    (number,) = inserted.inserted_primary_key or (0,)
    for begin in work.house.registry.founded:
        await begin(work, number)
    return int(number)


async def _found(turn: Turn, arguments: JsonValue, founding: Founding) -> None:
    if isinstance(arguments, str):
        founding = founding.model_copy(update={"name": arguments})
    number = await found(turn, founding)
    person = turn.who.person or await membership.begin_person(turn, None, None)
    await membership.work_in(turn, person, number)
    await turn.become(await identify(turn, turn.incoming))
    await auditing.note(turn, number, "organisation created", founding.name)
    turn.show(
        Card(
            blocks=(
                Heading(text=founding.name),
                Paragraph(text=_("The organisation is there, with a first round open. Next, invite its people:")),
            ),
            buttons=tuple(
                (Button(label=label, press=packed(CommandPress("invite", role))),)
                for role, label in INVITE_LABELS.items()
            ),
        )
    )


INVITE_LABELS: Final[dict[str, Message]] = {
    Role.ADMIN.value: _("Invite an administrator"),
    Role.FACILITATOR.value: _("Invite a facilitator"),
    Role.MEMBER.value: _("Invite members"),
}


async def _org(turn: Turn, argument: str) -> None:
    name = argument.strip()
    if not name:
        turn.show(await _list(turn))
    elif not 1 < len(name) <= LONGEST_NAME:
        turn.say(_("A name has two to {most} characters.", most=LONGEST_NAME))
    else:
        await turn.open_form("founding", name[:64], name)


async def _list(turn: Turn) -> Card:
    table = records.organisation
    rows = (
        await turn.transaction.execute(select(table.c.id, table.c.name).order_by(table.c.id.desc()).limit(SHOWN))
    ).all()
    if not rows:
        return Card(blocks=(Paragraph(text=_("There is no organisation yet. /org NAME creates one.")),))
    return Card(
        blocks=(
            Heading(text=_("Organisations")),
            Bullets(lines=tuple(row.name for row in rows)),
            Note(text=_("/org NAME creates another. Press one to invite its people.")),
        ),
        buttons=tuple(
            (
                Button(
                    label=row.name,
                    press=packed(ActionPress("look-after", (str(row.id),))),
                    chosen=row.id == turn.who.organisation,
                ),
            )
            for row in rows
        ),
    )


async def _look_after(turn: Turn, arguments: tuple[str, ...]) -> None:
    wanted = row_number((*arguments, "")[0])
    table = records.organisation
    row = (await turn.transaction.execute(select(table.c.id, table.c.name).where(table.c.id == wanted))).one_or_none()
    if row is None:
        turn.say(_("There is no such organisation."))
        return
    person = turn.who.person or await membership.begin_person(turn, None, None)
    await membership.work_in(turn, person, row.id)
    await turn.become(await identify(turn, turn.incoming))
    turn.show(await _list(turn))


def register(registry: Registry, library: Library) -> None:
    """Add ``/org`` and its form."""
    registry.form(founding_form(library), _found)
    registry.command(
        Command(
            name="org",
            roles=roles_of("command", "org"),
            description=_("Create an organisation, or list them"),
            run=_org,
        )
    )
    registry.action(Action(name="look-after", roles=roles_of("action", "look-after"), run=_look_after))
