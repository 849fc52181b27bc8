from datetime import UTC, datetime, timedelta

from bot.delivery.pace import Pace
from bot.delivery.pacing import Pacing
from dialogs.engine.letters import Letter
from dialogs.engine.mailbox import Mailbox, Waiting

NOW = datetime(2026, 3, 16, 1, 30, tzinfo=UTC)


def waiting(*ago: timedelta) -> Waiting:
    """Give a letter to a chat whose last ones went out so long ago."""
    sends = tuple((NOW - each).timestamp() for each in ago)
    return Waiting(1, Mailbox(1, "telegram", "7", None, sends), Letter(locale="en"), 0)


def wait(row: Waiting) -> float:
    pacing = Pacing({"telegram": Pace()}, lambda: NOW, lambda: 1000.0)
    pacing.take_over(row)
    return pacing.wait(row)


def test_a_chat_goes_on_at_the_pace_at_which_another_process_wrote_to_it() -> None:
    second = timedelta(seconds=1)
    assert wait(waiting(2 * second, second, 0 * second)) == 1.0


def test_what_went_out_before_the_clock_was_set_back_holds_nothing_up() -> None:
    ahead = timedelta(hours=-1)
    assert wait(waiting(ahead, ahead, ahead)) == 0.0
