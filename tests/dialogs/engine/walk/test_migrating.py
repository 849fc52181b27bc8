"""A form's new version under a conversation begun with an old one."""

from dataclasses import replace

import pytest
from pydantic import JsonValue

from dialogs.engine import forms
from dialogs.engine.events import Pressed
from dialogs.engine.form_state import FormState
from dialogs.engine.forms import Choices, Kept, Option, Step
from dialogs.engine.walk import Outcome, migrated, step
from dialogs.engine.walk.migrating import takes_value
from tests.dialogs.engine.walk.meetings import reviewed
from tests.dialogs.engine.walk.players import CONVERSATION, ENGLISH, Player
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, items

ANSWERS: dict[str, JsonValue] = {"6.1.1.2-1": "3", "6.1.1.2-1/comment": "so", "6.1.1.2-2": "4"}
FILES: JsonValue = [Kept(name="a", file=1).model_dump(mode="json")]


def renamed(answers: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {key.replace("6.1.1.2-2", "6.2.1.1-1"): value for key, value in answers.items()}


def raised(answers: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {key: "9" if value == "3" else value for key, value in answers.items()}


def old(**more: object) -> FormState:
    path = ["6.1.1.2-1", "6.1.1.2-2"]
    return FormState.model_validate({"version": 1, "arguments": 2, "answers": ANSWERS, "path": path} | more)


def test_a_state_of_this_version_is_left_alone() -> None:
    state = old()
    assert migrated(ASSESSMENT, state) == (state, None)


def test_answers_are_carried_from_version_to_version() -> None:
    state, notice = migrated(replace(ASSESSMENT, version=3, migrations={1: renamed, 2: dict}), old())
    assert state.answers == {"6.1.1.2-1": "3", "6.1.1.2-1/comment": "so", "6.2.1.1-1": "4"}
    assert (state.version, state.path, notice) == (3, ["6.1.1.2-1", "6.2.1.1-1"], None)


def test_answers_that_the_new_steps_do_not_take_are_dropped_and_this_is_said() -> None:
    state, notice = migrated(replace(ASSESSMENT, version=2, migrations={1: raised}), old())
    assert state.answers == {"6.1.1.2-1/comment": "so", "6.1.1.2-2": "4"}
    assert notice is not None
    assert "1 answer no longer fits" in ENGLISH.say(notice)


@pytest.mark.parametrize("version", [0, 4])
def test_over_a_gap_or_from_the_future_what_still_fits_is_kept(version: int) -> None:
    state, notice = migrated(replace(ASSESSMENT, version=2, migrations={1: raised}), old(version=version))
    assert state.answers == ANSWERS
    assert notice is None


def test_a_question_that_is_gone_takes_its_answer_along() -> None:
    shorter = replace(ASSESSMENT, version=2, migrations={1: dict}, steps=lambda _arguments: items(1))
    assert migrated(shorter, old())[0].answers == {"6.1.1.2-1": "3", "6.1.1.2-1/comment": "so"}


def test_an_aside_that_is_gone_goes_alone() -> None:
    bare = tuple(replace(one, asides=()) for one in items(2))
    state, notice = migrated(replace(ASSESSMENT, version=2, steps=lambda _arguments: bare), old())
    assert (list(state.answers), notice) == (["6.1.1.2-1", "6.1.1.2-2"], None)


def test_offered_words_survive_and_a_place_that_may_be_gone_does_not() -> None:
    draft: dict[str, JsonValue] = {"6.1.1.2-1/comment": "offered", "gone": "x"}
    state, _notice = migrated(replace(ASSESSMENT, version=2), old(at="6.1.1.2-1", editing=True, draft=draft))
    assert (state.at, state.editing, state.draft) == (None, False, {"6.1.1.2-1/comment": "offered"})


def test_the_next_turn_after_a_new_version_says_so_whatever_it_brings() -> None:
    newer = replace(ASSESSMENT, version=2, migrations={1: raised})
    data = f"f|{CONVERSATION}|6.1.1.2-2|answer|4"
    outcome: Outcome = step(newer, old(), Pressed(data=data), CONVERSATION)
    assert outcome.changed
    assert outcome.card is not None
    assert "revised" in ENGLISH.say(outcome.card.blocks[0].text)  # type: ignore[union-attr]


def test_a_whole_meeting_passes_unchanged() -> None:
    state = reviewed().state
    after, notice = migrated(replace(MEETING, version=2), state)
    assert (after.answers, notice) == (state.answers, None)


def test_a_check_of_the_new_version_is_asked() -> None:
    state = FormState(version=0, answers={"size": 3, "title": "x"}, path=["title", "size"])
    assert migrated(MEETING, state)[0].answers == {"title": "x"}


def steps_by_name() -> dict[str, Step]:
    return {one.name: one for one in MEETING.steps(None)}


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("title", "x", True),
        ("title", "", False),
        ("title", "x" * 61, False),
        ("title", 3, False),
        ("title", None, False),
        ("reason", None, True),
        ("kind", "public", True),
        ("kind", "secret", False),
        ("kind", ["public"], False),
        ("topics", ["road", "water"], True),
        ("topics", [], False),
        ("topics", ["sky"], False),
        ("topics", "road", False),
        ("day", "2026-03-01", True),
        ("day", "2025-03-01", False),
        ("day", "2027-03-01", False),
        ("day", "soon", False),
        ("day", "2026年3月1日", False),
        ("size", 12, True),
        ("size", True, False),
        ("size", 1, False),
        ("size", 501, False),
        ("chair", "17", True),
        ("chair", "Somebody", True),
        ("chair", 17, False),
        ("papers", FILES, True),
        ("papers", [*FILES, *FILES, *FILES] if isinstance(FILES, list) else [], False),
        ("papers", [{"name": "a", "colour": "red"}], False),
        ("papers", "a", False),
        ("guests", [{"name": "x", "role": "host"}], True),
        ("guests", [{"name": "x", "role": "king"}], False),
        ("guests", [{"name": "x", "hat": "red"}], False),
        ("guests", ["x"], False),
        ("guests", "x", False),
    ],
)
def test_a_recorded_value_fits_where_it_could_have_been_given(name: str, value: JsonValue, fits: bool) -> None:
    assert takes_value(steps_by_name()[name], value) == fits


def test_a_number_without_bounds_takes_any() -> None:
    assert takes_value(forms.Number(name="n", prompt=(), label="n"), -5)


def test_ticks_of_a_new_version_are_dropped_with_their_options() -> None:
    one = Choices(name="t", prompt=(), label="t", options=(Option(value="a", label="a"),))
    form = replace(ASSESSMENT, version=2, steps=lambda _arguments: (one,))
    state = FormState(version=1, answers={"t": ["a", "b"]}, draft={"t": ["a"]})
    assert migrated(form, state)[0].draft == {"t": ["a"]}
    assert migrated(form, state)[0].answers == {}


def test_a_conversation_goes_on_after_its_migration() -> None:
    player = Player(ASSESSMENT, 2).press("3")
    player.form = replace(ASSESSMENT, version=2)
    player.press("4")
    assert player.state.answers == {"6.1.1.2-1": "3", "6.1.1.2-2": "4"}
