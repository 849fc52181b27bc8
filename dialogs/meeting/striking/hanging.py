"""What hangs under a consultation, counted and said before it is struck as a whole."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from dialogs.engine.text import Text, _, n_
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import MinutesState


class Hanging(BaseModel):
    """How much hangs under a consultation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: int = 0
    participants: int = 0
    opinions: int = 0
    decisions: int = 0
    actions: int = 0
    outcomes: int = 0
    circulated: bool = False

    @classmethod
    def under(cls, consultation: Consultation) -> "Hanging":
        """Count it."""
        return cls(
            items=len(consultation.agenda),
            participants=len(consultation.participants),
            opinions=sum(len(item.opinions) for item in consultation.agenda),
            decisions=sum(len(item.decisions) for item in consultation.agenda),
            actions=len(consultation.actions),
            outcomes=len(consultation.outcomes),
            circulated=consultation.minutes.state is MinutesState.CIRCULATED,
        )

    def lines(self) -> Iterator[Text]:
        """Say it, what there is."""
        for count, said in (
            (self.items, n_("{count} agenda item", "{count} agenda items", self.items)),
            (self.participants, n_("{count} participant", "{count} participants", self.participants)),
            (self.opinions, n_("{count} opinion", "{count} opinions", self.opinions)),
            (self.decisions, n_("{count} decision", "{count} decisions", self.decisions)),
            (self.actions, n_("{count} action item", "{count} action items", self.actions)),
            (self.outcomes, n_("{count} outcome", "{count} outcomes", self.outcomes)),
        ):
            if count:
                yield said
        if self.circulated:
            yield _("Minutes that have been sent for confirmation")
