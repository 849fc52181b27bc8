"""An outage of the database in the log: one line when it begins and one when it is over, however many turns meet it."""

import structlog

from dialogs.engine.faults import name_of

log = structlog.get_logger(__name__)


class Outage:
    """What one process knows of the database's being away; each error is counted by the observer, too."""

    def __init__(self) -> None:
        self._errors = 0

    def met(self, fault: BaseException) -> None:
        """Note that a transaction met a database error: the first one since all was well is said."""
        if not self._errors:
            log.warning("database error", fault=name_of(fault))
        self._errors += 1

    def over(self) -> None:
        """Note that a transaction was committed: after an outage it is said, with the number of its errors."""
        if self._errors:
            log.warning("database errors are over", errors=self._errors)
        self._errors = 0
