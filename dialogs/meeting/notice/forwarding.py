"""The same words as the letters', as one plain message to be forwarded to those whom the bot cannot write to."""

from collections.abc import Iterable, Iterator
from typing import Final

from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Paragraph
from dialogs.engine.text import Reader, Text, _
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.meeting.notice.drafting import Draft
from dialogs.meeting.notice.letters import said_of
from dialogs.meeting.notice.standing import Standing, read_standing
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Dispatch
from standard.library import Library

LONGEST: Final = 3500
"""Characters: one message wherever it is pasted."""


async def forward(library: Library, turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Give the text as a message of its own: ``what``."""
    what = next((each for each in Dispatch if (each.value,) == rest[:1]), None)
    if what is None:
        turn.say(BUTTON_GONE)
        return
    standing = await read_standing(turn, reference)
    reader = turn.house.reader(turn.who.locale, standing.zone)
    turn.leave_card()
    turn.show(Card(blocks=(Paragraph(text=text_of(library, standing, what, reader)),)))


def text_of(library: Library, standing: Standing, what: Dispatch, reader: Reader) -> str:
    """Write what those told by hand are told, a line each, in the reader's language."""
    told = [each.sent for _one, of_what in standing.to_tell for each in of_what if each.sent.what is what]
    before = [one for one in standing.sent if told and one.id < told[-1].id and one.what is not Dispatch.MATERIALS]
    materials = standing.given if what is not Dispatch.CALL_OFF else ()
    draft = Draft(what=what, recipients=(), materials=materials, told=before[-1].plan if before else None)
    lines = [line for block in said_of(library, standing, draft) for line in _lines(block, reader)]
    lines += [reader.say(each) for each in _answering(standing, what)]
    return _cut(lines)


def _lines(block: Block, reader: Reader) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield f"【{reader.say(text)}】"
        case Bullets(lines=lines, marks=marks):
            signs = [reader.say(mark) for mark in marks] or ["·"] * len(lines)
            yield from (f"{sign} {reader.say(line)}" for sign, line in zip(signs, lines, strict=True))
        case Paragraph(text=text) | Note(text=text):
            yield reader.say(text)


def _answering(standing: Standing, what: Dispatch) -> Iterator[Text]:
    if what not in {Dispatch.NOTICE, Dispatch.CHANGE}:
        return
    if standing.added.contact is None:
        yield _("Please let us know whether you come, or who comes in your place.")
    else:
        yield _("Please tell the contact whether you come, or who comes in your place.")


def text_from(blocks: Iterable[Block], reader: Reader) -> str:
    """Write what is told by hand, whatever it is: a line each, short enough to be pasted anywhere."""
    return _cut([line for block in blocks for line in _lines(block, reader)])


def _cut(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
