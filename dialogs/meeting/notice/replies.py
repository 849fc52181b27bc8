"""What those invited have answered, by kind and against the quorum; an answer says nothing of who comes in the end."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import Final

from dialogs.engine.text import Text, _
from dialogs.engine.walk.summary import listed
from dialogs.engine.work import Work
from dialogs.meeting.forgetting import NOBODY
from dialogs.meeting.participants import correct_participant
from dialogs.meeting.quorum import attendance_of
from dialogs.meeting.record import Consultation, Participant
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Attendance, Reply, StakeholderKind
from dialogs.meeting.wording import REPLY_NAMES, STAKEHOLDER_NAMES

COMING: Final = frozenset({Reply.ATTENDING, Reply.DEPUTY})


async def note_reply(  # noqa: PLR0913 - who answered what, by whom it is noted
    work: Work, reference: Reference, participant: int, reply: Reply, deputy: str | None = None, *, by: int | None
) -> bool:
    """Note what somebody answered, in place of what they said before; ``False`` where there is no such one."""
    return await correct_participant(
        work, reference, participant, by=by, reply=reply, deputy=deputy, replied_at=work.now
    )


def reply_lines(consultation: Consultation) -> Iterator[Text]:
    """Say who has answered what, who comes of which kind, and how many a quorum needs."""
    asked = [one for one in consultation.participants if _is_asked(one)]
    counts: list[Text] = [
        _("{reply} {count}", reply=REPLY_NAMES[reply], count=sum(one.reply is reply for one in asked))
        for reply in Reply
    ]
    silent = sum(one.reply is None for one in asked)
    yield _("Replies: {counts}; {silent} have not replied yet", counts=listed(counts), silent=silent)
    yield _("Will come or send a proxy: {counts}", counts=listed(_by_kind(asked)))
    coming, needed = sum(one.reply in COMING for one in asked), quorum_needs(consultation)
    if needed is not None:
        share = consultation.rules.quorum or ""
        yield _(
            "Quorum {share}: {needed} are needed, {coming} have said that they come",
            share=share,
            needed=needed,
            coming=coming,
        )


def quorum_needs(consultation: Consultation) -> int | None:
    """Give how many have to be there; none where the rule asks for none, or nobody is invited."""
    invited = sum(number for number, _present in attendance_of(consultation).values())
    quorum = consultation.rules.quorum
    return None if quorum is None or not invited else ceil(Fraction(quorum) * invited)


def reply_text(reply: Reply | None, deputy: str | None) -> Text:
    """Say one answer."""
    if reply is None:
        return _("no reply yet")
    if reply is Reply.DEPUTY and deputy is not None:
        return _("sends {name}", name=deputy)
    return REPLY_NAMES[reply]


def _is_asked(one: Participant) -> bool:
    return one.attendance is not Attendance.ABSENT and one.name != NOBODY


def _by_kind(asked: list[Participant]) -> list[Text]:
    kinds = {kind: [one for one in asked if one.kind is kind] for kind in StakeholderKind}
    return [
        _(
            "{kind} {present}/{invited}",
            kind=STAKEHOLDER_NAMES[kind],
            present=sum(one.reply in COMING for one in them),
            invited=len(them),
        )
        for kind, them in kinds.items()
        if them
    ] or [_("nobody")]
