"""What the channels ask of the records: files to read and keep, invitations to describe, chats that come and go."""

from dataclasses import dataclass
from typing import Final, Literal

from bot.database.access import Database
from bot.house import now
from bot.telegram.updates import Membership, Moved
from bot.web.services import Invitation, MeetingRoom
from dialogs.engine import chats, files
from dialogs.engine.cipher import Cipher
from dialogs.engine.house import House
from dialogs.engine.text import _
from dialogs.engine.work import Work
from dialogs.meeting.live import doors, rooms
from dialogs.meeting.minutes import links
from dialogs.meeting.reaching import participants_by_chat
from dialogs.people import invitations, passages
from dialogs.people.invitations import State
from dialogs.people.roles import ROLE_NAMES, Role


class FileGone(LookupError):
    """The file is not here: erased, or not arrived yet."""


@dataclass(frozen=True)
class Storage:
    """The database with its cipher and house, as the channels use them."""

    database: Database
    cipher: Cipher
    house: House

    async def read(self, number: int) -> bytes:
        """Give a file's bytes; raises :class:`FileGone`."""
        content = await self.find(number)
        if content is None:
            raise FileGone(number)
        return content

    async def find(self, number: int) -> bytes | None:
        """Give a file's bytes, or none."""
        async with self.database.reading() as connection:
            found = await files.read(connection, self.cipher, number)
        return found.content if found is not None else None

    async def keep(self, name: str, media_type: str, content: bytes, address: str) -> int:
        """Keep what was uploaded in a web chat; gives the file's number."""
        async with self.database.writing() as connection:
            owner = await chats.owner_at(connection, self.cipher, "web", address)
            if owner is None:
                raise FileGone(address)
            work = Work(self.house, connection, now(), "")
            return await files.keep(work, owner, None, name=name, media_type=media_type, content=content)

    async def describe(self, token: str) -> Invitation | None:
        """Say what an invitation's page may say; none for an unknown token. Nothing is used up."""
        async with self.database.reading() as connection:
            if token.startswith(passages.PREFIX):
                known = await passages.is_open(connection, self.cipher, token, now())
                return Invitation(organisation=_("Your own conversations"), role=None) if known else None
            found = await invitations.find(connection, self.cipher, token, now())
        if found is None:
            return None
        role = ROLE_NAMES[Role(found.role)] if found.role in set(Role) else _("operator")
        return Invitation(
            organisation=found.organisation_name or _("This installation"), role=role, state=STATES[found.state]
        )

    async def describe_room(self, token: str) -> MeetingRoom | None:
        """Say what a meeting's page may say; none where its link leads nowhere any more. Nothing is used up."""
        async with self.database.reading() as connection:
            work = Work(self.house, connection, now(), "")
            if token.startswith(links.PREFIX):
                link = await links.find(connection, self.cipher, token, work.now)
                if link is None:
                    return None
                topic, organisation = await rooms.titles(work, link.reference)
                return MeetingRoom(topic=topic, organisation=organisation, name=link.name)
            door = await doors.find(connection, self.cipher, token, work.now, closed=True)
            room = None if door is None else await rooms.of_door(work, door)
            if room is None:
                return None
            topic, organisation = await rooms.titles(work, room.reference)
            leads_in = await doors.find(connection, self.cipher, token, work.now) is not None
            if room.ended_at is None and not leads_in:
                return None
        return MeetingRoom(topic=topic, organisation=organisation, over=room.ended_at is not None)

    async def took_part(self, token: str, address: str) -> bool:
        """Whether whoever is in a web chat took part in the meeting of a link; looking uses nothing up."""
        async with self.database.reading() as connection:
            work = Work(self.house, connection, now(), "")
            door = await doors.find(connection, self.cipher, token, work.now, closed=True)
            room = None if door is None else await rooms.of_door(work, door)
            chat = await chats.find(connection, self.cipher, "web", address)
            if room is None or chat is None:
                return False
            return chat in await participants_by_chat(work, room.reference)

    async def is_person(self, address: str) -> bool:
        """Whether somebody who has joined is in a web chat."""
        async with self.database.reading() as connection:
            owner = await chats.owner_at(connection, self.cipher, "web", address)
        return owner is not None and owner.startswith("person:")

    async def note(self, change: Membership | Moved) -> None:
        """Note that the bot was blocked, removed or let in again, or that a group became a supergroup."""
        gathering = self.house.registry.gathering
        async with self.database.writing() as connection:
            work = Work(self.house, connection, self.house.clock(), "")
            if isinstance(change, Moved):
                rows = await chats.readdress(connection, self.cipher, change.address, change.onto)
                if rows is not None and gathering is not None:
                    await gathering.moved(work, *rows)
            else:
                await chats.mark_reachable(
                    connection, self.cipher, change.address, work.now, reachable=change.reachable
                )
                chat = await chats.find(connection, self.cipher, "telegram", change.address)
                if not (change.private or change.reachable) and chat is not None and gathering is not None:
                    await gathering.removed(work, chat)
            await work.flush()


STATES: Final[dict[State, Literal["open", "expired", "used", "revoked"]]] = {
    State.OPEN: "open",
    State.EXPIRED: "expired",
    State.USED_UP: "used",
    State.REVOKED: "revoked",
}
