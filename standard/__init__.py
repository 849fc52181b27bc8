"""What the standard says and how answers are judged: pure data and arithmetic."""
