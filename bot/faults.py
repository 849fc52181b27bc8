"""What stops a command before it has begun, said so that the person at the terminal can mend it."""

from typing import Final

SET_UP: Final = 2
"""Exit status of a command that is not set up rightly (sysexits aside: the shell's own "misuse")."""


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
