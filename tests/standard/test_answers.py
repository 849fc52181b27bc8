"""What a set of answers takes and refuses, and how an answer file is read."""

import csv
from io import BytesIO, TextIOWrapper
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.answer_file import LineFault, read_answers
from standard.answers import AnswerFault, AnswerSet, FaultKind, Perspective, Sheet, Side
from tests.standard.sheets import LIBRARY, RECOMMENDED, REQUIRED, answers

HEADER = "respondent,perspective,item,answer\n"


def read(content: str | bytes) -> tuple[AnswerSet, list[LineFault]]:
    faults: list[LineFault] = []
    raw = content if isinstance(content, bytes) else content.encode()
    lines = TextIOWrapper(BytesIO(raw), encoding="utf-8-sig", errors="surrogateescape", newline="")
    return read_answers(lines, LIBRARY, faults.append), faults


class TestTheSet:
    def test_holds_each_kind_of_answer_apart(self) -> None:
        held = answers("ann self 6.2.1.1 0 4 NA DK", "bob self 6.2.1.1 _ . . 1")
        assert held.patterns("6.2.1.1", Side.INTERNAL) == {(1, 5, 6, 7): 1, (8, 0, 0, 2): 1}

    def test_keeps_the_sides_apart(self) -> None:
        held = answers("a self 6.1.1.1 1", "b management 6.1.1.1 1", "c external 6.1.1.1 2", "d counterpart 6.1.1.1 2")
        assert held.patterns("6.1.1.1", Side.INTERNAL) == {(2, 0, 0, 0): 2}
        assert held.patterns("6.1.1.1", Side.OUTSIDE) == {(3, 0, 0, 0): 2}

    def test_a_whole_sheet_is_collected(self) -> None:
        held = AnswerSet.of(LIBRARY, [Sheet("ann", Perspective.EXTERNAL, {"6.1.1.1-2": "3"})])
        assert held.patterns("6.1.1.1", Side.OUTSIDE) == {(0, 4, 0, 0): 1}

    def test_names_the_items_that_anyone_was_asked(self) -> None:
        held = answers("ann self 6.1.1.1 3 _", "bob external 6.1.1.2 3")
        assert held.asked_items(Side.INTERNAL) == {"6.1.1.1-1", "6.1.1.1-2"}

    def test_restricted_to_some_items_it_forgets_the_others_and_stays_as_it_was(self) -> None:
        held = answers("ann self 6.1.1.1 3 2 1 0", "bob self 6.1.1.1 4 . . .")
        narrowed = held.restricted_to(["6.1.1.1-2", "6.1.1.1-4"])
        assert narrowed.patterns("6.1.1.1", Side.INTERNAL) == {(0, 3, 0, 1): 1, (0, 0, 0, 0): 1}
        assert held.patterns("6.1.1.1", Side.INTERNAL) == {(4, 3, 2, 1): 1, (5, 0, 0, 0): 1}

    @pytest.mark.parametrize(
        ("row", "kind"),
        [
            (("", "self", "6.1.1.1-1", "1"), FaultKind.RESPONDENT),
            (("bob", "boss", "6.1.1.1-1", "1"), FaultKind.PERSPECTIVE),
            (("bob", "self", "6.1.1.1-5", "1"), FaultKind.ITEM),
            (("bob", "self", "6.1.1.1-1", "5"), FaultKind.ANSWER),
            (("bob", "self", "6.1.1.1-1", "na"), FaultKind.ANSWER),
            (("bob", "self", "6.1.1.1-1", "３"), FaultKind.ANSWER),
            (("bob", "self", "6.1.1.1-1", "NA"), FaultKind.REQUIRED),
            (("ann", "external", "6.1.1.1-2", "1"), FaultKind.TWO_PERSPECTIVES),
            (("ann", "self", "6.1.1.1-1", "1"), FaultKind.TWO_ANSWERS),
        ],
    )
    def test_a_refused_answer_changes_nothing(self, row: tuple[str, str, str, str], kind: FaultKind) -> None:
        held = answers("ann self 6.1.1.1 3")
        with pytest.raises(AnswerFault) as refused:
            held.add(*row)
        assert refused.value.kind is kind
        assert held.patterns("6.1.1.1", Side.INTERNAL) == {(4, 0, 0, 0): 1}
        assert held.patterns("6.1.1.1", Side.OUTSIDE) == {}

    @pytest.mark.parametrize("capability", REQUIRED)
    def test_na_is_refused_under_every_required_clause(self, capability: str) -> None:
        with pytest.raises(AnswerFault, match="required"):
            answers(f"ann self {capability} NA")

    @pytest.mark.parametrize("capability", RECOMMENDED)
    def test_na_is_taken_under_every_recommended_clause(self, capability: str) -> None:
        assert answers(f"ann self {capability} NA").patterns(capability, Side.INTERNAL) == {(6, 0, 0, 0): 1}


class TestASoundFile:
    @pytest.mark.parametrize(
        "content",
        [
            HEADER + "ann,self,6.1.1.1-1,3\nann,self,6.1.1.1-2,\n",
            HEADER + "ann,self,6.1.1.1-1,3\nann,self,6.1.1.1-2,",
            "\ufeff" + HEADER + "ann,self,6.1.1.1-1,3\nann,self,6.1.1.1-2,\n",
            HEADER.replace("\n", "\r\n") + "ann,self,6.1.1.1-1,3\r\nann,self,6.1.1.1-2,\r\n",
            HEADER.replace("\n", "\r") + "ann,self,6.1.1.1-1,3\rann,self,6.1.1.1-2,\r",
            HEADER + '\n"ann","self","6.1.1.1-1","3"\n\n\nann,self,6.1.1.1-2,""\n\n',
        ],
        ids=["plain", "no last line end", "byte order mark", "CRLF", "CR", "quoted, with empty lines"],
    )
    def test_is_read_whatever_wrote_it(self, content: str) -> None:
        held, faults = read(content)
        assert faults == []
        assert held.patterns("6.1.1.1", Side.INTERNAL) == {(4, 8, 0, 0): 1}

    def test_a_byte_order_mark_that_the_decoder_left_is_taken_off(self) -> None:
        faults: list[LineFault] = []
        held = read_answers(["\ufeff" + HEADER, "ann,self,6.1.1.1-1,3"], LIBRARY, faults.append)
        assert faults == []
        assert held.patterns("6.1.1.1", Side.INTERNAL) == {(4, 0, 0, 0): 1}

    def test_a_header_alone_is_a_file_without_answers(self) -> None:
        held, faults = read(HEADER)
        assert faults == []
        assert held.patterns("6.1.1.1", Side.INTERNAL) == {}

    def test_names_may_be_chinese_or_hold_a_comma_or_an_invisible_space(self) -> None:
        _, faults = read(HEADER + '李雷,self,6.1.1.1-1,3\n"Li, Lei",self,6.1.1.1-1,3\n李\u200b雷,self,6.1.1.1-1,3\n')
        assert faults == []


class TestAFaultyFile:
    @pytest.mark.parametrize(
        ("line", "kind", "value"),
        [
            ("ann,self,6.1.1.1-1,3", FaultKind.TWO_ANSWERS, "ann"),
            ("ann,external,6.1.1.1-2,3", FaultKind.TWO_PERSPECTIVES, "ann"),
            ("bob,SELF,6.1.1.1-1,3", FaultKind.PERSPECTIVE, "SELF"),
            ("bob,self,6.3.1.1-1,3", FaultKind.ITEM, "6.3.1.1-1"),
            ("bob,self,6.1.1.1-1, 3", FaultKind.ANSWER, " 3"),
            ("bob,self,6.1.1.1-1,NA", FaultKind.REQUIRED, "NA"),
            (",self,6.1.1.1-1,3", FaultKind.RESPONDENT, ""),
            ("bob,self,6.1.1.1-1", FaultKind.COLUMNS, "3"),
            ("bob,self,6.1.1.1-1,3,", FaultKind.COLUMNS, "5"),
            ('bob,self,"6.1.1.1-1"x,3', FaultKind.QUOTING, "',' expected after '\"'"),
            ("b\0b,self,6.1.1.1-1,3", FaultKind.NUL, "b\0b,self,6.1.1.1-1,3"),
            ('"b\nb",self,6.1.1.1-1,3', FaultKind.LINE_BREAK, "b\nb,self,6.1.1.1-1,3"),
        ],
    )
    def test_names_the_line_the_fault_and_the_value(self, line: str, kind: FaultKind, value: str) -> None:
        _, faults = read(f"{HEADER}ann,self,6.1.1.1-1,3\n\n{line}\ncid,self,6.1.1.1-1,3\ncid,self,6.1.1.1-1,3\n")
        assert [(fault.kind, fault.value, fault.line) for fault in faults] == [
            (kind, value, 4),
            (FaultKind.TWO_ANSWERS, "cid", 6 + line.count("\n")),
        ]

    def test_names_the_line_with_bytes_that_are_no_utf8(self) -> None:
        _, faults = read(HEADER.encode() + "ann,self,6.1.1.1-1,3\n李雷,self,6.1.1.1-1,3\n".encode("gb18030"))
        assert [(fault.line, fault.kind) for fault in faults] == [(3, FaultKind.ENCODING)]

    def test_an_open_quote_is_named_where_it_opens(self) -> None:
        _, faults = read(HEADER + 'ann,self,6.1.1.1-1,3\n"bob,self,6.1.1.1-1,3\ncid,self,6.1.1.1-1,3\n')
        assert faults == [LineFault(3, FaultKind.QUOTING, "unexpected end of data")]

    def test_lines_are_counted_on_after_an_open_quote_that_swallowed_thousands(self) -> None:
        swallowed = "x\n" * (csv.field_size_limit() // 2 + 1)
        _, faults = read(f'{HEADER}"{swallowed}ann,self,6.1.1.1-1,5\n')
        assert faults[0].line == 2
        assert faults[0].kind is FaultKind.QUOTING
        assert faults[-1] == LineFault(3 + swallowed.count("\n") - 1, FaultKind.ANSWER, "5", "6.1.1.1-1")

    @pytest.mark.parametrize(
        "content",
        ["", "\n" + HEADER, "respondent,item,answer\n", "respondent;perspective;item;answer\n", HEADER.title()],
        ids=["empty", "empty first line", "a column missing", "semicolons", "capitals"],
    )
    def test_a_wrong_header_is_the_only_fault_named(self, content: str) -> None:
        _, faults = read(content + "ann,self,6.1.1.1-1,7\n" if content else content)
        assert [(fault.line, fault.kind) for fault in faults] == [(1, FaultKind.HEADER)]

    def test_a_header_in_another_encoding_or_badly_quoted_says_so(self) -> None:
        assert [fault.kind for fault in read(HEADER.encode("utf-16"))[1]] == [FaultKind.ENCODING]
        assert [fault.kind for fault in read('"respondent"x,perspective\n')[1]] == [FaultKind.QUOTING]

    def test_every_bad_line_is_named(self) -> None:
        bad = "".join(f"r{n},self,6.1.1.1-1,{n % 6}\n" for n in range(60))
        _, faults = read(HEADER + bad)
        assert [fault.line for fault in faults] == [n + 2 for n in range(60) if n % 6 == 5]


ROWS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(sorted(LIBRARY.items)[:6]), st.sampled_from("01234")),
    max_size=20,
    unique_by=lambda row: row[:2],
)
SIDES = {"a": "self", "b": "management", "c": "external", "d": "counterpart"}


def written(rows: list[tuple[str, str, str]]) -> str:
    return HEADER + "".join(f"{who},{SIDES[who]},{item},{answer}\n" for who, item, answer in rows)


class TestAnyFile:
    @given(ROWS, st.randoms(use_true_random=False))
    def test_the_order_of_lines_does_not_matter(self, rows: list[tuple[str, str, str]], random: Random) -> None:
        shuffled = list(rows)
        random.shuffle(shuffled)
        first, second = read(written(rows))[0], read(written(shuffled))[0]
        for side in Side:
            assert first.patterns("6.1.1.1", side) == second.patterns("6.1.1.1", side)

    @given(ROWS.filter(bool), st.data())
    def test_a_line_that_stands_twice_is_refused_where_it_stands_again(
        self, rows: list[tuple[str, str, str]], data: st.DataObject
    ) -> None:
        again = data.draw(st.sampled_from(rows))
        _, faults = read(written([*rows, again]))
        assert [(fault.line, fault.kind) for fault in faults] == [(len(rows) + 2, FaultKind.TWO_ANSWERS)]

    @given(st.binary(max_size=300))
    def test_garbage_is_refused_without_a_crash(self, garbage: bytes) -> None:
        _, faults = read(garbage)
        assert [fault.line for fault in faults] == [1]
