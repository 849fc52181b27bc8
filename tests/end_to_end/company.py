"""A cast of whom some are in Telegram and some at a browser; a transcript's lines are the same for both."""

from collections.abc import Mapping, Sequence

from tests.end_to_end.cast import LINE, OTHERS, Cast, Deed, Part
from tests.end_to_end.installation import Installation
from tests.end_to_end.visitors import Visitor

MASK = "⟨日期⟩"


class Company(Cast):
    """Everybody in front of one installation."""

    def __init__(
        self,
        installation: Installation,
        parts: Sequence[Part],
        visitors: Sequence[Visitor],
        deeds: Mapping[str, Deed] = OTHERS,
    ) -> None:
        super().__init__(installation, *parts, deeds=deeds)
        self.visitors = {visitor.name: visitor for visitor in visitors}

    async def play(self, line: str) -> str:
        """Act one line, and give all that anybody sees of it, in Telegram or on a page."""
        found = LINE.fullmatch(line)
        assert found is not None, f"{line!r} does not say who does it"
        name, deed = found["name"], self._unmasked(found["deed"])
        if name in self.visitors:
            await self.visitors[name].acts(deed)
        else:
            await self._act(self.people[name], self._dated(name, deed))
        await self.installation.settle()
        pages = {each.name: await each.news() for each in self.visitors.values()}
        own = pages.pop(name, None)
        lines = self._news_of(name) if own is None else own
        for other in self.people:
            if other != name:
                lines += _headed(other, self._news_of(other))
        for other, seen in pages.items():
            lines += _headed(other, seen)
        return self._masked("\n".join(lines))

    def _dated(self, name: str, deed: str) -> str:
        """Give the label of the latest button that a mask such as ``[⟨日期⟩]`` stands for."""
        if MASK not in deed:
            return deed
        buttons = [button for message in self.people[name].chat for button in message.buttons]
        return next(f"[{each.label}]" for each in reversed(buttons) if self._masked(f"[{each.label}]") == deed)

    def _masked(self, text: str) -> str:
        return super()._masked(text).replace(self.installation.bot.url, "⟨网址⟩")

    def catches_up(self) -> None:
        """Let everybody have seen what is on their screens."""
        for name in self.people:
            self._news_of(name)


def _headed(name: str, seen: list[str]) -> list[str]:
    return [f"→ {name}：", *seen] if seen else []
