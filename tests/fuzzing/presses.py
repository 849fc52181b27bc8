"""Callback data: ours, ours bent, and none of ours."""

from random import Random
from typing import Final

from dialogs.engine.registry import Registry
from tests.fuzzing.nonsense import words

PARTS: Final = (
    *("1", "2", "0", "3", "999999999", "-1", "9" * 18, "9" * 30, "²", "x", "", "yes", "ask", "all", "names", "pulse"),
    *(
        "full",
        "targeted",
        "resume",
        "revise",
        "verdicts",
        "findings",
        "advice",
        "6",
        "6.1.1.2",
        "6.1.1.2-1",
        "5.3",
        "en",
    ),
    *(
        "zh_CN",
        "maturity",
        "progress",
        "admin",
        "operator",
        "答",
        "\ud800",
        "|",
        "%",
        "answer",
        "back",
        "skip",
        "aside",
    ),
)
ACTIONS: Final = ("answer", "back", "skip", "review", "edit", "submit", "leave", "toggle", "done", "aside", "page", "")


def press(random: Random, registry: Registry) -> str:
    """Give the data of a press."""
    pick = random.random()
    if pick < 0.1:
        return words(random)[:80]
    kind = random.choice("fvca")
    if kind == "f":
        parts = [str(random.randrange(40)), random.choice(PARTS), random.choice(ACTIONS), random.choice(PARTS)]
    else:
        names = {"v": list(registry.views), "c": list(registry.commands), "a": list(registry.actions)}[kind]
        parts = [random.choice([*names, "nosuch"]), *random.choices(PARTS, k=random.randrange(5 if kind != "c" else 2))]
    data = "|".join((kind, *parts))
    if pick < 0.2 and data:
        at = random.randrange(len(data))
        data = data[:at] + random.choice(("|", "\x00", "答", "")) + data[at + 1 :]
    return data
