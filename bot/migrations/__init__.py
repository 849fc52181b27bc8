"""The schema's history, applied by :func:`bot.schema.upgrade`; backups take the place of downgrades."""
