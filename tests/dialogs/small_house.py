"""A house of two rooms, for tests of the engine: a form, a view, an action, commands that misbehave."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, JsonValue

from bot import catalogues
from bot.house import reader, spellings
from bot.web.browsers import WebBrowsers
from dialogs.engine.cards import Button, Card, Heading, Paragraph
from dialogs.engine.cipher import Cipher
from dialogs.engine.errors import Refusal
from dialogs.engine.events import Command as CommandSaid
from dialogs.engine.events import Content, Incoming
from dialogs.engine.forms import Choice, FileStep, Form, Option, Step
from dialogs.engine.forms import Words as WordsStep
from dialogs.engine.house import House, Installation
from dialogs.engine.presses import ActionPress, ViewPress, packed
from dialogs.engine.registry import Action, Command, DueKind, Registry, View
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.people.identifying import addressees, identify
from dialogs.people.roles import EVERYBODY, OPERATORS


class Tea(BaseModel):
    """What the small form asks."""

    kind: str
    note: str | None = None
    photo: list[JsonValue] | None = None


def said(text: str) -> Message:
    """Words of the tests' own, outside the catalogues."""
    return Message(text=text)


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    return (
        Choice(
            name="kind",
            label=said("Kind"),
            prompt=(Heading(text=said("Which tea?")),),
            options=(Option(value="green", label=said("Green")), Option(value="black", label=said("Black"))),
        ),
        WordsStep(name="note", label=said("Note"), prompt=(Heading(text=said("A note?")),), optional=True),
        FileStep(name="photo", label=said("Photo"), prompt=(Heading(text=said("A photo?")),), optional=True),
    )


async def _served(turn: Turn, arguments: JsonValue, tea: Tea) -> None:
    del arguments
    turn.show(Card(blocks=(Paragraph(text=f"served: {tea.kind}, {tea.note}"),)))


async def _order(turn: Turn, argument: str) -> None:
    del argument
    await turn.open_form("tea")


async def _shop(turn: Turn, argument: str) -> None:
    await turn.open_view("shop", argument or "1")


async def _shop_view(turn: Turn, arguments: tuple[str, ...]) -> Card:
    del turn
    return Card(
        blocks=(Paragraph(text=f"page {arguments[0]}"),),
        buttons=(
            (Button(label="next", press=packed(ViewPress("shop", ("2",)))),),
            (Button(label="ring", press=packed(ActionPress("ring"))),),
        ),
    )


async def _ring(turn: Turn, arguments: tuple[str, ...]) -> None:
    del arguments
    turn.say(said("rang"))


async def _break(turn: Turn, argument: str) -> None:
    turn.say(said("half a sentence"))
    raise RuntimeError(argument)


async def _refuse(turn: Turn, argument: str) -> None:
    del turn, argument
    raise Refusal(_("There is no such organisation."))


async def _office(turn: Turn, argument: str) -> None:
    del argument
    turn.say(said("office"))


async def _remind(work: Work, subject: str, payload: JsonValue) -> None:
    if payload == "break":
        raise RuntimeError(subject)
    if payload == "again":
        await work.later("remind", subject, work.now + timedelta(days=1), payload)
    await work.write_to(int(subject), Card(blocks=(Paragraph(text=f"reminder: {payload}"),)))


def small_registry() -> Registry:
    """Register the two rooms."""
    registry = Registry()
    registry.form(
        Form(
            name="tea",
            version=1,
            title=said("Tea"),
            model=Tea,
            steps=_steps,
            roles=EVERYBODY,
            submit=said("Serve"),
        ),
        _served,
    )
    registry.view(View(name="shop", roles=EVERYBODY, show=_shop_view))
    registry.view(View(name="safe", roles=OPERATORS, show=_shop_view))
    registry.action(Action(name="ring", roles=EVERYBODY, run=_ring))
    registry.action(Action(name="open-safe", roles=OPERATORS, run=_ring))
    registry.due(DueKind(name="remind", run=_remind))
    for name, run in {"order": _order, "shop": _shop, "break": _break, "refuse": _refuse}.items():
        registry.command(Command(name=name, roles=EVERYBODY, description=said(name), run=run))
    registry.command(Command(name="office", roles=OPERATORS, description=said("office"), run=_office))
    return registry


def small_house(cipher: Cipher, clock: Callable[[], datetime]) -> House:
    """Build the house around the small registry."""
    return House(
        registry=small_registry(),
        cipher=cipher,
        reader=reader,
        installation=Installation(timezone=ZoneInfo("Asia/Shanghai"), locale="en"),
        identify=identify,
        addressees=addressees,
        clock=clock,
        languages=catalogues.languages(),
        spellings=spellings,
        negotiate=lambda tag: catalogues.negotiated(tag, "en"),
        browsers=WebBrowsers(),
    )


def update(number: int, content: Content, *, address: str = "7", message: str | None = None) -> Incoming:
    """Make an update of a Telegram chat."""
    return Incoming(
        channel="telegram",
        bot="1",
        update=str(number),
        address=address,
        content=content,
        message=message,
        language="en",
    )


def command(number: int, name: str, argument: str = "", *, address: str = "7") -> Incoming:
    """Make an update with a command."""
    return update(number, CommandSaid(name=name, argument=argument), address=address)


def as_operator(incoming: Incoming) -> Incoming:
    """Make it an operator's."""
    return incoming.model_copy(update={"operator": True})
