"""Steps whose typed words mean something else: read, asked back, chosen among readings."""

from pydantic import BaseModel

from dialogs.engine.events import Pressed
from dialogs.engine.forms import Form, Option, PersonStep, Step
from dialogs.engine.interpreted import Interpreted, Understood, Unsure
from dialogs.people.roles import EVERYBODY
from standard.models import Words
from tests.dialogs.engine.walk.players import Player

MEANINGS = {"noon": "12:00", "tea time": "16:00"}


class Visit(BaseModel):
    at: str
    host: str


def read(text: str) -> Understood | Unsure:
    if text == "three":
        return Unsure("In the morning or in the afternoon?", ("03:00", "15:00"))
    return Understood(MEANINGS[text]) if text in MEANINGS else Unsure("At what time?")


def said(value: str) -> Words:
    return Words(zh=f"{value} 整", en=f"{value} sharp")


def steps(arguments: object) -> tuple[Step, ...]:
    del arguments
    return (
        Interpreted(name="at", prompt=(), label="Time", read=read, say=said, takes="Type a time, like “noon”."),
        PersonStep(name="host", prompt=(), label="Host", people=(Option(value="1", label="Li"),)),
    )


def visit() -> Player[Visit]:
    return Player(
        Form(name="visit", version=1, title="Visit", model=Visit, steps=steps, roles=EVERYBODY, submit="Send")
    )


def test_words_are_kept_as_what_they_mean_and_said_at_once() -> None:
    player = visit()
    assert "Type a time, like “noon”." in player.text
    assert player.type("noon").notice == "Noted: 12:00 sharp"
    assert player.state.answers == {"at": "12:00"}


def test_words_that_mean_nothing_are_asked_back() -> None:
    assert visit().type("soon").notice == "At what time?"


def test_words_that_can_mean_two_things_become_buttons() -> None:
    player = visit().type("three")

    assert player.notice == "In the morning or in the afternoon?"
    assert player.labels[:2] == ["03:00 sharp", "15:00 sharp"]
    assert player.press("15:00 sharp").state.answers == {"at": "15:00"}
    assert player.state.draft == {}


def test_a_reading_is_chosen_by_its_words_or_number_too() -> None:
    assert visit().type("three").type("15:00 sharp").state.answers == {"at": "15:00"}
    assert visit().type("three").type("第二个").state.answers == {"at": "15:00"}


def test_what_is_typed_next_takes_the_readings_away() -> None:
    player = visit().type("three").type("soon")

    assert player.labels == ["Leave"]
    assert player.type("tea time").state.answers == {"at": "16:00"}


def test_a_reading_that_was_never_offered_is_not_taken() -> None:
    player = visit().type("three")
    data = player.data("15:00 sharp").replace("15:00", "12:00")
    player.do(Pressed(data=data))

    assert player.state.answers == {}


def test_coming_back_shows_what_was_noted_and_the_review_says_it() -> None:
    player = visit().type("noon").press("‹ Back")
    assert "Recorded so far: 12:00 sharp" in player.text

    player.press("Go on ›").press("Li")
    assert "Time: 12:00 sharp" in player.text


def test_readings_of_an_older_version_of_the_form_are_dropped() -> None:
    player = visit().type("three")
    player.state.version = 0

    assert player.open().labels == ["Leave"]
