"""What follows from a consultation: action items, what was carried over, what became of the outcomes."""

from collections.abc import Iterator

from babel.dates import format_date

from dialogs.engine.text import Reader, _
from dialogs.meeting.minutes.outline import Block, Entries, Entry, Grid, Words
from dialogs.meeting.record import ActionItem, Consultation, ConversionStep, Outcome
from dialogs.meeting.terms import ActionState, ItemState
from dialogs.meeting.wording import ACTION_STATE_NAMES, CONVERSION_NAMES


def action_blocks(consultation: Consultation, reader: Reader) -> Iterator[Block]:
    """Give the table of action items, those dropped included."""
    if not consultation.actions:
        return
    header = (_("No."), _("Task"), _("Who"), _("Until"), _("State"))
    yield Grid(
        header=tuple(reader.say(title) for title in header),
        rows=tuple(_action(number, action, reader) for number, action in enumerate(consultation.actions, start=1)),
        weights=(3, 10, 6, 8, 8),
    )


def _action(number: int, action: ActionItem, reader: Reader) -> tuple[str, ...]:
    due = "–" if action.due_on is None else format_date(action.due_on, "medium", locale=reader.locale)
    state = reader.say(ACTION_STATE_NAMES[action.state])
    if action.state is ActionState.DONE and action.done_at is not None:
        done = action.done_at.astimezone(reader.timezone).date()
        state = f"{state}\n{format_date(done, 'medium', locale=reader.locale)}"
    what = action.what if not action.proof else f"{action.what}\n{reader.say(_('Proof: {proof}', proof=action.proof))}"
    return str(number), what, action.owner, due, state


def carried_over_blocks(consultation: Consultation, reader: Reader) -> Iterator[Block]:
    """Name the items that were left to the next consultation."""
    entries = tuple(
        Entry(lead=reader.say(_("Item {number}", number=item.position)), text=item.title)
        for item in consultation.agenda
        if item.state is ItemState.CARRIED_OVER
    )
    if entries:
        yield Entries(label="", entries=entries)


def outcome_blocks(consultation: Consultation, reader: Reader) -> Iterator[Block]:
    """Tell each outcome with its ledger, and what participants were told of it."""
    for number, outcome in enumerate(consultation.outcomes, start=1):
        state = reader.say(CONVERSION_NAMES[outcome.state])
        lead = _("Outcome {number} ({state})", number=number, state=state)
        yield Words(lead=reader.say(lead), text=outcome.text)
        if outcome.due_on is not None:
            yield Words(text=reader.say(_("The next step is due on {day}.", day=outcome.due_on)))
        if outcome.steps:
            yield _ledger(outcome, reader)
        if outcome.publication:
            yield Words(lead=_published(outcome, reader), text=outcome.publication)


def _ledger(outcome: Outcome, reader: Reader) -> Grid:
    header = (_("Day"), _("Step"), _("Body"), _("Document"), _("Reason or proof"))
    return Grid(
        header=tuple(reader.say(title) for title in header),
        rows=tuple(_step(step, reader) for step in outcome.steps),
        weights=(8, 4, 6, 7, 8),
    )


def _step(step: ConversionStep, reader: Reader) -> tuple[str, ...]:
    why = "\n".join(text for text in (step.reason, step.proof) if text)
    day = format_date(step.on, "medium", locale=reader.locale)
    return day, reader.say(CONVERSION_NAMES[step.state]), step.body or "–", step.document or "–", why or "–"


def _published(outcome: Outcome, reader: Reader) -> str:
    if outcome.published_at is None:
        return reader.say(_("To be published"))
    day = outcome.published_at.astimezone(reader.timezone).date()
    return reader.say(_("Published on {day}", day=day))
