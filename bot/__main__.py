"""``python -m bot`` is the same as ``consultbot``."""

from bot.commands.cli import main

if __name__ == "__main__":
    main()
