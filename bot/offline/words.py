"""What the offline commands say, Chinese and English side by side."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Said(NamedTuple):
    """One sentence in both languages, with the same placeholders."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Give the Chinese for any Chinese locale (``zh``, ``zh_CN.UTF-8``), else the English."""
        return self.zh if language.startswith("zh") else self.en


FAULTS: Final[Mapping[str, Said]] = MappingProxyType(
    {
        "header": Said(
            "表头是“{value}”，应为 respondent,perspective,item,answer；其余各行没有再读。",
            "the header is “{value}” and must be respondent,perspective,item,answer; no further line was read.",
        ),
        "columns": Said(
            "有 {value} 列，应为 4 列：答题人,视角,题目,回答。值里有逗号时，请用英文双引号括起来。",
            "there are {value} columns where 4 are due: respondent,perspective,item,answer. "
            "Put a value that holds a comma in double quotes.",
        ),
        "quoting": Said(
            "引号不成对，或不合 CSV 格式。请检查这一行的英文双引号。",
            "the quotes do not pair as in a CSV file. Check the double quotes of this line.",
        ),
        "encoding": Said(
            "不是 UTF-8 编码：“{value}”。请把文件另存为“CSV UTF-8”。",
            "this is not UTF-8: “{value}”. Save the file as “CSV UTF-8”.",
        ),
        "nul": Said(
            "含有空字符（NUL）：“{value}”。请从原来的表格重新导出。",
            "there is a NUL character: “{value}”. Export the file anew from its table.",
        ),
        "line break": Said(
            "引号里的值中间换了行：“{value}”。请去掉换行，一个回答只占一行。",
            "a quoted value runs over the end of the line: “{value}”. Take the line break out: one answer, one line.",
        ),
        "respondent": Said(
            "没有写答题人。请填上区分答题人的编号。",
            "there is no respondent. Give each respondent an identifier.",
        ),
        "perspective": Said(
            "视角“{value}”不认识，应为 self、management、external、counterpart 之一。",
            "the perspective “{value}” is unknown: write self, management, external or counterpart.",
        ),
        "item": Said(
            "没有题目“{value}”。用 consultbot items 可以查看全部题目。",
            "there is no item “{value}”. `consultbot items` lists them all.",
        ),
        "answer": Said(
            "题目 {context} 的回答“{value}”不对，应为 0 至 4、NA（不适用）、DK（不清楚），或留空（跳过）。",
            "“{value}” is no answer to {context}: write 0 to 4, NA (not applicable), DK (don't know), "
            "or nothing (skipped).",
        ),
        "required": Said(
            "题目 {context} 属于“应”的条款，不能答 NA（不适用）。不清楚请写 DK，没有做请写 0。",
            "{context} stands under a required (应) clause and cannot be NA. Write DK if it is not known, "
            "0 if nothing is done.",
        ),
        "two perspectives": Said(
            "答题人“{value}”前面的视角是 {context}。一位答题人只能有一个视角。",
            "respondent “{value}” answered as {context} before. One respondent has one perspective.",
        ),
        "two answers": Said(
            "答题人“{value}”对题目 {context} 已有一个回答。请只留一个。",
            "respondent “{value}” has answered {context} already. Keep one of the two.",
        ),
    }
)
"""By the value of `standard.answers.FaultKind`: what is wrong with a line and how to mend it."""

WORDS: Final[Mapping[str, Said]] = MappingProxyType(
    {
        "line": Said("第 {line} 行：{fault}", "line {line}: {fault}"),
        "refused": Said("{count} 行有误，没有计分。", "{count} bad line(s): nothing was scored."),
        "unopened": Said("打不开 {file}：{cause}", "{file} cannot be opened: {cause}"),
        "reading": Said("读取回答", "Reading answers"),
        "items help": Said("列出题库的全部题目。", "List the items of the item bank."),
        "score help": Said("给一份回答文件（CSV）计分。", "Score a CSV file of answers."),
        "file help": Said(
            "各列为 respondent,perspective,item,answer；“-” 为标准输入。",
            "Its columns: respondent,perspective,item,answer; “-” is standard input.",
        ),
        "json help": Said("输出 JSON。", "Print JSON."),
        "group help": Said(
            "少于这么多人的数字不予显示（至少为 3）。",
            "Withhold figures over fewer respondents than this (3 at least).",
        ),
        "stage help": Said(
            "按发展阶段的目标分找差距。", "Hold the scores against the targets of a stage of development."
        ),
        "clause": Said("条款", "Clause"),
        "binding": Said("约束", "Binding"),
        "score": Said("得分", "Score"),
        "level": Said("等级", "Level"),
        "verdict": Said("判定", "Verdict"),
        "n": Said("人数", "n"),
        "interval": Said("95% 置信区间", "95 % CI"),
        "agreement": Said("一致性", "Agreement"),
        "outside": Said("外部", "Outside"),
        "gap": Said("内外差距", "Gap"),
        "应": Said("应", "required"),
        "宜": Said("宜", "recommended"),
        "index": Said("总指数", "Index"),
        "withheld": Said("不予显示", "withheld"),
        "maturity": Said("成熟度：{level}", "Maturity: {level}"),
        "held back": Said("受制于 {clauses}", "held back by {clauses}"),
        "progress": Said("目标完成度：{percent}%", "Progress to target: {percent} %"),
        "findings": Said("发现的问题", "Findings"),
        "no findings": Said("没有发现问题。", "No findings."),
        "severity": Said("严重程度", "Severity"),
        "finding": Said("问题", "Finding"),
        "support": Said("可求助的条款", "Clauses that can help"),
        "item": Said("题目", "Item"),
        "question": Said("问题", "Question"),
        "level 0": Said("0 未开展", "0 not started"),
        "level 1": Said("1 起步", "1 ad hoc"),
        "level 2": Said("2 成形", "2 defined"),
        "level 3": Said("3 落实", "3 practised"),
        "level 4": Said("4 引领", "4 leading"),
        "met": Said("达到", "met"),
        "partly met": Said("部分达到", "partly met"),
        "not met": Said("未达到", "not met"),
        "adopted": Said("已采纳", "adopted"),
        "partly adopted": Said("部分采纳", "partly adopted"),
        "not adopted": Said("未采纳", "not adopted"),
        "not applicable": Said("不适用", "not applicable"),
        "not assessed": Said("未评定", "not assessed"),
        "high": Said("高", "high"),
        "medium": Said("中", "medium"),
        "low": Said("低", "low"),
        "info": Said("提示", "info"),
        "required-not-met": Said("“应”的条款没有达到", "a required clause is not met"),
        "below-target": Said("低于目标分", "below target"),
        "disagreement": Said("内部看法不一", "members disagree"),
        "blind-spot": Said("自评明显高于外部评价", "rated far higher inside than outside"),
        "hidden-strength": Said("外部评价明显高于自评", "rated far higher outside than inside"),
    }
)


def language_of(environment: Mapping[str, str]) -> str:
    """Give the language that the terminal's locale asks for (POSIX: LC_ALL, LC_MESSAGES, LANG)."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((environment[name] for name in names if environment.get(name)), "")


def say(key: str, language: str, **values: object) -> str:
    """Give one of the words in a language, its placeholders filled."""
    return WORDS[key].in_language(language).format(**values)
