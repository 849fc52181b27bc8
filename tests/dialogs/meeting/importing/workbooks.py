"""Workbooks as facilitators fill them in, sheet by sheet."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook

from dialogs.meeting.importing.columns import SHEETS

Rows = Sequence[Mapping[str, object]]
"""Each row by the columns' Chinese headings."""

GOOD: dict[str, Rows] = {
    "协商": [
        {
            "序号": "a",
            "日期": "2024年5月16日",
            "协商种类": "行业事务",
            "子类": "标准制定",
            "议题": "《家政服务规范》",
            "共识": "统一文本",
            "企业人数": 5,
            "公众人数": "十二",
        },
        {"序号": 2, "日期": "2023-11-02", "协商种类": "5.2", "议题": "楼道堆物", "本组织角色": "参与", "标签": "应急"},
        {"序号": 3, "日期": "2024/3/1", "协商种类": "行业事务", "议题": "培训费用", "决议": "由会费列支"},
    ],
    "参与者": [
        {"序号": "a", "姓名": "张晓燕", "类别": "企业", "单位": "好家政"},
        {"序号": "２", "姓名": "赵强", "类别": "政府", "出席": "缺席"},
    ],
    "议题": [{"序号": "a", "议题": "合同文本", "共识": "统一"}, {"序号": "a", "议题": "培训", "分歧": "谁出钱"}],
    "决议": [{"序号": "a", "决议": "采用统一文本", "议题": "合同文本", "类型": "决议"}],
    "行动": [{"序号": "a", "事项": "印发文本", "责任方": "秘书处", "期限": "2024-06-30", "状态": "已完成"}],
    "成果": [{"序号": "a", "成果": "示范文本", "转化状态": "已报送", "转化日期": "2024-07-02", "单位": "区民政局"}],
}

BAD: dict[str, Rows] = {
    "协商": [
        {"序号": 1, "日期": "2024-02-30", "协商种类": "行业事务", "议题": "甲"},
        {"序号": 2, "日期": "3/12/2024", "协商种类": "国际事务", "议题": "乙"},
        {"序号": 3, "日期": "2024-05-01", "协商种类": "行业事务", "子类": "听证会", "议题": "丙", "企业人数": "很多"},
        {"序号": 4, "日期": "2024-05-02", "协商种类": "行业事务"},
        {"序号": 5, "日期": "2024-05-03", "协商种类": "公共事务", "议题": "戊"},
        {"序号": 5, "日期": "2024-05-04", "协商种类": "公共事务", "议题": "己"},
        {"序号": 6, "日期": "2030-01-01", "协商种类": "公共事务", "议题": "庚"},
        {"序号": 7, "日期": "2024-05-03", "协商种类": "公共事务", "议题": " 戊 "},
        {"序号": 8, "日期": "=TODAY()", "协商种类": "公共事务", "议题": "辛" * 501},
    ],
    "参与者": [
        {"序号": 5, "姓名": "李", "类别": "外星人"},
        {"序号": 1, "姓名": "王", "类别": "公众"},
        {"序号": 99, "姓名": "赵", "类别": "公众"},
    ],
    "决议": [{"序号": 5, "决议": "通过", "议题": "没有这一项"}],
    "成果": [{"序号": 5, "成果": "文本", "转化状态": "已采纳"}],
}


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """Write a workbook with the headings of the template."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        titles = [column.title.zh for sheet in SHEETS if sheet.name.zh == name for column in sheet.columns]
        page.append(titles)
        for row in rows:
            assert set(row) <= set(titles)
            page.append([row.get(title) for title in titles])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def table(rows: Rows, encoding: str = "gb18030") -> bytes:
    """Write a CSV file as Excel on a Chinese computer does."""
    target = StringIO()
    titles = list(dict.fromkeys(title for row in rows for title in row))
    writer = csv.DictWriter(target, titles)
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode(encoding)
