"""The schema's history, applied by :func:`bot.database.schema.upgrade`; backups take the place of downgrades."""
