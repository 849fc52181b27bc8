"""A standard of another kind, small enough to be read at a glance: two capabilities, three items each."""

from importlib import resources
from pathlib import Path

VERSION = """\
version: "0.1"
title: {zh: 小规范, en: A small standard}
publisher: {zh: 小总会, en: A small association}
printed: {}
"""

CLAUSES = """\
- number: "5"
  title: {zh: 协商内容, en: Subjects}
- number: "5.1"
  title: {zh: 公共事务协商, en: Public affairs}
  text:
    - {zh: 参与立法协商、政策协商等。, en: Take part in consultation.}
- number: "6"
  title: {zh: 能力, en: Capabilities}
- number: "6.1"
  title: {zh: 基础能力, en: Basic}
- number: "6.1.1"
  title: {zh: 主体建设, en: Oneself}
- number: "6.1.1.1"
  title: {zh: 机制, en: Mechanism}
  text:
    - {zh: 应建立机制，设置岗位、安排人员。, en: Shall establish a mechanism., binding: 应}
- number: "6.2"
  title: {zh: 专项能力, en: Special}
- number: "6.2.1"
  title: {zh: 政治协商, en: Political}
- number: "6.2.1.1"
  title: {zh: 立法协商, en: Legislative}
  text:
    - {zh: 宜参与立法，征集意见、提出建议。, en: Should take part in legislation., binding: 宜}
- number: "7"
  title: {zh: 支持, en: Support}
- number: "7.1"
  title: {zh: 要求, en: Requirements}
- number: 7.1-a
  text:
    - {zh: 应争取党政支持。, en: Shall seek support., binding: 应}
    - {zh: 可请企业帮助。, en: May ask enterprises., binding: 可}
"""

AFFAIRS = """\
kinds:
  - clause: "5.1"
    short: {zh: 公共事务, en: Public affairs}
    subkinds:
      legislative: {zh: 立法协商, en: Legislative}
      policy: {zh: 政策协商, en: Policy}
    capabilities: ["6.2.1.1"]
    exercises:
      policy: []
tags:
  - key: emergency
    name: {zh: 应急, en: Emergency}
    capability: "6.2.1.1"
"""

SUPPORT = """\
scale:
  progress:
    not_asked: {zh: 没提, en: Not asked}
    asked: {zh: 提了, en: Asked}
    promised: {zh: 答应了, en: Promised}
    received: {zh: 得到了, en: Received}
  helped:
    - {zh: 零, en: none}
    - {zh: 一, en: one}
    - {zh: 二, en: two}
    - {zh: 三, en: three}
    - {zh: 四, en: four}
measures:
  - code: 7.1-a-1
    phrase: 党政支持
    supporter: {zh: 党政, en: Party and government}
    question: {zh: 争取到了吗, en: How far}
  - code: 7.1-a-2
    phrase: 企业帮助
    supporter: {zh: 企业, en: Enterprises}
    question: {zh: 请到了吗, en: How far}
"""

REMEDIES = """\
- capability: 6.1.1.1
  support: 7.1-a
  whom: {zh: 主管单位, en: The authority}
  request: {zh: 请帮助。, en: Please help.}
- capability: 6.2.1.1
  support: "7.1"
  whom: {zh: 人大, en: The congress}
  request: {zh: 请邀请。, en: Please invite us.}
"""

GLOSSARY = """\
- key: topic
  zh: 议题
  en: topic
  meaning: {zh: 所议之事, en: What it is about}
"""


def item(code: str, phrase: str, *, pulse: bool = False) -> str:
    levels = "\n".join(f"    - {{zh: 第{n}级, en: level {n}}}" for n in range(5))
    return f"- code: {code}\n  phrase: {phrase}\n  question: {{zh: 怎样, en: How}}\n  levels:\n{levels}\n" + (
        "  pulse: true\n" if pulse else ""
    )


REQUIRED = item("6.1.1.1-1", "建立机制", pulse=True) + item("6.1.1.1-2", "设置岗位") + item("6.1.1.1-3", "安排人员")
RECOMMENDED = item("6.2.1.1-1", "参与立法") + item("6.2.1.1-2", "征集意见", pulse=True) + item("6.2.1.1-10", "提出建议")

FILES = {
    "version.yaml": VERSION,
    "clauses/all.yaml": CLAUSES,
    "affairs.yaml": AFFAIRS,
    "support.yaml": SUPPORT,
    "remedies.yaml": REMEDIES,
    "glossary.yaml": GLOSSARY,
    "items/6.1.yaml": REQUIRED,
    "items/6.2.yaml": RECOMMENDED,
    "items/notes.txt": "Not data.",
}


def write_small(folder: Path) -> None:
    """Write the small standard's files."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


def copy_packaged(target: Path) -> None:
    """Copy the packaged data into a folder that a test may break."""
    source = Path(str(resources.files("standard") / "data"))
    for file in source.rglob("*.yaml"):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())
