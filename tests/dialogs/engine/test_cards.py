"""Cards, in any language, as plain text and as JSON."""

import gettext
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from dialogs.engine.cards import (
    Bullets,
    Button,
    Card,
    Code,
    Document,
    Heading,
    Note,
    Notice,
    Paragraph,
    Progress,
    Quote,
    Radar,
    Series,
    Struck,
    Table,
)
from dialogs.engine.plain import plain
from dialogs.engine.rendering import rendered
from dialogs.engine.text import Percent, Reader, _, as_json, n_
from standard.models import Words
from tests.dialogs.engine.walk.players import CHINESE, ENGLISH

NAME = Words(zh="机制建设能力", en="Building mechanisms")
CARD = Card(
    blocks=(
        Heading(text=NAME),
        Paragraph(text="words of a person {as they are}"),
        Note(text=_("{done} of {total} answered", done=3, total=1200)),
        Notice(text=n_("{count} entry", "{count} entries", 2)),
        Quote(text="quoted"),
        Struck(text="struck"),
        Bullets(lines=(NAME, "second")),
        Bullets(lines=("nothing", "all"), marks=("0", "4")),
        Table(caption="Scores", header=("", "own"), rows=((NAME, "75"),)),
        Progress(number=1, total=2, place=NAME),
    ),
    buttons=((Button(label=NAME, press="v|standard|6", chosen=True), Button(label="Web", link="https://example.org")),),
    picture=Radar(title="Radar", axes=(NAME,), series=(Series(name="own", values=(75.0,)),), alternative=NAME),
    document=Document(file=3, name="export.xlsx", media_type="application/octet-stream"),
)


def test_a_card_is_rendered_in_the_readers_words_and_survives_json() -> None:
    shown = rendered(CARD, CHINESE)
    assert Card.model_validate_json(shown.model_dump_json()) == shown
    assert "Building" not in as_json(shown.model_dump(mode="json"))
    assert "机制建设能力" in as_json(shown.model_dump(mode="json"))


def test_a_card_is_written_as_plain_text() -> None:
    assert plain(CARD, ENGLISH).splitlines() == [
        "# Building mechanisms",
        "words of a person {as they are}",
        "- 3 of 1,200 answered",
        "! 2 entries",
        "“quoted”",
        "~~struck~~",
        "• Building mechanisms",
        "• second",
        "0 nothing",
        "4 all",
        "Scores",
        " | own",
        "Building mechanisms | 75",
        "1/2 · Building mechanisms",
        "(Building mechanisms)",
        "(export.xlsx)",
        "[✓ Building mechanisms] [Web](https://example.org)",
    ]


def test_a_code_is_written_as_what_it_shows() -> None:
    card = Card(blocks=(), picture=Code(link="https://example.org/j/x", alternative="an invitation"))
    assert plain(card, ENGLISH) == "(an invitation)"


def test_values_are_written_as_the_language_writes_them() -> None:
    shenzhen = Reader("zh_CN", ZoneInfo("Asia/Shanghai"), gettext.NullTranslations())
    said = _(
        "{name} {whole} {part} {share} {day} {moment} {inner} {words}",
        name=NAME,
        whole=1200,
        part=Decimal("62.5"),
        share=Percent(share=0.756),
        day=date(2026, 3, 1),
        moment=datetime(2026, 3, 1, 17, 30, tzinfo=UTC),
        inner=_("skipped"),
        words="a person's",
    )
    assert shenzhen.say(said) == "机制建设能力 1,200 62.5 76% 2026年3月1日 2026年3月2日 01:30 skipped a person's"
