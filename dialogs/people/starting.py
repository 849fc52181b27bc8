"""``/start``: whoever comes with a token goes where it leads, and whoever comes without one is greeted."""

from typing import Final

from dialogs.engine.cards import Card, Heading, Note, Paragraph
from dialogs.engine.registry import Command, Registry
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.people import invitations, membership, passages
from dialogs.people.consenting import CONSENT_VERSION
from dialogs.people.joining import JOINING, JoiningArguments, joined, welcome
from dialogs.people.rights import roles_of
from dialogs.people.turning_away import turned_away

_ENDED: Final[dict[invitations.State, Message]] = {
    invitations.State.EXPIRED: _("This invitation has expired. Please ask your administrator for a new one."),
    invitations.State.USED_UP: _("This invitation has been used up. Please ask your administrator for a new one."),
    invitations.State.REVOKED: _("This invitation was withdrawn. Please ask your administrator for a new one."),
}


async def _start(turn: Turn, token: str) -> None:
    if not token:
        await _greet(turn)
        return
    if await passages.take(turn, token):
        return
    for entrance in turn.house.registry.entrances:
        if await entrance(turn, token):
            return
    invitation = await invitations.find(turn.transaction, turn.cipher, token, turn.now)
    if invitation is None:
        turn.say(_("I do not know this invitation. Please check the link, or ask your administrator for a new one."))
    elif invitation.state is not invitations.State.OPEN:
        turn.say(_ENDED[invitation.state])
    elif await membership.holds(turn, invitation):
        turn.show(welcome(turn.who, invitation.organisation_name))
    else:
        await _open_joining(turn, invitation)


async def _open_joining(turn: Turn, invitation: invitations.Invitation) -> None:
    known = turn.who.person is not None and await membership.has_consented(turn, turn.who.person, CONSENT_VERSION)
    arguments = JoiningArguments(
        invitation=invitation.id,
        organisation=invitation.organisation_name,
        role=invitation.role,
        known=known,
        languages=turn.house.languages if _ask_language(turn) else (),
    )
    await turn.open_form(JOINING.name, str(invitation.id), arguments.model_dump(mode="json"))


def _ask_language(turn: Turn) -> bool:
    # Most members read the installation's language; only the others are asked, so that joining stays short.
    return turn.who.person is None and turn.who.locale != turn.house.installation.locale


async def _greet(turn: Turn) -> None:
    if turn.who.organisation is not None:
        turn.show(welcome(turn.who, await membership.organisation_name(turn, turn.who.organisation)))
        return
    turn.show(
        Card(
            blocks=(
                Heading(text=_("consultbot")),
                Paragraph(
                    text=_(
                        "Here social organisations assess and improve how they consult, by the Shenzhen group standard."
                    )
                ),
                Note(
                    text=_("You join by an invitation link from your organisation. /standard can be read by everybody.")
                ),
            )
        )
    )


def register(registry: Registry) -> None:
    """Add ``/start``, the joining form, and what those are told who have not joined."""
    registry.turned_away = turned_away
    registry.form(JOINING, joined)
    registry.command(
        Command(
            name="start",
            roles=roles_of("command", "start"),
            description=_("Begin, or join by an invitation"),
            run=_start,
            listed=False,
        )
    )
