"""What follows when the kind of a consultation, or our part in it, is corrected: told before it is done."""

from collections.abc import Iterator
from typing import Final

from dialogs.engine.cards import Bullets, Card, Heading, Note
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import listed, side_by_side
from dialogs.meeting.cards.navigating import do_button
from dialogs.meeting.navigating import CONSULTATION, consultation_button
from dialogs.meeting.reading import read
from dialogs.meeting.reclassifying import Classification, kept_fields, reclassify, rules_of
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import LETTERS, Reference, hold
from dialogs.meeting.templates import OwnTemplate, read_template
from dialogs.meeting.templates.views import rule_lines
from dialogs.meeting.terms import MinutesState, Role
from dialogs.meeting.wording import ROLE_NAMES
from standard.library import Library
from standard.models import Words

BECOME: Final = "become"
"""The deed that does it; its part is the classification as :func:`code_of` writes it."""
SEPARATOR: Final = ","
ROLES: Final = {"o": Role.ORGANISED, "p": Role.PARTICIPATED}


async def ask_kind(library: Library, turn: Turn, reference: Reference, to: Classification) -> Card:
    """Tell what follows, and ask."""
    consultation = await read(turn, reference)
    template = await read_template(turn, reference.organisation, to.clause)
    affair = library.affairs[to.clause]
    subkind: tuple[Text, ...] = () if to.subkind is None else (affair.subkinds[to.subkind],)
    becomes = side_by_side([affair.short, *subkind, ROLE_NAMES[to.role]])
    return Card(
        blocks=(
            Heading(text=_("Correct {number} to: {kind}?", number=reference.number, kind=becomes)),
            Bullets(lines=tuple(_consequences(consultation, to, template))),
            Note(text=_("The history keeps what it was. It can be corrected back in the same way.")),
        ),
        buttons=(
            (do_button(_("Yes, correct it"), reference, BECOME, code_of(to)),),
            (consultation_button(reference),),
        ),
    )


async def become(library: Library, turn: Turn, reference: Reference, code: str) -> bool:
    """Correct of which kind a consultation is, and show it; ``False`` for a code that nobody was given."""
    to = read_code(library, code)
    if to is None:
        return False
    await hold(turn, reference)
    consultation = await read(turn, reference)
    template = await read_template(turn, reference.organisation, to.clause)
    await reclassify(turn, reference, consultation, to, template, turn.who.timezone, by=turn.person)
    await turn.open_view(CONSULTATION, str(reference.id), "saved")
    return True


def code_of(to: Classification) -> str:
    """Write a classification as a button bears it."""
    role = next(letter for letter, role in ROLES.items() if role is to.role)
    return SEPARATOR.join((to.clause, to.subkind or "", role))


def read_code(library: Library, code: str) -> Classification | None:
    """Read what a button brings back; none for anything that the standard does not know."""
    clause, subkind, role = (*code.split(SEPARATOR), "", "", "")[:3]
    affair = library.affairs.get(clause)
    if affair is None or role not in ROLES or (subkind and subkind not in affair.subkinds):
        return None
    return Classification(clause=clause, subkind=subkind or None, role=ROLES[role])


def _consequences(consultation: Consultation, to: Classification, template: OwnTemplate) -> Iterator[Text]:
    if to.clause != consultation.clause:
        new = f"{consultation.number[:4]}-{LETTERS[to.clause]}-"
        yield _(
            "Number: it bears the letter of the kind, so it will begin with {new}. {number} still opens it.",
            new=new,
            number=consultation.number,
        )
    yield from _fields(consultation, template)
    yield from _thresholds(consultation, to, template)
    if to.role is Role.PARTICIPATED:
        yield _("Stages: what is reached or skipped stays; of the rest only the consultation is left.")
    else:
        yield _("Stages: what is reached or skipped stays; the rest is planned by this kind’s lead times.")
    if consultation.minutes.state is MinutesState.CIRCULATED:
        yield _("Minutes: they are out for confirmation, and tell the new kind from now on.")


def _fields(consultation: Consultation, template: OwnTemplate) -> Iterator[Text]:
    kept = kept_fields(consultation, template)
    gone: list[Text] = [Words(zh=field.zh, en=field.en) for field in consultation.fields if field not in kept]
    if gone:
        yield _("Fields that this kind does not ask for go into the history: {fields}.", fields=listed(gone))
    known = {field.key for field in kept}
    new: list[Text] = [field.label for field in template.kind.fields if field.key not in known]
    if new:
        yield _("Fields that can be filled in under “Correct”: {fields}.", fields=listed(new))


def _thresholds(consultation: Consultation, to: Classification, template: OwnTemplate) -> Iterator[Text]:
    rules = rules_of(to, template)
    if rules == consultation.rules:
        return
    if to.role is Role.PARTICIPATED:
        yield _("Thresholds: none, for others prepared it. Its procedure is not judged as ours.")
    else:
        changed = [
            now for was, now in zip(rule_lines(consultation.rules), rule_lines(rules), strict=True) if was != now
        ]
        yield _("Thresholds from now on: {rules}.", rules=listed(changed))
    made = sum(len(item.decisions) for item in consultation.agenda)
    if made:
        yield n_(
            "{count} decision keeps what was recorded of its quorum.",
            "{count} decisions keep what was recorded of their quorum.",
            made,
        )
