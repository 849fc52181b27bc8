"""The ledger notices what is not as it must be."""

from bot.house import registry_of
from dialogs.people.joining import JoiningArguments
from standard.library import library
from tests.end_to_end.chaos.kept import Kept
from tests.end_to_end.chaos.ledger import Tally, count
from tests.end_to_end.chaos.sheet import Setting
from tests.end_to_end.chaos.witness import Arrival
from tests.telegram.pending import Waiting

CHAT, FORM = 7, 11
JOINING = JoiningArguments(invitation=1, organisation="协会", role="member", known=False, languages=())
SETTING = Setting(registry_of(library()), library(), (), 1, JOINING)
PULSE = library().pulse()
NOBODY = Kept(joined=False, draft=None, submitted={}, revisions=0)


def updates(*deeds: str) -> list[Waiting]:
    """Give updates: a command or words, or the data of a button."""
    bodies = [{"callback_query": {"data": deed}} if "|" in deed else {"message": {"text": deed}} for deed in deeds]
    return [Waiting(number, CHAT, dict(body)) for number, body in enumerate(bodies)]


def came(*marks: str, changed: bool = True) -> list[Arrival]:
    return [Arrival(mark, FORM - 1 if mark == "asks consent" else FORM, changed) for mark in marks]


def counted(deeds: list[str], arrivals: list[Arrival], kept: Kept = NOBODY) -> Tally:
    return count(lambda _: SETTING, updates(*deeds), {CHAT: arrivals}, {CHAT: kept})


ECHOES = ["/x1", "/x2", "/x3"]
FIRST, SECOND, THIRD = (f"echo x{number}" for number in (1, 2, 3))


def test_what_came_in_order_is_as_it_must_be() -> None:
    tally = counted(ECHOES, came(FIRST, SECOND, THIRD))
    assert tally.sound
    assert tally.replies == 3


def test_a_reply_that_did_not_come_is_lost() -> None:
    tally = counted(ECHOES, came(FIRST, THIRD))
    assert (tally.lost, tally.doubled, tally.out_of_order) == (1, 0, 0)
    assert not tally.whole


def test_a_reply_that_was_overtaken_is_lost_at_its_place() -> None:
    assert counted(ECHOES, came(SECOND, FIRST, THIRD)).lost == 1


def test_what_came_once_more_is_doubled_where_it_was_seen() -> None:
    tally = counted(ECHOES, came(FIRST, SECOND, FIRST, SECOND, THIRD))
    assert (tally.lost, tally.doubled, tally.out_of_order) == (0, 2, 0)
    assert not tally.sound
    assert counted(ECHOES, [*came(FIRST), *came(FIRST, changed=False), *came(SECOND, THIRD)]).doubled == 0


def test_what_nobody_was_to_receive_is_out_of_order() -> None:
    assert counted(ECHOES, came(FIRST, SECOND, "review", THIRD)).out_of_order == 1


JOINED = ["/start token", f"f|{FORM - 1}|consent|answer|agree", "林小雨"]
ANSWERED = [*JOINED, "a|assess-open|1|pulse", f"f|{FORM}|{PULSE[0].code}|answer|3", "2"]
SHOWN = ["asks consent", "asks name", "other", *(f"asks {item.code}" for item in PULSE[:3])]


def test_every_answer_is_looked_for_in_the_database() -> None:
    answers = {PULSE[0].code: "3", PULSE[1].code: "2"}
    there = Kept(joined=True, draft=dict(answers), submitted={}, revisions=0)
    assert counted(ANSWERED, came(*SHOWN), there).sound

    lost = Kept(joined=True, draft={PULSE[0].code: "3"}, submitted={}, revisions=0)
    other = Kept(joined=True, draft={**answers, PULSE[1].code: "1"}, submitted={}, revisions=0)
    more = Kept(joined=True, draft={**answers, PULSE[2].code: "1"}, submitted={}, revisions=0)
    twice = Kept(joined=True, draft=dict(answers), submitted={}, revisions=1)
    assert counted(ANSWERED, came(*SHOWN), lost).missing == 1
    assert counted(ANSWERED, came(*SHOWN), other).missing == 1
    assert counted(ANSWERED, came(*SHOWN), more).too_much == 1
    assert counted(ANSWERED, came(*SHOWN), twice).missing == 1
