"""What one process knows of the letters that it has been given: which chats' are on their way, which are there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import takewhile
from typing import Final

from dialogs.engine.mailbox import Mailbox

CLAIM: Final = timedelta(seconds=60)
"""How long letters that were given out are one process's alone."""

SKEW: Final = timedelta(seconds=5)
"""By how much the clocks of several machines may differ."""


@dataclass
class UnderWay:
    """Chats by their numbers, with the letters given out of each; kept in memory, so that it ends with its process.

    ``clock`` is monotonic, in seconds: by the wall clock a claim would end when that is set forward, and the letter
    that is just on its way would be given out a second time.
    """

    clock: Callable[[], float]
    _claimed: dict[int, float] = field(default_factory=dict)
    _given: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _there: dict[int, Mailbox] = field(default_factory=dict)
    _carried: set[int] = field(default_factory=set)
    _found: dict[int, float] = field(default_factory=dict)

    def held(self) -> frozenset[int]:
        """Give the chats of which no letter may be given out just now; those carried from now on are remembered.

        To be asked before the letters are read: one that is delivered meanwhile is still there to be read.
        """
        now = self.clock()
        self._carried.clear()
        for letter in [*takewhile(lambda letter: self._found[letter] <= now, self._found)]:
            del self._found[letter]
        return frozenset(chat for chat, until in self._claimed.items() if until > now)

    def was_carried(self, chat: int) -> bool:
        """Tell whether a letter of this chat has been carried since :meth:`held`."""
        return chat in self._carried

    def give_out(self, chat: int, letter: int) -> None:
        """Note a letter that was found in the outbox and is given out."""
        self._found[letter] = self._claim_ends()
        self.give(chat, (letter,))

    def was_given_out(self, letters: Iterable[int]) -> bool:
        """Tell whether one of these was found in the outbox, and may even be there by now and erased.

        A busy process may read the outbox between a turn's commit and the turn's own next step.
        """
        return any(letter in self._found for letter in letters)

    def give(self, chat: int, letters: Iterable[int]) -> None:
        """Note letters that are given out."""
        self._claimed[chat] = self._claim_ends()
        self._given[chat].update(letters)

    def carry(self, chat: int, letters: Iterable[int]) -> None:
        """Note letters that are carried from their turn."""
        self._carried.add(chat)
        self.give(chat, letters)

    def is_free(self, chat: int) -> bool:
        """Tell whether no letter of a chat is on its way, but such as are there and only not erased yet."""
        return chat not in self._claimed or all(letter in self._there for letter in self._given[chat])

    def left_by(self, letter: int) -> Mailbox | None:
        """Give the chat as a letter left it that is there and not erased yet."""
        return self._there.get(letter)

    @contextmanager
    def there(self, letter: int, after: Mailbox) -> Iterator[None]:
        """Know a letter as being there, and its chat as it is since, while it is erased."""
        self._there[letter] = after
        try:
            yield
        finally:
            del self._there[letter]

    def settle(self, chat: int, letter: int) -> None:
        """Forget a letter that is through; its chat is free once none is left."""
        given = self._given[chat]
        given.discard(letter)
        if not given:
            self.release(chat)

    def release(self, chat: int) -> None:
        """Forget all of a chat's letters: they are in the outbox, or nowhere."""
        self._claimed.pop(chat, None)
        self._given.pop(chat, None)

    def _claim_ends(self) -> float:
        return self.clock() + CLAIM.total_seconds()
