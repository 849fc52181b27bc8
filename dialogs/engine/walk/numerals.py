"""Numbers and days as people type them: ``3``, ``３``, ``三``, ``1,200``, ``2025年3月1日``."""

import re
import unicodedata
from datetime import date

_DIGITS = dict(zip("〇零一二三四五六七八九两俩", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_PLAIN = re.compile(r"[+-]?(\d{1,18}|\d{1,3}(,\d{3}){1,5})")
_WITH_UNIT = re.compile(r"(\d{1,9})([百千万亿])")
_CHINESE = re.compile(r"[〇零一二三四五六七八九两俩十百千万亿]{1,20}")
_COUNTED = re.compile(r"第?(.+?)[个項项分级级号號题]?")
_PART = r"(\d+|[〇零一二三四五六七八九十]+)"
_DAY = re.compile(rf"{_PART}[-/.年]{_PART}[-/.月]{_PART}[日号]?")


def whole_number(text: str) -> int | None:
    """Read a whole number in any usual digits; ``None`` for anything else."""
    plain = _folded(text)
    if _PLAIN.fullmatch(plain):
        return int(plain.replace(",", ""))
    if found := _WITH_UNIT.fullmatch(plain):
        return int(found[1]) * (_UNITS | _MYRIADS)[found[2]]
    if plain.startswith("负"):
        below = _chinese(plain[1:])
        return None if below is None else -below
    return _chinese(plain)


def ordinal(text: str) -> int | None:
    """Read the number of an option: a whole number, also as ``第三个`` or ``3分``."""
    found = _COUNTED.fullmatch(_folded(text))
    return whole_number(found[1]) if found else None


def day(text: str) -> date | None:
    """Read a calendar day, year first: ``2025-03-01``, ``2025/3/1``, ``20250301``, ``二〇二五年三月一日``."""
    plain = "".join(_folded(text).split())
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    found = _DAY.fullmatch(plain)
    parts = [whole_number(part) for part in found.groups()] if found else []
    if len(parts) != 3 or None in parts:
        return None
    year, month, of_month = (part or 0 for part in parts)
    try:
        return date(year, month, of_month)
    except (ValueError, OverflowError):
        return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:100]).strip().strip(".。、,;；:：)(!！?？ ").replace("−", "-")


def _chinese(plain: str) -> int | None:
    if not _CHINESE.fullmatch(plain):
        return None
    if all(sign in _DIGITS for sign in plain):
        return int("".join(str(_DIGITS[sign]) for sign in plain))
    total = section = digit = 0
    for sign in plain:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[sign], 0
        else:
            total, section, digit = (total + section + digit) * _MYRIADS[sign], 0, 0
    return total + section + digit
