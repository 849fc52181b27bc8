"""Whatever is pressed or typed, in whatever order, doubled or stale."""

from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from dialogs.engine.cards import Block, Card, Note, Notice
from dialogs.engine.events import Event, Opened, Pressed
from dialogs.engine.form_state import FormState
from dialogs.engine.forms import Form
from dialogs.engine.walk import answers_of, step
from dialogs.engine.walk.path import EntryMenu, Place, Scope, answered
from tests.dialogs.engine.walk.players import CONVERSATION, Player
from tests.dialogs.engine.walk.random_forms import fitting, other_events, random_forms
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, Sheet

M = TypeVar("M", bound=BaseModel)
TURNS = 40
WALKS = settings(max_examples=120, suppress_health_check=list(HealthCheck))


@WALKS
@given(form=random_forms(), data=st.data())
def test_a_random_form_survives_a_random_person(form: Form[Sheet], data: st.DataObject) -> None:
    _walk(Player(form), data)


@WALKS
@given(data=st.data())
def test_an_assessment_survives_a_random_person(data: st.DataObject) -> None:
    _walk(Player(ASSESSMENT, 2), data)


@WALKS
@given(data=st.data())
def test_a_meeting_survives_a_random_person(data: st.DataObject) -> None:
    _walk(Player(MEETING), data)


def _walk(player: Player[M], data: st.DataObject) -> None:
    for _turn in range(TURNS if player.end is None else 0):
        before = player.state
        _take_turn(player, _event(player, data))
        if player.end == "submitted":
            assert answers_of(player.form, player.state)
            return
        if player.end is not None:
            player.state = before  # the walk goes on as if the person had thought better of it
            player.do(Opened())


def _event(player: Player[M], data: st.DataObject) -> Event:
    kind = data.draw(st.sampled_from(["press", "press", "press", "fitting", "fitting", "earlier", "other"]))
    if kind == "fitting" and isinstance(where := player.walk().where(), Place) and not player.state.leaving:
        return fitting(where.step)
    if kind == "other":
        return data.draw(other_events())
    buttons = list(player.seen.values()) if kind == "earlier" else player.buttons
    return Pressed(data=data.draw(st.sampled_from([one.press or "" for one in buttons])))


def _take_turn(player: Player[M], event: Event) -> None:
    before, walk, shown = player.state.model_copy(deep=True), player.walk(), player.card
    where = walk.where()
    outcome = player.do(event)
    after = outcome.state
    assert FormState.model_validate_json(after.model_dump_json()) == after
    assert outcome.changed == (after != before)
    if outcome.end is not None:
        assert (outcome.card is None) == (outcome.end == "submitted")
        return
    assert player.buttons, player.text
    assert sum(len(row) for row in player.card.buttons) <= 100
    _nothing_acknowledged_is_lost(before, after, where, player)
    if before.entry is None and after.entry is None and before.answers.keys() <= after.answers.keys():
        assert _done(player, after) >= _done(player, before)
    if outcome.card is None and "page" not in str(shown.buttons):
        _same_card(player, shown)


def _nothing_acknowledged_is_lost(before: FormState, after: FormState, where: object, player: Player[M]) -> None:
    scope = Scope(player.steps, after)
    touched = _touched(where, before)
    for key, value in before.answers.items():
        kept = key in after.answers and after.answers[key] == value
        name = key.partition("/")[0]
        assert kept or name in touched or scope.find(key) is None, (key, value, after)
    if before.entry is not None and after.entry is not None and isinstance(where, Place | EntryMenu):
        inner = Scope(where.scope.steps, after.entry)
        for key, value in before.entry.answers.items():
            kept = after.entry.answers.get(key) == value
            assert kept or inner.find(key) is None or key.partition("/")[0] in touched, (key, value)


def _done(player: Player[M], state: FormState) -> int:
    return sum(answered(one, state.answers) for one in Scope(player.steps, state).applying())


def _touched(where: object, before: FormState) -> set[str]:
    names = {before.entry.group} if before.entry is not None else set()
    if isinstance(where, Place):
        names.add((where.parent or where.step).name)
    return names


def _same_card(player: Player[M], shown: Card) -> None:
    """Nothing was redrawn: so the card on show must be right as it is."""
    if player.state.leaving:
        assert "keep" in str(shown.buttons)
        return
    now = step(player.form, player.state, Opened(), CONVERSATION, steps=player.steps).card
    assert now is not None
    assert now.buttons == shown.buttons
    assert _said(now) == _said(shown)


def _said(card: Card) -> list[Block]:
    """What a card asks, without what it says about the last turn."""
    return [block for block in card.blocks if not isinstance(block, Notice | Note)]
