"""A comment and evidence beside an answer."""

from pydantic import BaseModel

from dialogs.engine.events import Attached, Pressed, Typed
from dialogs.engine.forms import FileStep, Form, Kept, Words
from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, Sheet

ITEM = "6.1.1.2-1"


class Sheets(BaseModel):
    """A file and words."""

    table: list[Kept]
    words: str


def file(number: int, caption: str = "") -> Attached:
    return Attached(name=f"photo {number}.jpg", media_type="image/jpeg", file=number, caption=caption)


def names(player: Player[Sheet]) -> list[str]:
    kept = player.state.answers.get(f"{ITEM}/evidence")
    return [str(one["name"]) for one in kept if isinstance(one, dict)] if isinstance(kept, list) else []


def test_an_aside_is_answered_and_the_question_is_still_asked() -> None:
    player = Player(ASSESSMENT).press("Comment").type("Two mediators")
    assert player.place == ITEM
    assert player.state.answers == {f"{ITEM}/comment": "Two mediators"}
    assert "Comment recorded: Two mediators" in player.text
    assert player.text.startswith("1/6")
    assert player.press("3").place == "6.1.1.2-2"


def test_an_aside_can_be_left_and_taken_back() -> None:
    player = Player(ASSESSMENT).press("Comment").press("‹ Back to the question")
    assert player.place == ITEM
    player.press("Comment").type("wrong").press("Comment").press("Remove")
    assert player.state.answers == {}
    assert player.place == f"{ITEM}/comment"
    assert player.do(Pressed(data=f"f|7|{ITEM}/comment|remove|")).card is None


def test_words_that_answer_nothing_are_offered_as_the_comment() -> None:
    player = Player(ASSESSMENT).type("We did it twice")
    assert "To keep your message as “Comment”" in player.notice
    assert player.state.draft == {f"{ITEM}/comment": "We did it twice"}
    keep = player.data("Keep it as: Comment")
    player.do(Pressed(data=keep))
    assert player.state.answers == {f"{ITEM}/comment": "We did it twice"}
    assert player.state.draft == {}
    assert player.do(Pressed(data=keep)).card is None


def test_offered_words_wait_while_the_question_is_answered_and_come_back_with_it() -> None:
    player = Player(ASSESSMENT).type("We did it twice").press("3").press("‹ Back")
    assert "Keep it as: Comment" in player.labels


def test_offered_words_are_added_to_a_comment_as_long_as_there_is_room() -> None:
    player = Player(ASSESSMENT).press("Comment").type("a" * 100).type("b" * 99).press("Keep it as: Comment")
    assert player.state.answers[f"{ITEM}/comment"] == "a" * 100 + "\n" + "b" * 99
    player.type("c c").press("Keep it as: Comment")
    assert "204 characters; there is room for 200" in player.notice
    assert player.state.draft == {f"{ITEM}/comment": "c c"}


def test_offered_words_are_kept_where_the_person_came_back_to_an_answer() -> None:
    player = Player(ASSESSMENT).press("3").press("‹ Back").type("more words").press("Keep it as: Comment")
    assert player.place == ITEM


def test_a_file_goes_straight_into_the_evidence_and_the_question_stays() -> None:
    player = Player(ASSESSMENT)
    player.do(file(1))
    assert (player.place, names(player)) == (ITEM, ["photo 1.jpg"])
    assert player.do(file(1)).card is None
    player.press("Comment").do(file(2))
    assert (player.place, names(player)) == (f"{ITEM}/comment", ["photo 1.jpg", "photo 2.jpg"])
    player.do(file(3))
    assert "room for 2 files" in player.notice


def test_a_caption_is_offered_as_the_comment() -> None:
    player = Player(ASSESSMENT)
    player.do(file(1, caption="The notice board"))
    assert "Keep it as: Comment" in player.labels
    assert names(player) == ["photo 1.jpg"]


def test_evidence_is_listed_and_removed_one_by_one() -> None:
    player = Player(ASSESSMENT).press("Evidence")
    player.do(file(1))
    player.do(Typed(text="https://example.org/minutes"))
    assert names(player) == ["photo 1.jpg", "example.org/minutes"]
    assert player.place == f"{ITEM}/evidence"
    remove = player.data("Remove photo 1.jpg")
    player.do(Pressed(data=remove))
    assert player.do(Pressed(data=remove)).card is None
    assert names(player) == ["example.org/minutes"]
    player.press("Remove example.org/minutes")
    assert player.state.answers == {}
    assert "Send a photo" in player.type("not a link").notice


def test_a_link_typed_at_the_question_is_evidence() -> None:
    player = Player(ASSESSMENT).type("https://example.org/")
    assert names(player) == ["example.org"]
    for words in (
        "ftp://example.org",
        "http://[",
        "https://",
        "see https://example.org",
        "https://e.org/" + "x" * 2000,
    ):
        assert names(player.type(words)) == ["example.org"]


def test_a_doubled_press_on_an_aside_opens_it_once() -> None:
    player = Player(ASSESSMENT)
    data, back = player.data("Comment"), ""
    player.do(Pressed(data=data))
    assert player.do(Pressed(data=data)).card is None
    back = player.data("‹ Back to the question")
    player.do(Pressed(data=back))
    assert player.do(Pressed(data=back)).card is None


def test_a_step_of_files_collects_them_until_it_is_done() -> None:
    player = Player(MEETING).type("Roads").press("Closed").type("1").press("Confirm").type("2026-03-01")
    player.press("Skip").press("Anna Li").do(file(1))
    assert player.place == "papers"
    assert "Skip" not in player.labels
    assert "cannot be skipped" in player.type("skip").notice
    assert "Send a photo" in player.type("https://example.org/minutes").notice
    assert player.press("Done").place == "guests"


def test_the_one_file_that_is_asked_for_ends_its_step_by_itself() -> None:
    table = FileStep(name="table", prompt=(), label="Table", most=1, links=True, hint="Send the table.")
    form = Form(
        name="table",
        version=1,
        title="Table",
        model=Sheets,
        steps=lambda _arguments: (table, Words(name="words", prompt=(), label="Words")),
        roles=frozenset(),
        submit="Send",
    )
    player = Player(form)
    assert player.type("here it is").notice == "Send the table."
    player.do(file(1))
    assert player.place == "words"
    player.press("‹ Back").do(file(2))
    assert "room for 1 file" in player.notice
    player.press("Remove photo 1.jpg").type("https://example.org/table")
    assert player.place == "words"
    assert player.type("done").press("Send").end == "submitted"


def test_an_aside_is_opened_by_typing_its_name() -> None:
    assert Player(ASSESSMENT).type("意见").place == f"{ITEM}/comment"
    assert Player(ASSESSMENT).type("evidence").place == f"{ITEM}/evidence"
    assert Player(ASSESSMENT).type("evidence").type("comment").place == f"{ITEM}/evidence"
    assert Player(MEETING).type("Roads").type("9").place == "kind"
