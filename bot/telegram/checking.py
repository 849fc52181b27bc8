"""What ``consultbot check`` asks Telegram: the token, the way there, the webhook, and the time."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from bot.checking.finding import Finding
from bot.faults import SetUpFault
from bot.settings import Settings
from bot.telegram.inquiry import NotTheBotApi, Told, ask
from bot.telegram.webhook import webhook_address

SKEW: Final = 30.0
"""Seconds by which a clock may be wrong: reminders and links that expire stay right."""

RECENT: Final = 3600.0
"""Seconds for which an error that Telegram met at the webhook counts as one that lasts."""

MANY: Final = 100
"""Updates that wait at Telegram, from which on something must be wrong."""


class ClockWrong(SetUpFault):
    """This machine's clock is not right."""

    def __init__(self, ahead: float) -> None:
        zh, en = ("快", "ahead") if ahead > 0 else ("慢", "behind")
        super().__init__(
            zh=f"本机时钟比 Telegram {zh}了 {abs(ahead):.0f} 秒，提醒和链接的期限都会出错。请开启自动对时（NTP）。",
            en=f"This machine's clock is {abs(ahead):.0f} seconds {en}, so reminders and expiry dates go wrong. "
            "Let it set itself (NTP).",
        )


class WebhookFailing(SetUpFault):
    """Telegram can not deliver updates to the webhook."""

    def __init__(self, info: "WebhookInfo") -> None:
        waiting = info.pending_update_count
        says = info.last_error_message or "-"
        super().__init__(
            zh=f"Telegram 无法把消息送到 webhook（{says}），有 {waiting} 条在等待。请确认 CONSULTBOT_WEBHOOK_URL "
            "可以从外网访问、证书有效，反向代理把它转到 CONSULTBOT_LISTEN，而且 consultbot 正在运行。",
            en=f"Telegram can't deliver to the webhook ({says}); {waiting} updates wait. Check that "
            "CONSULTBOT_WEBHOOK_URL can be reached from outside with a valid certificate, that the reverse proxy "
            "passes it on to CONSULTBOT_LISTEN, and that consultbot runs.",
        )


class WebhookInfo(BaseModel):
    """Bot API, WebhookInfo: what of it we look at. ``last_error_date`` is in seconds of the epoch."""

    url: str = ""
    pending_update_count: int = 0
    last_error_date: int = 0
    last_error_message: str = ""


class Me(BaseModel):
    """Bot API, User: what of getMe's answer we look at."""

    username: str


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the token and the way to Telegram first, then at the clock and the webhook."""
    try:
        me = await ask(settings, "getMe")
        info = WebhookInfo.model_validate((await ask(settings, "getWebhookInfo")).result)
        name = Me.model_validate(me.result).username
    except SetUpFault as fault:
        yield Finding("Telegram", "Telegram", fault)
        return
    except ValidationError:
        yield Finding("Telegram", "Telegram", NotTheBotApi(urlsplit(settings.telegram_api).netloc, 200))
        return
    by = ("，经代理", ", by proxy") if settings.proxy is not None else ("", "")
    yield Finding(f"Telegram：@{name}{by[0]}", f"Telegram: @{name}{by[1]}")
    for found in (*_clock(me), _webhook(settings, info)):
        yield found


def _clock(told: Told) -> Iterator[Finding]:
    if told.ahead is not None:
        yield Finding("时钟", "Clock", ClockWrong(told.ahead) if abs(told.ahead) > SKEW else None)


def _webhook(settings: Settings, info: WebhookInfo) -> Finding:
    waiting = info.pending_update_count
    if settings.webhook_url is None:
        if info.url:
            return Finding(
                "接收消息：启动时将撤下现有的 webhook，改为轮询",
                "Updates: the next start takes the present webhook away and polls",
            )
        return Finding(f"接收消息：轮询，{waiting} 条等待中", f"Updates: by polling, {waiting} wait")
    if info.url != webhook_address(settings.webhook_url):
        return Finding("接收消息：启动时将设置 webhook", "Updates: the webhook is to be set by the next start")
    failed = datetime.now(UTC).timestamp() - info.last_error_date < RECENT
    if waiting >= MANY or (waiting and failed):
        return Finding("接收消息：webhook", "Updates: by webhook", WebhookFailing(info))
    return Finding(f"接收消息：webhook，{waiting} 条等待中", f"Updates: by webhook, {waiting} wait")
