"""``/privacy``: what is kept, and erasing it without asking anybody."""

from sqlalchemy import delete, func, select, update

from dialogs.engine import records as engine
from dialogs.engine.cards import Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.presses import ActionPress, CommandPress, packed
from dialogs.engine.registry import Action, Command, Registry
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.people import auditing, browsers, records
from dialogs.people.consenting import consent_blocks
from dialogs.people.identifying import identify
from dialogs.people.rights import roles_of


async def _privacy(turn: Turn, argument: str) -> None:
    del argument
    if turn.who.person is None:
        turn.show(
            Card(
                blocks=(
                    Heading(text=_("Your data")),
                    Paragraph(
                        text=_(
                            "You have not joined, so nothing is kept about you but the encrypted way back to this chat."
                        )
                    ),
                    *consent_blocks(),
                )
            )
        )
        return
    turn.show(await _kept(turn, turn.who.person))


async def _kept(turn: Turn, person: int) -> Card:
    lines = [
        _("Your name, language, organisations and roles"),
        _("What you have submitted, with comments and files"),
        _("Consultations that you recorded or take part in, and what you said there under your name"),
        _("Drafts not yet submitted: {count}", count=await _count_drafts(turn)),
        *await _consent_given(turn, person),
    ]
    return Card(
        blocks=(
            Heading(text=_("Your data")),
            Paragraph(text=_("Kept about you, encrypted:")),
            Bullets(lines=tuple(lines)),
            *consent_blocks(),
        ),
        buttons=(
            (Button(label=_("Take everything with me"), press=packed(CommandPress("mydata"))),),
            (Button(label=_("Erase everything about me"), press=packed(ActionPress("erase-me", ("ask",)))),),
        ),
    )


async def _consent_given(turn: Turn, person: int) -> tuple[Message, ...]:
    table = records.consent
    agreed = (
        await turn.transaction.execute(
            select(table.c.version, table.c.given_at)
            .where(table.c.person_id == person)
            .order_by(table.c.id.desc())
            .limit(1)
        )
    ).one_or_none()
    if agreed is None:
        return ()
    day = agreed.given_at.astimezone(turn.who.timezone).date()
    return (_("Your consent, version {version}, of {day}", version=agreed.version, day=day),)


async def _count_drafts(turn: Turn) -> int:
    table = engine.conversation
    counted = await turn.transaction.execute(
        select(func.count()).select_from(table).where(table.c.owner == turn.who.owner)
    )
    return int(counted.scalar_one())


async def _erase(turn: Turn, arguments: tuple[str, ...]) -> None:
    if arguments != ("yes",):
        turn.show(
            Card(
                blocks=(
                    Heading(text=_("Erase everything about you?")),
                    Paragraph(
                        text=_(
                            "Your name, drafts, answers, comments and files go for good, from open rounds and "
                            "from closed ones. This cannot be undone."
                        )
                    ),
                    Note(text=_("Figures already given to others stay as they were.")),
                    Note(text=_("Minutes that were signed stay with the organisation that signed them.")),
                ),
                buttons=((Button(label=_("Yes, erase everything"), press=packed(ActionPress("erase-me", ("yes",)))),),),
            )
        )
        return
    await browsers.erase(turn)
    await erase_person(turn, turn.person)
    turn.say(_("Everything about you has been erased. Thank you for your time; an invitation brings you back."))
    await turn.become(await identify(turn, turn.incoming))


async def erase_person(turn: Turn, person: int) -> None:
    """Erase a person with all that hangs on them; the chat stays as a stranger's, to say that it is done."""
    await auditing.note(turn, turn.who.organisation, "person erased at their own wish")
    for erase in turn.house.registry.erased:
        await erase(turn, person)
    owner = f"person:{person}"
    chats = engine.chat
    await turn.transaction.execute(delete(engine.conversation).where(engine.conversation.c.owner == owner))
    await turn.transaction.execute(delete(engine.file).where(engine.file.c.owner == owner))
    await turn.transaction.execute(
        delete(engine.outbox).where(engine.outbox.c.chat_id.in_(select(chats.c.id).where(chats.c.person_id == person)))
    )
    await turn.transaction.execute(
        update(chats).where(chats.c.person_id == person).values(person_id=None, focus_id=None, menu=None)
    )
    await turn.transaction.execute(delete(records.person).where(records.person.c.id == person))


def register(registry: Registry) -> None:
    """Add ``/privacy`` and the erasing."""
    registry.command(
        Command(
            name="privacy",
            roles=roles_of("command", "privacy"),
            description=_("What is kept about you, and erasing it"),
            run=_privacy,
        )
    )
    registry.action(Action(name="erase-me", roles=roles_of("action", "erase-me"), run=_erase))
