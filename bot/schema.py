"""The whole schema: every ``records`` module's tables on the one metadata that the engine owns."""

import pkgutil
from importlib import import_module
from importlib.util import find_spec

from sqlalchemy import MetaData

import dialogs
from dialogs.engine.records import metadata


def whole_metadata() -> MetaData:
    """Give the metadata with the tables of the engine, of every capability and of the web channel."""
    folders = [f"dialogs.{module.name}" for module in pkgutil.iter_modules(dialogs.__path__) if module.ispkg]
    for folder in [*folders, "bot.web"]:
        if find_spec(folder) and find_spec(f"{folder}.records"):
            import_module(f"{folder}.records")
    return metadata
