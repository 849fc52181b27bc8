import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.refusals import Refusal
from bot.web.said import LONGEST, content_of, own_words, read_act
from dialogs.engine.events import Command, Pressed, Typed


def test_typed_words_stay_words() -> None:
    assert content_of(read_act('{"id":"12345678","kind":"typed","text":" 好 "}'.encode())) == Typed(text="好")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/assess", Command(name="assess")),
        ("/Standard 协商 机制", Command(name="standard", argument="协商 机制")),
        ("/start abc\n", Command(name="start", argument="abc")),
    ],
)
def test_a_leading_slash_makes_a_command(text: str, command: Command) -> None:
    act = read_act(b'{"id":"12345678","kind":"typed","text":%s}' % _json(text))
    assert content_of(act) == command


@pytest.mark.parametrize("text", ["/ 3", "//", "3/4", "/9", "1 /assess"])
def test_other_slashes_are_words(text: str) -> None:
    act = read_act(b'{"id":"12345678","kind":"typed","text":%s}' % _json(text))
    assert content_of(act) == Typed(text=text)


def test_a_typed_invitation_token_is_not_kept_on_the_page() -> None:
    assert own_words(Command(name="start", argument="secret")) == "/start"
    assert own_words(Command(name="standard", argument="6.1.1.2")) == "/standard 6.1.1.2"
    assert own_words(Pressed(data="f|1|a|b|c")) is None


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "\u202e\u200f"])
def test_words_without_words_are_refused(text: str) -> None:
    act = read_act(b'{"id":"12345678","kind":"typed","text":%s}' % _json(text))
    with pytest.raises(Refusal) as refused:
        content_of(act)
    assert refused.value.status == 400


def test_too_long_says_how_long_it_may_be() -> None:
    with pytest.raises(Refusal, match="too long") as refused:
        read_act(b'{"id":"12345678","kind":"typed","text":"%s"}' % (b"x" * (LONGEST + 1)))
    assert refused.value.status == 400


@given(body=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_comes_is_an_act_or_a_refusal_with_a_sentence(body: bytes) -> None:
    with suppress(Refusal):
        assert read_act(body).id


def _json(text: str) -> bytes:
    return json.dumps(text).encode()
