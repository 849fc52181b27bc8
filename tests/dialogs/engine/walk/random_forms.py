"""Forms that nobody would write, and events that nobody would send."""

from functools import partial

from hypothesis import strategies as st
from pydantic import JsonValue

from dialogs.engine import forms
from dialogs.engine.cards import Paragraph
from dialogs.engine.events import Attached, Event, Opened, Pressed, Typed, Unreadable, clean
from dialogs.engine.forms import (
    Answers,
    Choice,
    Choices,
    Condition,
    Day,
    FileStep,
    Form,
    Number,
    Option,
    PersonStep,
    Rating,
    Repeated,
    Step,
    always,
)
from dialogs.engine.interpreted import Interpreted, Understood, Unsure
from dialogs.engine.text import Text
from standard.models import Words
from tests.dialogs.engine.walk.players import CONVERSATION
from tests.dialogs.engine.walk.sample_forms import Sheet

VALUES = ("0", "1", "2", "yes", "no")
PROMPT = (Paragraph(text="?"),)


def equals(name: str, value: str, answers: Answers) -> bool:
    return answers.get(name) == value


def given(name: str, answers: Answers) -> bool:
    return bool(answers.get(name))


def not_bad(value: JsonValue, answers: Answers) -> Text | None:
    del answers
    return "Not this one." if value in ("2", 2, "bad") else None


def meaning(text: str) -> Understood | Unsure:
    """Read words of even length; those of three and nine can mean two things."""
    if len(text) in {3, 9}:
        return Unsure("One of two?", ("one", "two"))
    return Understood(f"{len(text)} signs") if len(text) % 2 == 0 else Unsure("Odd.")


def entry_name(entry: Answers) -> Text:
    return f"entry of {len(entry)}"


def options(count: int) -> tuple[Option, ...]:
    return tuple(
        Option(value=VALUES[n] if n < len(VALUES) else f"v{n}", label=Words(zh=f"选项{n}", en=f"option {n}"))
        for n in range(count)
    )


@st.composite
def conditions(draw: st.DrawFn, names: list[str]) -> Condition:
    kind = draw(st.sampled_from(["always", "always", "equals", "given"]))
    if kind == "always" or not names:
        return always
    name = draw(st.sampled_from(names))
    return partial(given, name) if kind == "given" else partial(equals, name, draw(st.sampled_from(VALUES)))


@st.composite
def simple_steps(draw: st.DrawFn, name: str, names: list[str], *, asides: bool = True) -> Step:
    common = {
        "name": name,
        "prompt": PROMPT,
        "label": Words(zh=f"问题{name}", en=f"question {name}"),
        "optional": draw(st.booleans()),
        "condition": draw(conditions(names)),
        "check": draw(st.sampled_from([None, not_bad])),
        "section": draw(st.sampled_from([None, "A", "B"])),
    }
    if asides:
        kinds = draw(st.sets(st.sampled_from(["note", "file", "tick"])))
        common["asides"] = tuple(aside(kind, draw(conditions(names))) for kind in sorted(kinds))
    kinds_of_steps = [Choice, Rating, Choices, forms.Words, Number, Day, Interpreted, PersonStep, FileStep]
    kind = draw(st.sampled_from(kinds_of_steps))
    count = draw(st.sampled_from([1, 2, 5, 20]))
    more: dict[str, object] = {}
    if kind in {Choice, Rating, Choices}:
        more = {"options": options(count)}
    if kind is Rating:
        more["others"] = (Option(value="NA", label=Words(zh="不适用", en="Not applicable")),)
    if kind is Choices:
        more["least"] = draw(st.integers(0, 2)) if count > 1 else 1
    if kind is forms.Words:
        more = {"longest": draw(st.integers(5, 50))}
    if kind is Interpreted:
        more = {"read": meaning, "say": str.upper, "takes": "Anything."}
    if kind is PersonStep:
        more = {"people": options(count), "strangers": draw(st.booleans())}
    if kind is FileStep:
        more = {"most": draw(st.integers(1, 3)), "links": draw(st.booleans())}
    made: Step = kind(**common, **more)
    return made


def aside(kind: str, condition: Condition) -> Step:
    label = Words(zh=kind, en=kind)
    if kind == "note":
        return forms.Words(name=kind, prompt=PROMPT, label=label, longest=30, condition=condition)
    if kind == "file":
        return FileStep(name=kind, prompt=PROMPT, label=label, links=True, most=2, condition=condition)
    return Choices(name=kind, prompt=PROMPT, label=label, options=options(3), least=0, condition=condition)


@st.composite
def groups(draw: st.DrawFn, name: str, names: list[str]) -> Step:
    inner = [f"i{n}" for n in range(draw(st.integers(1, 3)))]
    least = draw(st.integers(0, 2))
    return Repeated(
        name=name,
        prompt=PROMPT,
        label=f"group {name}",
        optional=draw(st.booleans()),
        condition=draw(conditions(names)),
        steps=tuple(draw(simple_steps(one, inner)) for one in inner),
        entry=entry_name,
        least=least,
        most=max(least, draw(st.integers(1, 4))),
    )


@st.composite
def random_forms(draw: st.DrawFn) -> Form[Sheet]:
    names = [f"s{n}" for n in range(draw(st.integers(1, 6)))]
    steps = tuple(draw(st.one_of(simple_steps(name, names), groups(name, names))) for name in names)
    return Form(
        name="random",
        version=1,
        title="A form",
        model=Sheet,
        steps=lambda _arguments: steps,
        roles=frozenset({"member"}),
        submit="Send",
        review=draw(st.booleans()),
    )


TYPED = (
    *("1", "２", "三", "3.", "第二个", "skip", "跳过", "back", "返回", "done", "完成", "add", "取消", "submit", "总览"),
    *(
        "保留",
        "stay",
        "继续",
        "option 1",
        "选项2",
        "不适用",
        "not appl",
        "1、2",
        "yes",
        "",
        "-3",
        "9" * 5000,
        "x" * 10_000,
    ),
    *("2026-03-01", "20260301", "https://example.org/a", "http://[", "bad", "question s1", "entry of 2", "王小明"),
)


def forged() -> st.SearchStrategy[str]:
    actions = ["answer", "on", "off", "ok", "skip", "back", "leave", "review", "aside", "comment", "page", "remove"]
    parts = st.tuples(
        st.sampled_from([str(CONVERSATION), "8", "x", "9" * 40]),
        st.sampled_from(
            ["s0", "s1", "s0/note", "s0/file", "s0/0/i0", "s1/0", "s9", ".review", ".review/0", ".leave", ""]
        ),
        st.sampled_from([*actions, "add", "entry", "edit", "section", "submit", "keep?", "stay", ""]),
        st.sampled_from(["", "0", "1", "99", "99999999", "yes", "note", "file", "²", "\ud800"]),
    )
    return st.one_of(parts.map(lambda found: "f|" + "|".join(found)), st.text(max_size=80), st.just("v|standard|6.1"))


def files() -> st.SearchStrategy[Event]:
    return st.builds(
        Attached,
        name=st.sampled_from(["a.jpg", "b.pdf"]),
        media_type=st.just("image/jpeg"),
        file=st.integers(1, 3),
        caption=st.sampled_from(["", "see here", "z" * 100]),
    )


def other_events() -> st.SearchStrategy[Event]:
    """Everything but presses of real buttons."""
    return st.one_of(
        st.one_of(st.sampled_from(TYPED), st.text(max_size=60).map(clean)).map(lambda text: Typed(text=text)),
        st.sampled_from(TYPED).map(lambda text: Typed(text=text)),
        forged().map(lambda data: Pressed(data=data)),
        files(),
        st.sampled_from(["sticker", "voice", "who knows"]).map(lambda what: Unreadable(what=what)),
        st.just(Opened()),
    )


def fitting(step: Step) -> Event:
    """An answer that a step is likely to take."""
    match step:
        case forms.Words():
            return Typed(text="fine")
        case Number():
            return Typed(text="４")
        case Interpreted():
            return Typed(text="fine")
        case Day():
            return Typed(text="2026年3月1日")
        case FileStep():
            return Attached(name="paper.pdf", media_type="application/pdf", file=9)
        case Repeated():
            return Typed(text="add")
        case _:
            return Typed(text="第一个")
