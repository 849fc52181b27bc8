"""The workbook that the bot offers, as a facilitator fills it in: first with mistakes, then without."""

import asyncio
from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import load_workbook

from tests.telegram import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ARRIVES = 30
"""Seconds within which a file that was sent has been fetched and looked at, on a busy machine, too."""
FIRST_EMPTY = 3
"""Row 1 holds the headings, row 2 the example."""

Rows = Sequence[Mapping[str, str | int]]

GOOD: Rows = (
    {"序号": 1, "日期": "2024年5月16日", "协商种类": "行业事务", "子类": "标准制定", "议题": "家政服务规范"},
    {"序号": 2, "日期": "2023-11-02", "协商种类": "基层事务", "议题": "楼道堆物", "本组织角色": "参与", "标签": "应急"},
)
MISTAKEN: Rows = (
    {"序号": 3, "日期": "2024-02-30", "协商种类": "公共事务", "议题": "公园夜间照明"},
    {"序号": 4, "日期": "2024-05-02", "协商种类": "国际事务", "议题": "口岸志愿服务"},
    {"序号": 5, "日期": "2024-05-03", "协商种类": "公共事务"},
)
MENDED: Rows = ({"序号": 3, "日期": "2024-02-29", "协商种类": "公共事务", "议题": "公园夜间照明"},)
PEOPLE: Rows = ({"序号": 1, "姓名": "张晓燕", "单位": "好家政", "类别": "企业"},)
STRANGERS: Rows = ({"序号": 99, "姓名": "赵强", "类别": "公众"},)


async def sends_mistaken(person: Person) -> int:
    """Send the template filled in with good rows, bad rows and a participant of no consultation."""
    return await _sends(person, {"协商": [*GOOD, *MISTAKEN], "参与者": [*PEOPLE, *STRANGERS]})


async def sends_mended(person: Person) -> int:
    """Send it once more, put right."""
    return await _sends(person, {"协商": [*GOOD, *MENDED], "参与者": PEOPLE})


async def _sends(person: Person, sheets: Mapping[str, Rows]) -> int:
    """Send it, and wait to be told what is in it: a file is looked at when it has been fetched."""
    before = _told(person)
    number = await person.sends_document(_filled(person, sheets), name="以往的协商.xlsx", media_type=XLSX)
    for _look in range(ARRIVES * 10):
        if _told(person) > before:
            return number
        await asyncio.sleep(0.1)
    raise AssertionError(f"nothing was said of the file for {ARRIVES} seconds")


def _told(person: Person) -> int:
    return sum("可以导入" in message.text for message in person.chat)


def _filled(person: Person, sheets: Mapping[str, Rows]) -> bytes:
    """Fill in the latest template that the bot sent."""
    sent = [each.document for each in person.chat if each.document and each.document.name.endswith(".xlsx")]
    book = load_workbook(BytesIO(sent[-1].content))
    for name, rows in sheets.items():
        page = book[name]
        titles = [str(cell.value).removesuffix(" *") for cell in page[1]]
        for number, row in enumerate(rows, start=FIRST_EMPTY):
            for title, value in row.items():
                page.cell(number, titles.index(title) + 1, value)
    target = BytesIO()
    book.save(target)
    return target.getvalue()
