"""JSON as the Bot API writes it."""

import json

from pydantic_core import from_json


def read_json(payload: bytes) -> object:
    """Read JSON; raises ``ValueError``.

    pydantic's reader takes a third of the time of the standard library's, but no lone surrogate, which is no character.
    """
    try:
        return from_json(payload)
    except ValueError:
        return _read_patiently(payload)


def _read_patiently(payload: bytes) -> object:
    try:
        return json.loads(payload)
    except RecursionError as fault:
        raise ValueError("nested too deeply") from fault
