"""What each setting must be, for the person who mends it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.faults import Hint

NO_CHANNEL: Final = Hint(
    "未设置；请填 @BotFather 给出的令牌，或设置 CONSULTBOT_PUBLIC_URL 只开网页。只想看看：consultbot demo",
    "is not set: give the token from @BotFather, or set CONSULTBOT_PUBLIC_URL for the web chat alone. "
    "Just to look around: consultbot demo",
    "123456789:AAE-abc_…",
)

NO_BOT: Final = Hint(
    "未设置；设置了 CONSULTBOT_WEBHOOK_URL，就要填 @BotFather 给出的令牌",
    "is not set, but CONSULTBOT_WEBHOOK_URL is: give the token from @BotFather",
    "123456789:AAE-abc_…",
)

HINTS: Final[Mapping[str, Hint]] = MappingProxyType(
    {
        "telegram_token": Hint(
            "应为 @BotFather 给出的令牌", "must be the token that @BotFather gave", "123456789:AAE-abc_…"
        ),
        "telegram_api": Hint(
            "应为 Bot API 服务器的根地址，不带 /bot",
            "must be the root of a Bot API server, without /bot",
            "https://api.telegram.org",
        ),
        "proxy": Hint("应为 HTTP 代理的地址", "must be the address of an HTTP proxy", "http://127.0.0.1:7890"),
        "database": Hint(
            "应为 SQLite（sqlite+aiosqlite:///文件）或 PostgreSQL（postgresql+asyncpg://用户:密码@主机/库）的地址",
            "must be the URL of an SQLite file or of a PostgreSQL database "
            "(postgresql+asyncpg://user:password@host/database)",
            "sqlite+aiosqlite:///consultbot.db",
        ),
        "key_file": Hint("应为密钥文件的路径", "must be the path of the key file", "consultbot.key"),
        "operators": Hint(
            "应为 Telegram 用户编号，用逗号分隔",
            "must be Telegram user ids with commas between them",
            "12345678,87654321",
        ),
        "listen": Hint("应为“主机:端口”", "must be host:port", "127.0.0.1:8000"),
        "webhook_url": Hint(
            "应为 https 地址（仅限本机时可用 http）",
            "must be an https address (http is for this machine only)",
            "https://bot.example.org/telegram",
        ),
        "webhook_secret": Hint(
            "应为 1 至 256 个字母、数字、下划线或连字符；设置了 CONSULTBOT_WEBHOOK_URL 就必须填写",
            "must be 1 to 256 letters, digits, _ or -, and is needed with CONSULTBOT_WEBHOOK_URL",
            "kP7x_q2-…",
        ),
        "public_url": Hint(
            "应为网页版的 https 地址，不带路径（仅限本机时可用 http）",
            "must be the https address of the web chat, without a path (http is for this machine only)",
            "https://bot.example.org",
        ),
        "timezone": Hint("应为 IANA 时区名称", "must be the name of an IANA time zone", "Asia/Shanghai"),
        "pace_chat": Hint(
            "应为每个私聊每秒的条数，0 为不限", "must be messages a second in a chat; 0 is no limit", "1"
        ),
        "pace_group": Hint(
            "应为每个群每分钟的条数，0 为不限", "must be messages a minute in a group; 0 is no limit", "20"
        ),
        "pace_all": Hint(
            "应为总计每秒的条数，0 为不限", "must be messages a second over all chats; 0 is no limit", "30"
        ),
        "pace_incoming": Hint(
            "应为每个聊天每秒受理的条数，0 为不限", "must be messages a second taken from a chat; 0 is no limit", "3"
        ),
        "proxied": Hint(
            "应为 true（前面另有一台反向代理）或 false",
            "must be true (a reverse proxy on another machine stands before it) or false",
            "true",
        ),
        "metrics_token": Hint(
            "应为 1 至 256 个字母、数字、下划线或连字符",
            "must be 1 to 256 letters, digits, _ or -",
            "m9Qw_4t-…",
        ),
        "language": Hint("应为已有译文的语言", "must be a language that has a catalogue", "zh_CN"),
    }
)
