import pytest

from bot.delivery.pace import Pace


def sent(pace: Pace, address: str, until: float, *, group: bool = False) -> list[float]:
    """Send as fast as the pace allows, and give the times."""
    now, times = 0.0, []
    while now < until:
        wait = pace.wait(address, now, group=group)
        if wait > 0:
            now += wait
            continue
        pace.spend(address, now, group=group)
        times.append(now)
    return times


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(begin <= each < begin + seconds for each in times) for begin in times)


def test_a_private_chat_gets_a_short_burst_and_then_one_a_second() -> None:
    times = sent(Pace(), "7", 60)
    assert times[:4] == [0, 0, 0, 3]
    assert len(times) == 60


def test_a_group_never_gets_more_than_twenty_in_any_minute() -> None:
    times = sent(Pace(), "-7", 600, group=True)
    assert most_within(times, 60) == 20
    assert len(times) == 200


def test_all_chats_together_never_get_more_than_thirty_in_any_second() -> None:
    pace, now, times = Pace(), 0.0, []
    for chat in range(300):
        while (wait := pace.wait(str(chat), now, group=False)) > 0:
            now += wait
        pace.spend(str(chat), now, group=False)
        times.append(now)
    assert most_within(times, 1) == 30
    assert times[-1] == pytest.approx(9)


def test_a_pace_of_nothing_is_no_limit() -> None:
    pace = Pace(0, 0, 0)
    for _ in range(1000):
        assert pace.wait("7", 0, group=False) == 0
        assert pace.wait("-7", 0, group=True) == 0
        pace.spend("7", 0, group=False)
        pace.spend("-7", 0, group=True)


def test_a_pace_below_one_stretches_the_time() -> None:
    assert sent(Pace(chat=0.1), "7", 35) == pytest.approx([0, 10, 20, 30])


def test_the_longest_silent_chats_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.pace.REMEMBERED", 2)
    pace = Pace(overall=0)
    for _ in range(3):
        pace.spend("1", 0, group=False)
    assert pace.wait("1", 0, group=False) == 3
    for other in ("2", "3"):
        pace.spend(other, 0, group=False)
    assert pace.wait("1", 0, group=False) == 0


def test_processes_share_the_pace_of_all_chats_together() -> None:
    pace = Pace()
    for _ in range(30):
        pace.spend("7", 0.0, group=False)
    pace.share(4)
    assert pace.wait("8", 0.9, group=False) == pytest.approx(0.1)
    assert most_within(sent_to_many(pace, 20, begin=1.0), 1) == 7
    pace.share(1)
    assert most_within(sent_to_many(pace, 90, begin=30.0), 1) == 30


def sent_to_many(pace: Pace, chats: int, begin: float) -> list[float]:
    now, times = begin, []
    for chat in range(chats):
        while (wait := pace.wait(str(chat), now, group=False)) > 0:
            now += wait
        pace.spend(str(chat), now, group=False)
        times.append(now)
    return times


def test_what_another_process_has_just_sent_to_a_chat_counts_in_its_pace() -> None:
    pace = Pace()
    pace.replay("7", [8.0, 8.5, 9.0], group=False)
    assert pace.wait("7", 9.5, group=False) == pytest.approx(1.5)
    assert pace.wait("8", 9.5, group=False) == 0


def test_no_more_is_taken_on_than_goes_out_in_a_while() -> None:
    assert Pace(overall=30).room(2.5) == 75
    assert Pace(overall=0.1).room(2.5) == 1
    assert Pace(overall=0).room(2.5) is None
