"""Whatever is sent in place of an answer, and whatever the Bot API does: a plain sentence, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from standard.library import library
from tests.end_to_end.cast import OTHERS, Cast, Deed, Part
from tests.end_to_end.installation import UPLOADS, Installation, installation
from tests.end_to_end.screens import asked, card, live, presses_value
from tests.telegram import BotApiServer, Person
from tests.telegram.faults import Fault
from tests.transcripts import Transcripts

pytestmark = [pytest.mark.asyncio(loop_scope="module"), UPLOADS]

HERE = Path(__file__).parent / "transcripts"
MEGABYTE = 1024 * 1024
PHOTO = b"\xff\xd8\xff\xda\x00\x02" + b"evidence" * 64 + b"\xff\xd9"
EXE = "application/x-msdownload"

DEEDS: Mapping[str, Deed] = {
    **OTHERS,
    "一万个字": lambda person: person.says("字" * 10_000),
    "只有空字符": lambda person: person.says("\x00\x00"),
    "半个表情": lambda person: person.says("不止这些\ud83d"),
    "网页代码": lambda person: person.says('<b onclick="x">&lt;3</b><script>alert(1)</script>'),
    "反转文字": lambda person: person.says("\u202e三\u202c\u200f\x00"),
    "21 MB 的文件": lambda person: person.sends_document(b"PK", name="录像.pdf", size=21 * MEGABYTE),
    "程序文件": lambda person: person.sends_document(b"MZ", name="setup.exe", media_type=EXE),
    "改一改上一条消息": lambda person: person.edits("4"),
    "伪造的按钮：别人的表格": lambda person: _forges(person, "f|1|6.1.1.1-1|answer|4"),
    "伪造的按钮：没有的选项": lambda person: _forges(person, _data(person, "9")),
    "伪造的按钮：管理员的功能": lambda person: _forges(person, "c|invite|admin"),
    "伪造的按钮：乱码": lambda person: _forges(person, "\x00%s' OR 1=1 --"),
    "上一题的按钮": lambda person: _forges(person, _of_first(person)),
    "很旧的按钮": lambda person: person.forges("v|nosuch", message_id=1, accessible=False),
}
IN_ENGLISH: Mapping[str, Deed] = {
    **OTHERS,
    "10,000 characters": DEEDS["一万个字"],
    "a file of 21 MB": DEEDS["21 MB 的文件"],
    "a program": DEEDS["程序文件"],
    "a forged button: somebody else's form": DEEDS["伪造的按钮：别人的表格"],
    "a forged button: no such answer": DEEDS["伪造的按钮：没有的选项"],
    "a forged button: an administrator's": DEEDS["伪造的按钮：管理员的功能"],
}


async def _forges(person: Person, data: str) -> int:
    return await person.forges(data, message_id=live(person).message_id)


def _data(person: Person, answer: str) -> str:
    """Give the data of an answer on the card on show, with another answer in it."""
    data = next(button.data for button in live(person).buttons if "|answer|" in (button.data or ""))
    return str(data).rpartition("|")[0] + f"|{answer}"


def _of_first(person: Person) -> str:
    """Give the data of another answer to the pulse form's first question."""
    sign, conversation, *_ = _data(person, "4").split("|")
    return f"{sign}|{conversation}|{library().pulse()[0].code}|answer|4"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def there(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    directory = tmp_path_factory.mktemp("bad_input")
    async with BotApiServer() as server, installation(server, directory) as there:
        server.fail_next("getMe", 502)
        server.fail_next("deleteWebhook", "nothing")
        async with there.bot:
            yield there


@pytest.fixture(autouse=True)
def discreet(there: Installation) -> Iterator[None]:
    """Whatever happens, the log says so without tokens, names or words."""
    yield
    there.discreet()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def token(there: Installation) -> str:
    return await there.invitation(await there.organisation())


async def begins(there: Installation, token: str, number: int, name: str) -> Person:
    """Somebody joins, opens the pulse form, and answers its first question."""
    person = there.server.person(number, first_name=f"{name}的手机")
    await there.joins(person, token, name)
    await person.says("/assess")
    await there.settle()
    await presses_value(person, "pulse")
    await there.settle()
    await presses_value(person, "answer|2")
    await there.settle()
    return person


@pytest.mark.parametrize(
    ("part", "deeds", "chapter"),
    [
        (Part("林小雨", 7_000_002_001), DEEDS, "无法作答的输入"),
        (Part("Emma", 7_000_002_002, "en"), IN_ENGLISH, "what no question takes"),
    ],
    ids=["zh_CN", "en"],
)
async def test_what_answers_nothing_gets_a_plain_sentence_and_the_question_stays(
    there: Installation, token: str, transcripts: Transcripts, *, part: Part, deeds: Mapping[str, Deed], chapter: str
) -> None:
    cast = Cast(there, part, deeds=deeds, tokens={"成员": token})
    await transcripts.replay_in_time(HERE / "bad_input" / f"{chapter}.transcript", cast.play)


async def test_an_invitation_that_lets_nobody_in_says_why(there: Installation, transcripts: Transcripts) -> None:
    organisation = await there.organisation("深圳市福田义工联")
    used = await there.invitation(None, "operator")
    await there.joins(there.server.person(7_000_002_003), used, "用掉的人")
    tokens = {
        "过期": await there.invitation(organisation, age=timedelta(days=31)),
        "用完": used,
        "成员": await there.invitation(organisation),
    }
    cast = Cast(there, Part("林小雨", 7_000_002_004), Part("Emma", 7_000_002_005, "en"), tokens=tokens)
    await transcripts.replay_in_time(HERE / "bad_input" / "无效的邀请.transcript", cast.play)


async def test_doubled_and_reordered_updates_count_once_and_lose_nothing(there: Installation, token: str) -> None:
    person = await begins(there, token, 7_000_002_010, "重复的人")
    pending = there.server.pending
    items = [item.code for item in library().pulse()]
    update = await person.says("3")
    await there.settle()
    shown = len(person.chat)
    await pending.redeliver(update)
    await there.settle()
    assert (asked(person), len(person.chat)) == (items[2], shown)
    pending.hold()
    await presses_value(person, "answer|1")
    await presses_value(person, "answer|4")
    await pending.release(lambda held: [*reversed(held), *held])
    await there.settle()
    assert asked(person) == items[3]
    assert "另一题" in card(person), "the press that came late says why it did nothing"
    assert await drafted(there, person) == dict(zip(items, ("2", "3", "4"), strict=False))


async def drafted(there: Installation, person: Person) -> dict[str, str]:
    """Give the answers of the person's draft."""
    (draft,) = (await there.data_of(person))["drafts"]
    answers: dict[str, str] = draft["state"]["answers"]
    return answers


FAULTS: tuple[Fault, ...] = (429, 500, 502, "garbage", "portal", "nothing", "lost")


async def test_every_fault_of_the_bot_api_is_outlived(there: Installation, token: str) -> None:
    people = [await begins(there, token, 7_000_002_020 + n, f"第{n}人") for n in range(len(FAULTS))]
    questions = [card(person) for person in people]
    for person, fault in zip(people, FAULTS, strict=True):
        calls = len(there.server.called("editMessageText"))
        there.server.fail_next("editMessageText", fault)
        await presses_value(person, "answer|3")
        await there.wait_for(partial(more_calls, there, "editMessageText", calls), "no reply was tried")
    there.server.fail_next("answerCallbackQuery", 400)
    for fault in (502, "garbage", "nothing", 429):
        there.server.fail_next("getUpdates", fault)
    await people[0].says("三")
    await there.settle()
    await asyncio.gather(*(there.server.pending.drained(chat_id=person.id) for person in people))
    for person, question in zip(people, questions, strict=True):
        assert card(person) != question
        assert len([message for message in person.chat if message.buttons]) == 1, "one card is live"


async def more_calls(there: Installation, method: str, than: int) -> bool:
    return len(there.server.called(method)) > than


async def test_a_file_that_does_not_come_at_once_is_fetched_later(there: Installation, token: str) -> None:
    person = await begins(there, token, 7_000_002_030, "送证据的人")
    await presses_value(person, "aside|files")
    await there.settle()
    there.server.fail_next("getFile", 502)
    await person.sends_photo(PHOTO)
    await there.settle()
    assert "photo.jpg" in card(person)
    await there.wait_for(partial(logged, there, "file not fetched"), "the file was not asked for")
    await there.fetch_now()
    await there.wait_for(partial(kept, there, PHOTO), "the file was not fetched")


async def logged(there: Installation, words: str) -> bool:
    return bool(there.bot.logged(words))


async def kept(there: Installation, content: bytes) -> bool:
    return content in await there.files()


async def test_one_who_blocks_the_bot_finds_everything_where_it_was(there: Installation, token: str) -> None:
    person = await begins(there, token, 7_000_002_040, "屏蔽的人")
    question = asked(person)
    await person.blocks()
    await there.settle()
    await presses_value(person, "answer|2")
    await there.settle()
    await person.unblocks()
    await person.says("/assess")
    await there.settle()
    await presses_value(person, "resume")
    await there.settle()
    assert asked(person) not in {None, question}, "what was pressed before the block took hold counts"
