"""How a room stands, in words: the blocks of its boards."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from dialogs.engine.cards import Block, Bullets, Heading, Note, Notice, Paragraph
from dialogs.engine.text import Message, Text, _, n_
from dialogs.meeting.live.standing import Item, OpenPoll, Speaker, Standing
from dialogs.meeting.polls import CONSENSUS
from dialogs.meeting.terms import Position, StakeholderKind
from dialogs.meeting.wording import POSITION_NAMES, STAKEHOLDER_NAMES

BEFORE: Final = 2
AT_ONCE: Final = 8
"""Items on a board at a time, the current one the third of them."""

LONGEST_TITLE: Final = 90
LONGEST_TOPIC: Final = 200
LONGEST_NAME: Final = 40
"""Signs on a board, which is one message (Bot API: 4096) however much is on record."""

MOST_WAITING: Final = 8
MINUTE: Final = 60

THRESHOLD_NAMES: Final[dict[str, Message]] = {
    "1/2": _("more than half in favour"),
    "2/3": _("two thirds in favour"),
    "4/5": _("four fifths in favour"),
    "consensus-0": _("nobody against"),
}


def blocks_of(standing: Standing, *, whole: bool = True) -> tuple[Block, ...]:
    """Say how a room stands; not ``whole``: of the agenda what is on and what comes next.

    While a poll is open that board says little else, so that a phone shows all five answers at once: whoever had to
    look for the last of them would be led to the first.
    """
    voting = standing.poll is not None and not standing.poll.closed
    heading = Heading(
        text=_("{number} {topic}", number=standing.room.reference.number, topic=short(standing.topic, LONGEST_TOPIC))
    )
    if voting and not whole:
        return heading, *_step(standing), *_poll(standing.poll, brief=True)
    return (
        heading,
        *_step(standing),
        *(_agenda(standing) if whole else _now_and_next(standing)),
        Paragraph(text=_present(standing)),
        *_queue(standing.queue if standing.room.ended_at is None else ()),
        *_poll(standing.poll),
    )


def agenda_line(item: Item) -> Text:
    """Say one item: its title, who presents it and its time box."""
    said: Text = short(item.title)
    if item.presenter is not None:
        said = _("{title} ({presenter})", title=said, presenter=short(item.presenter, LONGEST_NAME))
    return (
        said if item.minutes is None else n_("{title}, {count} min", "{title}, {count} min", item.minutes, title=said)
    )


def _step(standing: Standing) -> tuple[Block, ...]:
    if standing.step is None or standing.room.ended_at is not None:
        return ()
    return (Notice(text=standing.step.said),)


def _agenda(standing: Standing) -> tuple[Block, ...]:
    place, items = standing.place, standing.items
    if not items:
        return (Paragraph(text=_("There is no agenda yet.")),)
    first = max(0, min((place or 0) - BEFORE, len(items) - AT_ONCE))
    shown = items[first : first + AT_ONCE]
    after = len(items) - first - len(shown)
    lines = [agenda_line(item) for item in shown]
    marks: list[Text] = [mark(item, standing, first + offset) for offset, item in enumerate(shown)]
    blocks: list[Block] = [Bullets(lines=tuple(lines), marks=tuple(marks))]
    if first:
        blocks.insert(0, Note(text=n_("{count} item before these", "{count} items before these", first)))
    if after:
        blocks.append(Note(text=n_("{count} item after these", "{count} items after these", after)))
    return (_current(standing), *blocks)


def _now_and_next(standing: Standing) -> tuple[Block, ...]:
    place, items = standing.place, standing.items
    coming = items[0 if place is None else place + 1 :][:1]
    return (_current(standing), *(Note(text=_("Next: {title}", title=short(item.title))) for item in coming))


def short(words: str, most: int = LONGEST_TITLE) -> str:
    """Shorten somebody's words, so that the board stays one message."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def mark(item: Item, standing: Standing, place: int) -> str:
    """Mark an item: on, over, or by its place (from 0) yet to come."""
    if item.id == standing.room.item:
        return "▶"
    return "✓" if item.over else f"{place + 1}."


def _current(standing: Standing) -> Block:
    place = standing.place
    if place is None:
        return Paragraph(text=_("The first item has not begun yet."))
    item = standing.items[place]
    now = _(
        "Now: item {place} of {count}, {title}", place=place + 1, count=len(standing.items), title=short(item.title)
    )
    parts = [now, *_clock(standing, item)]
    if standing.opinions:
        parts.append(n_("{count} opinion so far", "{count} opinions so far", standing.opinions))
    return Paragraph(text=joined(parts))


def _clock(standing: Standing, item: Item) -> list[Message]:
    if item.minutes is None or standing.room.item_since is None:
        return []
    left = item.minutes * MINUTE - (standing.now - standing.room.item_since).total_seconds()
    if left > 0:
        return [n_("{count} minute left", "{count} minutes left", ceil(left / MINUTE))]
    over = ceil(-left / MINUTE)
    return [n_("{count} minute over time", "{count} minutes over time", over)] if over else [_("time is up")]


def joined(parts: list[Message]) -> Message:
    """Put short sayings into one line."""
    line = parts[0]
    for more in parts[1:]:
        line = Message(text="{line} · {more}", values={"line": line, "more": more})
    return line


def _present(standing: Standing) -> Message:
    total = sum(standing.present.values())
    if not total:
        return _("Nobody has checked in yet.")
    kinds = joined([_kind_count(kind, count) for kind, count in standing.present.items()])
    return n_("Present: {count} ({kinds})", "Present: {count} ({kinds})", total, kinds=kinds)


def _queue(queue: Sequence[Speaker]) -> tuple[Block, ...]:
    if not queue:
        return ()
    lines: list[Text] = [_speaker(speaker) for speaker in queue[:MOST_WAITING]]
    if (more := len(queue) - len(lines)) > 0:
        lines.append(n_("and {count} more", "and {count} more", more))
    return (Note(text=_("Waiting to speak")), Bullets(lines=tuple(lines)))


def _speaker(speaker: Speaker) -> Message:
    kind = STAKEHOLDER_NAMES[speaker.kind]
    if speaker.called:
        return _("{name} ({kind}) has the floor", name=short(speaker.name, LONGEST_NAME), kind=kind)
    return _("{name} ({kind})", name=short(speaker.name, LONGEST_NAME), kind=kind)


def _poll(poll: OpenPoll | None, *, brief: bool = False) -> tuple[Block, ...]:
    if poll is None:
        return ()
    head = _(
        "Poll: {question} ({threshold})",
        question=short(poll.question, LONGEST_TOPIC),
        threshold=threshold_text(poll.threshold),
    )
    if not poll.told:
        count = n_("{count} voice; shown when closed.", "{count} voices; shown when closed.", poll.voices)
        return (Paragraph(text=head), Note(text=count))
    if not poll.voices:
        return (Paragraph(text=head), Note(text=_("Nobody has taken a position yet.")), *_result(poll))
    taken = {position for of_kind in poll.tally.values() for position, count in of_kind.items() if count}
    lines = [_voice(poll, position) for position in Position if position in taken]
    told = Note(text=joined(lines)) if brief else Bullets(lines=tuple(lines))
    return (Paragraph(text=head), told, *_result(poll))


def _voice(poll: OpenPoll, position: Position) -> Message:
    kinds = [
        _kind_count(kind, poll.tally[kind][position])
        for kind in StakeholderKind
        if poll.tally.get(kind, {}).get(position)
    ]
    total = sum(of_kind.get(position, 0) for of_kind in poll.tally.values())
    return _("{position} {count} ({kinds})", position=POSITION_NAMES[position], count=total, kinds=joined(kinds))


def _result(poll: OpenPoll) -> tuple[Block, ...]:
    if not poll.closed:
        return ()
    return (Paragraph(text=_("Closed: carried.") if poll.carried else _("Closed: not carried.")),)


def _kind_count(kind: StakeholderKind, count: int) -> Message:
    return counted(STAKEHOLDER_NAMES[kind], count)


def counted(what: Message, count: int) -> Message:
    """Say how many there are of something."""
    return Message(text="{what} {count}", values={"what": what, "count": count})


def threshold_text(threshold: str) -> Message:
    """Say what a poll asks for."""
    if threshold in THRESHOLD_NAMES:
        return THRESHOLD_NAMES[threshold]
    if threshold.startswith(CONSENSUS):
        most = int(threshold.removeprefix(CONSENSUS))
        return n_("at most {count} against", "at most {count} against", most)
    return _("{share} in favour", share=threshold)
