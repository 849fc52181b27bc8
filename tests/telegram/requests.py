"""Reads a call's parameters from query, form, multipart or JSON, and checks them against the facts."""

import json
from typing import TypeVar

from aiohttp import web
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tests.telegram.facts import Facts, Upload
from tests.telegram.refusals import Refusal, bad_request

F = TypeVar("F", bound=Facts)
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "file_id": "invalid file_id specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
WRONG = {
    "reply_markup": "can't parse inline keyboard button: ",
    "commands": "can't parse BotCommand: ",
    "scope": "can't parse BotCommandScope: ",
}


async def given(request: web.Request) -> dict[str, object]:
    """Give the parameters of a call as text and uploads."""
    values: dict[str, object] = dict(request.query)
    if request.content_type == "application/json":
        body = json.loads(await request.read() or b"{}")
        if not isinstance(body, dict):
            raise bad_request("can't parse request body: Object expected")
        return values | plain(body)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            values[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            values[name] = value if isinstance(value, str) else value.decode()
    return values


def plain(body: dict[str, object]) -> dict[str, object]:
    """Give parameters written as JSON as text."""
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}


def checked(values: dict[str, object], facts: type[F]) -> F:
    """Give the parameters as the method's own; refuses the first that is unknown, missing or mistyped."""
    try:
        return facts.model_validate(values)
    except ValidationError as fault:
        raise _refusal(fault.errors()[0]) from None


def _refusal(error: ErrorDetails) -> Refusal:
    name = str(error["loc"][0])
    nested = len(error["loc"]) > 1
    if error["type"] == "extra_forbidden" and not nested:
        return bad_request(f'unknown parameter "{name}"')
    if error["type"] == "missing" and not nested:
        return bad_request(MISSING.get(name, f'parameter "{name}" is required'))
    place = ".".join(str(step) for step in error["loc"][1:])
    return bad_request(WRONG.get(name, f"invalid {name} specified: ") + f"{place} {error['msg']}".strip())
