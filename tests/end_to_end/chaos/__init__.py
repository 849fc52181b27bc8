"""The chaos test: many people talk with a bot to which everything happens at once, and nothing of theirs is lost."""
