"""The command line: ``consultbot`` and its commands."""
