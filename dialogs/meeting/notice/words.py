"""The form that names whom those invited can ask, and what else they should know."""

from typing import Final

from pydantic import JsonValue

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.notice.closing import still_open
from dialogs.meeting.notice.keeping import Added, read_added, write_added
from dialogs.meeting.notice.navigating import WORDS
from dialogs.meeting.notice.showing import notice_card
from dialogs.meeting.notice.standing import read_standing
from dialogs.meeting.opening import EXAMPLE, OneConsultation, open_anew
from dialogs.meeting.references import Reference
from dialogs.people.rights import roles_of

LONGEST_CONTACT: Final = 100
LONGEST_WORDS: Final = 500


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = OneConsultation.model_validate(arguments)
    return (
        Words(
            name="contact",
            label=_("Contact"),
            prompt=(
                Heading(text=_("Whom can those invited to {number} ask, and how?", number=given.number)),
                Note(text=_("A name and a telephone number, say. Everybody who is invited reads it.")),
            ),
            longest=LONGEST_CONTACT,
            optional=True,
        ),
        Words(
            name="words",
            label=_("Words to those invited"),
            prompt=(
                Heading(text=_("What else should they know?")),
                Note(text=_("What to bring, how to get there, by when to answer. Please write nothing classified.")),
            ),
            longest=LONGEST_WORDS,
            optional=True,
        ),
    )


FORM: Final = Form(
    name=WORDS,
    version=1,
    title=_("Contact and further words"),
    model=Added,
    steps=_steps,
    roles=roles_of("form", WORDS),
    submit=_("Save"),
    on_record=True,
    example=EXAMPLE,
)


async def ask(turn: Turn, reference: Reference) -> None:
    """Open the form, with what was written before."""
    given = OneConsultation(consultation=reference.id, number=reference.number)
    before = await read_added(turn, reference)
    known: dict[str, JsonValue] = {"contact": before.contact, "words": before.words}
    await open_anew(turn, WORDS, str(reference.id), given, known if any(known.values()) else None)


async def written(turn: Turn, arguments: JsonValue, answers: Added) -> None:
    """Write it down."""
    reference = await still_open(turn, OneConsultation.model_validate(arguments).consultation)
    if reference is None:
        return
    await write_added(turn, reference, answers, by=turn.who.person)
    turn.show(await notice_card(turn, await read_standing(turn, reference), _("Saved.")))
