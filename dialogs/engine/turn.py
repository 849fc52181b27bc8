"""One person's update at work: who is there, and what they are shown."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import records
from dialogs.engine.cards import Card, Notice
from dialogs.engine.errors import NotAllowed
from dialogs.engine.events import Incoming, Pressed
from dialogs.engine.house import Addressee, House, Who
from dialogs.engine.notices import Answer, notice
from dialogs.engine.text import Text, _
from dialogs.engine.work import Work

BUTTON_GONE = _("That button no longer works. /help shows what you can do.")


class Turn(Work, ABC):
    """One person's update at work, as dialogs are given it; :mod:`dialogs.engine.answering` makes it."""

    def __init__(  # noqa: PLR0913 - a turn is where everything meets
        self,
        house: House,
        transaction: AsyncConnection,
        now: datetime,
        correlation: str,
        *,
        incoming: Incoming,
        who: Who,
    ) -> None:
        super().__init__(house, transaction, now, correlation)
        self.incoming = incoming
        self.who = who
        self._edit = incoming.message if incoming.private and isinstance(incoming.content, Pressed) else None
        self.answered: Answer | None = None

    @property
    def member(self) -> tuple[int, int]:
        """The person and the organisation, for dialogs that only members open; ``NotAllowed`` for anybody else."""
        if self.who.person is None or self.who.organisation is None:
            raise NotAllowed("membership")
        return self.who.person, self.who.organisation

    @property
    def person(self) -> int:
        """The person, member or not; ``NotAllowed`` for somebody who has not joined."""
        if self.who.person is None:
            raise NotAllowed("being known")
        return self.who.person

    def require(self, roles: frozenset[str], what: str) -> None:
        """Let nobody past who has none of these roles: ``NotAllowed``, with ``what`` it is about for the log."""
        if not roles & self.who.roles:
            raise NotAllowed(what)

    def show(self, card: Card, *, live: bool = True) -> None:
        """Reply in this chat: in place of the card whose button was pressed, else as a new message."""
        edit, self._edit = (self._edit, None) if card.picture is None and card.document is None else (None, self._edit)
        here = Addressee(chat=self.who.chat, locale=self.who.locale, timezone=self.who.timezone)
        self.post(here, card, edit=edit, live=live and bool(card.buttons))

    def apologise(self, text: Text) -> None:
        """Say what went wrong as a message of its own: the card that was pressed stays as it was."""
        self._edit = None
        if self.incoming.private or not isinstance(self.incoming.content, Pressed):
            self.say(text)
        else:
            self.notify(text, alert=True)

    def leave_card(self) -> None:
        """Leave the card whose button was pressed as it is: what follows is a message of its own."""
        self._edit = None

    def notify(self, text: Text, *, alert: bool = False, link: str | None = None) -> None:
        """Say something over the pressed button, where nobody else sees it; where there is none, in this chat."""
        if self.incoming.private:
            self.say(text)
        elif isinstance(self.incoming.content, Pressed):
            reader = self.house.reader(self.who.locale, self.who.timezone)
            self.answered = notice(reader, text, alert=alert, link=link)
        else:
            self.say(text)

    def say(self, text: Text) -> None:
        """Reply with one sentence."""
        self.show(Card(blocks=(Notice(text=text),)), live=False)

    async def become(self, who: Who) -> None:
        """Go on as somebody with another role or language (after joining, or a change of settings)."""
        self.who = who

    @abstractmethod
    async def open_form(
        self,
        name: str,
        subject: str = "",
        arguments: JsonValue = None,
        answers: dict[str, JsonValue] | None = None,
    ) -> None:
        """Open a form, or resume it where it was left; it takes what is typed from now on.

        ``answers`` given already open it at its review, to be revised; like ``arguments`` they count at its beginning.
        """

    @abstractmethod
    async def open_view(self, name: str, *arguments: str) -> None:
        """Show a view."""

    @abstractmethod
    async def run_command(self, name: str, argument: str) -> None:
        """Run a command, if there is one of that name for this person."""

    async def focus_on(self, conversation: int | None) -> None:
        """Let a conversation take what is typed in this chat, or none."""
        if self.who.focus != conversation:
            await self.transaction.execute(
                update(records.chat).where(records.chat.c.id == self.who.chat).values(focus_id=conversation)
            )
            self.who = replace(self.who, focus=conversation)
