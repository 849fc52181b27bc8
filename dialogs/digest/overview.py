"""The digest's first card: who has answered, where the organisation stands, and what can be done from here."""

from collections import Counter

from dialogs.assessment.findings import read_findings
from dialogs.assessment.navigating import FIGURES, Row
from dialogs.assessment.on_record import record_blocks
from dialogs.assessment.result import headline, is_sealed, radar
from dialogs.assessment.rounds import NAMED, Round
from dialogs.assessment.standing import Standing, read_standing
from dialogs.assessment.verdicts import SECTIONS
from dialogs.assessment.wording import SEVERITY_NAMES, VERDICT_NAMES, clause_text, points, several
from dialogs.digest.navigating import (
    ASK,
    CLOSE,
    COMMENTS,
    EXPORT,
    MISSING,
    OPEN_NEXT,
    PART,
    REMIND,
    ROUNDS,
    action_button,
    view_button,
)
from dialogs.digest.rates import Rate, response_rate
from dialogs.engine.cards import Block, Button, Card, Heading, Note, Notice, Paragraph, Radar, Table
from dialogs.engine.presses import ViewPress, packed
from dialogs.engine.text import Message, Percent, Text, _, n_
from dialogs.engine.turn import Turn
from standard.findings import Finding, Severity
from standard.library import Library
from standard.scoring import Kind, Verdict


async def digest_card(library: Library, turn: Turn, round_: Round, notice: Message | None = None) -> Card:
    """Show a round to an administrator."""
    rate = await response_rate(turn, round_)
    figures: tuple[Block, ...] = (Paragraph(text=SEALED),)
    picture: Radar | None = None
    if not is_sealed(round_, turn):
        standing = await read_standing(library, turn, round_, None)
        figures = await _figures(library, turn, round_, standing)
        picture = radar(library, standing) if standing.respondents else None
    return Card(
        blocks=(
            Heading(text=_("Digest: {round}", round=round_.name)),
            *(() if notice is None else (Notice(text=notice),)),
            Paragraph(text=rate_text(rate)),
            Note(text=_state(turn, round_)),
            *figures,
        ),
        buttons=_buttons(turn, round_, rate),
        picture=picture,
    )


SEALED = _(
    "This round is anonymous: its figures and comments appear when it has closed, so that nobody can be made out."
)


def rate_text(rate: Rate) -> Message:
    """Say the response rate with both numbers."""
    return n_(
        "Answered: {answered} of {count} member ({share}).",
        "Answered: {answered} of {count} members ({share}).",
        rate.invited,
        answered=rate.answered,
        share=Percent(share=rate.share),
    )


def kind_table(library: Library, standing: Standing, kind: Kind) -> Table:
    """Put the figures and the verdict on each required, or each recommended, clause side by side."""
    found = [each for each in standing.result.capabilities.values() if each.kind == kind]
    return Table(
        caption=SECTIONS[kind][0],
        header=(_("Capability"), _("Score"), _("Target"), "n", _("Verdict")),
        rows=tuple(
            (
                clause_text(library, each.clause),
                points(each.internal.score),
                points(each.target),
                str(each.internal.n),
                VERDICT_NAMES[each.internal.verdict or Verdict.NOT_ASSESSED],
            )
            for each in found
        ),
    )


async def _figures(library: Library, turn: Turn, round_: Round, standing: Standing) -> tuple[Block, ...]:
    if not standing.respondents:
        nobody = Paragraph(text=_("There are no figures yet: nobody has answered."))
        return nobody, *await record_blocks(library, turn, round_)
    index = points(standing.result.index.internal.score)
    found = await read_findings(library, turn, standing)
    return (
        *headline(library, standing.result),
        Paragraph(
            text=_("Index of the organisation: {organisation} (n = {n}).", organisation=index, n=standing.respondents)
        ),
        kind_table(library, standing, "应"),
        kind_table(library, standing, "宜"),
        Note(text=_("Scores from 0 to 100. n is how many have a score.")),
        Paragraph(text=_found(found)),
    )


def _found(found: tuple[Finding, ...]) -> Text:
    if not found:
        return _("Findings: none.")
    counts = Counter(each.severity for each in found)
    return _(
        "Findings by severity: {counts}.",
        counts=several(
            [
                _("{severity} {count}", severity=SEVERITY_NAMES[severity], count=counts[severity])
                for severity in Severity
                if counts[severity]
            ]
        ),
    )


def _state(turn: Turn, round_: Round) -> Message:
    ended = round_.ended_at
    if not round_.is_open(turn.now) and ended is not None:
        return _("Closed since {day}.", day=ended.astimezone(turn.who.timezone).date())
    since = round_.opened_at.astimezone(turn.who.timezone).date()
    if ended is None:
        return _("Open since {day}.", day=since)
    return _("Open since {day}, closes on {end}.", day=since, end=ended.astimezone(turn.who.timezone).date())


def _buttons(turn: Turn, round_: Round, rate: Rate) -> tuple[Row, ...]:
    return (
        *_asking(turn, round_, rate),
        *(() if is_sealed(round_, turn) else _details(round_)),
        (_turning_over(turn, round_), Button(label=_("All rounds"), press=packed(ViewPress(ROUNDS)))),
    )


def _asking(turn: Turn, round_: Round, rate: Rate) -> tuple[Row, ...]:
    if round_.kind != NAMED or not rate.missing:
        return ()
    who = view_button(_("Who has not answered"), MISSING, round_)
    if not round_.is_open(turn.now):
        return ((who,),)
    remind = n_("Remind the {count} who has not", "Remind the {count} who have not", rate.missing)
    return ((action_button(remind, REMIND, round_), who),)


def _details(round_: Round) -> tuple[Row, ...]:
    return (
        (view_button(_("Verdicts"), PART, round_, "verdicts"), view_button(_("Findings"), PART, round_, "findings")),
        (view_button(_("Advice"), PART, round_, "advice"), view_button(_("All figures"), FIGURES, round_)),
        (
            view_button(_("On record"), PART, round_, "record"),
            view_button(_("Comments and evidence"), COMMENTS, round_),
        ),
        (action_button(_("Export (Excel)"), EXPORT, round_),),
    )


def _turning_over(turn: Turn, round_: Round) -> Button:
    if round_.is_open(turn.now):
        return action_button(_("Close the round"), CLOSE, round_, ASK)
    return action_button(_("Open the next round"), OPEN_NEXT, round_, ASK)
