"""A meeting of thirty over real HTTP: twenty-two in a group's topic, eight in the web room; killed in the middle."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.end_to_end.guests import Guest, browsing
from tests.end_to_end.installation import Installation, installation
from tests.end_to_end.process import free_port
from tests.end_to_end.screens import presses_value
from tests.postgresql import PostgreSQL
from tests.telegram import BotApiServer, Chat, Person, SeenMessage

GROUP, TOPIC = -1_002_000_000_001, 77
MEMBERS, IN_TELEGRAM, ON_THE_WEB = 12, 22, 8
KINDS = ("government", "enterprise", "public", "organisation", "expert")
TOKEN = re.compile(r"\?start=(m-[\w-]+)")
PATIENCE = 30.0


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def there(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Installation]:
    database = None
    if request.param == "postgresql":
        postgresql: PostgreSQL = request.getfixturevalue("postgresql_server")
        database = postgresql.url(postgresql.create())
    address = f"127.0.0.1:{free_port()}"
    settings = {"listen": address, "public_url": f"http://{address}"}
    if database is not None:
        settings["webhook_url"] = f"http://{address}/telegram"
    async with (
        BotApiServer() as server,
        installation(server, tmp_path, database=database, webhook=database is not None, **settings) as there,
    ):
        yield there


class Room:
    """The meeting as this test plays it."""

    def __init__(self, there: Installation, group: Chat, chair: Person) -> None:
        self.there = there
        self.group = group
        self.chair = chair

    @property
    def board(self) -> SeenMessage:
        """The message that is pinned."""
        return self.group.messages[self.group.pinned[-1]]

    async def shows(self, *words: str) -> None:
        """Wait until the board holds all these words."""
        await self.group.sees(lambda seen: self._is_board(seen) and all(each in seen.text for each in words), PATIENCE)

    def _is_board(self, seen: SeenMessage) -> bool:
        return bool(self.group.pinned) and seen.message_id == self.group.pinned[-1]

    async def leads(self, command: str) -> None:
        """Let the facilitator type a command in the topic."""
        await self.chair.says(command, group=self.group, topic=TOPIC)
        await self.there.settle()

    async def press(self, person: Person, label: str) -> None:
        """Let somebody press a button of the board."""
        await person.presses(label, message=self.board, group=self.group)


async def begin(there: Installation) -> Room:
    """Let a facilitator begin on the spot in a forum's topic."""
    group, chair = there.server.group(GROUP), there.server.person(7_100_000_001, first_name="陈主持")
    group.topics.add(TOPIC)
    organisation = await there.organisation()
    await there.joins(chair, await there.invitation(organisation, "facilitator"), "陈主持")
    members = await there.invitation(organisation)
    for number in range(MEMBERS):
        await there.joins(there.server.person(7_200_000_000 + number), members, f"社员{number:02}")
    room = Room(there, group, chair)
    await room.leads("/meeting")
    new = next(each for each in chair.chat[-1].buttons if "现在就开一次" in each.label)
    await chair.presses(new.data or "")
    await there.settle()
    await presses_value(chair, "5.2")
    await there.settle()
    await chair.says("小区停车怎么管")
    await there.settle()
    await chair.says("车位怎么分\n收费标准\n夜间访客")
    await room.shows("1. 车位怎么分")
    return room


async def gather(room: Room, guests: list[Guest]) -> list[Person]:
    """Let everybody check in: members by one press, guests in their private chat or on the page."""
    there = room.there
    token = next(found[1] for each in room.board.buttons if each.url and (found := TOKEN.search(each.url)))
    people = [there.server.person(7_200_000_000 + number) for number in range(IN_TELEGRAM)]
    for person in people[:MEMBERS]:
        await room.press(person, "签到")
    await room.press(people[-1], "签到")
    await there.settle()
    assert "签到成功。" in there.server.answers.values()
    assert f"https://t.me/{there.server.username}?start={token}" in there.server.opened_links.values()
    for number, person in enumerate(people[MEMBERS:]):
        await person.says(f"/start {token}")
        await there.settle()
        for value in ("agree", KINDS[number % 5]):
            await presses_value(person, value)
            await there.settle()
        await person.says(f"来宾{number:02}")
        await there.settle()
        await presses_value(person, "skip|")
    link = next(each.url for each in room.board.buttons if each.url and "/m/" in each.url)
    for number, guest in enumerate(guests):
        await guest.comes_in(str(link), KINDS[number % 5])
    await there.settle()
    return people


async def test_thirty_hold_a_meeting_that_survives_a_kill(there: Installation) -> None:
    names = [f"网友{number:02}" for number in range(ON_THE_WEB)]
    async with there.bot:
        room = await begin(there)
        async with browsing(there.bot.url, *names) as guests:
            people = await gather(room, guests)
            await room.shows("到会 30 人")
            await speak(room, people, guests)
            await vote(room, people, guests)
            await decide(room, people[MEMBERS], guests)
            await sign(room, guests)
    assert there.bot.starts == 2


async def speak(room: Room, people: list[Person], guests: list[Guest]) -> None:
    """Opinions from both doors, and words that are nobody's business."""
    await room.leads("/next")
    await room.shows("▶ 车位怎么分")
    assert await people[0].says("中午去哪儿吃饭", group=room.group, topic=TOPIC) == 0
    await people[0].says("我看不行", group=room.group, topic=TOPIC, reply_to=room.group.messages[1])
    await people[1].says("/say 反对：先到先得不公平", group=room.group, topic=TOPIC)
    await people[2].says("支持 先登记后分配", group=room.group, topic=TOPIC, reply_to=room.board)
    await guests[0].says("/say 建议 给访客留十个车位")
    await room.press(people[3], "举手／放下")
    await guests[1].presses("举手")
    await room.there.settle()
    await room.shows("已有 3 条意见", "社员03（社会组织）", "网友01（企业）")


async def vote(room: Room, people: list[Person], guests: list[Guest]) -> None:
    """Thirty voices, the process killed in the middle of them; each counts once."""
    there = room.there
    await room.leads("/poll 先登记后分配，是否同意 2/3")
    await room.shows("表决：先登记后分配")
    await until(guests[0], "表决：先登记后分配")
    for person in people[:11]:
        await room.press(person, "赞成")
    await guests[0].presses("完全赞成")
    await there.bot.kill()
    for person in people[11:]:
        await room.press(person, "坚决反对")
    await there.bot.restart()
    for guest in guests[1:]:
        await guest.presses("可以接受")
    await room.press(people[0], "完全赞成")
    await there.settle()
    await room.shows("完全赞成 2", "赞成 10", "可以接受 7", "坚决反对 11")
    await until(guests[7], "坚决反对 11")
    assert len(room.group.pinned) == 1, "one board, also after the kill"


async def decide(room: Room, private: Person, guests: list[Guest]) -> None:
    """The rest of the meeting, a step taken back, its end, taken back as well; told in private chats, too."""
    there = room.there
    await room.leads("/next")
    await room.shows("▶ 收费标准", "已进入下一项议题")
    await private.chat.sees(lambda seen: seen.text.startswith("现在：第 2 项（共 3 项）收费标准"), PATIENCE)
    await room.leads("/undo")
    await room.shows("▶ 车位怎么分", "已撤回：进入下一项议题", "坚决反对 11")
    await room.leads("/decide 先登记，后分配")
    await room.leads("/action 社员01 绘制车位图 明天")
    await room.shows("已记录一项行动事项")
    await room.leads("/end")
    await private.chat.sees("感谢您参加", PATIENCE)
    await room.leads("/undo")
    await room.shows("已撤回：结束会议")
    await private.chat.sees("继续进行", PATIENCE)
    await private.chat.sees(is_own_board, PATIENCE)
    assert len(list(filter(is_own_board, private.chat))) == 1, "one board, also in the private chat"
    await guests[3].says("/say 支持 会议还开着")
    await room.leads("/end")
    await room.shows("会议已经结束")
    await there.settle()
    assert room.group.pinned == []
    assert "小区停车怎么管" in room.chair.chat[-1].text
    assert "会议已经结束" in str((await guests[3].page())["messages"])
    there.discreet()


def is_own_board(seen: SeenMessage) -> bool:
    """Whether a message in a private chat is a board whose buttons can be pressed."""
    return bool(seen.buttons) and "小区停车怎么管" in seen.text


async def sign(room: Room, guests: list[Guest]) -> None:
    """The minutes of what was said and voted: a guest confirms them on their page, chair and recorder sign."""
    chair, there = room.chair, room.there

    async def presses(*labels: str) -> None:
        for label in labels:
            await chair.presses(label)
            await there.settle()

    await presses("会议纪要", "征求确认")
    await chair.says("7天后")
    await there.settle()
    await presses("发送")
    await until_there(guests[2])
    await until(guests[2], "请参加协商的各位核对会议纪要")
    await guests[2].presses("确认无误")
    await until(guests[2], "您的答复：确认无误。")
    await presses("纪要", "签署")
    for office, name in (("主持人签署", "陈主持"), ("记录人签署", "社员02")):
        await presses(office)
        await chair.says(name)
        await there.settle()
        await presses("签署")
    minutes = "\n".join(seen.text for seen in chair.chat)
    assert "纪要状态：已签署" in minutes
    for words in ("先到先得不公平", "给访客留十个车位", "决定（决议）：先登记，后分配", "绘制车位图"):
        assert words in minutes, words
    await until(guests[2], "会议纪要已经签署")


async def until_there(guest: Guest) -> None:
    """Wait until something stays above a guest's conversation."""
    for _second in range(int(PATIENCE)):
        if any(one.get("pinned") for one in (await guest.page())["messages"]):
            return
        await asyncio.sleep(1)
    raise AssertionError(f"nothing stays above what {guest.name} reads")


async def until(guest: Guest, words: str) -> None:
    """Wait until a guest's board holds words."""
    for _second in range(int(PATIENCE)):
        if words in await guest.reads():
            return
        await asyncio.sleep(1)
    raise AssertionError(f"{guest.name} does not see {words!r} on:\n{await guest.reads()}")
