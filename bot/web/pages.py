"""The pages' HTML: templates of this package, filled with escaped words."""

import html
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template
from typing import Final

from pydantic import JsonValue

from bot.uploads.media_types import ACCEPTED
from bot.web import texts
from bot.web.assets import BASE
from bot.web.services import Invitation, MeetingRoom
from dialogs.engine.text import Message, Reader
from dialogs.meeting.live.attending import KEPT, LONGEST_NAME
from dialogs.meeting.wording import STAKEHOLDER_NAMES

_FOLDER: Final = Path(__file__).parent / "templates"


def chat_page(reader: Reader, csrf: str, longest: int, data: Mapping[str, JsonValue]) -> str:
    """Give the chat page; ``data`` is what its script begins with."""
    words = {name: reader.say(text) for name, text in texts.PAGE.items()}
    begin: dict[str, JsonValue] = {**data, "words": {**words}, "locale": reader.locale}
    body = _filled(
        "chat.html",
        {
            **words,
            "name": reader.say(texts.NAME),
            "no_script": reader.say(texts.NO_SCRIPT),
            "csrf": csrf,
            "accept": ACCEPTED,
            "longest": str(longest),
            "static": BASE,
        },
        data=_data(begin),
    )
    head = _filled("chat_head.html", {"csrf": csrf, "static": BASE})
    return _frame(reader, reader.say(texts.NAME), head, body)


def welcome_page(reader: Reader) -> str:
    """Give the page for a browser without a session: how to get in."""
    return plain_page(reader, texts.WELCOME_TITLE, texts.WELCOME, texts.WELCOME_HOW)


def plain_page(reader: Reader, heading: Message, *paragraphs: Message, back: bool = False) -> str:
    """Give a page of a heading and a few sentences."""
    content = "\n".join(f"<p>{html.escape(reader.say(paragraph))}</p>" for paragraph in paragraphs)
    if back:
        content += f'\n<p><a class="press" href="/">{html.escape(reader.say(texts.BACK))}</a></p>'
    return _sheet(reader, heading, content)


def join_page(reader: Reader, invitation: Invitation, csrf: str, once: str) -> str:
    """Give an open invitation's page: who invites, and a form that begins."""
    organisation, role = invitation.organisation, invitation.role
    sentence = texts.invited_back(organisation) if role is None else texts.invited(organisation, role)
    content = _filled(
        "join.html",
        {
            "invitation": reader.say(sentence),
            "next": reader.say(texts.JOIN_NEXT),
            "button": reader.say(texts.JOIN_BUTTON),
            "csrf": csrf,
            "once": once,
        },
    )
    return _sheet(reader, texts.JOIN_TITLE, content)


def room_page(reader: Reader, room: MeetingRoom, csrf: str, once: str, *, known: bool) -> str:
    """Give a meeting's page: who holds it, what is kept, a form to come in; ``known``: not asked who they are."""
    lines: tuple[Message, ...] = KEPT
    title, kept, button = texts.ROOM_TITLE, texts.room_kept(room.organisation), texts.ROOM_BUTTON
    if room.name is not None:
        kept = texts.minutes_kept(room.organisation, room.name)
        title, lines, button = texts.MINUTES_TITLE, texts.MINUTES_KEPT, texts.MINUTES_BUTTON
    said = {"invitation": room.topic, "kept": kept, "why": texts.ROOM_WHY, "button": button}
    content = _filled(
        "room.html",
        {**{name: reader.say(text) for name, text in said.items()}, "csrf": csrf, "once": once},
        lines="\n".join(f"<li>{html.escape(reader.say(line))}</li>" for line in lines),
        fields="" if known or room.name is not None else _room_fields(reader),
    )
    return _sheet(reader, title, content)


def record_page(reader: Reader, elsewhere: str | None, own: tuple[str, str] | None) -> str:
    """Give the page of a consultation's record.

    ``elsewhere`` is its link in Telegram; ``own`` the token against forgery and the name of the update for the form of
    a browser that has a session, none for one that has not.
    """
    if own is None:
        content = "\n".join(f"<p>{html.escape(reader.say(text))}</p>" for text in (texts.RECORD, texts.RECORD_HOW))
    else:
        said = {"lead": reader.say(texts.RECORD), "button": reader.say(texts.RECORD_BUTTON)}
        content = _filled("record.html", {**said, "csrf": own[0], "once": own[1]})
    if elsewhere is not None:
        label = html.escape(reader.say(texts.RECORD_ELSEWHERE))
        content += f'\n<p><a class="press" href="{html.escape(elsewhere)}">{label}</a></p>'
    return _sheet(reader, texts.RECORD_TITLE, content)


def _room_fields(reader: Reader) -> str:
    kinds = "\n".join(
        _filled("room_kind.html", {"value": kind.value, "label": reader.say(name)})
        for kind, name in STAKEHOLDER_NAMES.items()
    )
    words = {
        "whom": reader.say(texts.ROOM_WHOM),
        "name_label": reader.say(texts.ROOM_NAME),
        "name_hint": reader.say(texts.ROOM_NAME_HINT),
        "longest": str(LONGEST_NAME),
    }
    return _filled("room_fields.html", words, kinds=kinds)


def _sheet(reader: Reader, heading: Message, content: str) -> str:
    name = reader.say(texts.NAME)
    said = {"name": name, "heading": reader.say(heading), "static": BASE}
    return _frame(reader, f"{said['heading']} · {name}", "", _filled("plain.html", said, content=content))


def _frame(reader: Reader, title: str, head: str, body: str) -> str:
    said = {"lang": reader.locale.replace("_", "-"), "title": title, "static": BASE}
    return _filled("frame.html", said, head=head, body=body)


def _filled(template: str, words: Mapping[str, str], **markup: str) -> str:
    return _template(template).substitute({name: html.escape(word) for name, word in words.items()} | markup)


@cache
def _template(name: str) -> Template:
    return Template((_FOLDER / name).read_text("utf-8").strip())


def _data(value: Mapping[str, JsonValue]) -> str:
    # Inside <script> only "</" and "<!--" end or confuse the data; as escapes they are the same JSON.
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
