"""What an update asks for, done: a command run, a button pressed, a form opened or gone on with."""

from pydantic import JsonValue
from sqlalchemy import update

from dialogs.engine import conversations, posting, records
from dialogs.engine.carrying import Claim, Doorstep
from dialogs.engine.events import Attached, Command, Content, Pressed, Typed, Unreadable
from dialogs.engine.gathering import answer_in_group
from dialogs.engine.letters import Letter
from dialogs.engine.mailbox import Mailbox, Waiting
from dialogs.engine.presses import ActionPress, CommandPress, FormPress, ViewPress, unpacked
from dialogs.engine.text import Text, _
from dialogs.engine.turn import BUTTON_GONE, Turn

FORM_GONE = _(
    "The form that you were filling in is no longer open to you: it has ended, or your role has changed. /help shows "
    "what you can do."
)


class Answering(Turn):
    """A turn as the engine takes it: answers the update, sets the menu, hands the replies over."""

    async def open_form(
        self,
        name: str,
        subject: str = "",
        arguments: JsonValue = None,
        answers: dict[str, JsonValue] | None = None,
    ) -> None:
        """Open a form, or resume it where it was left."""
        form = self.house.registry.forms[name]
        self.require(form.roles, f"form {name}")
        await conversations.open_or_resume(self, form, subject, arguments, answers)

    async def open_view(self, name: str, *arguments: str) -> None:
        """Show a view."""
        view = self.house.registry.views.get(name)
        if view is None:
            await self._say_gone(BUTTON_GONE)
            return
        self.require(view.roles, f"view {name}")
        card = await view.show(self, arguments)
        if card is not None:
            self.show(card)

    async def run_command(self, name: str, argument: str) -> None:
        """Run a command, if there is one of that name for this person."""
        command = self.house.registry.commands.get(name)
        if command is None:
            self.say(_("There is no command /{name}. /help shows what you can do.", name=name[:32]))
            return
        self.require(command.roles, f"command {name}")
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
        self.require(action.roles, f"action {name}")
        await action.run(self, arguments)

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
        self.send(self.who.chat, Letter(commands=said, locale=self.who.locale, correlation=self.correlation))
        await self.transaction.execute(update(records.chat).where(records.chat.c.id == self.who.chat).values(menu=menu))

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
