"""All that the digest shows of a round, gathered to be written as a file."""

from dataclasses import dataclass
from datetime import datetime

from dialogs.assessment.findings import read_findings
from dialogs.assessment.on_record import period_of
from dialogs.assessment.rounds import Round
from dialogs.assessment.standing import Standing, read_standing
from dialogs.digest.rates import Rate, response_rate
from dialogs.digest.remarks import Remark, may_be_shown, read_remarks
from dialogs.engine.work import Work
from dialogs.meeting.performance import Period, read_performance
from dialogs.people import membership
from standard.findings import Finding
from standard.library import Library
from standard.on_record import Performance


@dataclass(frozen=True, kw_only=True)
class Export:
    """A round of one organisation as it stood at ``made_at``; the remarks are without names.

    ``recorded`` is what was counted over ``period``.
    """

    library: Library
    organisation: str
    round: Round
    made_at: datetime
    rate: Rate
    standing: Standing
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]
    period: Period
    recorded: Performance


async def gather(library: Library, work: Work, round_: Round) -> Export:
    """Gather a round. Whether it may be shown yet is the caller's to check."""
    standing = await read_standing(library, work, round_, None)
    period = await period_of(work, round_)
    return Export(
        library=library,
        organisation=await membership.organisation_name(work, round_.organisation),
        round=round_,
        made_at=work.now,
        rate=await response_rate(work, round_),
        standing=standing,
        findings=await read_findings(library, work, standing),
        remarks=await read_remarks(work, round_, library.items) if await may_be_shown(work, round_) else (),
        period=period,
        recorded=await read_performance(library, work, period),
    )
