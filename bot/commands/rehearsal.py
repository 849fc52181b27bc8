"""``consultbot play``: any registered form in the terminal, without a database or a channel."""

import json
import sys
from zoneinfo import ZoneInfo

import typer
from pydantic import JsonValue, ValidationError

from bot.commands.terminal import say
from bot.faults import SetUpFault
from bot.house import reader, registry_of
from dialogs.engine import playing
from standard.library import library


class NoSuchForm(SetUpFault):
    """There is no form of that name."""

    def __init__(self, names: list[str]) -> None:
        listed = ", ".join(names)
        super().__init__(zh=f"没有这个表单。可选：{listed}", en=f"There is no such form. Choose one of: {listed}")


class ArgumentsRefused(SetUpFault):
    """The form cannot be opened with these arguments."""

    def __init__(self) -> None:
        super().__init__(
            zh="--arguments 不是这个表单要的 JSON。", en="--arguments is not the JSON that this form is opened with."
        )


def play(name: str, arguments: str | None, language: str) -> None:
    """Play a form; raises :class:`NoSuchForm` and :class:`ArgumentsRefused`."""
    forms = registry_of(library()).forms
    form = forms.get(name)
    if form is None:
        raise NoSuchForm(list(forms))
    try:
        given: JsonValue = form.example if arguments is None else json.loads(arguments)
        asked = form.steps(given)
    except (ValueError, ValidationError) as fault:
        raise ArgumentsRefused from fault
    if not asked:
        raise ArgumentsRefused
    typer.echo(
        say(
            zh="#2 点第二个按钮，@文件名 发送文件，?sticker 发送无法识别的内容，空行离开。",
            en="#2 presses the second button, @name sends a file, ?sticker something unreadable, an empty line leaves.",
        )
    )
    playing.play(form, reader(language, ZoneInfo("Asia/Shanghai")), sys.stdin, _show, given)


def _show(text: str) -> None:
    typer.echo(f"\n{text}\n> ", nl=False)
