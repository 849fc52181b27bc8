"""What a page sends when the person does something: closed models, and what they become for the turns."""

import re
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.web import texts
from bot.web.refusals import Refusal
from dialogs.engine.events import Command, Content, Pressed, Typed, clean

LONGEST: Final = 8_000
"""Characters at a time. A form's own limits are lower; this one keeps the sealed rows small."""

UpdateId = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{8,36}$")]
"""Made by the page, a UUID as a rule; the same again is the same update again."""

_COMMAND: Final = re.compile(r"/([A-Za-z][A-Za-z_]{0,31})(?:\s+(.*))?", re.DOTALL)
_ARGUMENT: Final = 512


class Sent(BaseModel):
    """Base of what ``POST /say`` takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: UpdateId


class SentWords(Sent):
    """Typed words; ``/name argument`` is a command."""

    kind: Literal["typed"]
    text: str = Field(max_length=LONGEST)


class SentPress(Sent):
    """A pressed button, and the message that it hangs on."""

    kind: Literal["pressed"]
    data: str = Field(pattern=r"^[^\x00-\x1f\x7f]{1,64}$")
    message: int = Field(ge=1, le=2**31 - 1)


class SentCommand(Sent):
    """An entry of the menu."""

    kind: Literal["command"]
    name: str = Field(pattern=r"^[a-z_]{1,32}$")


Act = Annotated[SentWords | SentPress | SentCommand, Field(discriminator="kind")]
_ACT: TypeAdapter[Act] = TypeAdapter(Act)


def read_act(body: bytes) -> Act:
    """Read a request's body; a :class:`Refusal` with 400 for anything else, lone surrogates included."""
    try:
        return _ACT.validate_json(body)
    except ValidationError as fault:
        if any(error["type"] == "string_too_long" and "text" in error["loc"] for error in fault.errors()):
            raise Refusal(400, texts.too_long(LONGEST)) from None
        # `from None`: pydantic's error quotes the person's words, and a log may print the cause.
        raise Refusal(400, texts.UNREADABLE) from None


def content_of(act: Act) -> Content:
    """Turn what a page sent into what the turns take; a :class:`Refusal` when no words are left."""
    match act:
        case SentPress(data=data):
            return Pressed(data=data)
        case SentCommand(name=name):
            return Command(name=name)
        case SentWords(text=text):
            words = clean(text)
            if not words:
                raise Refusal(400, texts.EMPTY)
            command = _COMMAND.fullmatch(words)
            if command is None:
                return Typed(text=words)
            return Command(name=command[1].lower(), argument=(command[2] or "")[:_ARGUMENT].strip())


def own_words(content: Content) -> str | None:
    """Give what the person's own side of the transcript shows; a token that somebody typed is not kept there."""
    match content:
        case Typed(text=text):
            return text
        case Command(name=name, argument=argument):
            return f"/{name}" if name == "start" or not argument else f"/{name} {argument}"
        case _:
            return None
