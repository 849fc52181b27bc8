"""The conversation machine: forms ask, views show, and one turn is one transaction."""
