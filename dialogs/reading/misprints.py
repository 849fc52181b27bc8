"""Misprints of the standard: quoted as they stand, with a note that they do."""

from dataclasses import dataclass
from typing import Final

from dialogs.engine.text import Message, _
from standard.models import Clause


@dataclass(frozen=True)
class Misprint:
    """Words of a clause as they are printed, and what is to be said about them."""

    printed: str
    note: Message


MISPRINTS: Final[dict[str, Misprint]] = {
    "6.1.2.2": Misprint(
        "并建立良好合作关系。",
        _("Quoted as printed: the sentence ends without “的能力” (the ability to), which is evidently meant."),
    ),
    "6.1.2.4": Misprint(
        "响应的决策",
        _("Quoted as printed: “响应的” stands for “相应的” (corresponding)."),
    ),
    "6.2.2.2": Misprint(
        "更好的解决",
        _("Quoted as printed: “更好的” before a verb stands for “更好地”."),
    ),
    "7.3.1-b": Misprint(
        "项目指导、等",
        _("Quoted as printed: the “、” before “等” is one too many."),
    ),
    "7.4.3": Misprint(
        "社会组织和社会组织共建",
        _("Quoted as printed: a) speaks of universities and research institutes, which the title leaves out."),
    ),
}


def misprint_in(clause: Clause) -> Message | None:
    """Give the note on a clause's misprint; none where its words do not stand there (another edition)."""
    misprint = MISPRINTS.get(clause.number)
    words = "".join(sentence.zh for sentence in clause.text) + (clause.title.zh if clause.title else "")
    return misprint.note if misprint is not None and misprint.printed in words else None
