"""The web chat: the same conversations in a browser, for those whom Telegram does not reach."""
