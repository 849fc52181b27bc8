"""How the Bot API says no (Bot API, "Making requests": ok, error_code, description, parameters)."""


class Refusal(Exception):
    """An answer with ``ok: false``: its HTTP code and Telegram's own words."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """Give the JSON that Telegram answers with."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad_request(words: str) -> Refusal:
    """Give a 400 in Telegram's form."""
    return Refusal(400, f"Bad Request: {words}")


def too_many(retry_after: int) -> Refusal:
    """Give a 429 with the seconds to wait."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
