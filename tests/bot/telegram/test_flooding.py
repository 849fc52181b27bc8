"""One chat that floods is told so once and then passed over; whoever taps quickly notices nothing."""

import pytest

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from bot.telegram.flooding import BURST, SILENCE, FloodGate
from dialogs.engine.errors import DatabaseUnavailable, Refusal
from dialogs.engine.events import Incoming, Typed
from tests.dialogs.talking import Scene

TOLD = "请稍后再继续"


class Turns:
    """Counts what is taken and refused, and can be out of reach."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.refused: list[str] = []
        self.out_of_reach = False

    async def take(self, incoming: Incoming) -> None:
        self.taken.append(incoming.address)

    async def refuse(self, incoming: Incoming, refusal: Refusal) -> None:  # noqa: ARG002 (the protocol names it)
        if self.out_of_reach:
            raise DatabaseUnavailable
        self.refused.append(str(refusal))


class Gate:
    """A flood gate whose clock the test moves."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.at = 0.0
        self.gate = FloodGate(self.turns, 3, lambda: self.at)
        self.number = 0

    async def sends(self, times: int, address: str = "7") -> None:
        for _ in range(times):
            self.number += 1
            await self.gate.take(update(self.number, address))


def update(number: int, address: str = "7", words: str = "3") -> Incoming:
    return Incoming(
        channel="telegram", bot="1", update=f"flood-{number}", address=address, content=Typed(text=words), language="zh"
    )


async def test_a_flood_is_told_once_and_then_passed_over_for_a_while() -> None:
    gate = Gate()
    await gate.sends(BURST + 50)
    assert len(gate.turns.taken) == BURST
    assert gate.turns.refused == ["flood"]

    gate.at += SILENCE - 1
    await gate.sends(5)
    assert len(gate.turns.taken) == BURST

    gate.at += 1
    await gate.sends(5)
    assert len(gate.turns.taken) == BURST + 5
    assert gate.turns.refused == ["flood"]


async def test_other_chats_go_on_while_one_floods() -> None:
    gate = Gate()
    await gate.sends(BURST + 5)
    await gate.sends(1, "8")
    assert gate.turns.taken[-1] == "8"


async def test_one_who_taps_through_the_whole_form_is_let_through() -> None:
    """Four presses a second for a quarter of a minute, a rest, and again."""
    gate = Gate()
    for _ in range(10):
        for _ in range(60):
            await gate.sends(1)
            gate.at += 0.25
        gate.at += 30
    assert len(gate.turns.taken) == 600
    assert gate.turns.refused == []


async def test_one_who_could_not_be_told_is_told_at_the_next_update() -> None:
    gate = Gate()
    await gate.sends(BURST)
    gate.turns.out_of_reach = True
    with pytest.raises(DatabaseUnavailable):
        await gate.sends(1)
    gate.turns.out_of_reach = False
    await gate.sends(3)
    assert gate.turns.refused == ["flood"]


async def test_the_limiter_forgets_the_longest_silenced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.flooding.REMEMBERED", 1)
    gate = Gate()
    for address in ("7", "8"):
        await gate.sends(BURST + 1, address)
    await gate.sends(1, "7")
    assert gate.turns.refused == ["flood"] * 3


async def test_what_was_answered_before_the_flood_is_kept_and_the_form_goes_on(
    sqlite_database: Database, cipher: KeyRingCipher
) -> None:
    scene = Scene(sqlite_database, cipher)
    member = await scene.joins(await scene.organisation("甲协会"))
    await member.says("/assess")
    await member.chooses("pulse")
    at = [0.0]
    gate = FloodGate(scene.turns, 3, lambda: at[0])
    for number in range(BURST + 20):
        await gate.take(update(number, member.address, "3" if number < 4 else "…"))
    shown = await member.receive()

    assert [TOLD in member.as_text(card) for card in shown].count(True) == 1
    assert TOLD in member.text
    at[0] += SILENCE
    await gate.take(update(999, member.address, "3"))
    await member.receive()
    await member.says("/assess")
    assert "已答 5 题，共 13 题" in member.text
