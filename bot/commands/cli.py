"""The command ``consultbot``. What a command needs is imported when it runs, so that ``--help`` is quick."""

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import keeping
from bot.commands.running import complete
from bot.commands.terminal import say, told
from bot.faults import SET_UP, SetUpFault
from bot.offline import scoring as offline
from standard.faults import DataFault

app = typer.Typer(
    name="consultbot",
    help=say(
        zh="协商助手：在聊天里学习、评估和改进社会组织的协商能力。",
        en="Practise, assess and improve consultation (协商) in social organisations, in a chat.",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
offline.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("consultbot"))
        raise typer.Exit


@app.callback()
def consultbot(
    *,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help=say(zh="显示版本。", en="Show the version."),
        ),
    ] = False,
) -> None:
    """Take the options before a command."""


@app.command(
    help=say(
        zh="先试用：在浏览器里打开示例组织，无需任何设置。",
        en="Try it in your browser, with nothing to set up.",
    )
)
def demo(
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help=say(zh="监听地址。", en="Where to listen."))
    ] = "127.0.0.1:8000",
    database: Annotated[
        Path, typer.Option(help=say(zh="示例数据文件（SQLite）。", en="The sample's SQLite file."))
    ] = Path("consultbot-demo.db"),
    language: Annotated[
        str, typer.Option(help=say(zh="界面语言：zh_CN 或 en。", en="First language: zh_CN or en."))
    ] = say(zh="zh_CN", en="en"),
) -> None:
    """Serve the demonstration until it is interrupted."""
    from bot.addresses import address
    from bot.commands.options import DemoOptions

    try:
        where = address(listen)
    except ValueError as fault:
        wanted = say(zh="应为“主机:端口”，例如 127.0.0.1:8000", en="must be host:port, such as 127.0.0.1:8000")
        raise typer.BadParameter(wanted, param_hint="--listen") from fault
    _check_language(language)
    from bot import app as program
    from bot import logs

    logs.configure(for_good=True)
    complete(program.demo(DemoOptions(where, database, language)))


@app.command(help=say(zh="启动：Telegram 和（或）网页。", en="Serve Telegram, the web, or both."))
def run() -> None:
    """Serve until it is told to stop."""
    from bot.settings import load

    settings = load(channel=True)
    from bot import app as program
    from bot import logs

    logs.configure(for_good=True)
    complete(program.run(settings))


@app.command(help=say(zh="升级数据库结构（启动时也会自动升级）。", en="Upgrade the database (every start does, too)."))
def migrate() -> None:
    """Upgrade, and say what was done."""
    from bot.commands import upkeep
    from bot.settings import load

    complete(upkeep.migrate(load()))


@app.command(
    help=say(
        zh="检查设置、数据库、密钥、磁盘、字体、监听地址和 Telegram，不改动任何内容。",
        en="Check what a start needs, and Telegram; change nothing.",
    )
)
def check() -> None:
    """Look at everything that a start needs; ends with 2 where something is wrong."""
    from bot.commands import upkeep
    from bot.settings import load

    if not complete(upkeep.check(load(channel=True))):
        raise typer.Exit(SET_UP)


@app.command(
    help=say(
        zh="查看待发的消息，或撤回一批群发（可在运行中进行）。",
        en="Show what waits to be delivered. With --cancel, take back what goes out to many, also while it runs.",
    )
)
def outbox(
    *,
    cancel: Annotated[
        str | None,
        typer.Option(metavar="BATCH", help=say(zh="撤回这一批。", en="Take this batch back.")),
    ] = None,
) -> None:
    """Print the batches that wait, or take one back."""
    from bot.commands import postroom
    from bot.settings import load

    complete(postroom.show(load()) if cancel is None else postroom.cancel(load(), cancel))


@app.command(
    help=say(
        zh="给出首位运营者的邀请链接。",
        en="Print the first operator's invitation.",
    )
)
def invite(
    *,
    operator: Annotated[
        bool,
        typer.Option("--operator", help=say(zh="邀请一位运营者。", en="Invite an operator.")),
    ] = False,
) -> None:
    """Print the link that begins everything; all further ones come from the chat."""
    from bot.settings import load

    if not operator:
        raise typer.BadParameter(
            say(
                zh="组织的邀请由运营者或管理员在聊天里用 /invite 发出。",
                en="an operator or admin invites people to an organisation in the chat, by /invite.",
            ),
            param_hint="--operator",
        )
    settings = load(channel=True)
    from bot import app as program
    from bot import logs

    logs.configure()  # else an event would stand among the links, on standard output
    complete(program.invite(settings, operator=operator))


@app.command(
    help=say(zh="在终端里试走一份表单，不需要数据库。", en="Play a form in the terminal; no database is needed.")
)
def play(
    form: Annotated[
        str, typer.Argument(metavar="FORM", help=say(zh="表单名，如 assessment。", en="The form, such as assessment."))
    ],
    arguments: Annotated[
        str | None, typer.Option(metavar="JSON", help=say(zh="打开表单的参数。", en="What the form is opened with."))
    ] = None,
    language: Annotated[str, typer.Option(help=say(zh="界面语言：zh_CN 或 en。", en="Language: zh_CN or en."))] = say(
        zh="zh_CN", en="en"
    ),
) -> None:
    """Read lines from standard input, show the form's cards."""
    from bot.commands import rehearsal

    _check_language(language)
    rehearsal.play(form, arguments, language)


keeping.register(app)


def _check_language(language: str) -> None:
    from bot.catalogues import languages

    if language not in languages():
        known = ", ".join(languages())
        wanted = say(zh=f"没有 {language} 的译文，可选 {known}", en=f"there is no {language}: choose one of {known}")
        raise typer.BadParameter(wanted, param_hint="--language")


def main() -> None:
    """Run the command line; a fault that the person can mend is said, not traced."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app(prog_name="consultbot")
    except SetUpFault as fault:
        typer.echo(told(fault), err=True)
        raise SystemExit(fault.exit_code) from None
    except DataFault as fault:
        typer.echo(str(fault), err=True)
        raise SystemExit(SET_UP) from None
