"""Command menus (Bot API, setMyCommands): one a scope and language."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.telegram.facts import BotCommand, BotCommandScope, MenuOf, SetMyCommands
from tests.telegram.refusals import bad_request

Key = tuple[str, str, int | None, str]


@dataclass
class Menus:
    """The menus of one bot; ``known`` refuses a chat that does not exist."""

    known: Callable[[str], object]
    menus: dict[Key, list[BotCommand]] = field(default_factory=dict)

    def set(self, wanted: SetMyCommands) -> bool:
        """Answer setMyCommands."""
        if len(wanted.commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for each in wanted.commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", each.command):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(each.description.strip()) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        key = self._key(wanted)
        if wanted.commands:
            self.menus[key] = wanted.commands
        else:
            self.menus.pop(key, None)
        return True

    def get(self, wanted: MenuOf) -> list[dict[str, str]]:
        """Answer getMyCommands."""
        return [each.model_dump() for each in self.menus.get(self._key(wanted), [])]

    def delete(self, wanted: MenuOf) -> bool:
        """Answer deleteMyCommands."""
        self.menus.pop(self._key(wanted), None)
        return True

    def shown(self, chat_id: int, language: str) -> list[str]:
        """Give what one person sees in a private chat (Bot API, "Determining list of commands")."""
        short = language.split("-", maxsplit=1)[0]
        for scope in (("chat", str(chat_id)), ("all_private_chats", ""), ("default", "")):
            for spoken in (short, ""):
                if menu := self.menus.get((*scope, None, spoken)):
                    return [each.command for each in menu]
        return []

    def _key(self, wanted: MenuOf) -> Key:
        if wanted.language_code and not re.fullmatch(r"[a-z]{2}", wanted.language_code):
            raise bad_request("LANG_CODE_INVALID")
        scope = wanted.scope or BotCommandScope(type="default")
        aimed = scope.type in {"chat", "chat_administrators", "chat_member"}
        if aimed and not scope.chat_id:
            raise bad_request("can't parse BotCommandScope: Empty chat_id specified")
        if not aimed and scope.chat_id is not None:
            raise bad_request("can't parse BotCommandScope: unexpected chat_id")
        if scope.type == "chat_member" and not scope.user_id:
            raise bad_request("can't parse BotCommandScope: Invalid user_id specified")
        if aimed:
            self.known(str(scope.chat_id))
        return scope.type, str(scope.chat_id or ""), scope.user_id, wanted.language_code
