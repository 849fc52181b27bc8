"""The languages people can choose, and the one to begin with."""

from typing import Final

from dialogs.engine.text import Message, _

CHINESE: Final = "zh_CN"
ENGLISH: Final = "en"
LANGUAGES: Final[dict[str, str]] = {CHINESE: "简体中文", ENGLISH: "English"}
"""Each language in its own words."""

LANGUAGE: Message = _("Language")


def negotiated(tag: str | None, default: str) -> str:
    """Choose a language for a client's tag (IETF BCP 47: ``zh-Hans``, ``en-GB``); the default for any other."""
    primary = (tag or "").replace("_", "-").partition("-")[0].lower()
    return {"zh": CHINESE, "en": ENGLISH}.get(primary, default)
