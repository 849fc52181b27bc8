"""Whole conversations against the real registry, turns and database, without any channel.

A :class:`Scene` is one installation with a clock that the test moves; a :class:`Talk` is somebody's chat in it. Every
turn is a transaction of its own, so the state goes through JSON, the cipher and the database each time, as it does
when another process takes the next turn. What a chat is shown is read from the outbox, which counts as delivered
then::

    scene = Scene(database, cipher)
    organisation = await scene.organisation("深圳市南山社工协会")
    lin = await scene.joins(organisation, "member", "林")
    await lin.says("/assess")
    await lin.presses("速测")
    assert lin.card.buttons
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from bot.database.access import Database
from bot.house import build_house
from dialogs.engine import records
from dialogs.engine.cards import Button, Card
from dialogs.engine.cipher import Cipher
from dialogs.engine.events import Attached, Channel, Command, Content, Incoming, Pressed, Typed, Unreadable, clean
from dialogs.engine.house import Installation
from dialogs.engine.letters import Letter, Receipt
from dialogs.engine.plain import plain
from dialogs.engine.taking import Turns
from dialogs.engine.work import Work
from dialogs.people import invitations, organisations
from dialogs.people.organisations import Founding
from standard.library import Library, library
from standard.models import Stage
from tests import discretion

MORNING = datetime(2026, 3, 16, 1, 30, tzinfo=UTC)
"""A Monday, 09:30 in Shenzhen."""


class Scene:
    """One installation: its database, its house with every dialog, and the time."""

    def __init__(
        self, database: Database, cipher: Cipher, *, now: datetime = MORNING, standard: Library | None = None
    ) -> None:
        self.database = database
        self.cipher = cipher
        self.now = now
        installation = Installation(
            timezone=ZoneInfo("Asia/Shanghai"),
            locale="zh_CN",
            bot_username="consult_bot",
            public_url="https://consult.example.org",
        )
        self.house = build_house(standard or library(), cipher, installation, lambda: self.now)
        self.posted = 0
        self.turns = Turns(self.house, database, self._note_post)
        self.updates = count(1)
        self.addresses = count(1001)

    def later(self, **by: float) -> None:
        """Let time pass: ``later(days=7)``."""
        self.now += timedelta(**by)

    def restart(self) -> None:
        """Go on in another process: nothing is left but the database."""
        self.turns = Turns(self.house, self.database, self._note_post)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Work]:
        """One transaction without a person in front of it."""
        async with self.database.writing() as transaction:
            work = Work(self.house, transaction, self.now, "scene")
            yield work
            await work.flush()

    async def organisation(
        self, name: str, stage: Stage = Stage.GROWTH, affairs: tuple[str, ...] = ("5.1", "5.2", "5.3", "5.4")
    ) -> int:
        """Found an organisation, with all that every organisation begins with."""
        async with self.working() as work:
            return await organisations.found(work, Founding(name=name, stage=stage, affairs=list(affairs)))

    async def invitation(self, organisation: int | None, role: str) -> str:
        """Make an invitation and give its token."""
        async with self.working() as work:
            token = await invitations.create(work, organisation, role, None)
        discretion.note(token)
        return token

    def chat(self, *, channel: Channel = "telegram", language: str = "zh-hans") -> "Talk":
        """A new chat with somebody whom nobody knows yet."""
        return Talk(self, str(next(self.addresses)), channel, language)

    async def joins(
        self,
        organisation: int,
        role: str = "member",
        name: str = "林",
        *,
        channel: Channel = "telegram",
        language: str = "zh-hans",
    ) -> "Talk":
        """Somebody joins by invitation: opens it, agrees to the consent, gives their name."""
        talk = self.chat(channel=channel, language=language)
        await talk.says(f"/start {await self.invitation(organisation, role)}")
        if any(button.press and button.press.endswith("|en") for button in talk.buttons):
            await talk.chooses("en")
        await talk.chooses("agree")
        await talk.says(name)
        return talk

    def _note_post(self) -> None:
        self.posted += 1


class Talk:
    """One chat: what is said in it, and the cards that it is shown, in its reader's words."""

    def __init__(self, scene: Scene, address: str, channel: Channel, language: str) -> None:
        self.scene = scene
        self.address = address
        self.channel: Channel = channel
        self.language = language
        self.cards: list[Card] = []
        self.news: tuple[Card, ...] = ()
        """What was received last, without what was changed in its place."""
        self.menu: tuple[tuple[str, str], ...] = ()
        self._messages: list[str] = []

    @property
    def card(self) -> Card:
        """What was shown last."""
        return self.cards[-1]

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons on the last card."""
        return tuple(button for row in self.card.buttons for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the buttons on the last card say."""
        return tuple(str(button.label) for button in self.buttons)

    @property
    def text(self) -> str:
        """The last card as a transcript writes it."""
        return self.as_text(self.card)

    def as_text(self, *cards: Card) -> str:
        """Write cards as a transcript does, in this chat's language."""
        locale = self.scene.house.negotiate(self.language)
        reader = self.scene.house.reader(locale, self.scene.house.installation.timezone)
        return "\n".join(plain(card, reader) for card in cards)

    async def says(self, words: str) -> tuple[Card, ...]:
        """Type something; ``/name argument`` is a command."""
        discretion.note(words)
        if words.startswith("/"):
            name, _sign, argument = words[1:].partition(" ")
            discretion.note(argument)
            return await self.does(Command(name=name, argument=argument))
        return await self.does(Typed(text=clean(words)))

    async def presses(self, label: str) -> tuple[Card, ...]:
        """Press the one button on the last card that bears a label; in the review, an answer may follow it."""
        found = [button for button in self.buttons if button.label == label]
        found = found or [
            button for button in self.buttons if str(button.label).startswith((f"{label}：", f"{label}: "))
        ]
        assert len(found) == 1, f"{len(found)} buttons {label!r} on:\n{self.text}"
        assert found[0].press is not None, f"{label!r} is a link"
        return await self.presses_data(found[0].press)

    async def chooses(self, value: str) -> tuple[Card, ...]:
        """Press the one button on the last card whose data ends with a value, whatever its label."""
        found = [button for button in self.buttons if button.press and button.press.endswith(f"|{value}")]
        assert len(found) == 1, f"{len(found)} buttons with {value!r} on:\n{self.text}"
        return await self.presses_data(str(found[0].press))

    async def presses_data(self, data: str) -> tuple[Card, ...]:
        """Press a button by its data: one of an earlier card, or a forged one."""
        return await self.does(Pressed(data=data))

    async def sends(
        self, name: str, media_type: str = "image/jpeg", *, size: int = 2048, caption: str = ""
    ) -> tuple[Card, ...]:
        """Send a photo or a document that lies with the channel yet."""
        discretion.note(name, caption)
        return await self.does(
            Attached(name=name, media_type=media_type, size=size, remote=f"remote-{name}", caption=caption)
        )

    async def sends_unreadable(self, what: str = "sticker") -> tuple[Card, ...]:
        """Send something that no dialog takes."""
        return await self.does(Unreadable(what=what))

    async def does(self, content: Content, *, update: str | None = None) -> tuple[Card, ...]:
        """Let an update be taken, and give the cards that it led to in this chat; ``update`` doubles an earlier one."""
        incoming = Incoming(
            channel=self.channel,
            bot="1" if self.channel == "telegram" else "web",
            update=update or str(next(self.scene.updates)),
            address=self.address,
            content=content,
            message=self._messages[-1] if self._messages and isinstance(content, Pressed) else None,
            language=self.language,
        )
        await self.scene.turns.take(incoming)
        return await self.receive()

    async def receive(self) -> tuple[Card, ...]:
        """Deliver what waits in the outbox for this chat, and give its cards."""
        shown: list[Card] = []
        new: list[Card] = []
        for letter in await self._letters():
            if letter.commands is not None:
                self.menu = letter.commands
            if letter.card is None:
                continue
            if letter.edit is None:
                self._messages.append(str(len(self._messages) + 1))
                await self._return(letter)
                new.append(letter.card)
            shown.append(letter.card)
        self.cards += shown
        self.news = tuple(new)
        return tuple(shown)

    async def _return(self, letter: Letter) -> None:
        """Let what waits for a letter to be there fall due at once."""
        if letter.receipt is not None:
            kind, subject = letter.receipt
            payload = Receipt(message=self._messages[-1]).model_dump(mode="json")
            async with self.scene.working() as work:
                await self.scene.house.registry.due_kinds[kind].run(work, subject, payload)

    async def play(self, line: str) -> str:
        """Act one line of a transcript, and give what comes back: for ``Transcripts.replay_in_time``."""
        if line.startswith("[") and line.endswith("]"):
            cards = await self.presses(line[1:-1].removeprefix("✓ "))
        elif line.startswith("<") and ">" in line:
            name, _sign, caption = line[1:].partition(">")
            cards = await self.sends(name, caption=caption.strip())
        elif line.startswith("(") and line.endswith(")"):
            cards = await self.sends_unreadable(line[1:-1])
        else:
            cards = await self.says(line)
        return self.as_text(*cards)

    async def _letters(self) -> list[Letter]:
        fingerprint = self.scene.cipher.fingerprint(f"{self.channel}:{self.address}")
        chat, outbox = records.chat, records.outbox
        async with self.scene.database.writing() as connection:
            rows = (
                await connection.execute(
                    select(outbox.c.id, outbox.c.sealed_letter)
                    .join(chat, chat.c.id == outbox.c.chat_id)
                    .where(chat.c.channel == self.channel, chat.c.fingerprint == fingerprint)
                    .order_by(outbox.c.id)
                )
            ).all()
            await connection.execute(delete(outbox).where(outbox.c.id.in_([row.id for row in rows])))
        return [Letter.model_validate_json(self.scene.cipher.open(row.sealed_letter)) for row in rows]
