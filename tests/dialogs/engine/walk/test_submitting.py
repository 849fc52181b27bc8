"""From answers to the form's model."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pydantic import BaseModel, JsonValue, ValidationError, field_validator, model_validator

from dialogs.engine import forms
from dialogs.engine.form_state import FormState
from dialogs.engine.forms import Answers, Form, Kept
from dialogs.engine.text import Text
from dialogs.engine.walk import answers_of, begin
from tests.dialogs.engine.walk.meetings import reviewed
from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, Sheet


class Pair(BaseModel):
    first: str
    second: str
    first_note: str | None = None

    @field_validator("second")
    @classmethod
    def _is_not_wrong(cls, value: str) -> str:
        if value == "wrong":
            raise ValueError("wrong")
        return value

    @model_validator(mode="after")
    def _are_different(self) -> "Pair":
        if self.first == self.second:
            raise ValueError("the same")
        return self


def pair(*, review: bool, check: Callable[[JsonValue, Answers], Text | None] | None = None) -> Form[Pair]:
    note = forms.Words(name="note", prompt=(), label="Note")
    steps = (
        forms.Words(name="first", prompt=(), label="First", check=check, asides=(note,)),
        forms.Words(name="second", prompt=(), label="Second"),
    )
    return Form(
        name="pair",
        version=1,
        title="A pair",
        model=Pair,
        steps=lambda _arguments: steps,
        roles=frozenset(),
        submit="Send",
        review=review,
    )


def test_each_step_is_a_field_and_a_step_not_asked_is_left_out() -> None:
    answers = reviewed().press("Kind").press("Closed").press("Submit").answers()
    assert (answers.kind, answers.reason, answers.size) == ("closed", None, 12)
    assert answers.papers is None


def test_an_aside_is_a_field_of_both_names() -> None:
    player = Player(pair(review=False)).press("Note").type("beside").type("a").type("b")
    assert player.answers() == Pair(first="a", second="b", first_note="beside")


def test_a_model_of_one_field_takes_all_answers_as_data() -> None:
    state = begin(ASSESSMENT, 1, {"6.1.1.2-1": "3", "6.1.1.2-1/comment": "so", "gone": "1", "6.2.1.1-1": None})
    assert answers_of(ASSESSMENT, state) == Sheet(
        answers={"6.1.1.2-1": "3", "6.1.1.2-1/comment": "so", "6.2.1.1-1": None}
    )


def test_files_are_bound_as_what_is_kept_of_them() -> None:
    papers: JsonValue = [Kept(name="a.pdf", file=3).model_dump(mode="json")]
    state = begin(MEETING, None, {**reviewed().state.answers, "papers": papers})
    assert answers_of(MEETING, state).papers == [Kept(name="a.pdf", file=3)]


def test_answers_that_do_not_fit_are_a_fault_of_pydantics() -> None:
    with pytest.raises(ValidationError):
        answers_of(MEETING, FormState(version=1))


@pytest.mark.parametrize("review", [True, False])
def test_an_answer_that_the_model_refuses_is_asked_for_again(review: bool) -> None:
    player = Player(pair(review=review)).type("a").type("wrong")
    if review:
        player.press("Send")
    assert player.notice == "This answer does not fit yet. Please look at it again."
    assert player.place == "second"
    player.type("b")
    assert (player.press("Send") if review else player).end == "submitted"


def test_answers_that_do_not_fit_together_lead_to_the_last_one() -> None:
    assert Player(pair(review=True)).type("a").type("a").press("Send").place == "second"


def test_a_check_that_no_longer_holds_leads_back_to_its_answer() -> None:
    def differs(value: JsonValue, answers: Answers) -> Text | None:
        return "Not the second one's." if value == answers.get("second") else None

    player = Player(pair(review=True, check=differs)).type("a").type("a").press("Send")
    assert player.notice == "Not the second one's."
    assert player.type("b").press("Send").answers().first == "b"


def test_a_form_that_asks_nothing_and_needs_something_is_at_fault() -> None:
    with pytest.raises(ValidationError):
        Player(replace(pair(review=False), steps=lambda _arguments: ()))


def test_a_form_that_asks_nothing_and_needs_nothing_is_done_at_once() -> None:
    assert Player(replace(ASSESSMENT, steps=lambda _arguments: (), review=False)).end == "submitted"


def test_a_form_that_asks_nothing_shows_an_empty_review() -> None:
    assert Player(replace(ASSESSMENT, steps=lambda _arguments: ())).press("Submit").end == "submitted"
