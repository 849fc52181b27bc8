"""What members wrote and attached, by capability, a few a page; without names unless they are asked for."""

from typing import Final

from dialogs.assessment.navigating import in_rows
from dialogs.assessment.result import is_sealed
from dialogs.assessment.rounds import NAMED, Round
from dialogs.assessment.wording import clause_text, level_text
from dialogs.digest.navigating import COMMENTS, EVIDENCE, digest_button, round_named, view_button
from dialogs.digest.overview import SEALED
from dialogs.digest.remarks import Evidence, Remark, count_remarks, find_evidence, may_be_shown, read_remarks
from dialogs.engine.cards import Block, Bullets, Button, Card, Document, Heading, Note, Paragraph, Quote
from dialogs.engine.offering import NOT_THERE, why_missing
from dialogs.engine.presses import ActionPress, packed, page_of
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.people import auditing
from standard.library import Library

A_PAGE: Final = 4
"""Answers a card: a comment may have 2000 characters, a message 4096."""

NAMES: Final = "names"


async def show_comments(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show on what there are comments (``round``), or those on one capability (``round, capability, page, names``)."""
    round_ = await round_named(turn, arguments)
    if round_ is None:
        return None
    if is_sealed(round_, turn):
        turn.say(SEALED)
        return None
    if not await may_be_shown(turn, round_):
        turn.say(_("So few have answered this anonymous round that their comments are not shown."))
        return None
    counts = await count_remarks(turn, round_)
    by_capability = {c: sum(counts.get(item.code, 0) for item in library.items_of(c)) for c in library.capabilities}
    capability, page, names = (*arguments[1:], "", "", "")[:3]
    if not by_capability.get(capability):
        return _overview(library, round_, by_capability)
    with_names = names == NAMES and round_.kind == NAMED
    return await _of_capability(library, turn, round_, capability, by_capability[capability], page, with_names)


async def open_evidence(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Send a piece of evidence of the administrator's own organisation: ``evidence``."""
    _person, organisation = turn.member
    found = await find_evidence(turn, organisation, arguments[0] if len(arguments) == 1 else "")
    if found is None:
        turn.say(NOT_THERE)
        return
    kept = found.kept
    missing = await why_missing(turn, kept.name, kept.file)
    if kept.file is None or missing is not None:
        turn.say(missing or NOT_THERE)
        return
    await auditing.note(turn, organisation, "evidence opened", str(found.id))
    media_type = kept.media_type or "application/octet-stream"
    turn.show(
        Card(
            blocks=(Paragraph(text=_("Evidence: {name}", name=kept.name)),),
            document=Document(file=kept.file, name=kept.name, media_type=media_type),
        )
    )


def _overview(library: Library, round_: Round, counts: dict[str, int]) -> Card:
    found = {capability: count for capability, count in counts.items() if count}
    title = Heading(text=_("Comments and evidence: {round}", round=round_.name))
    if not found:
        return Card(
            blocks=(title, Paragraph(text=_("Nobody has written or attached anything."))),
            buttons=((digest_button(round_),),),
        )
    lines = tuple(
        n_("{clause}: {count} answer", "{clause}: {count} answers", count, clause=clause_text(library, capability))
        for capability, count in found.items()
    )
    buttons = (view_button(capability, COMMENTS, round_, capability, "1") for capability in found)
    return Card(
        blocks=(title, Note(text=_("Answers with a comment or evidence:")), Bullets(lines=lines)),
        buttons=(*in_rows(buttons, 4), (digest_button(round_),)),
    )


async def _of_capability(  # noqa: PLR0913, PLR0917 - which ones, and how much of each
    library: Library, turn: Turn, round_: Round, capability: str, count: int, page: str, with_names: bool
) -> Card:
    last = -(-count // A_PAGE)
    place = page_of(page, last)
    items = [item.code for item in library.items_of(capability)]
    remarks = await read_remarks(turn, round_, items, names=with_names, offset=(place - 1) * A_PAGE, limit=A_PAGE)
    detail = f"{round_.id} {capability}" + (" with names" if with_names else "")
    await auditing.note(turn, round_.organisation, "comments viewed", detail)
    blocks: list[Block] = [
        Heading(text=clause_text(library, capability)),
        Note(text=_("{round}, page {page} of {last}", round=round_.name, page=place, last=last)),
    ]
    for remark in remarks:
        blocks += _remark(library, remark, with_names=with_names)
    evidence = [piece for remark in remarks for piece in remark.evidence]
    return Card(
        blocks=tuple(blocks),
        buttons=(
            *((_evidence_button(piece),) for piece in evidence if piece.kept.file or piece.kept.link),
            *_turning(round_, capability, place, last, with_names=with_names),
            (view_button(_("‹ Comments"), COMMENTS, round_), digest_button(round_)),
        ),
    )


def _remark(library: Library, remark: Remark, *, with_names: bool) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(text=library.items[remark.item].question),
        Note(text=_("Answer: {answer}", answer=answer_text(remark.answer))),
    ]
    if with_names:
        blocks.append(Note(text=_("By {name}", name=remark.name or _("somebody without a name"))))
    if remark.comment is not None:
        blocks.append(Quote(text=remark.comment))
    blocks += [Note(text=_("Evidence: {name}", name=piece.kept.name)) for piece in remark.evidence]
    return blocks


def answer_text(answer: str) -> Text:
    """Say an answer as it is written: a level with its name, not applicable, don't know, skipped."""
    if answer.isdecimal():
        return level_text(int(answer))
    return {"NA": _("Not applicable"), "DK": _("Don't know")}.get(answer, _("skipped"))


def _evidence_button(piece: Evidence) -> Button:
    label = _("Open: {name}", name=piece.kept.name[:40])
    if piece.kept.file is None:
        return Button(label=label, link=piece.kept.link)
    return Button(label=label, press=packed(ActionPress(EVIDENCE, (str(piece.id),))))


def _turning(
    round_: Round, capability: str, place: int, last: int, *, with_names: bool
) -> tuple[tuple[Button, ...], ...]:
    kept = (NAMES,) if with_names else ()
    row = (
        *((view_button(_("Previous page"), COMMENTS, round_, capability, str(place - 1), *kept),) if place > 1 else ()),
        *((view_button(_("Next page"), COMMENTS, round_, capability, str(place + 1), *kept),) if place < last else ()),
    )
    if round_.kind != NAMED:
        return (row,) if row else ()
    switch = (
        view_button(_("Without names"), COMMENTS, round_, capability, str(place))
        if with_names
        else view_button(_("With names"), COMMENTS, round_, capability, str(place), NAMES)
    )
    return (*((row,) if row else ()), (switch,))
