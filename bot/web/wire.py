"""A message as the page's script gets it: JSON without anything that only the server needs."""

from typing import cast

from pydantic import JsonValue

from bot.web.transcript import Message


def on_wire(message: Message) -> dict[str, JsonValue]:
    """Give a message for the page: its figures, and the payload without file rows."""
    card = {"document": {"file"}, "picture": {"file"}}
    payload = message.payload.model_dump(mode="json", exclude={"file": True, "card": card})
    return {
        "number": message.number,
        "edition": message.edition,
        "update": message.update,
        "at": message.at.isoformat(),
        **cast("dict[str, JsonValue]", payload),
    }
