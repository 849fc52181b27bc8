"""The web pages' own words."""

from typing import Final

from dialogs.engine.text import Message, Text, _

NAME: Final = _("Consultation Assistant")

PAGE: Final[dict[str, Message]] = {
    "attach": _("Attach a file"),
    "board": _("The meeting"),
    "chart_table": _("The chart as a table"),
    "drop": _("Drop the file here"),
    "ended": _("This session has ended. To go on, open your invitation link again."),
    "failed": _("That was not sent. Please try again."),
    "file": _("File"),
    "given_back": _("Your words are back in the text box."),
    "leave": _("Leave on this device"),
    "leave_hint": _(
        "This device forgets the conversation. What you have submitted stays. To come back, you need an invitation "
        "link, or a link from /settings."
    ),
    "leave_sure": _("Leave now"),
    "log": _("Conversation"),
    "menu": _("Menu"),
    "menu_empty": _("The menu appears once the conversation has begun."),
    "newer": _("Go to the latest message"),
    "no_value": _("no figure"),
    "offline": _("No connection. Write on: it is sent as soon as the connection is back."),
    "online": _("Connected again."),
    "past": _("Earlier card"),
    "send": _("Send"),
    "skip": _("Go to the text box"),
    "text": _("Your message"),
    "text_hint": _("Type here"),
    "too_large": _("A file may have at most 20 MB."),
    "uploading": _("Uploading {name}…", name="{name}"),
    "waiting": _("Waiting for the connection…"),
    "wrong_type": _("Please send a picture (JPEG, PNG, WebP), a PDF, a Word, Excel or PowerPoint file, or plain text."),
    "you": _("You"),
    "assistant": _("Assistant"),
}
"""What the chat page and its script say, by the name that they use; ``{name}`` stays for the script to fill."""

NO_SCRIPT: Final = _("This page needs JavaScript. Please allow it, or use the Telegram channel.")

WELCOME_TITLE: Final = _("Welcome")
WELCOME: Final = _(
    "Here the members of social organisations see how well they consult, clause by clause of the standard. You get "
    "in with an invitation link from your organisation."
)
WELCOME_HOW: Final = _("Please open the link on this device. If you have none, ask your organisation's administrator.")

JOIN_TITLE: Final = _("You are invited")
JOIN_NEXT: Final = _(
    "Next you read what is kept about you and decide whether you agree. Nothing is kept before that but a cookie that "
    "lets this browser show you the conversation."
)
JOIN_BUTTON: Final = _("Begin")

UNKNOWN_TITLE: Final = _("This link is not valid")
UNKNOWN: Final = _("There is no such invitation. Please check that the whole link was copied, or ask for a new one.")
CLOSED: Final[dict[str, Message]] = {
    "expired": _("This invitation has expired. Please ask your organisation's administrator for a new one."),
    "used": _("This invitation has been used up. Please ask your organisation's administrator for a new one."),
    "revoked": _("This invitation has been withdrawn. Please ask your organisation's administrator."),
}
CLOSED_TITLE: Final = _("This invitation is closed")

ROOM_TITLE: Final = _("You are invited to a consultation")
ROOM_WHY: Final = _("It is kept encrypted, for the minutes and what follows from them. Please say no state secrets.")
ROOM_WHOM: Final = _("Whom do you represent?")
ROOM_NAME: Final = _("Under which name?")
ROOM_NAME_HINT: Final = _("Everybody in the meeting sees it, and it stands in the minutes.")
ROOM_BUTTON: Final = _("I agree and come in")
ROOM_UNKNOWN: Final = _("This link leads nowhere any more: the meeting is over, or the link has expired.")

ROOM_OVER_TITLE: Final = _("The meeting is over")
ROOM_OVER: Final = _(
    "Whoever took part sees the minutes in the browser that they came with. From another browser they cannot be seen; "
    "those who held the meeting can send you a link of your own."
)

MINUTES_TITLE: Final = _("Minutes for you to check")
MINUTES_KEPT: Final = (
    _("What you answer, with your name: that the minutes are right, or what you object to."),
    _("This browser, for 90 days after you were last here."),
)
MINUTES_BUTTON: Final = _("Open the minutes")

RECORD_TITLE: Final = _("The record of a consultation")
RECORD: Final = _("Those who took part in it, or facilitate in its organisation, see it in their own conversation.")
RECORD_HOW: Final = _(
    "This browser has no conversation yet. Please open your invitation link on this device first, then this address "
    "again."
)
RECORD_BUTTON: Final = _("Open it in my conversation")
RECORD_ELSEWHERE: Final = _("Open it in Telegram")

FAULT_TITLE: Final = _("That did not work")
BACK: Final = _("To the conversation")
NOT_FOUND: Final = _("There is nothing at this address.")
NOT_YOURS: Final = _("This picture or file is not here (any more).")
NO_SESSION: Final = PAGE["ended"]
FORGED: Final = _("This page is out of date. Please load it again.")
UNREADABLE: Final = _("That could not be read, so nothing was changed. Please try again.")
EMPTY: Final = _("There are no words in it. Please type something.")
TOO_OFTEN: Final = _("That was very quick. Please wait a moment and try again.")
TOO_SLOW: Final = _("That took too long to arrive, so nothing was changed. Please try again.")
TROUBLE: Final = _("Something is wrong on our side just now. Nothing is lost; please try again in a moment.")
TOO_LARGE: Final = PAGE["too_large"]
WRONG_TYPE: Final = PAGE["wrong_type"]


def invited(organisation: Text, role: Text) -> Message:
    """Say who invites as what."""
    return _("{organisation} invites you to take part as {role}.", organisation=organisation, role=role)


def invited_back(organisation: Text) -> Message:
    """Say whose conversation a link opens in this browser."""
    return _("Go on with your conversation for {organisation} in this browser.", organisation=organisation)


def room_kept(organisation: Text) -> Message:
    """Say who holds a meeting, before what is kept of whoever comes in."""
    return _("{organisation} holds this consultation. If you check in, this is kept:", organisation=organisation)


def minutes_kept(organisation: Text, name: Text) -> Message:
    """Say whose minutes they are and for whom the link is, before what is kept of whoever opens it."""
    return _(
        "{organisation} asks {name} whether the minutes of this consultation are right. The link is for {name} alone. "
        "If you open them, this is kept:",
        organisation=organisation,
        name=name,
    )


def too_long(most: int) -> Message:
    """Say how much may be sent at a time."""
    return _(
        "That is too long: at most {most} characters at a time. Please shorten it, or attach it as a file.", most=most
    )
