"""Joining by invitation: the language, the consent, a name; nothing personal is kept before the consent."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Paragraph
from dialogs.engine.forms import Answers, Choice, Form, Option, Step, Words
from dialogs.engine.house import Who
from dialogs.engine.presses import CommandPress, packed
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.people import invitations, membership
from dialogs.people.consenting import CONSENT_VERSION, before_joining
from dialogs.people.languages import LANGUAGE, own_name
from dialogs.people.rights import roles_of
from dialogs.people.roles import FACILITATORS, ROLE_NAMES, Role

LONGEST_NAME: Final = 40
YES: Final = ("好", "好的", "同意", "加入", "是", "yes", "agree")
NO: Final = ("不", "不同意", "不加入", "否", "no")


class JoiningArguments(BaseModel):
    """What the form was opened with: the invitation, what is known of the person, the languages to choose from."""

    model_config = ConfigDict(extra="forbid")

    invitation: int
    organisation: str
    role: str
    known: bool
    languages: tuple[str, ...]


class Joining(BaseModel):
    """The form's answers; a person who is known already answers the last question only."""

    model_config = ConfigDict(extra="ignore")

    language: str | None = None
    consent: Literal["agree", "decline"] | None = None
    name: str | None = None
    confirm: Literal["join", "decline"] | None = None


def _not_declined(answers: Answers) -> bool:
    return answers.get("consent") != "decline"


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    asked = JoiningArguments.model_validate(arguments)
    if asked.known:
        return (_confirm_step(asked),)
    steps: tuple[Step, ...] = (_consent_step(asked), _name_step())
    return (_language_step(asked), *steps) if asked.languages else steps


def _invited(asked: JoiningArguments) -> tuple[Block, ...]:
    if asked.role not in set(Role):
        return (Heading(text=_("You are invited to run this installation as its operator")),)
    role = ROLE_NAMES[Role(asked.role)]
    return (
        Heading(text=asked.organisation),
        Paragraph(text=_("You are invited to join as: {role}.", role=role)),
    )


def _language_step(asked: JoiningArguments) -> Step:
    options = tuple(Option(value=locale, label=own_name(locale)) for locale in asked.languages)
    return Choice(
        name="language",
        label=LANGUAGE,
        prompt=(Heading(text="请选择语言 · Choose a language"),),
        options=options,
    )


def _consent_step(asked: JoiningArguments) -> Step:
    return Choice(
        name="consent",
        label=_("Consent"),
        prompt=(*_invited(asked), *before_joining()),
        options=(
            Option(value="agree", label=_("I agree and join"), words=YES),
            Option(value="decline", label=_("No, thank you"), words=NO),
        ),
    )


def _name_step() -> Step:
    return Words(
        name="name",
        label=_("Name"),
        prompt=(
            Heading(text=_("What may we call you?")),
            Paragraph(text=_("Type the name by which your colleagues know you. Your administrator will see it.")),
        ),
        longest=LONGEST_NAME,
        condition=_not_declined,
    )


def _confirm_step(asked: JoiningArguments) -> Step:
    return Choice(
        name="confirm",
        label=_("Join"),
        prompt=_invited(asked),
        options=(
            Option(value="join", label=_("Join"), words=YES),
            Option(value="decline", label=_("No, thank you"), words=NO),
        ),
    )


async def joined(turn: Turn, arguments: JsonValue, answers: Joining) -> None:
    """Let the person in by their invitation, unless they declined or it has ended meanwhile."""
    asked = JoiningArguments.model_validate(arguments)
    if "decline" in (answers.consent, answers.confirm):
        turn.say(_("All right: nothing about you has been kept. The invitation stays open if you think again."))
        return
    if not await invitations.use(turn, asked.invitation):
        turn.say(_("This invitation has just ended. Please ask your administrator for a new one."))
        return
    who = await membership.enter(turn, asked.invitation, answers.name, answers.language, CONSENT_VERSION)
    await turn.become(who)
    turn.show(welcome(who, asked.organisation))


def welcome(who: Who, organisation: str) -> Card:
    """Say in three lines what somebody who has joined can do, ``/assess`` first."""
    leads = not who.roles.isdisjoint(FACILITATORS)
    title: Message = _("Welcome to {organisation}", organisation=organisation) if organisation else _("Welcome")
    if Role.MEMBER not in who.roles:
        lines = (
            _("/org NAME creates an organisation."),
            _("/invite admin makes an invitation for its administrator."),
            _("/help shows everything you can do."),
        )
        return Card(blocks=(Heading(text=title), Bullets(lines=lines)))
    lines = (
        _(
            "/assess: answer the capability questions and see where you and your organisation "
            "stand. The shortest form takes three minutes."
        ),
        _("/meeting: prepare, hold and record consultations; /meetings: find them again, with what is to be done.")
        if leads
        else _("/meetings: consultations that you take part in, and what you are to do."),
        _("/help: everything else; /standard: the standard to read; /settings: language and the other channel."),
    )
    begin = Button(label=_("Begin the assessment"), press=packed(CommandPress("assess")))
    meeting = Button(label=_("Prepare or record a consultation"), press=packed(CommandPress("meeting")))
    rows = ((begin,), (meeting,)) if leads else ((begin,),)
    return Card(blocks=(Heading(text=title), Bullets(lines=lines)), buttons=rows)


JOINING: Final[Form[Joining]] = Form(
    name="joining",
    version=1,
    title=_("Joining"),
    model=Joining,
    steps=_steps,
    roles=roles_of("form", "joining"),
    submit=_("Join"),
    review=False,
    example={
        "invitation": 1,
        "organisation": "深圳市海滨社工服务中心（示例）",
        "role": "member",
        "known": False,
        "languages": ["zh_CN", "en"],
    },
)
