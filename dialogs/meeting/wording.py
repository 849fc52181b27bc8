"""How the terms of a consultation's record are said, everywhere they are."""

from typing import Final

from dialogs.engine.text import Message, _
from dialogs.meeting.terms import (
    ActionState,
    Attendance,
    ConversionState,
    DecisionKind,
    ItemState,
    MinutesState,
    Position,
    Reply,
    Role,
    Signatory,
    Stage,
    StakeholderKind,
    Stance,
)

STAKEHOLDER_NAMES: Final[dict[StakeholderKind, Message]] = {
    StakeholderKind.GOVERNMENT: _("Party and government bodies"),
    StakeholderKind.ENTERPRISE: _("Enterprises"),
    StakeholderKind.PUBLIC: _("The public"),
    StakeholderKind.SOCIAL_ORGANISATION: _("Social organisations"),
    StakeholderKind.EXPERT: _("Experts and others"),
}
"""党政部门, 企业, 公众, 社会组织, 专家·其他."""

ROLE_NAMES: Final[dict[Role, Message]] = {
    Role.ORGANISED: _("organised by us"),
    Role.PARTICIPATED: _("we took part"),
}

STAGE_NAMES: Final[dict[Stage, Message]] = {
    Stage.COLLECTING: _("Collecting topics"),
    Stage.EXAMINING: _("Examining the topic"),
    Stage.CONVENING: _("Participants and notice"),
    Stage.CONSULTING: _("Consultation"),
    Stage.RECORDING: _("Minutes"),
    Stage.CONVERTING: _("Outcome conversion"),
    Stage.PUBLISHING: _("Publication and feedback"),
    Stage.REVIEWING: _("Review"),
}
"""征集议题, 审定议题, 确定主体·通知, 协商, 形成纪要, 成果转化, 公示反馈, 评议."""

ATTENDANCE_NAMES: Final[dict[Attendance, Message]] = {
    Attendance.INVITED: _("invited"),
    Attendance.PRESENT: _("present"),
    Attendance.ABSENT: _("absent"),
    Attendance.PROXY: _("by proxy"),
}

REPLY_NAMES: Final[dict[Reply, Message]] = {
    Reply.ATTENDING: _("will come"),
    Reply.DEPUTY: _("sends a proxy"),
    Reply.DECLINING: _("cannot come"),
}
"""参加, 请人代理, 不能参加."""

STANCE_NAMES: Final[dict[Stance, Message]] = {
    Stance.SUPPORT: _("support"),
    Stance.RESERVATION: _("reservation"),
    Stance.OPPOSITION: _("opposition"),
    Stance.SUGGESTION: _("suggestion"),
}
"""支持, 保留, 反对, 建议."""

POSITION_NAMES: Final[dict[Position, Message]] = {
    Position.ENDORSE: _("fully agree"),
    Position.AGREE: _("agree"),
    Position.ABSTAIN: _("can live with it"),
    Position.DISAGREE: _("disagree"),
    Position.BLOCK: _("firmly against"),
}
"""完全赞成, 赞成, 可以接受, 不赞成, 坚决反对."""

ITEM_STATE_NAMES: Final[dict[ItemState, Message]] = {
    ItemState.OPEN: _("open"),
    ItemState.CONSENSUS: _("consensus"),
    ItemState.PARTIAL: _("partial consensus"),
    ItemState.DISSENT: _("no consensus"),
    ItemState.CARRIED_OVER: _("carried over"),
}

DECISION_KIND_NAMES: Final[dict[DecisionKind, Message]] = {
    DecisionKind.RESOLUTION: _("resolution"),
    DecisionKind.RECOMMENDATION: _("recommendation"),
    DecisionKind.AGREEMENT: _("accord between the parties"),
    DecisionKind.PROCEDURE: _("on procedure"),
}

ACTION_STATE_NAMES: Final[dict[ActionState, Message]] = {
    ActionState.OPEN: _("to do"),
    ActionState.DONE: _("done"),
    ActionState.DROPPED: _("dropped"),
}

CONVERSION_NAMES: Final[dict[ConversionState, Message]] = {
    ConversionState.AGREED: _("agreed"),
    ConversionState.SUBMITTED: _("submitted"),
    ConversionState.ACCEPTED: _("accepted for handling"),
    ConversionState.ADOPTED: _("adopted"),
    ConversionState.PARTLY_ADOPTED: _("partly adopted"),
    ConversionState.REJECTED: _("not adopted"),
    ConversionState.IMPLEMENTED: _("implemented"),
}
"""已达成, 已报送, 已受理, 已采纳, 部分采纳, 未采纳, 已落实."""

MINUTES_STATE_NAMES: Final[dict[MinutesState, Message]] = {
    MinutesState.DRAFT: _("draft"),
    MinutesState.CIRCULATED: _("sent for confirmation"),
    MinutesState.SIGNED: _("signed"),
    MinutesState.PUBLISHED: _("published"),
}

SIGNATORY_NAMES: Final[dict[Signatory, Message]] = {
    Signatory.CHAIR: _("Chair"),
    Signatory.RECORDER: _("Recorder"),
    Signatory.SUPERVISOR: _("Supervisor"),
}
"""主持人, 记录人, 监事."""
