"""Write the sample documents anew: ``uv run python -m tests.bot.documents.samples``; look at them before committing."""

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.documents.pdf import pdf
from bot.house import reader
from dialogs.meeting.minutes.drafting import outline_of
from standard.library import library
from tests.dialogs.meeting.minutes.sample import consultation

HERE = Path(__file__).parent
LINK = "https://consult.example.org/c/14"

if __name__ == "__main__":
    for locale in ("zh_CN", "en"):
        found = outline_of(consultation(), library(), reader(locale, ZoneInfo("Asia/Shanghai")), LINK)
        (HERE / f"minutes-{locale}.pdf").write_bytes(pdf(found))
