"""A group in which a meeting is held, as its members see it: one board, edited in place, and who is told what.

A :class:`Hall` is a group (or a topic of a forum) of one scene; people speak and press there as they do in private, and
what is put up there is delivered, with receipts and due work, by :meth:`Hall.settle`.
"""

from itertools import count
from typing import Final

from dialogs.engine.cards import Card
from dialogs.engine.events import Command, Content, Incoming, Pressed, Typed, clean
from dialogs.engine.letters import Letter, Trouble
from dialogs.engine.notices import Answer
from dialogs.engine.outbox import Outbox
from tests import discretion
from tests.dialogs.talking import Scene, Talk

SECONDS: Final = 5.0
"""Longer than any board waits for its turn."""


class Hall:
    """One group: its address, its topic, the messages of ours that stand there."""

    def __init__(self, scene: Scene, address: str = "-1001", thread: str | None = None) -> None:
        self.scene = scene
        self.address = address
        self.thread = thread
        self.messages: dict[str, Card] = {}
        self.sent: list[tuple[str, Letter]] = []
        self.trouble: Trouble | None = None
        """Why the group refuses new messages, or pinning them."""
        self.refused = 0
        self.menu: tuple[tuple[str, str], ...] = ()
        self._numbers = count(1)

    @property
    def board(self) -> Card:
        """The board as it stands: the last message that was pinned."""
        return self.messages[self.board_message]

    @property
    def board_message(self) -> str:
        """The message that is the board: the last that was to be pinned."""
        pinned = [message for message, letter in self.sent if letter.pin is not None]
        assert pinned, f"no board among {self.sent}"
        return pinned[-1]

    async def says(self, talk: Talk, words: str, *, reply_to: str | None = None) -> Answer | None:
        """Let somebody type in the group."""
        discretion.note(words)
        if words.startswith("/"):
            name, _space, argument = words[1:].partition(" ")
            discretion.note(argument)
            return await self.does(talk, Command(name=name, argument=argument), reply_to=reply_to)
        return await self.does(talk, Typed(text=clean(words)), reply_to=reply_to)

    async def presses(self, talk: Talk, label: str) -> str:
        """Let somebody press a button of the board; gives what is said over it."""
        found = [button for row in self.board.buttons for button in row if str(button.label).startswith(label)]
        assert len(found) == 1, f"{len(found)} buttons {label!r} on:\n{self.text(talk)}"
        return await self.presses_data(talk, str(found[0].press))

    async def presses_data(self, talk: Talk, data: str) -> str:
        """Let somebody press a button by its data."""
        answer = await self.does(talk, Pressed(data=data), message=self.board_message if self.sent else "1")
        return "" if answer is None else answer.text

    async def does(
        self, talk: Talk, content: Content, *, message: str | None = None, reply_to: str | None = None
    ) -> Answer | None:
        """Let an update of the group be taken."""
        return await self.scene.turns.take(
            Incoming(
                channel="telegram",
                bot="1",
                update=str(next(self.scene.updates)),
                address=self.address,
                content=content,
                message=message,
                language=talk.language,
                private=False,
                sender=talk.address,
                thread=self.thread,
                reply_to=reply_to,
            )
        )

    async def settle(self) -> None:
        """Let time pass until every board has caught up and every message is known."""
        for _round in range(4):
            self.scene.later(seconds=SECONDS)
            while await self.scene.turns.do_due_work():
                pass
            await self.deliver()

    async def deliver(self) -> None:
        """Deliver what waits for this group."""
        outbox = Outbox(self.scene.database, self.scene.cipher, shared=False, clock=lambda: self.scene.now)
        while waiting := [
            row for row in await outbox.waiting(self.scene.now, 1000) if row.mailbox.address == self.address
        ]:
            for row in waiting:
                if self.trouble not in {None, "unpinned"} and row.letter.edit is None and row.letter.card is not None:
                    self.refused += 1
                    await outbox.refused(row, "refused", self.trouble)
                else:
                    await outbox.delivered(row, self._put(row.letter), self.trouble if row.letter.pin else None)

    def text(self, talk: Talk) -> str:
        """Write the board as a transcript does."""
        return talk.as_text(self.board)

    def _put(self, letter: Letter) -> str | None:
        if letter.commands is not None:
            self.menu = letter.commands
        if letter.card is None:
            return None
        message = letter.edit if letter.edit in self.messages else str(next(self._numbers))
        assert message is not None
        self.messages[message] = letter.card
        self.sent.append((message, letter))
        return message
