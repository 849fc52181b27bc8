"""What was said, voted and decided on one agenda item."""

from collections.abc import Iterator
from typing import Final

from dialogs.engine.text import Message, Reader, Text, _, n_
from dialogs.meeting.minutes.outline import Block, Entries, Entry, Grid, Topic, Words
from dialogs.meeting.minutes.voices import called, present_of
from dialogs.meeting.record import AgendaItem, Consultation, Decision, Opinion, Participant, Poll
from dialogs.meeting.terms import ItemState, Position, StakeholderKind, Stance
from dialogs.meeting.wording import (
    DECISION_KIND_NAMES,
    ITEM_STATE_NAMES,
    POSITION_NAMES,
    STAKEHOLDER_NAMES,
    STANCE_NAMES,
)

LEAST_HIDING: Final = 3
"""People of one kind who must have been there for an anonymous opinion to be told as one of theirs."""

ALL_BUT: Final = "consensus-"
SHARES: Final = {
    "1/2": _("more than half"),
    "2/3": _("two thirds"),
    "3/4": _("three quarters"),
    "4/5": _("four fifths"),
}


class Deliberation:
    """Tells the agenda items of a consultation."""

    def __init__(self, consultation: Consultation, reader: Reader) -> None:
        self._say = reader.say
        self._reader = reader
        self._people = {participant.id: participant for participant in consultation.participants}
        self._present = present_of(consultation)

    def blocks(self, item: AgendaItem) -> Iterator[Block]:
        """Tell one item: its heading, what was said, the polls, consensus and dissent apart, the decisions."""
        title = _("Item {number}: {title}", number=item.position, title=item.title)
        yield Topic(title=self._say(title), note=self._note(item))
        if item.summary:
            yield Words(lead=self._say(_("Summary")), text=item.summary)
        yield from self._opinions(item.opinions)
        for poll in item.polls:
            yield from self._poll(poll)
        if item.consensus:
            yield Words(lead=self._say(_("Consensus")), text=item.consensus)
        if item.dissent:
            yield Words(lead=self._say(_("Dissent")), text=item.dissent)
        for decision in item.decisions:
            yield self._decision(decision)

    def _note(self, item: AgendaItem) -> str:
        noted: list[Text] = []
        if item.presenter:
            noted.append(_("Presented by {name}", name=item.presenter))
        if item.minutes:
            noted.append(n_("{count} minute", "{count} minutes", item.minutes))
        if item.carried_from:
            noted.append(_("Carried over from {number}", number=item.carried_from))
        if item.state is not ItemState.OPEN:
            noted.append(ITEM_STATE_NAMES[item.state])
        return " · ".join(self._say(text) for text in noted)

    def _opinions(self, opinions: tuple[Opinion, ...]) -> Iterator[Block]:
        if not opinions:
            return
        groups = self._grouped(opinions)
        if len(opinions) > 1:
            yield self._stances(groups)
        for label, told in groups.items():
            ordered = sorted(told, key=lambda opinion: tuple(Stance).index(opinion.stance))
            yield Entries(label=label, entries=tuple(self._entry(opinion) for opinion in ordered))

    def _grouped(self, opinions: tuple[Opinion, ...]) -> dict[str, list[Opinion]]:
        """Group opinions by kind; an anonymous one whose kind would name its author goes without."""
        groups: dict[str, list[Opinion]] = {}
        for kind in StakeholderKind:
            if told := [opinion for opinion in opinions if opinion.kind is kind and not self._betrays(opinion)]:
                groups[self._say(STAKEHOLDER_NAMES[kind])] = told
        if hidden := [opinion for opinion in opinions if self._betrays(opinion)]:
            groups[self._say(_("Anonymous, kind not told"))] = hidden
        return groups

    def _betrays(self, opinion: Opinion) -> bool:
        return opinion.anonymous and self._present.get(opinion.kind, 0) < LEAST_HIDING

    def _stances(self, groups: dict[str, list[Opinion]]) -> Grid:
        counts = [[sum(opinion.stance is stance for opinion in told) for stance in Stance] for told in groups.values()]
        rows = [
            (label, *map(str, row), str(len(told))) for (label, told), row in zip(groups.items(), counts, strict=True)
        ]
        sums = [sum(column) for column in zip(*counts, strict=True)]
        total = (self._say(_("Total")), *map(str, sums), str(sum(sums)))
        header = (_("Opinions by kind"), *(STANCE_NAMES[stance] for stance in Stance), _("Total"))
        return Grid(
            header=tuple(self._say(title) for title in header),
            rows=(*rows, total) if len(rows) > 1 else tuple(rows),
            weights=(4, *(2 for _stance in Stance), 2),
            figures=tuple(range(1, len(header))),
            total=len(rows) > 1,
        )

    def _entry(self, opinion: Opinion) -> Entry:
        stance = STANCE_NAMES[opinion.stance]
        participant = self._people.get(opinion.participant) if opinion.participant is not None else None
        if participant is None or opinion.anonymous:
            name: Text = _("anonymous") if opinion.anonymous else _("name not recorded")
        else:
            name = self._called(participant)
        return Entry(lead=self._say(_("{stance} · {name}", stance=stance, name=name)), text=opinion.text)

    def _called(self, participant: Participant) -> str:
        return called(participant, self._reader)

    def _poll(self, poll: Poll) -> Iterator[Block]:
        yield Words(lead=self._say(_("Poll")), text=poll.question)
        tallied = [(kind, poll.tally[kind]) for kind in StakeholderKind if kind in poll.tally]
        counts = [[voices.get(position, 0) for position in Position] for _kind, voices in tallied]
        rows = [
            (self._say(STAKEHOLDER_NAMES[kind]), *map(str, row), str(sum(row)))
            for (kind, _voices), row in zip(tallied, counts, strict=True)
        ]
        sums = [sum(column) for column in zip(*counts, strict=True)] or [0 for _position in Position]
        total = (self._say(_("Total")), *map(str, sums), str(sum(sums)))
        header = (_("Stakeholder kind"), *(POSITION_NAMES[position] for position in Position), _("Total"))
        yield Grid(
            header=tuple(self._say(title) for title in header),
            rows=(*rows, total),
            weights=(4, *(2 for _position in Position), 2),
            figures=tuple(range(1, len(header))),
            total=True,
        )
        yield Words(lead=self._say(_("Result")), text=self._say(_result(poll)))

    def _decision(self, decision: Decision) -> Words:
        lead = _("Decision ({kind})", kind=DECISION_KIND_NAMES[decision.kind])
        remarks = []
        if decision.review_on is not None:
            remarks.append(_("To be reviewed on {day}.", day=decision.review_on))
        if not decision.quorate:
            remarks.append(_("Taken without a quorum, and recorded as such."))
        return Words(lead=self._say(lead), text="\n".join([decision.text, *map(self._say, remarks)]))


def threshold_said(threshold: str) -> Text:
    """Say what a poll needed: a share, or all but some."""
    if threshold.startswith(ALL_BUT):
        missing = threshold.removeprefix(ALL_BUT)
        count = int(missing) if missing.isascii() and missing.isdecimal() else 0
        return n_("all but {count}", "all but {count}", count) if count else _("everybody")
    return SHARES.get(threshold, threshold)


def _result(poll: Poll) -> Message:
    needed = threshold_said(poll.threshold)
    if poll.carried is None:
        return _("the poll has not been closed (needed: {threshold})", threshold=needed)
    if poll.carried:
        return _("the threshold was reached (needed: {threshold})", threshold=needed)
    return _("the threshold was not reached (needed: {threshold})", threshold=needed)
