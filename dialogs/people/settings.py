"""``/settings``: the language, the organisation to work in, the link to the other channel, the browsers signed in."""

from sqlalchemy import update

from dialogs.engine.cards import Button, Card, Heading, Note, Paragraph
from dialogs.engine.events import Channel
from dialogs.engine.presses import ActionPress, packed
from dialogs.engine.registry import Action, Command, Registry
from dialogs.engine.text import Message, _, n_
from dialogs.engine.turn import Turn
from dialogs.people import browsers, membership, passages, records
from dialogs.people.identifying import identify
from dialogs.people.invitations import links
from dialogs.people.languages import LANGUAGE, own_name
from dialogs.people.rights import roles_of

OTHER_CHANNEL: dict[Channel, Message] = {
    "telegram": _("Go on in the browser"),
    "web": _("Go on in Telegram"),
}


async def _settings(turn: Turn, argument: str) -> None:
    del argument
    turn.show(await settings_card(turn))


async def settings_card(turn: Turn) -> Card:
    """The settings as they stand, each change one button."""
    rows = [_language_row(turn)]
    blocks = [Heading(text=_("Settings")), Paragraph(text=LANGUAGE)]
    if turn.who.person is None:
        return Card(blocks=tuple(blocks), buttons=tuple(rows))
    organisations = await membership.organisations_of(turn, turn.who.person)
    if len(organisations) > 1 or (organisations and turn.who.organisation is None):
        blocks.append(Paragraph(text=_("Below the languages: the organisation you are working in.")))
        rows += [_organisation_row(turn, number, name) for number, name, _role in organisations]
    if _can_pass(turn):
        rows.append((Button(label=OTHER_CHANNEL[turn.who.channel], press=packed(ActionPress("passage"))),))
    signed_in = await browsers.others(turn)
    if signed_in:
        blocks.append(Paragraph(text=_signed_in(len(signed_in))))
        rows.extend(browsers.end_buttons(turn, signed_in))
    return Card(blocks=tuple(blocks), buttons=tuple(rows))


def _language_row(turn: Turn) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=own_name(locale),
            press=packed(ActionPress("language", (locale,))),
            chosen=locale == turn.who.locale,
        )
        for locale in turn.house.languages
    )


def _organisation_row(turn: Turn, number: int, name: str) -> tuple[Button, ...]:
    press = packed(ActionPress("organisation", (str(number),)))
    return (Button(label=name, press=press, chosen=number == turn.who.organisation),)


def _signed_in(count: int) -> Message:
    return n_(
        "{count} other browser is signed in as you. Ended, it shows nothing of yours any more.",
        "{count} other browsers are signed in as you. Ended, they show nothing of yours any more.",
        count,
    )


def _can_pass(turn: Turn) -> bool:
    installation = turn.house.installation
    return bool(installation.public_url if turn.who.channel == "telegram" else installation.bot_username)


async def _choose_language(turn: Turn, arguments: tuple[str, ...]) -> None:
    if len(arguments) != 1 or arguments[0] not in turn.house.languages:
        turn.say(_("I do not know that language."))
        return
    if turn.who.person is None:
        turn.say(_("Your choice of language is kept once you have joined; until then I follow your device."))
        return
    await turn.transaction.execute(
        update(records.person).where(records.person.c.id == turn.who.person).values(locale=arguments[0])
    )
    await turn.become(await identify(turn, turn.incoming))
    turn.show(await settings_card(turn))


async def _choose_organisation(turn: Turn, arguments: tuple[str, ...]) -> None:
    person = turn.person
    own = {str(number): number for number, _name, _role in await membership.organisations_of(turn, person)}
    if len(arguments) != 1 or arguments[0] not in own:
        turn.say(_("You do not belong to that organisation."))
        return
    await membership.work_in(turn, person, own[arguments[0]])
    await turn.become(await identify(turn, turn.incoming))
    turn.show(await settings_card(turn))


async def _end_browser(turn: Turn, arguments: tuple[str, ...]) -> None:
    if not await browsers.end(turn, arguments):
        turn.say(_("That browser is signed out already."))
        return
    turn.show(await settings_card(turn))


async def _make_passage(turn: Turn, arguments: tuple[str, ...]) -> None:
    del arguments
    found = links(turn.house.installation, await passages.make(turn, turn.person))
    wanted = "/j/" if turn.who.channel == "telegram" else "t.me"
    link = next((link for link in found if wanted in link), None)
    if link is None:
        turn.say(_("The other channel is not set up here."))
        return
    turn.show(
        Card(
            blocks=(
                Heading(text=OTHER_CHANNEL[turn.who.channel]),
                Paragraph(
                    text=_(
                        "This link opens the same conversations there. It works once, for ten minutes; "
                        "give it to nobody."
                    )
                ),
                Note(text=link),
            ),
            buttons=((Button(label=_("Open"), link=link),),),
        )
    )


def register(registry: Registry) -> None:
    """Add ``/settings`` and what its buttons do."""
    registry.command(
        Command(
            name="settings",
            roles=roles_of("command", "settings"),
            description=_("Language, organisation, other channel"),
            run=_settings,
        )
    )
    runs = {
        "language": _choose_language,
        "organisation": _choose_organisation,
        "passage": _make_passage,
        browsers.END: _end_browser,
    }
    for name, run in runs.items():
        registry.action(Action(name=name, roles=roles_of("action", name), run=run))
