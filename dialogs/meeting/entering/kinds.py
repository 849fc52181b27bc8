"""The entry that corrects of which kind a consultation is, what exactly, and our part in it."""

from collections.abc import Iterator
from dataclasses import replace

from dialogs.engine.forms import Step
from dialogs.engine.turn import Turn
from dialogs.meeting.cards.kind import ask_kind
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.entering.entry import About, Answers, Entered, Entry
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.preparing.basics import KIND, ROLE, SUBKIND, kind_steps
from dialogs.meeting.reading import read
from dialogs.meeting.reclassifying import Classification
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import Role
from standard.library import Library


def _steps(library: Library) -> Iterator[Step]:
    """Ask as when a consultation is prepared; the sub-kind may be left out, for past ones come without."""
    for step in kind_steps(library):
        yield replace(step, section=None, optional=step.name.startswith(SUBKIND))


def _now(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del turn, part
    return {
        KIND: consultation.clause,
        f"{SUBKIND}{consultation.clause}": consultation.subkind,
        ROLE: consultation.role.value,
    }


async def _asked(library: Library, entered: Entered) -> None:
    """Save what changes nothing else at once; else tell first what follows."""
    turn, reference = entered.turn, entered.reference
    clause = entered.words(KIND) or ""
    subkind, role = entered.words(f"{SUBKIND}{clause}"), Role(entered.words(ROLE) or "")
    to = Classification(clause=clause, subkind=subkind, role=role)
    before = Classification.of(await read(turn, reference))
    if (to.clause, to.role) != (before.clause, before.role):
        turn.show(await ask_kind(library, turn, reference, to))
        return
    await correct_consultation(turn, reference, by=entered.by, subkind=to.subkind)
    await turn.open_view(CONSULTATION, str(reference.id), "saved")


def entries(library: Library) -> dict[str, Entry]:
    """Give the entry."""

    def steps(about: About) -> tuple[Step, ...]:
        del about
        return tuple(_steps(library))

    async def asked(entered: Entered) -> None:
        await _asked(library, entered)

    return {"kind": Entry(steps=steps, write=asked, prefilled=_now, reviewed=True)}
