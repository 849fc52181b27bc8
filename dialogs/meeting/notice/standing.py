"""How the notice stands: to whom it went, who is still to be told, and by which plan they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property

from dialogs.engine.work import Work
from dialogs.meeting.daily import zone_of
from dialogs.meeting.notice.dispatches import Delivery, Sent, read_deliveries, read_dispatches
from dialogs.meeting.notice.keeping import Added, read_added
from dialogs.meeting.notice.materials import Material, read_materials
from dialogs.meeting.notice.plans import Plan, plan_of
from dialogs.meeting.notice.recipients import Recipient, recipients_of
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Dispatch, Way


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A consultation's notice and materials, as they stand; ``zone`` is the organisation's."""

    reference: Reference
    consultation: Consultation
    zone: tzinfo
    added: Added
    recipients: tuple[Recipient, ...]
    sent: tuple[Sent, ...]
    deliveries: tuple[Delivery, ...]
    materials: tuple[Material, ...]

    @cached_property
    def notice(self) -> Sent | None:
        """The first notice."""
        return next((one for one in self.sent if one.what is Dispatch.NOTICE), None)

    @cached_property
    def plan(self) -> Plan:
        """When and where it is to be by the record."""
        return plan_of(self.consultation)

    @cached_property
    def is_called_off(self) -> bool:
        """Whether it is called off, and was not held after all."""
        return self.consultation.is_called_off

    @cached_property
    def last_told(self) -> Mapping[int, Delivery]:
        """By participant: what they were last told of whether, when and where it takes place."""
        return {one.participant: one for one in self.deliveries if one.sent.what is not Dispatch.MATERIALS}

    @cached_property
    def last_given(self) -> Mapping[int, Delivery]:
        """By participant: when they were last sent materials apart from a notice."""
        return {one.participant: one for one in self.deliveries if one.sent.what is Dispatch.MATERIALS}

    @cached_property
    def newcomers(self) -> tuple[Recipient, ...]:
        """Those who have not been told anything yet."""
        return tuple(one for one in self.recipients if one.participant not in self.last_told)

    @cached_property
    def outdated(self) -> tuple[Recipient, ...]:
        """Those who were told of another time or place than the record's, or that it is called off when it is not."""
        return tuple(one for one in self.recipients if self._is_outdated(self.last_told.get(one.participant)))

    def _is_outdated(self, told: Delivery | None) -> bool:
        return told is not None and (told.sent.what is Dispatch.CALL_OFF or told.sent.plan != self.plan)

    @cached_property
    def unaware(self) -> tuple[Recipient, ...]:
        """Those who were told that it takes place, and not yet that it is called off."""
        told = self.last_told
        return tuple(
            one
            for one in self.recipients
            if one.participant in told and told[one.participant].sent.what is not Dispatch.CALL_OFF
        )

    @cached_property
    def fresh(self) -> tuple[Material, ...]:
        """The materials that those invited have not been sent as they are now."""
        return tuple(one for one in self.materials if one.is_fresh)

    @cached_property
    def given(self) -> tuple[Material, ...]:
        """The materials that those invited see."""
        return tuple(one for one in self.materials if one.sent_at is not None)

    @cached_property
    def to_tell(self) -> tuple[tuple[Recipient, tuple[Delivery, ...]], ...]:
        """Those who are still to be told by hand, and of what: of the notice, of materials, or of both.

        What holds no more is told to nobody: a notice of what is called off, or that it is when it takes place after
        all. Whoever was told that by then is among the ``unaware`` or the ``outdated``.
        """
        waiting = []
        for one in self.recipients:
            last = (self.last_told.get(one.participant), self.last_given.get(one.participant))
            of_what = tuple(
                each for each in last if each is not None and self._holds(each.sent) and _is_by_hand(one, each)
            )
            if of_what:
                waiting.append((one, of_what))
        return tuple(waiting)

    def _holds(self, sent: Sent) -> bool:
        return (sent.what is Dispatch.CALL_OFF) is self.is_called_off

    def told_by(self, way: Way) -> tuple[Recipient, ...]:
        """Give those who know how it stands, and were told one way."""
        wrong = self.unaware if self.is_called_off else self.outdated
        ignorant = {one.participant for one in (*wrong, *(each for each, _of_what in self.to_tell))}
        told = {number for number, last in self.last_told.items() if last.way is way} - ignorant
        return tuple(one for one in self.recipients if one.participant in told)

    def asking(self, participant: int) -> Sent | None:
        """Give what last asked somebody whether they come: what they answered to an earlier one counts no more."""
        asked = (one.sent for one in reversed(self.deliveries) if one.participant == participant and one.sent.asks)
        return next(asked, None)


def _is_by_hand(one: Recipient, delivery: Delivery) -> bool:
    """Whether somebody waits to be told: whoever blocked the bot and has not answered may not have read its letter."""
    sent = delivery.sent
    if sent.what is not Dispatch.MATERIALS and one.replied_at is not None and one.replied_at >= sent.sent_at:
        return False
    return delivery.told_at is None if delivery.way is Way.HAND else not one.reachable


async def read_standing(
    work: Work, reference: Reference, *, held: bool = False, consultation: Consultation | None = None
) -> Standing:
    """Read how it stands, with the ``consultation`` unless it is read already.

    ``held`` keeps those invited as they are until this transaction ends.
    """
    recipients = await recipients_of(work, reference, held=held)
    sent = await read_dispatches(work, reference)
    return Standing(
        reference=reference,
        consultation=consultation or await read(work, reference),
        zone=await zone_of(work, reference.organisation) or work.house.installation.timezone,
        added=await read_added(work, reference),
        recipients=recipients,
        sent=sent,
        deliveries=await read_deliveries(work, reference, sent),
        materials=await read_materials(work, reference),
    )
