"""Requests that are not done, each with a status and a plain sentence."""

from dialogs.engine.text import Message


class Refusal(Exception):
    """A request that is not done. ``retry`` says that the same request may succeed after so many seconds."""

    def __init__(self, status: int, sentence: Message, *, retry: int | None = None) -> None:
        super().__init__(sentence.text)
        self.status = status
        self.sentence = sentence
        self.retry = retry
