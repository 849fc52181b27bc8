"""One thing that ``consultbot check`` has looked at."""

from dataclasses import dataclass

from bot.faults import SetUpFault


@dataclass(frozen=True)
class Finding:
    """What was looked at, in both languages; ``fault`` when it is not as it must be."""

    zh: str
    en: str
    fault: SetUpFault | None = None
