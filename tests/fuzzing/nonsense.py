"""Values that nobody expects: words, numbers, JSON of every wrong kind."""

from random import Random
from typing import Final

from pydantic import JsonValue

WORDS: Final = (
    *(
        "",
        " ",
        "\x00",
        "\x00\x00\x01",
        "\ud800",
        "好\udfff",
        "\u202e反",
        "\u200d",
        "é" * 50,
        "👨‍👩‍👧‍👦" * 9,
        "𠮷" * 40,
        "字" * 5000,
    ),
    *("%s%n{0}", "{name}", "'; DROP TABLE person; --", "<script>alert(1)</script>", "../../etc/passwd", "\r\nX: y"),
    *(
        "NaN",
        "null",
        "-1",
        "1e999",
        "٣",
        "三",
        "3",
        "２",
        "不清楚",
        "不适用",
        "跳过",
        "提交",
        "取消",
        "同意",
        "n",
        "是",
        "1,3",
    ),
)
NUMBERS: Final = (0, -1, 1, 2**31, -(2**31) - 1, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**40, 10**400)
OTHERS: Final[tuple[JsonValue, ...]] = (None, True, False, 0.5, -0.0, 1e308, [], {}, [[]], [None], {"": None}, "x", 7)


def words(random: Random) -> str:
    """Give words that are short, long, foreign or broken."""
    if random.random() < 0.7:
        return random.choice(WORDS)
    return "".join(chr(random.choice((random.randrange(128), random.randrange(0x110000)))) for _ in range(12))


def number(random: Random) -> int:
    """Give a whole number, as a rule one at an edge."""
    return random.choice(NUMBERS) if random.random() < 0.8 else random.getrandbits(random.choice((8, 40, 70)))


def anything(random: Random, depth: int = 0) -> JsonValue:
    """Give any JSON."""
    pick = random.random()
    if depth > 3 or pick < 0.4:
        return random.choice(OTHERS)
    if pick < 0.6:
        return words(random)
    if pick < 0.75:
        return number(random)
    if pick < 0.9:
        return {words(random)[:20]: anything(random, depth + 1) for _ in range(random.randrange(4))}
    return [anything(random, depth + 1) for _ in range(random.randrange(4))]


def nested(depth: int) -> JsonValue:
    """Give lists within lists."""
    made: JsonValue = []
    for _ in range(depth):
        made = [made]
    return made
