"""Forms to play with: one like an assessment, one with a step of every kind, one without a review."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine import forms
from dialogs.engine.cards import Paragraph
from dialogs.engine.forms import (
    Answers,
    Choice,
    Choices,
    Day,
    FileStep,
    Form,
    Kept,
    Number,
    Option,
    PersonStep,
    Rating,
    Repeated,
    Step,
)
from dialogs.engine.text import Text, _
from standard.models import Words

M = TypeVar("M", bound=BaseModel)


class Sheet(BaseModel):
    """Answers to steps that are data."""

    answers: dict[str, JsonValue]


class Guest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    role: str
    seat: int | None = None


class Meeting(BaseModel):
    """One field a step."""

    model_config = ConfigDict(extra="forbid")

    title: str
    kind: str
    kind_note: str | None = None
    reason: str | None = None
    topics: list[str]
    day: str
    size: int | None = None
    chair: str
    papers: list[Kept] | None = None
    guests: list[Guest]


def asked(zh: str, en: str) -> tuple[Paragraph, ...]:
    return (Paragraph(text=Words(zh=zh, en=en)),)


def option(value: str, zh: str, en: str, *words: str) -> Option:
    return Option(value=value, label=Words(zh=zh, en=en), words=words)


LEVELS = (
    Words(zh="还没有做", en="nothing done yet"),
    Words(zh="有人临时做过", en="done now and then"),
    Words(zh="有书面的安排", en="arranged in writing"),
    Words(zh="按安排做，有记录", en="practised and recorded"),
    Words(zh="带动其他组织一起做", en="others follow the example"),
)
OTHERS = (option("NA", "不适用", "Not applicable", "na"), option("DK", "不清楚", "I don't know", "dk"))
COMMENT = forms.Words(
    name="comment",
    label=Words(zh="意见", en="Comment"),
    prompt=asked("想补充什么，请写在这里。", "Anything to add?"),
    longest=200,
)
EVIDENCE = FileStep(
    name="evidence",
    label=Words(zh="依据", en="Evidence"),
    prompt=asked("可以发照片、文件或链接。", "A photo, a document or a link."),
    links=True,
    most=2,
)
SECTIONS = (
    ("6.1.1.2", Words(zh="机制建设能力", en="Building mechanisms")),
    ("6.2.1.1", Words(zh="议题设置能力", en="Setting the agenda")),
    ("6.2.1.2", Words(zh="议程设计能力", en="Designing the agenda")),
)


def item(number: str, place: Words, index: int) -> Rating:
    code = f"{number}-{index}"
    return Rating(
        name=code,
        prompt=asked(f"问题 {code}：做到哪一步了？", f"Item {code}: how far along is this?"),
        label=code,
        section=place,
        place=Words(zh=f"{number} {place.zh}", en=f"{number} {place.en}"),
        options=tuple(Option(value=str(level), label=str(level), description=LEVELS[level]) for level in range(5)),
        others=OTHERS,
        optional=True,
        asides=(COMMENT, EVIDENCE),
    )


def items(arguments: JsonValue) -> tuple[Step, ...]:
    """``arguments`` is the number of items a section."""
    each = arguments if isinstance(arguments, int) else 2
    return tuple(item(number, place, index) for number, place in SECTIONS for index in range(1, each + 1))


ASSESSMENT: Form[Sheet] = Form(
    name="assessment",
    version=1,
    title=Words(zh="协商能力自评", en="Self-assessment"),
    model=Sheet,
    steps=items,
    roles=frozenset({"member"}),
    submit=_("Submit"),
)


def is_public(answers: Answers) -> bool:
    return answers.get("kind") == "public"


def is_even(value: JsonValue, answers: Answers) -> Text | None:
    return "An even number, please." if isinstance(value, int) and value % 2 else None


def guest_name(entry: Answers) -> Text:
    return str(entry.get("name"))


GUESTS = Repeated(
    name="guests",
    prompt=asked("还有谁参加？", "Who else takes part?"),
    label=Words(zh="参加人", en="Guests"),
    least=1,
    most=3,
    entry=guest_name,
    steps=(
        forms.Words(name="name", prompt=asked("姓名？", "Name?"), label=Words(zh="姓名", en="Name"), longest=40),
        Choice(
            name="role",
            prompt=asked("身份？", "Role?"),
            label=Words(zh="身份", en="Role"),
            options=(option("host", "主持", "Host"), option("guest", "嘉宾", "Guest")),
        ),
        Number(
            name="seat",
            prompt=asked("座位号？", "Seat?"),
            label=Words(zh="座位", en="Seat"),
            optional=True,
            least=1,
            condition=lambda entry: entry.get("role") == "guest",
        ),
    ),
)


def meeting_steps(arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    return (
        forms.Words(name="title", prompt=asked("会议名称？", "Title?"), label=Words(zh="名称", en="Title"), longest=60),
        Choice(
            name="kind",
            prompt=asked("公开吗？", "Is it public?"),
            label=Words(zh="公开", en="Kind"),
            options=(option("public", "公开", "Public"), option("closed", "内部", "Closed")),
            asides=(
                forms.Words(
                    name="note", prompt=asked("说明？", "Note?"), label=Words(zh="说明", en="Note"), longest=50
                ),
            ),
        ),
        forms.Words(
            name="reason",
            prompt=lambda answers: asked("向谁公开？", f"Public to whom? ({answers.get('title')})"),
            label=Words(zh="公开范围", en="Audience"),
            condition=is_public,
            optional=True,
        ),
        Choices(
            name="topics",
            prompt=asked("议题？", "Topics?"),
            label=Words(zh="议题", en="Topics"),
            options=(
                option("road", "道路", "Roads"),
                option("water", "供水", "Water"),
                option("school", "学校", "Schools"),
            ),
        ),
        Day(
            name="day",
            prompt=asked("哪一天？", "Which day?"),
            label=Words(zh="日期", en="Day"),
            earliest="2026-01-01",
            latest="2026-12-31",
        ),
        Number(
            name="size",
            prompt=asked("多少人？（双数）", "How many people? (even)"),
            label=Words(zh="人数", en="Size"),
            least=2,
            most=500,
            optional=True,
            check=is_even,
        ),
        PersonStep(
            name="chair",
            prompt=asked("谁主持？", "Who chairs?"),
            label=Words(zh="主持人", en="Chair"),
            people=(Option(value="17", label="王小明"), Option(value="18", label="Anna Li")),
            strangers=True,
        ),
        FileStep(
            name="papers", prompt=asked("材料？", "Papers?"), label=Words(zh="材料", en="Papers"), optional=True, most=2
        ),
        GUESTS,
    )


MEETING: Form[Meeting] = Form(
    name="meeting",
    version=1,
    title=Words(zh="登记会议", en="Record a meeting"),
    model=Meeting,
    steps=meeting_steps,
    roles=frozenset({"facilitator"}),
    submit=_("Submit"),
)


class Opinion(BaseModel):
    stance: str
    words: str


OPINION: Form[Opinion] = Form(
    name="opinion",
    version=1,
    title=Words(zh="我的意见", en="My opinion"),
    model=Opinion,
    steps=lambda _arguments: (
        Choice(
            name="stance",
            prompt=asked("赞成吗？", "In favour?"),
            label=Words(zh="态度", en="Stance"),
            options=(option("yes", "赞成", "Yes"), option("no", "反对", "No")),
        ),
        forms.Words(name="words", prompt=asked("理由？", "Why?"), label=Words(zh="理由", en="Reason"), longest=100),
    ),
    roles=frozenset({"member"}),
    submit=_("Send"),
    review=False,
)


def alone(model: type[M], *steps: Step) -> Form[M]:
    """A form of just these steps, without a review."""
    return Form(
        name="alone",
        version=1,
        title="A form",
        model=model,
        steps=lambda _arguments: steps,
        roles=frozenset({"member"}),
        submit="Send",
        review=False,
    )
