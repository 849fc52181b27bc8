"""``/invite ROLE``: makes an invitation and gives its links and a QR code; lists and revokes those that are open."""

from dialogs.engine.cards import Block, Button, Card, Code, Heading, Note, Paragraph
from dialogs.engine.presses import ActionPress, CommandPress, packed, row_number
from dialogs.engine.registry import Action, Command, Registry
from dialogs.engine.text import _, n_
from dialogs.engine.turn import Turn
from dialogs.people import auditing, invitations, membership
from dialogs.people.organisations import INVITE_LABELS
from dialogs.people.rights import roles_of
from dialogs.people.roles import ROLE_NAMES, Role

SHOWN = 10


async def _invite(turn: Turn, argument: str) -> None:
    role = _role(turn, argument.strip().lower())
    organisation = turn.who.organisation
    if organisation is None:
        turn.say(_("First choose or create an organisation: /org"))
    elif role is None:
        turn.show(await _overview(turn, organisation))
    else:
        await _make(turn, organisation, role)


def _role(turn: Turn, wanted: str) -> Role | None:
    """Recognise a role by its name in any language: people type what the menus call it."""
    for role in Role:
        if wanted in {role.value, *(name.lower() for name in turn.house.spellings(ROLE_NAMES[role]))}:
            return role
    return None


async def _make(turn: Turn, organisation: int, role: Role) -> None:
    token = await invitations.create(turn, organisation, role, turn.who.person)
    found = invitations.links(turn.house.installation, token)
    await auditing.note(turn, organisation, "invitation made", role.value)
    if not found:
        turn.say(_("Neither Telegram nor the web chat has an address here yet; please tell the operator."))
        return
    name = await membership.organisation_name(turn, organisation)
    blocks: list[Block] = [
        Heading(text=_("Invitation to {organisation}", organisation=name)),
        Paragraph(text=_("Role: {role}", role=ROLE_NAMES[role])),
        *(Paragraph(text=link) for link in found),
        Note(
            text=n_(
                "Good for one person, until {day}.",
                "Good for up to {count} people, until {day}.",
                invitations.USES[role.value],
                day=(turn.now + invitations.LIFETIME).astimezone(turn.who.timezone).date(),
            )
        ),
        Note(text=_("Whoever has the link can join: send it to the right people only. /invite lists and withdraws.")),
    ]
    turn.show(Card(blocks=tuple(blocks), picture=Code(link=found[0], alternative=_("QR code of the invitation"))))


async def _overview(turn: Turn, organisation: int) -> Card:
    still_open = await invitations.list_open(turn, organisation, SHOWN)
    name = await membership.organisation_name(turn, organisation)
    make = tuple(
        (Button(label=label, press=packed(CommandPress("invite", role))),) for role, label in INVITE_LABELS.items()
    )
    return Card(
        blocks=(
            Heading(text=_("Invitations to {organisation}", organisation=name)),
            Paragraph(text=n_("{count} is open.", "{count} are open.", len(still_open))),
        ),
        buttons=(*make, *((_withdraw_button(turn, one),) for one in still_open)),
    )


def _withdraw_button(turn: Turn, invitation: invitations.OpenInvitation) -> Button:
    day = invitation.expires_at.astimezone(turn.who.timezone).date()
    return Button(
        label=_("Withdraw: {role}, until {day}", role=ROLE_NAMES[invitation.role], day=day),
        press=packed(ActionPress("withdraw", (str(invitation.id),))),
    )


async def _withdraw(turn: Turn, arguments: tuple[str, ...]) -> None:
    organisation = turn.who.organisation
    number = row_number((*arguments, "")[0])
    if organisation is None or not await invitations.revoke(turn, organisation, number):
        turn.say(_("That invitation is not open any more."))
        return
    await auditing.note(turn, organisation, "invitation withdrawn", str(number))
    turn.show(await _overview(turn, organisation))


def register(registry: Registry) -> None:
    """Add ``/invite`` and the withdrawing of invitations."""
    registry.command(
        Command(
            name="invite",
            roles=roles_of("command", "invite"),
            description=_("Invite members, facilitators, administrators"),
            run=_invite,
        )
    )
    registry.action(Action(name="withdraw", roles=roles_of("action", "withdraw"), run=_withdraw))
