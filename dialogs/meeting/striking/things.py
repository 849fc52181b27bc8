"""Finding what is to be struck in a consultation's record, with the words that are shown once more before."""

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.meeting.record import Consultation
from dialogs.meeting.striking.navigating import What


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something on record: ``number`` is its row's (an item's for summary, consensus and dissent).

    ``item`` is the agenda item that it hangs under, where it does; ``opinions`` are those given under a participant's
    name.
    """

    what: What
    number: int
    words: str
    item: int | None = None
    opinions: tuple[int, ...] = ()

    @property
    def code(self) -> str:
        """How a button names it."""
        return f"{self.what.value}{self.number}"


def find_thing(consultation: Consultation, code: str) -> Thing | None:
    """Find what a button names; none for what is not there (any more)."""
    return next((thing for thing in _things(consultation) if thing.code == code), None)


def _things(consultation: Consultation) -> Iterator[Thing]:
    yield Thing(what=What.CONSULTATION, number=consultation.id, words=consultation.topic)
    for item in consultation.agenda:
        for opinion in item.opinions:
            yield Thing(what=What.OPINION, number=opinion.id, words=opinion.text, item=item.id)
        for decision in item.decisions:
            yield Thing(what=What.DECISION, number=decision.id, words=decision.text, item=item.id)
        for what, words in (
            (What.SUMMARY, item.summary),
            (What.CONSENSUS, item.consensus),
            (What.DISSENT, item.dissent),
        ):
            if words is not None:
                yield Thing(what=what, number=item.id, words=words, item=item.id)
    for action in consultation.actions:
        yield Thing(what=What.ACTION, number=action.id, words=action.what)
    for outcome in consultation.outcomes:
        yield Thing(what=What.OUTCOME, number=outcome.id, words=outcome.text)
    for one in consultation.participants:
        said = tuple(o.id for item in consultation.agenda for o in item.opinions if o.participant == one.id)
        yield Thing(what=What.PARTICIPANT, number=one.id, words=one.name, opinions=said)
