import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as some

from bot.telegram.keyboard import addresses, keyboard
from bot.telegram.markup import messages
from dialogs.engine.cards import (
    Block,
    Bullets,
    Button,
    Card,
    Heading,
    Note,
    Notice,
    Paragraph,
    Progress,
    Quote,
    Struck,
    Table,
)
from tests.telegram.entities import parsed, units


def card(*blocks: Block) -> Card:
    return Card(blocks=blocks)


def test_each_block_has_its_own_look() -> None:
    (shown,) = messages(
        card(
            Heading(text="6.1.1.2 机制"),
            Paragraph(text="请选择 <最像> 的一级 & 说明"),
            Quote(text="应建立\n协商机制"),
            Struck(text="记错的一条"),
            Bullets(lines=("未开展", "引领"), marks=("0", "4")),
            Bullets(lines=("甲", "乙")),
            Progress(number=12, total=45, place="6.1.1.2 机制建设能力"),
            Notice(text="已记录。"),
            Note(text="可随时返回"),
        )
    )
    assert shown == (
        "<b>6.1.1.2 机制</b>\n\n"
        "请选择 &lt;最像&gt; 的一级 &amp; 说明\n\n"
        "<blockquote>应建立\n协商机制</blockquote>\n\n"
        "<s>记错的一条</s>\n\n"
        "0 未开展\n4 引领\n\n"
        "• 甲\n• 乙\n\n"
        "▓▓▓░░░░░░░ 12/45 · 6.1.1.2 机制建设能力\n\n"
        "已记录。\n\n"
        "<i>可随时返回</i>"
    )


def test_a_tables_figures_stand_in_columns_before_what_they_are_of() -> None:
    table = Table(
        caption="各项得分",
        header=("能力", "得分", "人数", "结论"),
        rows=(("6.1.1 协商机制", "62.5", "9", "基本"), ("6.1.2 队伍", "8", "12", "—")),
    )
    (shown,) = messages(card(table))
    assert shown == (
        "<b>各项得分</b>\n"
        "<i>得分 · 人数 · 能力 · 结论</i>\n"
        "<code>62.5   9</code>  6.1.1 协商机制 · 基本\n"
        "<code>   8  12</code>  6.1.2 队伍 · —"
    )


def test_a_table_of_words_is_a_row_a_line() -> None:
    table = Table(caption="措施", header=("条款", "状态"), rows=(("7.1 场地", "已提供"), ("7.2 资金", "")))
    assert messages(card(table)) == ["<b>措施</b>\n<i>条款 · 状态</i>\n7.1 场地 · 已提供\n7.2 资金"]


def test_progress_survives_odd_figures() -> None:
    assert messages(card(Progress(number=0, total=0, place=""))) == ["░░░░░░░░░░ 0/0"]
    assert messages(card(Progress(number=9, total=3, place=""))) == ["▓▓▓▓▓▓▓▓▓▓ 9/3"]


def test_a_long_card_breaks_between_its_blocks() -> None:
    shown = messages(card(*(Paragraph(text=sign * 1500) for sign in "甲乙丙丁")))
    assert shown == [f"{'甲' * 1500}\n\n{'乙' * 1500}", f"{'丙' * 1500}\n\n{'丁' * 1500}"]


def test_a_block_longer_than_a_message_breaks_at_a_line_or_sentence_and_keeps_its_look() -> None:
    sentence = "协商" * 299 + "好。"
    shown = messages(card(Quote(text=sentence * 14)))
    assert [len(unescape(re.sub("<[^>]+>", "", page))) for page in shown] == [3600, 3600, 1200]
    assert all(page.startswith("<blockquote>") and page.endswith("。</blockquote>") for page in shown)


def test_an_empty_card_has_no_message() -> None:
    assert messages(card(Paragraph(text=" \0"), Bullets(lines=()))) == []


signs = some.text(min_size=1, max_size=30) | some.text(
    some.sampled_from("𝕏好 <&>\n\0\ud800。"), min_size=1, max_size=30
)
words = some.builds(lambda text, times: text * times, signs, some.sampled_from([1, 40, 400]))
texts = some.lists(
    words.map(lambda text: Paragraph(text=text))
    | words.map(lambda text: Quote(text=text))
    | words.map(lambda text: Heading(text=text)),
    max_size=4,
)


@given(texts)
def test_whatever_is_written_telegram_can_parse_every_message_and_none_is_too_long(blocks: list[Block]) -> None:
    for page in messages(card(*blocks)):
        text, _ = parsed(page, "HTML")
        assert 0 < units(text) <= 4096


@given(texts)
def test_no_sign_is_lost_where_a_card_is_cut(blocks: list[Block]) -> None:
    shown = "".join(parsed(page, "HTML")[0] for page in messages(card(*blocks)))
    said = "".join(str(block.text) for block in blocks if isinstance(block, Paragraph | Quote | Heading))
    assert solid(shown) == solid(said.encode("utf-8", "ignore").decode().replace("\0", ""))


def solid(text: str) -> str:
    return "".join(text.split())


def test_buttons_keep_their_rows_and_the_chosen_one_its_mark() -> None:
    rows = (
        (Button(label="0", press="f|1|q|a|0"), Button(label="1", press="f|1|q|a|1", chosen=True)),
        (Button(label="网页", link="https://example.org/j/x"),),
    )
    made = keyboard(Card(blocks=(), buttons=rows))
    assert made is not None
    assert [[(each.text, each.callback_data, each.url) for each in row] for row in made.inline_keyboard] == [
        [("0", "f|1|q|a|0", None), ("✓ 1", "f|1|q|a|1", None)],
        [("网页", None, "https://example.org/j/x")],
    ]


def test_a_link_that_cannot_be_a_button_becomes_a_line() -> None:
    local = Card(blocks=(), buttons=((Button(label="打开网页", link="http://localhost:8000/j/x"),),))
    assert keyboard(local) is None
    assert addresses(local) == ["打开网页 http://localhost:8000/j/x"]


def test_buttons_without_words_or_usable_data_and_those_past_a_hundred_do_not_spoil_the_rest() -> None:
    rows = ((Button(label=" ", press="a"),), (Button(label="长", press="界" * 22), Button(label="空", press="")))
    made = keyboard(Card(blocks=(), buttons=rows))
    assert made is not None
    assert [[each.text for each in row] for row in made.inline_keyboard] == [["…"]]
    many = keyboard(Card(blocks=(), buttons=tuple((Button(label="好" * 99, press=str(n)),) for n in range(120))))
    assert many is not None
    assert len(many.inline_keyboard) == 100
    assert many.inline_keyboard[0][0].text == f"{'好' * 63}…"
