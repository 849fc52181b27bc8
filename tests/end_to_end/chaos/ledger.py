"""The counting at the end: what was acknowledged against what the database keeps and what people received.

**Acknowledged** is an update that the webhook answered with 200, or that a poll's offset has moved past. Played again
in the order of their acknowledgement (:mod:`sheet`), a chat's updates give the answers that must be kept and the
replies that must have come.

**Answers.** Every answer in the draft and in the latest revision counts by itself, comments too. One is *missing* where
the database has none or another than the sheet; *too much* where the database has one that the sheet has not. The
number of revisions must be that of the forms handed in, or an answer would be there twice.

**Replies.** Delivery is at least once and in the order of each chat: a process that is killed between Telegram's answer
and its own note of it leaves the reply, and the few that went out after it meanwhile, to be delivered again. So what
arrived in a chat must be what ought to have come, in that order, where the last few may come once more before it goes
on. A reply that arrived by editing a card counts as one that was sent. Where the two differ (``difflib``, on the
replies' marks):

- *lost*: ought to have come at its place, and did not; a reply that another one has overtaken is lost there, and too
  much elsewhere.
- *doubled*: came once more, at most :data:`RUN` replies from where it was due, and was seen. An edit to what the card
  shows already is refused by Telegram ("message is not modified") and seen by nobody: one live card, edited in place,
  hides most repetitions.
- *out of order*: anything else that came.

**Stuck** is a chat that gets no answer to one more press after all faults have ended.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from tests.end_to_end.chaos.kept import Kept
from tests.end_to_end.chaos.sheet import Answers, Setting, Sheet
from tests.end_to_end.chaos.witness import Arrival
from tests.telegram.pending import Waiting

MOST_EXAMPLES: Final = 12
DOUBLED_AT_MOST: Final = 0.005
RUN: Final = 6


@dataclass
class Tally:
    """What was counted; ``examples`` say where something is not as it must be."""

    people: int = 0
    acknowledged: int = 0
    answers: int = 0
    missing: int = 0
    too_much: int = 0
    replies: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    stuck: int = 0
    failed: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is missing, too much, out of order or stuck."""
        faults = self.missing, self.too_much, self.lost, self.out_of_order, self.stuck, self.failed
        return self.acknowledged > 0 and not any(faults)

    @property
    def sound(self) -> bool:
        """Whether everything is as it must be."""
        return self.whole and self.doubled < DOUBLED_AT_MOST * self.replies

    def says(self, example: str) -> None:
        """Keep the first few examples."""
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(example)


def count(
    setting: Callable[[int], Setting],
    taken: Sequence[Waiting],
    arrivals: Mapping[int, Sequence[Arrival]],
    kept: Mapping[int, Kept],
) -> Tally:
    """Count everything, chat by chat; ``setting`` says in what a chat talks."""
    tally = Tally(people=len(kept), acknowledged=len(taken))
    for chat, found in kept.items():
        came = arrivals.get(chat, ())
        numbers = sorted({arrival.conversation for arrival in came if arrival.conversation is not None})
        sheet = Sheet(setting(chat), numbers)
        ought = [mark for update in taken if update.chat_id == chat for mark in _played(sheet, update)]
        _compare_answers(tally, chat, sheet, found)
        _compare_replies(tally, chat, ought, came)
    return tally


def _played(sheet: Sheet, update: Waiting) -> list[str]:
    message, query = update.body.get("message"), update.body.get("callback_query")
    if isinstance(message, dict):
        return sheet.says(str(message["text"]))
    assert isinstance(query, dict)
    return sheet.presses(str(query["data"]))


def _compare_answers(tally: Tally, chat: int, sheet: Sheet, found: Kept) -> None:
    for what, ought, there in (
        ("draft", sheet.draft or {}, found.draft or {}),
        ("submitted", sheet.submitted, found.submitted),
        ("records", _standing(sheet.joined, sheet.draft, sheet.revisions), _of(found)),
    ):
        missing = [key for key, value in ought.items() if there.get(key, ...) != value]
        too_much = [key for key in there if key not in ought]
        tally.answers += len(ought)
        tally.missing += len(missing)
        tally.too_much += len(too_much)
        if missing or too_much:
            tally.says(f"{chat}: {what}: missing {missing[:5]}, too much {too_much[:5]}")


def _standing(joined: bool, draft: Answers | None, revisions: int) -> Answers:
    return {"joined": joined, "begun": draft is not None, "revisions": revisions} if joined else {}


def _of(found: Kept) -> Answers:
    return _standing(found.joined, found.draft, found.revisions)


def _compare_replies(tally: Tally, chat: int, ought: Sequence[str], came: Sequence[Arrival]) -> None:
    tally.replies += len(ought)
    marks = [arrival.mark for arrival in came]
    for kind, begin, end, first, last in SequenceMatcher(None, ought, marks, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        tally.lost += end - begin
        extra = _seen(came, range(first, last))
        doubled = [place for place in extra if _repeats(marks, place)]
        tally.doubled += len(doubled)
        tally.out_of_order += len(extra) - len(doubled)
        if end > begin or len(extra) > len(doubled):
            around = slice(max(0, first - 3), last + 3)
            tally.says(f"{chat}: {kind} {ought[begin:end]} by {marks[first:last]} in {marks[around]}")


def _seen(came: Sequence[Arrival], extra: Sequence[int]) -> list[int]:
    """Of the replies that came beyond what ought to have, give the places of those that somebody saw.

    Which of several equal ones in a row was the one too many cannot be told: it was one that nobody saw, if there is.
    """
    seen: list[int] = []
    spared = set(extra)
    for place in extra:
        unseen = next((other for other in _row(came, place) if not came[other].changed and other not in spared), None)
        if not came[place].changed:
            continue
        if unseen is None:
            seen.append(place)
        else:
            spared.add(unseen)
    return seen


def _row(came: Sequence[Arrival], place: int) -> range:
    """Give the places of the equal replies in a row around one."""
    first, last = place, place
    while first > 0 and came[first - 1].mark == came[place].mark:
        first -= 1
    while last + 1 < len(came) and came[last + 1].mark == came[place].mark:
        last += 1
    return range(first, last + 1)


def _repeats(marks: Sequence[str], place: int) -> bool:
    return marks[place] in {*marks[max(0, place - RUN) : place], *marks[place + 1 : place + 1 + RUN]}
