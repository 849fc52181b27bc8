"""A small conversation to try the web channel with: a real courier and a real database, and three questions."""

import asyncio
import struct
import zlib
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from bot.web.courier import WebCourier
from bot.web.services import Invitation
from dialogs.engine.cards import (
    Bullets,
    Button,
    Card,
    Code,
    Document,
    Drawing,
    Heading,
    Note,
    Notice,
    Paragraph,
    Progress,
    Radar,
    Series,
    Table,
)
from dialogs.engine.events import Attached, Command, Incoming, Pressed, Typed
from dialogs.engine.letters import Letter
from dialogs.engine.text import Reader

GOOD_TOKEN = "abcdefghijklmnopqrstuvwx"
MENU = (("assess", "开始自评"), ("standard", "查阅标准条文"), ("help", "帮助"), ("settings", "设置"))

QUESTIONS = (
    ("6.1.1.2 机制建设能力", "本组织是否建立了开展协商的工作机制，并有专门的岗位和人员负责？"),
    ("6.1.2.1 议题收集能力", "本组织如何从会员和服务对象那里收集值得协商的议题？"),
    ("6.2.1.1 信息公开能力", "协商之前，本组织怎样向参与各方公开有关的信息？"),
)
LEVELS = (
    "尚未开展：没有协商方面的制度，遇事由负责人临时决定，也没有留下记录。",
    "偶尔开展：有人提起时才开会商量，做法因人而异，没有书面的规定可循。",
    "已有规定：书面制度写明了何时协商、由谁召集，但执行情况没有人检查。",
    "稳定运行：设有专门岗位和经过培训的人员，按制度办理，每年检查并作改进。",
    "行业引领：机制成熟并有成效数据，经验被其他社会组织学习和采用。",
)


def rating(conversation: str, question: int, chosen: int | None = None, notice: str | None = None) -> Card:
    """Give the card of one question."""
    place, prompt = QUESTIONS[question]
    said = (Notice(text=notice),) if notice else ()
    return Card(
        blocks=(
            *said,
            Progress(number=question + 1, total=len(QUESTIONS), place=place),
            Paragraph(text=prompt),
            Bullets(lines=LEVELS, marks=tuple("01234")),
        ),
        buttons=(
            tuple(Button(label=str(n), press=f"{conversation}|{question}|{n}", chosen=n == chosen) for n in range(5)),
            (
                Button(label="不适用", press=f"{conversation}|{question}|na"),
                Button(label="不清楚", press=f"{conversation}|{question}|dk"),
            ),
            (
                Button(label="‹ 上一题", press=f"{conversation}|{question}|back"),
                Button(label="跳过", press=f"{conversation}|{question}|skip"),
                Button(label="写说明", press=f"{conversation}|{question}|note"),
            ),
        ),
    )


RADAR = Radar(
    title="各方面得分（0–100）",
    axes=("机制建设", "议题收集", "信息公开", "意见表达", "共识形成", "成果落实"),
    series=(
        Series(name="本人", values=(50.0, 75.0, 25.0, 62.5, None, 40.0)),
        Series(name="本组织", values=(44.2, 58.0, 37.5, 51.0, 48.3, 35.0)),
    ),
    alternative="雷达图：六个方面里，议题收集最高（75 分），信息公开最低（25 分）。",
)

RESULT = Card(
    blocks=(
        Heading(text="您的结果"),
        Paragraph(text="您完成了全部问题。本组织目前处于“已有规定”一级，信息公开是最需要加强的方面。"),
        Table(
            caption="各条款的判定",
            header=("条款", "要求", "得分", "判定"),
            rows=(
                ("6.1.1.2 机制建设能力", "应", "50", "基本符合"),
                ("6.1.2.1 议题收集能力", "宜", "75", "符合"),
                ("6.2.1.1 信息公开能力", "应", "25", "不符合"),
            ),
        ),
        Heading(text="最有用的三条建议"),
        Bullets(
            lines=(
                "先把协商信息公开的范围和时限写进章程或制度（6.2.1.1）。",
                "向业务主管单位申请信息公开平台的使用权限（7.2.3）。",
                "用 /standard 查阅条文原文。",
            )
        ),
        Note(text="分数由您的回答换算而来；点“为什么是这个分数”可以看到每一步。"),
    ),
    buttons=(
        (Button(label="为什么是这个分数", press="v|why"),),
        (Button(label="修改回答", press="v|edit"), Button(label="条款 6.2.1.1", press="v|clause|6.2.1.1")),
    ),
    picture=RADAR,
)

INVITE = Card(
    blocks=(Heading(text="邀请成员"), Paragraph(text="网页链接：https://example.org/j/abcdefgh，七天内有效。")),
    picture=Code(link="https://example.org/j/abcdefgh", alternative="邀请链接的二维码"),
)
EXPORT = Card(
    blocks=(Paragraph(text="这是本轮的全部数据。"),),
    document=Document(file=1, name="自评结果 2026.xlsx", media_type="application/vnd.ms-excel"),
)
WELCOME = Card(
    blocks=(
        Heading(text="欢迎，您已加入鹏城社工服务中心"),
        Bullets(lines=("/assess 三分钟做一次自评", "/standard 查阅标准条文", "/help 看看您能做什么")),
    ),
    buttons=((Button(label="开始自评", press="c|assess|"),),),
)


class Conversation:
    """Takes updates as the turns do: each once, and answers through the courier."""

    def __init__(self, courier: WebCourier) -> None:
        self.courier = courier
        self.taken: list[Incoming] = []
        self.failing = 0
        self._seen: set[str] = set()
        self._live: dict[str, str | None] = {}
        self._lock = asyncio.Lock()

    async def take(self, incoming: Incoming) -> None:
        async with self._lock:
            if self.failing:
                self.failing -= 1
                raise OSError("the database is away")
            if incoming.update in self._seen:
                return
            self._seen.add(incoming.update)
            self.taken.append(incoming)
            await self._answer(incoming)

    async def _answer(self, incoming: Incoming) -> None:
        address = incoming.address
        match incoming.content:
            case Command(name="start"):
                await self.courier.deliver(address, Letter(commands=MENU, locale="zh_CN"), None)
                await self.show(address, WELCOME)
            case Command(name="assess"):
                await self.show(address, rating("f", 0))
            case Command(name="help"):
                await self.show(address, Card(blocks=(Notice(text="按 /assess 开始自评。"),)), live=False)
            case Pressed(data=data) if data.startswith("c|assess"):
                await self.show(address, rating("f", 0), edit=incoming.message)
            case Pressed(data=data) if data.startswith("f|"):
                await self._level(incoming, data)
            case Typed(text=text):
                await self.show(address, Card(blocks=(Paragraph(text=f"收到：{text}"),)), live=False)
            case Attached(name=name):
                await self.show(address, Card(blocks=(Notice(text=f"已收到文件：{name}"),)), live=False)
            case _:
                await self.show(address, Card(blocks=(Notice(text="这个按钮已经失效。"),)), live=False)

    async def _level(self, incoming: Incoming, data: str) -> None:
        question = int(data.split("|")[1])
        following = max(question - 1, 0) if data.endswith("back") else question + 1
        card = RESULT if following == len(QUESTIONS) else rating("f", following, notice="已记录。")
        await self.show(incoming.address, card, edit=incoming.message)

    async def show(self, address: str, card: Card, *, live: bool = True, edit: str | None = None) -> str:
        letter = Letter(card=card, live=live, edit=edit, locale="zh_CN")
        delivered = await self.courier.deliver(address, letter, self._live.get(address))
        if live:
            self._live[address] = delivered.message
        assert delivered.message is not None
        return delivered.message


class Files:
    """Keeps uploads in memory."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str, bytes, str]] = []

    async def keep(self, name: str, media_type: str, content: bytes, address: str) -> int:
        self.kept.append((name, media_type, content, address))
        return len(self.kept)

    async def fetch(self, file: int) -> bytes | None:
        return self.kept[file - 1][2] if file <= len(self.kept) else None


async def describe(token: str) -> Invitation | None:
    """Know four invitations."""
    states: dict[str, Invitation] = {
        GOOD_TOKEN: Invitation(organisation="鹏城社工服务中心", role="member"),
        "expired-token": Invitation(organisation="鹏城社工服务中心", role="member", state="expired"),
        "used-up-token": Invitation(organisation="鹏城社工服务中心", role="member", state="used"),
        "same-person": Invitation(organisation="鹏城社工服务中心", role=None),
    }
    return states.get(token)


def draw(picture: Drawing, locale: str) -> bytes:
    """Draw a plain PNG of 40 × 40 pixels: what a picture looks like is tested where pictures are drawn."""
    shade = b"\xd8\xec\xe8" if picture.kind == "radar" else b"\x20\x20\x20"
    rows = b"".join(b"\0" + shade * 40 for _ in range(40))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def reader(locale: str) -> Reader:
    """Read every language in the words of the code, so that a test says what it expects in them."""
    return Reader(locale, ZoneInfo("Asia/Shanghai"), NullTranslations())
