"""Backups: everything in one encrypted file, taken and restored while the installation runs.

A backup holds the rows of every table, not the pages of one kind of database, so one that was taken from SQLite can be
restored into PostgreSQL and the other way round. Its layers, from the inside: lines of JSON (:mod:`bot.backup.lines`),
zlib, and an encrypted stream under the installation's key (:mod:`bot.backup.stream`).
"""

from bot.backup.restoring import Restored, restore
from bot.backup.taking import Taken, take

__all__ = ["Restored", "Taken", "restore", "take"]
