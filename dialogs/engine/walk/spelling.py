"""Words typed in place of a press: folded so that case, width, spaces and punctuation make no difference."""

import unicodedata
from collections.abc import Iterable, Sequence

from dialogs.engine.forms import Option
from dialogs.engine.text import Text
from dialogs.engine.walk.numerals import ordinal
from dialogs.engine.walk.path import Spellings
from standard.models import Words

LEAST_PREFIX = 2
LONGEST_COMMAND = 200
"""Nothing longer is taken for the name of an option or for one of our words."""

_COMMANDS = {
    "back": ("返回", "上一步", "上一题", "back", "previous"),
    "skip": ("跳过", "略过", "skip"),
    "leave": ("取消", "离开", "退出", "cancel", "leave", "quit"),
    "ok": (
        "完成",
        "继续",
        "好了",
        "确定",
        "就这些",
        "done",
        "ok",
        "go on",
        "continue",
        "that is all",
        "that's all",
    ),
    "review": ("总览", "核对", "检查", "overview", "review"),
    "submit": ("提交", "submit"),
    "add": ("添加", "添加一项", "再添加一项", "再加一个", "add", "add one", "add another"),
    "keep": ("保留", "以后再填", "保留，以后再填", "keep", "later", "keep for later"),
    "stay": ("留在这里", "stay", "stay here"),
    "discard": ("放弃", "不保留", "discard"),
}


def spelled(text: Text) -> tuple[str, ...]:
    """Give the ways to type a text as far as they are known without a catalogue."""
    if isinstance(text, str):
        return (text,)
    if isinstance(text, Words):
        return (text.zh, text.en)
    return (text.text,)


def folded(text: str) -> str:
    """Leave only letters and digits, in one case and width; between digits alone, dashes and points count."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)
    kept = "".join(sign for sign in plain if sign.isalnum())
    return "".join(plain.split()).rstrip(".。、,") if kept.isdecimal() else kept


def command(text: str) -> str | None:
    """Recognise one of our own words (back, skip, cancel ...) in any language."""
    return _BY_WORD.get(folded(text)) if len(text) <= LONGEST_COMMAND else None


def named_options(text: str, options: Iterable[Option], spellings: Spellings) -> list[Option]:
    """Find the options whose label or words were typed whole."""
    plain = folded(text) if len(text) <= LONGEST_COMMAND else ""
    return [option for option in options if plain and plain in _names(option, spellings)]


def exact_option(text: str, options: Iterable[Option], spellings: Spellings) -> Option | None:
    """Find the one option whose label or words were typed whole, or whose number among the options."""
    known = tuple(options)
    if len(text) > LONGEST_COMMAND:
        return None
    if named := named_options(text, known, spellings):
        return named[0] if len(named) == 1 else None
    number = ordinal(text)
    numbered = [option for option in known if number is not None and number in _numbers(option, spellings)]
    if numbered or number is None:
        return numbered[0] if len(numbered) == 1 else None
    if any(_numbers(option, spellings) for option in known):
        return None
    return known[number - 1] if 1 <= number <= len(known) else None


def begun_option(text: str, options: Iterable[Option], spellings: Spellings) -> Option | None:
    """Find the one option that begins with what was typed."""
    plain = folded(text) if len(text) <= LONGEST_COMMAND else ""
    if len(plain) < LEAST_PREFIX:
        return None
    begun = [option for option in options if any(name.startswith(plain) for name in _names(option, spellings))]
    return begun[0] if len(begun) == 1 else None


def named_texts(names: Sequence[Text]) -> tuple[Option, ...]:
    """Make any list of texts something that can be typed: options valued by their index."""
    return tuple(Option(value=str(index), label=name) for index, name in enumerate(names))


def _names(option: Option, spellings: Spellings) -> set[str]:
    return {folded(name) for name in (*spellings(option.label), *option.words)} - {""}


def _numbers(option: Option, spellings: Spellings) -> set[int]:
    found = (ordinal(name) for name in (*spellings(option.label), *option.words))
    return {number for number in found if number is not None}


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−~至", "-"))
_BY_WORD = {folded(word): name for name, words in _COMMANDS.items() for word in words}
