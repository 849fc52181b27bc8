"""One person's update at work: who is there, what they asked for, what they are shown."""

from dataclasses import replace
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import update as updating
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine import conversations, posting, records
from dialogs.engine.cards import Card, Notice
from dialogs.engine.carrying import Claim, Doorstep
from dialogs.engine.errors import NotAllowed
from dialogs.engine.events import Attached, Command, Content, Incoming, Pressed, Typed, Unreadable
from dialogs.engine.gathering import Answer, answer_in_group, notice
from dialogs.engine.house import Addressee, House, Who
from dialogs.engine.letters import Letter
from dialogs.engine.mailbox import Mailbox, Waiting
from dialogs.engine.presses import ActionPress, CommandPress, FormPress, ViewPress, unpacked
from dialogs.engine.text import Text, _
from dialogs.engine.work import Work

BUTTON_GONE = _("That button no longer works. /help shows what you can do.")
FORM_GONE = _(
    "The form that you were filling in is no longer open to you: it has ended, or your role has changed. /help shows "
    "what you can do."
)


class Turn(Work):
    """One person's update at work."""

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
    def doorstep(self) -> Doorstep:
        """How the letters of this chat stand."""
        who = self.who
        mailbox = Mailbox(who.chat, who.channel, self.incoming.own_address, who.live, who.sends)
        return Doorstep(mailbox=mailbox, last=who.last_letter)

    async def hand_over(self, claim: Claim) -> tuple[Waiting, ...]:
        """Put the replies into the outbox as :meth:`flush` does; gives those of this chat, to be carried."""
        letters = self._taken_letters()
        numbers = await posting.post_numbered(self.transaction, self.cipher, self.now, letters, claim)
        return tuple(
            Waiting(number, claim.mailbox, letter, 0)
            for number, (addressee, letter) in zip(numbers, letters, strict=True)
            if addressee == claim.mailbox.id and letter.batch is None
        )

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
            self.answered = notice(self, text, alert=alert, link=link)
        else:
            self.say(text)

    def say(self, text: Text) -> None:
        """Reply with one sentence."""
        self.show(Card(blocks=(Notice(text=text),)), live=False)

    async def become(self, who: Who) -> None:
        """Go on as somebody with another role or language (after joining, or a change of settings)."""
        self.who = who

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
        form = self.house.registry.forms[name]
        if not form.roles & self.who.roles:
            raise NotAllowed(f"form {name}")
        await conversations.open_or_resume(self, form, subject, arguments, answers)

    async def open_view(self, name: str, *arguments: str) -> None:
        """Show a view."""
        view = self.house.registry.views.get(name)
        if view is None:
            await self._say_gone(BUTTON_GONE)
            return
        if not view.roles & self.who.roles:
            raise NotAllowed(f"view {name}")
        card = await view.show(self, arguments)
        if card is not None:
            self.show(card)

    async def run_command(self, name: str, argument: str) -> None:
        """Run a command, if there is one of that name for this person."""
        command = self.house.registry.commands.get(name)
        if command is None:
            self.say(_("There is no command /{name}. /help shows what you can do.", name=name[:32]))
            return
        if not command.roles & self.who.roles:
            raise NotAllowed(f"command {name}")
        await command.run(self, argument)

    async def answer(self, content: Content) -> None:
        """Do what the update asks for; in a group, what is for groups (:mod:`dialogs.engine.gathering`)."""
        if not self.incoming.private:
            await answer_in_group(self, content)
            return
        match content:
            case Command(name=name, argument=argument):
                await self.run_command(name, argument)
            case Pressed(data=data):
                await self._press(data)
            case _:
                await self._go_on(content)

    async def _go_on(self, content: Typed | Attached | Unreadable) -> None:
        if self.who.focus is None:
            self._say_nothing_was_asked(content)
        elif not await conversations.go_on(self, self.who.focus, content):
            await self.focus_on(None)
            self.say(FORM_GONE)

    def _say_nothing_was_asked(self, content: Typed | Attached | Unreadable) -> None:
        if isinstance(content, Unreadable):
            self.say(_("I cannot read that here. Please press a button or type a command; /help lists them."))
        else:
            self.say(_("I have not asked anything just now. /help shows what you can do here."))

    async def _press(self, data: str) -> None:
        match unpacked(data):
            case FormPress(conversation=conversation):
                if not await conversations.go_on(self, conversation, Pressed(data=data)):
                    await self._say_gone(
                        _("That form is closed, so its buttons no longer work. /help shows what you can do.")
                    )
            case ViewPress(view=view, arguments=arguments):
                await self.open_view(view, *arguments)
            case CommandPress(command=name, argument=argument):
                await self.run_command(name, argument)
            case ActionPress(action=action, arguments=arguments):
                await self._act(action, arguments)
            case _:
                await self._say_gone(BUTTON_GONE)

    async def _say_gone(self, text: Text) -> None:
        """Say that a button means nothing; the form under way says so itself, since the card may be its own."""
        content, focus = self.incoming.content, self.who.focus
        if focus is None or not isinstance(content, Pressed) or not await conversations.go_on(self, focus, content):
            self.say(text)

    async def _act(self, name: str, arguments: tuple[str, ...]) -> None:
        action = self.house.registry.actions.get(name)
        if action is None:
            await self._say_gone(BUTTON_GONE)
            return
        if not action.roles & self.who.roles:
            raise NotAllowed(f"action {name}")
        await action.run(self, arguments)

    async def focus_on(self, conversation: int | None) -> None:
        """Let a conversation take what is typed in this chat, or none."""
        if self.who.focus != conversation:
            await self.transaction.execute(
                updating(records.chat).where(records.chat.c.id == self.who.chat).values(focus_id=conversation)
            )
            self.who = replace(self.who, focus=conversation)

    async def keep_menu(self) -> None:
        """Set the chat's command menu when the person's role or language asks for another one; none from a group."""
        if not self.incoming.private:
            return
        commands = self.house.registry.open_to(self.who.roles)
        menu = f"{self.who.locale}:{','.join(sorted(self.who.roles))}:{len(commands)}"[:64]
        if menu == self.who.menu:
            return
        reader = self.house.reader(self.who.locale, self.who.timezone)
        said = tuple((command.name, reader.say(command.description)) for command in commands)
        self._letters.append(
            (self.who.chat, Letter(commands=said, locale=self.who.locale, correlation=self.correlation))
        )
        await self.transaction.execute(
            updating(records.chat).where(records.chat.c.id == self.who.chat).values(menu=menu)
        )
