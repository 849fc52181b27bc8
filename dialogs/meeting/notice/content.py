"""What those invited are told, sentence by sentence: the same in a letter and in what is forwarded by hand."""

from collections.abc import Iterator
from typing import Final

from dialogs.engine.cards import Block, Bullets, Heading, Note, Paragraph
from dialogs.engine.text import Text, _, n_
from dialogs.engine.walk.summary import listed, shortened, side_by_side
from dialogs.meeting.notice.materials import Material
from dialogs.meeting.notice.plans import Plan, changes, when_text, where_text
from dialogs.meeting.notice.standing import Standing
from dialogs.meeting.quorum import attendance_of
from dialogs.meeting.record import AgendaItem
from dialogs.meeting.templates import templates
from dialogs.meeting.terms import Dispatch, Role
from dialogs.meeting.wording import STAKEHOLDER_NAMES
from standard.library import Library
from standard.models import Words

MOST_ITEMS: Final = 20
"""Agenda items in one notice: the card that its buttons lead to has them all."""
LONGEST_ITEM: Final = 80
LONGEST_BACKGROUND: Final = 600


def content(
    library: Library, standing: Standing, what: Dispatch, materials: tuple[Material, ...], told: Plan | None = None
) -> tuple[Block, ...]:
    """Say it: ``told`` is the plan of which those told of a change knew; ``materials`` go with it."""
    match what:
        case Dispatch.CHANGE:
            return tuple(_change(library, standing, told))
        case Dispatch.CALL_OFF:
            return tuple(_call_off(standing))
        case Dispatch.MATERIALS:
            return tuple(_materials(standing, materials))
        case _:
            return tuple(_notice(library, standing, materials))


def _notice(library: Library, standing: Standing, materials: tuple[Material, ...]) -> Iterator[Block]:
    consultation = standing.consultation
    yield Heading(text=_("Notice of consultation"))
    yield Paragraph(text=_inviting(standing))
    yield Bullets(
        lines=(
            *_which(library, standing),
            _("When: {moment}", moment=when_text(consultation, standing.plan, standing.zone)),
            _("Venue: {answer}", answer=where_text(standing.plan)),
            *_further(standing),
            *_of_materials(standing, materials),
        )
    )
    if consultation.background is not None:
        yield Paragraph(text=shortened(consultation.background, LONGEST_BACKGROUND))
    yield from _agenda(standing)
    if standing.added.words is not None:
        yield Paragraph(text=standing.added.words)


def _inviting(standing: Standing) -> Text:
    name = standing.consultation.organisation_name
    if standing.consultation.role is Role.ORGANISED:
        return _("{organisation} invites you to this consultation.", organisation=name)
    return _("{organisation} takes part in this consultation, and you are among those who go.", organisation=name)


def _which(library: Library, standing: Standing) -> Iterator[Text]:
    consultation = standing.consultation
    affair = library.affairs[consultation.clause]
    subkind = affair.subkinds.get(consultation.subkind or "")
    kinds: list[Text] = [affair.short, *(() if subkind is None else (subkind,))]
    kinds += [library.tags[tag].name for tag in consultation.tags if tag in library.tags]
    yield _("Number: {number}", number=consultation.number)
    yield _("Topic: {topic}", topic=consultation.topic)
    yield _("Kind of consultation: {kind}", kind=side_by_side(kinds))


def _further(standing: Standing) -> Iterator[Text]:
    """Say who chairs it, what the kind's template has for a notice, who is invited, and whom to ask."""
    consultation = standing.consultation
    if consultation.chair is not None:
        yield _("Chair: {answer}", answer=consultation.chair)
    template = templates().get(consultation.clause)
    told = {asked.key for asked in (template.fields if template is not None else ()) if asked.in_notice}
    for field in consultation.fields:
        if field.key in told:
            yield _("{label}: {answer}", label=Words(zh=field.zh, en=field.en), answer=field.text)
    invited = [
        _("{kind} {count}", kind=STAKEHOLDER_NAMES[kind], count=count)
        for kind, (count, _present) in attendance_of(consultation).items()
    ]
    if invited:
        yield _("Invited: {counts}", counts=listed([*invited]))
    yield from _contact(standing)


def _contact(standing: Standing) -> Iterator[Text]:
    if standing.added.contact is not None:
        yield _("Contact: {contact}", contact=standing.added.contact)


def _of_materials(standing: Standing, materials: tuple[Material, ...]) -> Iterator[Text]:
    if materials:
        yield _("Materials: {names}", names=listed([one.name for one in materials]))
    elif standing.materials or standing.consultation.rules.materials_days:
        yield _("Materials: they follow later.")


def _agenda(standing: Standing) -> Iterator[Block]:
    items = standing.consultation.agenda
    if not items:
        return
    shown = items[:MOST_ITEMS]
    yield Paragraph(text=_("Agenda"))
    yield Bullets(lines=tuple(map(_item, shown)), marks=tuple(f"{item.position}." for item in shown))
    if len(items) > len(shown):
        left = len(items) - len(shown)
        yield Note(text=n_("and {count} more item", "and {count} more items", left))


def _item(item: AgendaItem) -> Text:
    title, details = shortened(item.title, LONGEST_ITEM), list[Text]()
    if item.presenter is not None:
        details.append(item.presenter)
    if item.minutes is not None:
        details.append(n_("{count} minute", "{count} minutes", item.minutes))
    return _("{item} ({details})", item=title, details=listed(details)) if details else title


def _change(library: Library, standing: Standing, told: Plan | None) -> Iterator[Block]:
    consultation, plan = standing.consultation, standing.plan
    changed = () if told is None else tuple(changes(consultation, told, standing.zone))
    yield Heading(text=_("A change to consultation {number}", number=consultation.number))
    if changed:
        yield Paragraph(text=_("{organisation} has to tell you of a change:", organisation=_name(standing)))
        yield Bullets(lines=changed)
    else:
        yield Paragraph(text=_("{organisation}: the consultation takes place after all.", organisation=_name(standing)))
    yield Paragraph(text=_("So this is how it stands now:"))
    yield Bullets(
        lines=(
            *_which(library, standing),
            _("When: {moment}", moment=when_text(consultation, plan, standing.zone)),
            _("Venue: {answer}", answer=where_text(plan)),
            *_contact(standing),
        )
    )


def _call_off(standing: Standing) -> Iterator[Block]:
    consultation = standing.consultation
    yield Heading(text=_("Consultation {number} is called off", number=consultation.number))
    yield Paragraph(
        text=_(
            "{organisation} has to tell you that the consultation on “{topic}” does not take place. It was to be: "
            "{moment}",
            organisation=_name(standing),
            topic=consultation.topic,
            moment=when_text(consultation, standing.plan, standing.zone),
        )
    )
    lines: list[Text] = [] if consultation.call_off is None else [_("Reason: {reason}", reason=consultation.call_off)]
    lines += _contact(standing)
    if lines:
        yield Bullets(lines=tuple(lines))
    yield Note(text=_("We are sorry for the trouble, and thank you for your understanding."))


def _materials(standing: Standing, materials: tuple[Material, ...]) -> Iterator[Block]:
    consultation = standing.consultation
    yield Heading(text=_("Materials for consultation {number}", number=consultation.number))
    yield Paragraph(
        text=_(
            "{organisation} sends you the materials for “{topic}”. Please read them before the consultation: {moment}",
            organisation=_name(standing),
            topic=consultation.topic,
            moment=when_text(consultation, standing.plan, standing.zone),
        )
    )
    yield Bullets(lines=tuple(one.name for one in materials))


def _name(standing: Standing) -> str:
    return standing.consultation.organisation_name
