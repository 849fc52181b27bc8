"""What stops a command before it has begun, said so that the person at the terminal can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SET_UP: Final = 2
"""Exit status of a command that is not set up rightly."""


class SetUpFault(Exception):
    """Base of the faults that a person at the terminal can mend.

    ``zh`` and ``en`` say what is wrong and how to mend it; neither holds a secret. ``exit_code`` is what the
    command ends with.
    """

    exit_code: int = SET_UP

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True)
class Hint:
    """What a setting must be, in both languages, and one that would do."""

    zh: str
    en: str
    example: str | None


@dataclass(frozen=True)
class SettingFault:
    """One setting that is missing, malformed or unknown. Its value is not kept: it may be a secret."""

    name: str
    hint: Hint


class SettingsFault(SetUpFault):
    """The settings can not be used; ``faults`` names every one of them."""

    def __init__(self, faults: Sequence[SettingFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            zh="\n".join(["设置有误：", *(_line(fault, fault.hint.zh, "例如：") for fault in faults)]),
            en="\n".join(["The settings need mending:", *(_line(f, f.hint.en, "for example: ") for f in faults)]),
        )


def _line(fault: SettingFault, says: str, such_as: str) -> str:
    line = f"  {fault.name} {says}"
    return f"{line}\n    {such_as}{fault.name}={fault.hint.example}" if fault.hint.example else line
