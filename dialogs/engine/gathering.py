"""What is said to the bot in a group, where everybody reads along.

There the chat is the group's, and the person is the sender: what they may do is theirs, and what is nobody else's
business goes to their private chat, or into the small notice over the button that they pressed. Only commands,
presses and replies to what is held in the group are taken; nothing of any other message is kept, not even that it was.
"""

from typing import Final

from dialogs.engine import chats
from dialogs.engine.cards import Card, Notice
from dialogs.engine.events import Command, Content, Incoming, Pressed, Typed
from dialogs.engine.house import Place
from dialogs.engine.presses import ActionPress, unpacked
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work

PRIVATELY: Final = _("Please write to me in a private chat: what is said there stays between us.")
GONE: Final = _("That button no longer works.")


async def concerns_us(work: Work, incoming: Incoming) -> bool:
    """Whether an update is for us at all; in a group most is not, and is passed over without a trace."""
    if incoming.private:
        return True
    registry, content = work.house.registry, incoming.content
    match content:
        case Pressed():
            return True
        case Command(name=name):
            return name in registry.commands or name in registry.group_commands
        case Typed():
            return registry.gathering is not None and await registry.gathering.concerns(work, incoming)
        case _:
            return False


async def host_of(work: Work, incoming: Incoming) -> int | None:
    """Give the organisation that holds something in the group that an update comes from; none elsewhere."""
    gathering = work.house.registry.gathering
    return None if incoming.private or gathering is None else await gathering.host(work, incoming)


async def place_of(work: Work, incoming: Incoming) -> Place:
    """Give the place in a group that an update comes from; its chat's row is begun where there is none."""
    chat = await chats.find_or_begin(work.transaction, work.cipher, incoming.channel, incoming.address, work.now)
    return Place(chat=chat, thread=incoming.thread or "")


async def answer_in_group(turn: Turn, content: Content) -> None:
    """Do what is asked in a group, as far as it is for groups; the rest is pointed to the private chat."""
    registry = turn.house.registry
    match content:
        case Command(name=name, argument=argument):
            command = registry.group_commands.get(name)
            if command is None:
                await _say_here(turn, PRIVATELY)
            else:
                turn.require(command.roles, f"command {name}")
                await command.run(turn, argument)
        case Pressed(data=data):
            await _press(turn, data)
        case Typed(text=text) if registry.gathering is not None:
            await registry.gathering.heard(turn, text)


async def _press(turn: Turn, data: str) -> None:
    press = unpacked(data)
    if not isinstance(press, ActionPress):
        turn.notify(PRIVATELY if press else GONE)
        return
    action = turn.house.registry.actions.get(press.action)
    if action is None or not action.in_groups:
        turn.notify(PRIVATELY if action else GONE)
    else:
        turn.require(action.roles, f"action {press.action}")
        await action.run(turn, press.arguments)


async def _say_here(turn: Turn, text: Message) -> None:
    await put_here(turn, Card(blocks=(Notice(text=text),)))


async def put_here(turn: Turn, card: Card) -> None:
    """Put a card up where an update comes from, in the words of whoever asked for it."""
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    turn.put(await place_of(turn, turn.incoming), card, reader=reader)
